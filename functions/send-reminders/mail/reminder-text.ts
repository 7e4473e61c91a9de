import { mailWords } from '#words/mail';
import type { Block, Link, Section } from './content.ts';

const RULE = '-'.repeat(60);

/** The plain text, equal in content to the HTML: the holder's language, the other, then the small print of both. */
export function reminderText(blocks: readonly [Block, Block]): string {
  const smallPrint = blocks
    .map((block) => [...block.smallPrint, ...block.footLinks.map(linkText)].join('\n'))
    .join('\n\n');
  return `${[...blocks.map(blockText), smallPrint].join(`\n\n${RULE}\n\n`)}\n`;
}

function blockText(block: Block): string {
  const sections = block.sections.map((section) => sectionText(section, mailWords[block.lang].colon));
  const byNumber = block.byNumber === undefined ? [] : [block.byNumber];
  return [block.headline, block.greeting, ...byNumber, ...sections, block.asks.join('\n')].join('\n\n');
}

function sectionText(section: Section, colon: string): string {
  const facts = section.facts.map(
    ({ label, value, url }) => `${label}${colon}${value}${url === undefined ? '' : `\n${url}`}`,
  );
  const advice = section.advice.map((sentence) => `- ${sentence}`);
  return [
    ...(section.headline === undefined ? [] : [section.headline]),
    facts.join('\n'),
    ...(advice.length === 0 ? [] : [[section.whatToDo, ...advice].join('\n')]),
    ...(section.link === undefined ? [] : [linkText(section.link)]),
  ].join('\n\n');
}

const linkText = ({ label, url }: Link): string => `${label}\n${url}`;

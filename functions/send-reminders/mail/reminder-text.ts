import { mailWords } from '#words/mail';
import type { Block, Section } from './content.ts';

const RULE = '-'.repeat(60);

/** The plain text, equal in content to the HTML: the holder's language, the other, then the small print of both. */
export function reminderText(blocks: readonly [Block, Block]): string {
  const smallPrint = blocks.map((block) => block.smallPrint.join('\n')).join('\n\n');
  return `${[...blocks.map(blockText), smallPrint].join(`\n\n${RULE}\n\n`)}\n`;
}

function blockText(block: Block): string {
  const sections = block.sections.map((section) => sectionText(section, mailWords[block.lang].colon));
  return [block.headline, block.greeting, ...sections].join('\n\n');
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
    ...(section.link === undefined ? [] : [`${section.link.label}\n${section.link.url}`]),
    section.ask,
  ].join('\n\n');
}

import { linkText, mailText } from '#mail/letter/mail-text.ts';
import { mailWords } from '#remind/messages/mail.ts';
import type { Block, Section } from './content.ts';

/** The plain text, equal in content to the HTML: the holder's language, the other, then the small print of both. */
export function reminderText([main, other]: readonly [Block, Block]): string {
  return mailText([blockText(main), blockText(other)], [smallPrintOf(main), smallPrintOf(other)]);
}

const smallPrintOf = ({ smallPrint, footLinks }: Block) => [...smallPrint, ...footLinks.map(linkText)];

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

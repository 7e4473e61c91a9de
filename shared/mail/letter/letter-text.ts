import type { Letter, LetterRow, LetterSection, Link } from './letter.ts';
import { colon } from './naming.ts';

const RULE = '-'.repeat(60);

/** The plain text of every e-mail, equal in content to the HTML: one language, a rule, the other, a rule, the small print of both. */
export function letterText(letters: readonly [Letter, Letter]): string {
  const foot = letters.map(({ smallPrint, footLinks = [] }) =>
    [...smallPrint, ...footLinks.map(linkText)].join('\n'),
  );
  return `${[...letters.map(bodyText), foot.join('\n\n')].join(`\n\n${RULE}\n\n`)}\n`;
}

function bodyText({ lang, headline, greeting, lead, sections, closing = [] }: Letter): string {
  const texts = sections.map((section) => sectionText(section, lang));
  return parts(headline, greeting, lead, ...texts, closing.join('\n'));
}

function sectionText(
  { title, paragraphs = [], facts = [], list, rows = [], after, link, otherLink }: LetterSection,
  lang: Letter['lang'],
): string {
  const factLines = facts.map(
    ({ label, value, url }) => `${label}${colon(lang)}${value}${url === undefined ? '' : `\n${url}`}`,
  );
  const listed = list && [list.title, ...list.items.map((item) => `- ${item}`)].join('\n');
  const table = rows.map(rowText).join('\n');
  return parts(
    title,
    ...paragraphs,
    factLines.join('\n'),
    listed,
    table,
    after,
    link && linkText(link),
    otherLink && linkText(otherLink),
  );
}

function rowText([[about, ...lines], ...cells]: LetterRow): string {
  const linked = typeof about === 'string' ? [about] : [about.label, about.url];
  return `- ${[...linked, ...lines, ...cells].join('\n  ')}`;
}

const linkText = ({ label, url }: Link): string => `${label}\n${url}`;

/** With an empty line between; what is not there leaves none. */
const parts = (...texts: (string | undefined)[]): string => texts.filter(Boolean).join('\n\n');

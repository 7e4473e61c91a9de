import type { Language } from '#register/certificate/credential.ts';
import { mailPage } from './mail-page.tsx';
import { style, type tones } from './mail-style.ts';
import { linkText, mailText } from './mail-text.ts';
import { Action, dated, type Link, MAX_UNBROKEN_LENGTH, SectionTitle, Title } from './parts.tsx';

/** What an e-mail says in one language. Both forms, HTML and plain, are made from this, so they say the same. */
export interface Letter {
  lang: Language;
  headline: string;
  tone: keyof typeof tones;
  greeting?: string;
  sections: LetterSection[];
  smallPrint: string[];
  /** Below the small print. */
  footLinks?: Link[];
}

export interface LetterSection {
  title?: string;
  paragraphs: string[];
  rows?: LetterRow[];
  /** Below the rows. */
  after?: string | undefined;
  link?: Link;
}

/** Each cell is whole words, for it stands by itself on a phone; the first line of the first one is what the row is about. */
export type LetterRow = readonly [about: readonly [string | Link, ...string[]], ...cells: string[]];

export interface LetterMail {
  subject: string;
  text: string;
  html: string;
}

/** The languages in the order of `letters`, the small print last. No image, no script. */
export function letterMail(subject: string, letters: readonly [Letter, Letter]): LetterMail {
  return { subject, text: letterText(letters), html: letterHtml(subject, letters) };
}

function letterHtml(subject: string, [main, other]: readonly [Letter, Letter]): string {
  return mailPage(subject, [
    { ...main, body: <LetterIn letter={main} first />, footLinks: main.footLinks ?? [] },
    { ...other, body: <LetterIn letter={other} first={false} />, footLinks: other.footLinks ?? [] },
  ]);
}

/** One button an e-mail: in the first language. */
function LetterIn({ letter, first }: { letter: Letter; first: boolean }) {
  const main = letter.sections.find(({ link }) => link);
  return (
    <>
      <Title tone={letter.tone} lang={letter.lang} first={first}>
        {letter.headline}
      </Title>
      {letter.greeting === undefined ? null : <p style={style.paragraph}>{letter.greeting}</p>}
      {letter.sections.map((section) => (
        <SectionIn section={section} first={first} button={first && section === main} />
      ))}
    </>
  );
}

interface SectionProps {
  section: LetterSection;
  first: boolean;
  button: boolean;
}

function SectionIn({ section, first, button }: SectionProps) {
  const { title, paragraphs, rows = [], after, link } = section;
  return (
    <>
      {title === undefined ? null : <SectionTitle first={first}>{title}</SectionTitle>}
      {paragraphs.map((paragraph) => (
        <p style={style.paragraph}>{paragraph}</p>
      ))}
      {rows.length === 0 ? null : (
        <table
          class="facts"
          role="presentation"
          cellpadding="6"
          cellspacing="0"
          border={0}
          style={`${style.facts}font-size:15px;`}
        >
          <tbody valign="top">
            {rows.map((row) => (
              <Row row={row} />
            ))}
          </tbody>
        </table>
      )}
      {after === undefined ? null : <p style={style.paragraph}>{after}</p>}
      {link && <Action {...link} button={button} />}
    </>
  );
}

/** There are up to a hundred, and a mail that is too large is cut off: hardly any style but the line between them. */
const Row = ({ row: [[about, ...lines], ...cells] }: { row: LetterRow }) => (
  <tr class="rule" style="border-bottom:1px solid #d5dbe1;">
    <td width="42%">
      <About about={about} />
      {lines.map((line) => (
        <>
          <br />
          {line}
        </>
      ))}
    </td>
    {cells.map((cell) => (
      <td width="29%">{dated(cell)}</td>
    ))}
  </tr>
);

const About = ({ about }: { about: LetterRow[0][0] }) => {
  const { label, url } = typeof about === 'string' ? { label: about, url: undefined } : about;
  const name = label.length > MAX_UNBROKEN_LENGTH ? <b>{label}</b> : <b class="whole">{label}</b>;
  return url === undefined ? (
    name
  ) : (
    <a class="link" href={url} style="color:#0b5394">
      {name}
    </a>
  );
};

function letterText([main, other]: readonly [Letter, Letter]): string {
  return mailText([bodyText(main), bodyText(other)], [footText(main), footText(other)]);
}

const footText = ({ smallPrint, footLinks = [] }: Letter) => [...smallPrint, ...footLinks.map(linkText)];

function bodyText({ headline, greeting, sections }: Letter): string {
  return [headline, ...(greeting === undefined ? [] : [greeting]), ...sections.map(sectionText)].join('\n\n');
}

function sectionText({ title, paragraphs, rows = [], after, link }: LetterSection): string {
  return [
    ...(title === undefined ? [] : [title]),
    ...paragraphs,
    ...(rows.length === 0 ? [] : [rows.map(rowText).join('\n')]),
    ...(after === undefined ? [] : [after]),
    ...(link === undefined ? [] : [linkText(link)]),
  ].join('\n\n');
}

function rowText([[about, ...lines], ...cells]: LetterRow): string {
  const linked = typeof about === 'string' ? [about] : [about.label, about.url];
  return `- ${[...linked, ...lines, ...cells].join('\n  ')}`;
}

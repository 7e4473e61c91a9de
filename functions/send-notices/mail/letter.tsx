import type { Language } from '#domain/credential';
import { mailPage } from '#functions/send-reminders/mail/mail-page.tsx';
import { style, tones } from '#functions/send-reminders/mail/mail-style.ts';

/** What an e-mail says in one language. Both forms, HTML and plain, are made from this, so they say the same. */
export interface Letter {
  lang: Language;
  headline: string;
  tone: keyof typeof tones;
  greeting?: string;
  sections: LetterSection[];
  smallPrint: string[];
}

export interface LetterSection {
  title?: string;
  paragraphs: string[];
  rows?: LetterRow[];
  /** Below the rows. */
  after?: string | undefined;
  link?: { label: string; url: string };
}

/** Each cell is whole words, for it stands by itself on a phone; the first line of the first one is what the row is about. */
export type LetterRow = readonly [about: readonly [string, ...string[]], ...cells: string[]];

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
    { ...main, body: <LetterIn letter={main} first />, footLinks: [] },
    { ...other, body: <LetterIn letter={other} first={false} />, footLinks: [] },
  ]);
}

/** One button an e-mail: in the first language. */
function LetterIn({ letter, first }: { letter: Letter; first: boolean }) {
  const main = letter.sections.find(({ link }) => link);
  const { ink, paper } = tones[letter.tone];
  const title = style.title(ink, letter.lang);
  return (
    <>
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
        <tr>
          <td class={letter.tone} style={style.panel(paper)}>
            {first ? <h1 style={title}>{letter.headline}</h1> : <h2 style={title}>{letter.headline}</h2>}
          </td>
        </tr>
      </table>
      {letter.greeting === undefined ? null : <p style={style.paragraph}>{letter.greeting}</p>}
      {letter.sections.map((section) => (
        <SectionIn section={section} button={first && section === main} />
      ))}
    </>
  );
}

function SectionIn({ section, button }: { section: LetterSection; button: boolean }) {
  const { title, paragraphs, rows = [], after, link } = section;
  return (
    <>
      {title === undefined ? null : (
        <h3 class="ink rule" style={style.heading}>
          {title}
        </h3>
      )}
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
          {rows.map((row) => (
            <Row row={row} />
          ))}
        </table>
      )}
      {after === undefined ? null : <p style={style.paragraph}>{after}</p>}
      {link && <LinkIn {...link} button={button} />}
    </>
  );
}

/** A number is never wrapped, unless it would not fit. */
const LONGEST_UNBROKEN = 24;

/** There are up to a hundred, and a mail that is too large is cut off: hardly any style but the line between them. */
const Row = ({ row: [[about, ...lines], ...cells] }: { row: LetterRow }) => (
  <tr class="rule" valign="top" style="border-bottom:1px solid #d5dbe1;">
    <td width="42%">
      {about.length > LONGEST_UNBROKEN ? <b>{about}</b> : <b style="white-space:nowrap">{about}</b>}
      {lines.map((line) => (
        <>
          <br />
          {line}
        </>
      ))}
    </td>
    {cells.map((cell) => (
      <td width="29%">{cell}</td>
    ))}
  </tr>
);

const LinkIn = ({ label, url, button }: { label: string; url: string; button: boolean }) =>
  button ? (
    <table role="presentation" cellpadding="0" cellspacing="0" border={0} style="margin-top:20px;">
      <tr>
        <td class="button" style={style.buttonCell}>
          <a class="button" target="_blank" rel="noreferrer" href={url} style={style.button}>
            {label}
          </a>
        </td>
      </tr>
    </table>
  ) : (
    <p style={style.paragraph}>
      <a class="link" target="_blank" rel="noreferrer" href={url} style={style.link}>
        {label}
      </a>
    </p>
  );

const RULE = '-'.repeat(60);

function letterText(letters: readonly [Letter, Letter]): string {
  const smallPrint = letters.map((letter) => letter.smallPrint.join('\n')).join('\n\n');
  return `${[...letters.map(bodyText), smallPrint].join(`\n\n${RULE}\n\n`)}\n`;
}

function bodyText({ headline, greeting, sections }: Letter): string {
  return [headline, ...(greeting === undefined ? [] : [greeting]), ...sections.map(sectionText)].join('\n\n');
}

function sectionText({ title, paragraphs, rows = [], after, link }: LetterSection): string {
  return [
    ...(title === undefined ? [] : [title]),
    ...paragraphs,
    ...(rows.length === 0 ? [] : [rows.map(rowText).join('\n')]),
    ...(after === undefined ? [] : [after]),
    ...(link === undefined ? [] : [`${link.label}\n${link.url}`]),
  ].join('\n\n');
}

const rowText = ([about, ...cells]: LetterRow) => `- ${[...about, ...cells].join('\n  ')}`;

import type { Language } from '#register/certificate/credential.ts';
import type { Letter, LetterRow, LetterSection } from './letter.ts';
import { mailPage } from './mail-page.tsx';
import { style } from './mail-style.ts';
import { Action, dated, FactLines, FactTable, MAX_UNBROKEN_LENGTH, SectionTitle, Title } from './parts.tsx';

/** HTML that says what the plain text says. No image, no script. */
export function letterHtml(subject: string, [main, other]: readonly [Letter, Letter]): string {
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
      {letter.lead === undefined ? null : <p style={style.paragraph}>{letter.lead}</p>}
      {letter.sections.map((section) => (
        <SectionIn section={section} lang={letter.lang} first={first} button={first && section === main} />
      ))}
      {letter.closing?.map((line, i) => (
        <p class="rule" style={i === 0 && letter.sections.length > 1 ? style.afterSections : style.paragraph}>
          {line}
        </p>
      ))}
    </>
  );
}

interface SectionProps {
  section: LetterSection;
  lang: Language;
  first: boolean;
  button: boolean;
}

function SectionIn({ section, lang, first, button }: SectionProps) {
  const { title, paragraphs = [], facts = [], list, rows = [], after, link, otherLink } = section;
  return (
    <>
      {title === undefined ? null : <SectionTitle first={first}>{title}</SectionTitle>}
      {paragraphs.map((paragraph) => (
        <p style={style.paragraph}>{paragraph}</p>
      ))}
      {facts.length === 0 ? null : title === undefined ? (
        <FactTable facts={facts} />
      ) : (
        <FactLines facts={facts} lang={lang} />
      )}
      {list && <Listed {...list} below={title !== undefined} />}
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
      {otherLink && <Action {...otherLink} button={false} />}
    </>
  );
}

const Listed = ({ title, items, below }: { title: string; items: string[]; below: boolean }) => (
  <>
    <p {...(!below && { class: 'ink' })} style={below ? style.lines : style.subheading}>
      <b>{title}</b>
    </p>
    <ul style={style.list}>
      {items.map((item) => (
        <li style={style.item}>{dated(item)}</li>
      ))}
    </ul>
  </>
);

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

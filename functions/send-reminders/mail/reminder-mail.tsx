import type { Language } from '#domain/credential';
import { mailWords } from '#words/mail';
import type { Block, Fact, Section } from './content.ts';
import { mailPage } from './mail-page.tsx';
import { style, tones } from './mail-style.ts';

/** The HTML form: says what the plain text says. */
export function reminderHtml(subject: string, [main, other]: readonly [Block, Block]): string {
  return mailPage(subject, [
    { ...main, body: <BlockIn block={main} first /> },
    { ...other, body: <BlockIn block={other} first={false} /> },
  ]);
}

/** One button an e-mail: in the holder's language, and only where there is one thing to view. */
function BlockIn({ block, first }: { block: Block; first: boolean }) {
  const title = style.title(tones[block.tone].ink, block.lang);
  return (
    <>
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
        <tr>
          <td class={block.tone} style={style.panel(tones[block.tone].paper)}>
            {first ? (
              <h1 style={title}>{dated(block.headline)}</h1>
            ) : (
              <h2 style={title}>{dated(block.headline)}</h2>
            )}
          </td>
        </tr>
      </table>
      <p style={style.paragraph}>{block.greeting}</p>
      {block.byNumber === undefined ? null : <p style={style.paragraph}>{block.byNumber}</p>}
      {block.sections.map((section) =>
        section.headline === undefined ? (
          <OnlySection section={section} button={first} />
        ) : (
          <OneOfSections section={section} lang={block.lang} first={first} />
        ),
      )}
      {block.asks.map((ask, i) => (
        <p class="rule" style={i === 0 && block.sections.length > 1 ? style.afterSections : style.paragraph}>
          {ask}
        </p>
      ))}
    </>
  );
}

function OnlySection({ section, button }: { section: Section; button: boolean }) {
  const { facts, whatToDo, advice, link } = section;
  return (
    <>
      <table class="facts" cellpadding="4" cellspacing="0" border={0} style={style.facts}>
        {facts.map((fact) => (
          <FactRow {...fact} />
        ))}
      </table>
      {advice.length === 0 ? null : (
        <p class="ink" style={style.subheading}>
          <b>{whatToDo}</b>
        </p>
      )}
      <Advice advice={advice} />
      {link &&
        (button ? (
          <Button {...link} />
        ) : (
          <p style={style.paragraph}>
            <Link {...link} />
          </p>
        ))}
    </>
  );
}

/** Facts as lines: with a table and its styles for each, many certificates would be more than mail programs show. */
function OneOfSections({ section, lang, first }: { section: Section; lang: Language; first: boolean }) {
  const { headline, facts, whatToDo, advice } = section;
  const { colon } = mailWords[lang];
  // One level below the block's own headline.
  const Heading = first ? 'h2' : 'h3';
  return (
    <>
      <Heading class="ink rule" style={style.heading}>
        {headline && dated(headline)}
      </Heading>
      <p style={style.lines}>
        {facts.map(({ label, value, url }, i) => (
          <>
            {i === 0 ? null : <br />}
            {label}
            {colon}
            {url === undefined ? <b>{value}</b> : <Link label={value} url={url} />}
          </>
        ))}
      </p>
      {advice.length === 0 ? null : (
        <p style={style.lines}>
          <b>{whatToDo}</b>
        </p>
      )}
      <Advice advice={advice} />
    </>
  );
}

const DAY = /(\d{4}年\d{1,2}月\d{1,2}日|\d{1,2} [A-Z][a-z]+ \d{4})/;

/** A day is never torn apart at the end of a line. */
const dated = (sentence: string) =>
  sentence.split(DAY).map((part, i) => (i % 2 === 0 ? part : <span style={style.day}>{part}</span>));

const Advice = ({ advice }: { advice: string[] }) =>
  advice.length === 0 ? null : (
    <ul style={style.list}>
      {advice.map((sentence) => (
        <li style={style.item}>{dated(sentence)}</li>
      ))}
    </ul>
  );

const FactRow = ({ label, value, nowrap = false, url }: Fact) => (
  <tr>
    <th scope="row" style={style.label}>
      {label}
    </th>
    <td style={style.value(nowrap)}>{url === undefined ? value : <Link label={value} url={url} />}</td>
  </tr>
);

const Link = ({ label, url }: { label: string; url: string }) => (
  <a class="link" target="_blank" rel="noreferrer" href={url} style={style.link}>
    {label}
  </a>
);

const Button = ({ label, url }: { label: string; url: string }) => (
  <table role="presentation" cellpadding="0" cellspacing="0" border={0} style="margin-top:20px;">
    <tr>
      <td class="button" style={style.buttonCell}>
        <a class="button" target="_blank" rel="noreferrer" href={url} style={style.button}>
          {label}
        </a>
      </td>
    </tr>
  </table>
);

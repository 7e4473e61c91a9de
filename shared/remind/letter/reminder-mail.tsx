import { mailPage } from '#mail/letter/mail-page.tsx';
import { style } from '#mail/letter/mail-style.ts';
import { Action, dated, SectionTitle, TextLink, Title } from '#mail/letter/parts.tsx';
import type { Language } from '#register/certificate/credential.ts';
import { mailWords } from '#remind/messages/mail.ts';
import type { Block, Fact, Section } from './content.ts';

/** The HTML form: says what the plain text says. */
export function reminderHtml(subject: string, [main, other]: readonly [Block, Block]): string {
  return mailPage(subject, [
    { ...main, body: <BlockIn block={main} first /> },
    { ...other, body: <BlockIn block={other} first={false} /> },
  ]);
}

/** One button an e-mail: in the holder's language, and only where there is one thing to view. */
function BlockIn({ block, first }: { block: Block; first: boolean }) {
  return (
    <>
      <Title tone={block.tone} lang={block.lang} first={first}>
        {block.headline}
      </Title>
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
      {link && <Action {...link} button={button} />}
    </>
  );
}

/** Facts as lines: with a table and its styles for each, many certificates would be more than mail programs show. */
function OneOfSections({ section, lang, first }: { section: Section; lang: Language; first: boolean }) {
  const { headline, facts, whatToDo, advice } = section;
  const { colon } = mailWords[lang];
  return (
    <>
      <SectionTitle first={first}>{headline ?? ''}</SectionTitle>
      <p style={style.lines}>
        {facts.map(({ label, value, url }, i) => (
          <>
            {i === 0 ? null : <br />}
            {label}
            {colon}
            {url === undefined ? <b>{value}</b> : <TextLink label={value} url={url} />}
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
    <td style={style.value(nowrap)}>{url === undefined ? value : <TextLink label={value} url={url} />}</td>
  </tr>
);

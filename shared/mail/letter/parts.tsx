import type { Language } from '#register/certificate/credential.ts';
import type { Fact, Link } from './letter.ts';
import { style, tones } from './mail-style.ts';
import { colon } from './naming.ts';

/** A number is never wrapped, unless it would not fit a phone. */
export const MAX_UNBROKEN_LENGTH = 24;

interface TitleProps {
  tone: keyof typeof tones;
  lang: Language;
  /** Of the e-mail's first language. */
  first: boolean;
  children: string;
}

const DAY = /(\d{4}年\d{1,2}月\d{1,2}日|\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}-\d{2}-\d{2})/;

/** A day is never torn apart at the end of a line; by a class, as a digest has hundreds. */
export const dated = (sentence: string) =>
  sentence.split(DAY).map((part, i) => (i % 2 === 0 ? part : <span class="whole">{part}</span>));

/** What the e-mail is about, in one language, on its tone's paper. */
export function Title({ tone, lang, first, children }: TitleProps) {
  const Heading = first ? 'h1' : 'h2';
  return (
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
      <tr>
        <td class={tone} style={style.panel(tones[tone].paper)}>
          <Heading style={style.title(tones[tone].ink, lang)}>{dated(children)}</Heading>
        </td>
      </tr>
    </table>
  );
}

/** One level below the title of its language. */
export function SectionTitle({ first, children }: Pick<TitleProps, 'first' | 'children'>) {
  const Heading = first ? 'h2' : 'h3';
  return (
    <Heading class="ink rule" style={style.heading}>
      {dated(children)}
    </Heading>
  );
}

/** Where the reader goes on; one of an e-mail is a button. */
export const Action = ({ button, ...link }: Link & { button: boolean }) =>
  button ? (
    <Button {...link} />
  ) : (
    <p style={style.paragraph}>
      <TextLink {...link} />
    </p>
  );

const TextLink = ({ label, url }: Link) => (
  <a class="link" target="_blank" rel="noreferrer" href={url} style={style.link}>
    {label}
  </a>
);

const Button = ({ label, url }: Link) => (
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

export const FactTable = ({ facts }: { facts: readonly Fact[] }) => (
  <table class="facts" cellpadding="4" cellspacing="0" border={0} style={style.facts}>
    {facts.map(({ label, value, nowrap = false, url }) => (
      <tr>
        <th scope="row" style={style.label}>
          {label}
        </th>
        <td style={style.value(nowrap)}>
          {url === undefined ? value : <TextLink label={value} url={url} />}
        </td>
      </tr>
    ))}
  </table>
);

/** Below a title: with a table and its styles for each, many would be more than mail programs show. */
export const FactLines = ({ facts, lang }: { facts: readonly Fact[]; lang: Language }) => (
  <p style={style.lines}>
    {facts.map(({ label, value, url }, i) => (
      <>
        {i === 0 ? null : <br />}
        {label}
        {colon(lang)}
        {url === undefined ? <b>{value}</b> : <TextLink label={value} url={url} />}
      </>
    ))}
  </p>
);

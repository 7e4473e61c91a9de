import type { Language } from '#register/certificate/credential.ts';
import { style, tones } from './mail-style.ts';

export interface Link {
  label: string;
  url: string;
}

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

export const TextLink = ({ label, url }: Link) => (
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

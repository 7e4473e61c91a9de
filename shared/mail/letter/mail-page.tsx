import { raw } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Language } from '#register/certificate/credential.ts';
import type { Link } from './letter.ts';
import { sheet, style } from './mail-style.ts';

export interface MailPart {
  lang: Language;
  body: JSX.Element;
  smallPrint: readonly string[];
  footLinks: readonly Link[];
}

/** The sheet of every e-mail: one language, a rule, the other, a rule, the small print of both. No image, no script. */
export function mailPage(subject: string, [main, other]: readonly [MailPart, MailPart]): string {
  const page = (
    <html lang={main.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{raw(sheet)}</style>
      </head>
      <body class="paper" style={style.page}>
        <div class="paper" style={style.page}>
          <table
            role="presentation"
            align="center"
            cellpadding="0"
            cellspacing="0"
            border={0}
            style={style.column}
          >
            <tr>
              <td class="ink" lang={main.lang} style={style.cell(main.lang)}>
                {main.body}
              </td>
            </tr>
            <Rule />
            <tr>
              <td class="ink" lang={other.lang} style={style.cell(other.lang)}>
                {other.body}
              </td>
            </tr>
            <Rule />
            <tr>
              <td style={style.cell(main.lang)}>
                {[main, other].map((part) => (
                  <SmallPrint {...part} />
                ))}
              </td>
            </tr>
          </table>
        </div>
      </body>
    </html>
  );
  return `<!doctype html>${page.toString()}`;
}

const Rule = () => (
  <tr>
    <td style="padding:0 16px;">
      <hr class="rule" style={style.rule} />
    </td>
  </tr>
);

/** Its links have room around them: a finger has to hit the one that stops the mails, not the other. */
const SmallPrint = ({ lang, smallPrint, footLinks }: MailPart) => (
  <div class="muted" lang={lang} style={style.small(lang)}>
    <p style="margin:0 0 4px;">{smallPrint.join(lang === 'en' ? ' ' : '')}</p>
    {footLinks.map(({ label, url }) => (
      <p style="margin:0;">
        <a class="link" target="_blank" rel="noreferrer" href={url} style={style.footLink}>
          {label}
        </a>
      </p>
    ))}
  </div>
);

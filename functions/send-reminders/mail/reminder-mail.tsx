import { raw } from 'hono/html';
import type { Block, Fact, Section } from './content.ts';
import { sheet, style, tones } from './mail-style.ts';

/** The HTML form: one column of tables, inline styles, no image, no script; says what the plain text says. */
export function reminderHtml(subject: string, [main, other]: readonly [Block, Block]): string {
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
                <BlockIn block={main} first />
              </td>
            </tr>
            <Rule />
            <tr>
              <td class="ink" lang={other.lang} style={style.cell(other.lang)}>
                <BlockIn block={other} first={false} />
              </td>
            </tr>
            <Rule />
            <tr>
              <td style={style.cell(main.lang)}>
                {[main, other].map((block) => (
                  <p class="muted" lang={block.lang} style={style.small(block.lang)}>
                    {block.smallPrint.join(block.lang === 'en' ? ' ' : '')}
                  </p>
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

/** One button an e-mail: in the holder's language, and only where there is one thing to view. */
function BlockIn({ block, first }: { block: Block; first: boolean }) {
  const title = style.title(tones[block.tone].ink, block.lang);
  return (
    <>
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
        <tr>
          <td class={block.tone} style={style.panel(tones[block.tone].paper)}>
            {first ? <h1 style={title}>{block.headline}</h1> : <h2 style={title}>{block.headline}</h2>}
          </td>
        </tr>
      </table>
      <p style={style.paragraph}>{block.greeting}</p>
      {block.sections.map((section) => (
        <SectionIn section={section} button={first && block.sections.length === 1} />
      ))}
    </>
  );
}

function SectionIn({ section, button }: { section: Section; button: boolean }) {
  const { headline, facts, whatToDo, advice, link, ask } = section;
  return (
    <>
      {headline === undefined ? null : (
        <h3 class="ink rule" style={style.heading}>
          {headline}
        </h3>
      )}
      <table class="facts" cellpadding="4" cellspacing="0" border={0} style={style.facts}>
        {facts.map((fact) => (
          <FactRow {...fact} />
        ))}
      </table>
      {advice.length === 0 ? null : (
        <>
          <p class="ink" style={style.subheading}>
            <b>{whatToDo}</b>
          </p>
          <ul style={style.list}>
            {advice.map((sentence) => (
              <li style={style.item}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {link &&
        (button ? (
          <Button {...link} />
        ) : (
          <p style={style.paragraph}>
            <Link {...link} />
          </p>
        ))}
      <p style={style.paragraph}>{ask}</p>
    </>
  );
}

const FactRow = ({ label, value, nowrap = false, url }: Fact) => (
  <tr>
    <th scope="row" align="left" style={style.label}>
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

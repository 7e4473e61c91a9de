import { html, raw } from 'hono/html';
import { baseStyle } from '#web/ui/base-style.ts';
import type { MailSample } from './reminder-samples.ts';
import { mailSamples } from './samples.ts';

export interface GalleryAnswer {
  status: number;
  contentType: string;
  body: string;
}

type Mail = ReturnType<MailSample['compose']>;
type Html = ReturnType<typeof html>;

const ADDRESS = /^\/templates(?:\/(?:(?<id>[\w.+-]+?)(?:\.(?<part>html|txt|ics))?)?)?$/;

/** `path` begins with `/templates`. */
export function galleryAnswer(path: string): GalleryAnswer {
  // A `+` may come as `%2B`.
  const asked = path.replaceAll(/%2b/gi, '+');
  const { id, part } = ADDRESS.exec(asked)?.groups ?? {};
  if (id === undefined && ADDRESS.test(asked)) return page(200, indexPage());
  const sample = mailSamples.find((one) => one.id === id);
  if (!sample) return page(404, document('No such email', html`<p><a href="/templates">All emails</a></p>`));
  const mail = sample.compose();
  if (part === 'html') return page(200, mail.html);
  if (part === 'txt') return { status: 200, contentType: 'text/plain; charset=utf-8', body: mail.text };
  if (part === 'ics')
    return { status: 200, contentType: 'text/calendar; charset=utf-8', body: mail.calendar ?? '' };
  return page(200, samplePage(sample, mail));
}

function page(status: number, body: Html | string): GalleryAnswer {
  return { status, contentType: 'text/html; charset=utf-8', body: String(body) };
}

const style = `${baseStyle}
main,.bar{max-width:60rem}
li{margin:4px 0}
iframe{width:100%;height:48rem;border:1px solid var(--line);border-radius:8px;background:var(--paper)}
iframe.phone{width:322px;max-width:100%}
pre{margin:0;padding:16px;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:8px;background:var(--wash);font-size:.9375rem}`;

function document(title: string, content: Html): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${raw(style)}</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`;
}

function indexPage(): Html {
  const groups = [...Map.groupBy(mailSamples, ({ group }) => group)];
  return document(
    'Every email',
    html`${groups.map(
      ([group, ofGroup]) =>
        html`<section class="stack"><h2>${group}</h2><ul>${ofGroup.map(
          (sample) =>
            html`<li><a href="${address(sample)}">${sample.title}</a>: ${sample.compose().subject}</li>`,
        )}</ul></section>`,
    )}`,
  );
}

function samplePage(sample: MailSample, mail: Mail): Html {
  const at = address(sample);
  return document(
    `${sample.group}: ${sample.title}`,
    html`<p><a href="/templates">All emails</a></p>
<dl class="facts">
<div><dt>Subject</dt><dd>${mail.subject}</dd></div>
<div><dt>List-Unsubscribe</dt><dd class="url">${mail.unsubscribeUrl ?? 'none'}</dd></div>
<div><dt>Size of HTML, text, calendar</dt><dd>${kilobytes(mail.html)}, ${kilobytes(mail.text)}, ${kilobytes(mail.calendar ?? '')}</dd></div>
<div><dt>By itself</dt><dd><a href="${at}.html">HTML</a> · <a href="${at}.txt">text</a>${
      mail.calendar === undefined
        ? ''
        : html` · <a href="${at}.ics" download="certificate.ics">certificate.ics</a>`
    }</dd></div>
</dl>
<h2>HTML</h2><iframe src="${at}.html" title="The HTML"></iframe>
<h2>HTML on a phone of 320 px</h2><iframe class="phone" src="${at}.html" title="The HTML on a phone"></iframe>
<h2>Text</h2><pre>${mail.text}</pre>
${mail.calendar === undefined ? '' : html`<h2>Calendar</h2><pre>${mail.calendar}</pre>`}`,
  );
}

const address = ({ id }: MailSample) => `/templates/${id}`;
const kilobytes = (text: string) => `${(Buffer.byteLength(text) / 1000).toFixed(1)} kB`;

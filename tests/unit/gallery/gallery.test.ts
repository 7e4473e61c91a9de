import { describe, expect, it } from 'vitest';
import { galleryAnswer } from '#gallery/pages.ts';
import { mailSamples } from '#gallery/samples.ts';

/** The gallery in which every e-mail is looked at. */
const HTML = 'text/html; charset=utf-8';
const withCalendar = mailSamples.find((one) => one.compose().calendar !== undefined);
const without = mailSamples.find((one) => one.compose().calendar === undefined);
if (!withCalendar || !without) throw new Error('there is one of each');
const linksOf = (body: string) =>
  [...body.matchAll(/ (?:href|src)="(\/templates[^"]*)"/g)].map(([, to]) => to);

describe('the gallery of e-mails', () => {
  it.each(['/templates', '/templates/'])('lists each by its group and subject: %s', (path) => {
    const { status, contentType, body } = galleryAnswer(path);
    expect([status, contentType]).toEqual([200, HTML]);
    expect(linksOf(body)).toEqual(
      [...new Set(mailSamples.map(({ group }) => group))].flatMap((group) =>
        mailSamples.filter((one) => one.group === group).map(({ id }) => `/templates/${id}`),
      ),
    );
    expect([...body.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, group]) => group)).toEqual([
      ...new Set(mailSamples.map(({ group }) => group)),
    ]);
    expect(body).toContain(`>${without.title}</a>: `);
    expect(body).toContain('<title>Every email</title>');
  });

  it('shows one with its parts, on a screen and on a phone', () => {
    const at = `/templates/${withCalendar.id}`;
    const { status, contentType, body } = galleryAnswer(at);
    expect([status, contentType]).toEqual([200, HTML]);
    expect(linksOf(body)).toEqual([
      ...['/templates', `${at}.html`, `${at}.txt`, `${at}.ics`, `${at}.html`, `${at}.html`],
    ]);
    expect(body).toContain('download="certificate.ics"');
    expect(body).toContain('<h2>Calendar</h2><pre>BEGIN:VCALENDAR');
    expect(body).toContain(`<h1>${withCalendar.group}: ${withCalendar.title}</h1>`);
    const sizes = /calendar<\/dt><dd>([\d.]+) kB, ([\d.]+) kB, ([\d.]+) kB</.exec(body)?.slice(1);
    const { html, text, calendar = '' } = withCalendar.compose();
    expect(sizes).toEqual([html, text, calendar].map((part) => (Buffer.byteLength(part) / 1000).toFixed(1)));
  });

  it('shows no calendar where there is none, and says where nothing can be stopped', () => {
    const { body } = galleryAnswer(`/templates/${without.id}`);
    expect(body).not.toMatch(/\.ics|<h2>Calendar/);
    for (const sample of [withCalendar, without])
      expect(galleryAnswer(`/templates/${sample.id}`).body).toContain(
        `<dt>List-Unsubscribe</dt><dd class="url">${sample.compose().unsubscribeUrl ?? 'none'}</dd>`,
      );
  });

  it('gives each part by itself', () => {
    const mail = withCalendar.compose();
    const at = `/templates/${withCalendar.id}`;
    expect(galleryAnswer(`${at}.html`)).toEqual({ status: 200, contentType: HTML, body: mail.html });
    expect(galleryAnswer(`${at}.txt`)).toEqual({
      ...{ status: 200, contentType: 'text/plain; charset=utf-8', body: mail.text },
    });
    expect(galleryAnswer(`${at}.ics`)).toEqual({
      ...{ status: 200, contentType: 'text/calendar; charset=utf-8', body: mail.calendar },
    });
    expect(galleryAnswer(`/templates/${without.id}.ics`).body).toBe('');
  });

  it('finds one whose name has a plus, however that is written', () => {
    const plus = mailSamples.find(({ id }) => id.includes('+'));
    for (const written of ['+', '%2B', '%2b'])
      expect(galleryAnswer(`/templates/${plus?.id.replaceAll('+', written)}`).status, written).toBe(200);
  });

  it.each(['/templates/none', '/templates/none.html', '/templates/a/b', '/templates.html', '/template'])(
    'has no other: %s',
    (path) => {
      const { status, body } = galleryAnswer(path);
      expect(status).toBe(404);
      expect(body).toContain('<h1>No such email</h1><p><a href="/templates">All emails</a></p>');
    },
  );
});

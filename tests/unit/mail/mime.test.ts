import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { renderMime, UnsafeMailHeader } from '#mail/store/mime.ts';

const mail = {
  from: 'Certkeeper 證書 <reminders@example.com>',
  to: 'chan@example.com',
  subject: '證書續期提示：尚餘30日 · Your certificate expires in 30 days',
  text: '閣下的證書\n- Ask: 2345 6789\n.\nFrom here\n',
  html: '<!doctype html><p>閣下的證書 &amp; more</p>',
  headers: {
    'List-Unsubscribe': `<https://example.com/unsubscribe/${'a'.repeat(200)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};

describe('a message as bytes', () => {
  it('reads back as it was written, by another parser', async () => {
    const read = await PostalMime.parse(await renderMime(mail));
    expect(read.from).toEqual({ name: 'Certkeeper 證書', address: 'reminders@example.com' });
    expect(read.to).toEqual([{ name: '', address: 'chan@example.com' }]);
    expect(read.subject).toBe(mail.subject);
    expect(read.text?.trim()).toBe(mail.text.trim());
    expect(read.html?.trim()).toBe(mail.html);
    expect(read.attachments).toEqual([]);
    const header = (key: string) => read.headers.find((one) => one.key === key)?.value;
    expect(header('list-unsubscribe')).toBe(mail.headers['List-Unsubscribe']);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('content-type')).toMatch(/^multipart\/alternative/);
  });

  it('carries a calendar as a file beside the two parts', async () => {
    const calendar = `BEGIN:VCALENDAR\r\nSUMMARY:${'最後有效日'.repeat(9)}\r\n日：證書\r\nEND:VCALENDAR\r\n`;
    const bytes = await renderMime({ ...mail, calendar });
    const read = await PostalMime.parse(bytes);
    expect(read.headers.find(({ key }) => key === 'content-type')?.value).toMatch(/^multipart\/mixed/);
    expect(read.text?.trim()).toBe(mail.text.trim());
    expect(read.html?.trim()).toBe(mail.html);
    expect(read.attachments).toHaveLength(1);
    const [file] = read.attachments;
    expect(file).toMatchObject({
      filename: 'certificate.ics',
      mimeType: 'text/calendar',
      disposition: 'attachment',
      method: 'PUBLISH',
    });
    expect(fileOf(bytes)).toBe(calendar);
    expect(
      Buffer.from(bytes)
        .toString()
        .match(/^Content-Type: text\/calendar[\s\S]*?(?=\r\n\S)/m)?.[0],
    ).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=PUBLISH;\s+name="?certificate\.ics"?$/);
  });

  it.each([
    ['Subject', '\r\nBcc: y@example.com\r\n\r\n--boundary'],
    ['a boundary', '\r\n----_NmP-0\r\nContent-Type: text/html\r\n\r\n<script>'],
  ])('lets no calendar become a header or a part of its own: %s', async (_, evil) => {
    const bytes = await renderMime({ ...mail, calendar: `BEGIN:VCALENDAR${evil}` });
    const read = await PostalMime.parse(bytes);
    expect(read.bcc).toBeUndefined();
    expect(read.attachments).toHaveLength(1);
    expect(fileOf(bytes)).toBe(`BEGIN:VCALENDAR${evil}`);
    expect(read.html?.trim()).toBe(mail.html);
  });

  it('is ASCII with short lines, whatever it says', async () => {
    const bytes = Buffer.from(
      await renderMime({ ...mail, html: `<p>${'證書 certificate '.repeat(500)}</p>` }),
    );
    expect(bytes.every((byte) => byte < 128)).toBe(true);
    const longest = Math.max(
      ...bytes
        .toString('ascii')
        .split('\r\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThan(998);
  });

  it.each([
    ['from', { from: 'a@example.com\r\nBcc: x@example.com' }],
    ['to', { to: 'a@example.com\nBcc: x@example.com' }],
    ['subject', { subject: 'expires\rX: y' }],
    ['subject', { subject: 'expires\u2028X: y' }],
    ['List-Unsubscribe', { headers: { 'List-Unsubscribe': '<https://x>\r\nBcc: y@example.com' } }],
    ['headers', { headers: { 'X: y\r\nBcc': 'z' } }],
    ['to', { to: 'a@example.com, b@example.com' }],
    ['to', { to: 'Someone <a@example.com>' }],
    ['to', { to: 'nobody' }],
    ['to', { to: '' }],
  ])('refuses what would forge a header or a recipient: %s %j', async (field, change) => {
    const refused: unknown = await renderMime({ ...mail, ...change }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UnsafeMailHeader);
    expect(refused).toMatchObject({ name: 'UnsafeMailHeader', field });
    expect(String(refused)).not.toContain('example.com');
  });
});

/** The last part by the byte: a parser of mails may give its lines other ends. */
function fileOf(message: Uint8Array): string {
  const parts = Buffer.from(message)
    .toString('latin1')
    .split(/\r\n--/);
  const [, body = ''] = parts.at(-2)?.split('\r\n\r\n') ?? [];
  return Buffer.from(body, 'base64').toString();
}

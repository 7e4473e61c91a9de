import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { renderMime, UnsafeMailHeader } from '#adapters/mime';

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

import { expect, it } from 'vitest';
import { Contact } from '#web/ui/contact.tsx';

const shown = (text: string) => String(Contact({ text }));

it.each([
  ['2345 6789', '<a href="tel:+85223456789">2345 6789</a>'],
  ['+852 2345-6789', '<a href="tel:+85223456789">+852 2345-6789</a>'],
  ['training@harbour.example', '<a href="mailto:training@harbour.example">training@harbour.example</a>'],
  [
    '電話：23456789，電郵：a@b.hk',
    '電話：<a href="tel:+85223456789">23456789</a>，電郵：<a href="mailto:a@b.hk">a@b.hk</a>',
  ],
  ['Room 123456789012, 3/F', 'Room 123456789012, 3/F'],
  ['javascript:alert(1)@', 'javascript:alert(1)@'],
  ['<b>x</b>', '&lt;b&gt;x&lt;/b&gt;'],
])('of %s what can be pressed is', (text, html) => {
  expect(shown(text)).toBe(html);
});

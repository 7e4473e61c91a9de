import { describe, expect, it } from 'vitest';
import { mailboxOf, mailHostOf } from '#register/names/mailbox.ts';

describe('one inbox', () => {
  it.each([
    [
      'hr@example.com',
      [
        'HR@Example.COM',
        'hr+a@example.com',
        'hr+a+b@example.com',
        'hr@example.com.',
        'ｈｒ＠example.com',
        '"hr"@example.com',
      ],
    ],
    [
      'chantaiman@gmail.com',
      ['chan.tai.man@gmail.com', 'C.h.a.n.taiman+x@googlemail.com', 'chan.taiman@GoogleMail.com'],
    ],
    ['chantaiman@proton.me', ['chan_tai-man@protonmail.com', 'chan.taiman@pm.me']],
  ])('%s has one spelling', (mailbox, spellings) => {
    for (const spelling of spellings) expect(mailboxOf(spelling), spelling).toBe(mailbox);
  });

  it('of another person is another one', () => {
    expect(mailboxOf('chan.tai.man@example.com')).not.toBe(mailboxOf('chantaiman@example.com'));
    expect(mailboxOf('hr@example.com')).not.toBe(mailboxOf('hr@example.org'));
  });
});

it.each([
  ['a@mail.firm.com.hk', 'firm.com.hk', false],
  ['a@x.y.firm.hk', 'firm.hk', false],
  ['a@firm.co.uk', 'firm.co.uk', false],
  ['a@googlemail.com', 'gmail.com', true],
  ['a@yahoo.com.hk', 'yahoo.com.hk', true],
])('%s has its mail at %s', (email, host, isPublic) => {
  expect(mailHostOf(email)).toEqual({ host, isPublic });
});

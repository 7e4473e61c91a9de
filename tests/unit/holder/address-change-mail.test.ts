import { describe, expect, it } from 'vitest';
import { composeAddressChange } from '#holder/letter/address-change-mail.ts';
import type { AddressChangeNotice } from '#holder/write-address-change.ts';
import type { AddressChange } from '#register/address/address-change.ts';
import type { Language } from '#register/certificate/credential.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { links, saidTwice } from '#support/mail/mail-forms';
import { longDate } from '#web/messages/dates.ts';

const base = 'https://verify.example.com';

const change = (language: Language): AddressChange => ({
  state: 'asked',
  changeId: '6f0e6f5e-38a4-4b5e-9f6e-1c1d3f6f2a10',
  holder: '0123456789abcdef0123456789abcdef',
  oldEmail: 'chan@example.com',
  newEmail: 'newbox@elsewhere.example.org',
  language,
  askedAt: instant.parse('2027-01-25T09:05:00.000Z'),
  until: instant.parse('2027-01-27T09:05:00.000Z'),
});

const compose = (tells: AddressChangeNotice['tells'], language: Language = 'zh-HK') =>
  composeAddressChange({ change: change(language), tells, token: 'to.ken' }, base);

const all = ['confirm', 'refuse', 'madeOld', 'madeNew'] as const;

describe('an e-mail about a change of address', () => {
  it('asks the new address to confirm, until when by day and time in Hong Kong', () => {
    const { subject, text } = compose('confirm', 'en');
    expect(subject).toBe('Confirm your new email address · 請確認新的電郵地址');
    const until = longDate(civilDate.parse('2027-01-27'), 'en');
    expect(text.split('\n')[0]).toBe(
      `Please confirm by ${until}, 17:05 that the reminders about your certificates are to come to this address.`,
    );
    expect(text).toContain('請於2027年1月27日（星期三）17:05前確認');
  });

  it.each(['refuse', 'madeOld'] as const)('shows the old address the new one masked: %s', (tells) => {
    const { text, html } = compose(tells);
    expect(text).toContain('ne***x@elsewhere.example.org');
    expect(text + html).not.toContain('newbox');
  });

  it.each([
    ['confirm', 'change-of-address'],
    ['refuse', 'change-of-address'],
    ['madeOld', 'change-of-address'],
    ['madeNew', 'my'],
  ] as const)('%s leads to one page, in each language', (tells, place) => {
    const { html } = compose(tells);
    expect(links(html)).toEqual([`${base}/${place}/to.ken?lang=zh-HK`, `${base}/${place}/to.ken?lang=en`]);
    expect(html.match(/<a class="button"/g)).toHaveLength(1);
  });

  it.each(all)(
    '%s says the same in HTML and plain text, in the language asked first, without an address',
    (tells) => {
      for (const language of ['zh-HK', 'en'] as const) {
        const mail = compose(tells, language);
        saidTwice(mail);
        expect(mail.html).toMatch(new RegExp(`^<!doctype html><html lang="${language}">`));
        expect(mail.subject + mail.html + mail.text).not.toMatch(/chan@example\.com|newbox/);
        expect(mail.html).not.toMatch(/<img|<script|url\(|<link/i);
      }
    },
  );

  it('says to the old address since when mail goes elsewhere, by the day in Hong Kong', () => {
    const made = {
      ...change('en'),
      state: 'made',
      confirmedAt: instant.parse('2027-01-26T17:00:00.000Z'),
      madeAt: instant.parse('2027-01-26T17:00:01.000Z'),
      moves: [],
    } as const;
    const { text } = composeAddressChange({ change: made, tells: 'madeOld', token: 't' }, base);
    expect(text.split('\n')[0]).toBe(
      'The reminders about your certificates have gone to ne***x@elsewhere.example.org since 27 January 2027 (Wednesday), as was asked and confirmed.',
    );
  });

  it('is never the same in two situations', () => {
    expect(new Set(all.map((tells) => compose(tells).subject)).size).toBe(all.length);
  });
});

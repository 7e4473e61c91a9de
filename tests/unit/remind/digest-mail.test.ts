import { describe, expect, it } from 'vitest';
import type { Credential } from '#register/certificate/credential.ts';
import { civilDate, daysBetween, instant } from '#register/civil-date.ts';
import type { Digest, ExpiringRow, Reminding } from '#remind/digest/digest.ts';
import { composeDigest } from '#remind/digest/digest-mail.ts';
import { links, saidTwice } from '#support/mail/mail-forms';

const day = (text: string) => civilDate.parse(text);
const base = 'https://verify.example.com';
const on = day('2027-01-25');

const certificate = (number: string, facts: Partial<Credential> = {}): Credential => ({
  key: number.replaceAll('-', ''),
  number,
  provider: 'SPMC',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  nameZh: '陳大文',
  email: 'chan@example.com',
  language: 'zh-HK',
  issuedOn: day('2024-03-01'),
  history: [
    {
      event: 'issued',
      at: instant.parse('2024-03-01T01:00:00.000Z'),
      on: day('2024-03-01'),
      source: { via: 'api', keyId: 'k' },
    },
  ],
  version: 1,
  ...facts,
});

const expiring = (
  number: string,
  expiresOn: string,
  reminding: Reminding = { state: 'notYet' },
  facts: Partial<Credential> = {},
): ExpiringRow => ({
  credential: certificate(number, facts),
  expiresOn: day(expiresOn),
  daysLeft: daysBetween(on, day(expiresOn)),
  reminding,
});

const failing = (number: string, facts: Partial<Credential> = {}) => ({
  credential: certificate(number, facts),
  trouble: {
    state: 'undeliverable',
    since: instant.parse('2027-01-19T17:00:00.000Z'),
    code: 'General',
  } as const,
});

function digest(
  rows: ExpiringRow[],
  undeliverable: ReturnType<typeof failing>[] = [],
  totals: { expiring?: number; undeliverable?: number; atLeast?: boolean; unreadable?: number } = {},
): Digest {
  const { atLeast = false, unreadable = 0 } = totals;
  return {
    provider: {
      code: 'SPMC',
      name: { en: 'Hong Kong Society of Professional Medical Care', 'zh-HK': '香港專業醫療護理學會' },
    },
    on,
    to: day('2027-03-26'),
    expiring: { total: totals.expiring ?? rows.length, unreadable, rows },
    undeliverable: {
      total: totals.undeliverable ?? undeliverable.length,
      atLeast,
      unreadable,
      rows: undeliverable,
    },
  };
}

const compose = (...args: Parameters<typeof digest>) => composeDigest(digest(...args), base);

describe("the provider's weekly digest", () => {
  it('says in its subject and first line how many expire, until when, and how many cannot be reached', () => {
    const mail = compose(
      [expiring('OFA-1', '2027-02-01'), expiring('OFA-2', '2027-03-26')],
      [failing('OFA-3')],
    );
    expect(mail.subject).toBe(
      '證書每週摘要：2張證書將於未來60日內到期 · Weekly digest: 2 certificates expire in the next 60 days',
    );
    expect(mail.text.split('\n')[0]).toBe(
      '由今日至2027年3月26日（星期五）的60日內，將有2張證書到期。另有1張證書的持證人電郵無法送達。',
    );
    expect(mail.text).toContain(
      '2 certificates expire in the next 60 days, through 26 March 2027 (Friday). Email to the holders of 1 certificate does not arrive.',
    );
  });

  it('says when only addresses fail', () => {
    const { subject, text } = compose([], [failing('OFA-3')]);
    expect(subject).toBe(
      '證書每週摘要：1張證書的持證人電郵無法送達 · Weekly digest: email to the holders of 1 certificate does not arrive',
    );
    expect(text).toContain('None of your certificates expires in these days.');
    expect(text).toContain('As of 25 January 2027 (Monday), email to the holders of 1 certificate does not');
  });

  it('leaves the addresses out when none fails', () => {
    const { text } = compose([expiring('OFA-1', '2027-02-01')]);
    expect(text).not.toMatch(/Email addresses that do not work|\/console\/undeliverable/);
  });

  it('names of each certificate the number, holder, type, last valid day, days left and the reminder', () => {
    const { text } = compose([
      expiring('SPMC-OFA-1', '2027-02-28', { state: 'reminded', on: day('2027-01-24') }),
    ]);
    expect(text).toContain(
      [
        '- SPMC-OFA-1',
        '  CHAN Tai Man 陳大文',
        '  Occupational First Aid Certificate',
        '  Valid through 2027-02-28 (34 days left)',
        '  Reminded on 2027-01-24',
      ].join('\n'),
    );
    expect(text).toContain('  職業急救證書\n  有效期至2027-02-28（尚餘34日）\n  已於2027-01-24發出提示');
  });

  it.each([
    ['2027-01-25', 'the last day is today', '今日為最後有效日'],
    ['2027-01-26', '1 day left', '尚餘1日'],
  ])('counts the days to %s', (expiresOn, en, zh) => {
    const { text } = compose([expiring('OFA-1', expiresOn)]);
    expect(text).toContain(`Valid through ${expiresOn} (${en})`);
    expect(text).toContain(`有效期至${expiresOn}（${zh}）`);
  });

  it.each([
    ['noAddress', 'gets no reminder', '不會收到提示'],
    ['undeliverable', 'gets no reminder', '不會收到提示'],
    ['complained', 'gets no reminder', '不會收到提示'],
    ['unsubscribed', 'stopped', '取消'],
    ['renewed', 'newer', '較新'],
    ['uncertain', 'may or may not', '未能確定'],
    ['notYet', 'Not reminded yet', '尚未'],
  ] as const)('says of a holder that it is %s', (state, en, zh) => {
    const { text } = compose([expiring('OFA-1', '2027-02-01', { state })]);
    expect(text).toContain(en);
    expect(text).toContain(zh);
  });

  it('names the certificates whose address fails, why and since which day in Hong Kong, but not the address', () => {
    const { text, html } = compose([], [failing('OFA-3')]);
    expect(text).toContain('Since 2027-01-20');
    expect(text).toContain('自2027-01-20起');
    expect(text + html).not.toContain('chan@example.com');
  });

  it('says how many more there are than it lists, and leads to the console, each language in its own', () => {
    const mail = compose([expiring('OFA-1', '2027-02-01')], [failing('OFA-3')], {
      expiring: 413,
      undeliverable: 1001,
      atLeast: true,
    });
    expect(mail.text).toContain('And 412 more: the console has the whole list.');
    expect(mail.text).toContain('另有412張證書');
    expect(mail.text).toContain('And at least 1000 more');
    expect(mail.text).toContain('至少1001張證書的持證人電郵無法送達');
    expect(links(mail.html)).toEqual(
      ['expiring?lang=zh-HK', 'undeliverable?lang=zh-HK', 'expiring?lang=en', 'undeliverable?lang=en'].map(
        (page) => `${base}/console/${page}`,
      ),
    );
  });

  it('says of each list how many certificates could not be read', () => {
    const one = compose([expiring('OFA-1', '2027-02-01')], [], { unreadable: 1 });
    expect(one.text.match(/1 more certificate cannot be read and is not listed here/g)).toHaveLength(1);
    expect(one.text).toContain('另有1張證書的資料未能讀取');
    const two = compose([expiring('OFA-1', '2027-02-01')], [failing('OFA-3')], { unreadable: 2 });
    expect(two.text.match(/2 more certificates cannot be read and are not listed/g)).toHaveLength(2);
    saidTwice(two);
    expect(compose([expiring('OFA-1', '2027-02-01')]).text).not.toContain('cannot be read');
  });

  it('says the same in HTML and in plain text', () => {
    saidTwice(
      compose(
        [
          expiring('OFA-1', '2027-02-01'),
          expiring('BLS-2', '2027-03-26', { state: 'renewed' }, { type: 'BLS' }),
        ],
        [failing('OFA-3')],
        { expiring: 60 },
      ),
    );
  });

  it('keeps the names of people out of the subject and of every link', () => {
    const mail = compose([expiring('OFA-1', '2027-02-01')], [failing('OFA-3')]);
    expect([mail.subject, ...links(mail.html)].join(' ')).not.toMatch(/CHAN|Tai|陳|大文/);
  });

  it('keeps script in a name, a number or a type inert, and lets no name forge a line', () => {
    const evil = '<script>alert(1)</script>"\'&<img src=x onerror=alert(1)>';
    const facts = { nameEn: `${evil}\r\n- OFA-9`, nameZh: '陳\u2028大\u202e文', type: evil };
    const mail = compose([expiring(evil, '2027-02-01', { state: 'notYet' }, facts)], [failing(evil, facts)]);
    expect(mail.html).not.toMatch(/<script|<img/i);
    expect(mail.html).toContain('&lt;script&gt;');
    expect(mail.text).not.toMatch(/^- OFA-9/m);
    expect(mail.text + mail.html).not.toMatch(/\u202e|\u2028/);
    saidTwice(mail);
  });

  it('stays well below the size at which mail programs cut off, as long as its lists may get', () => {
    const long = { nameEn: 'WONG CHEUNG Alexandra Elizabeth Mei Ling', nameZh: '黃張美玲', type: 'ACLS' };
    const rows = Array.from({ length: 50 }, (_, i) =>
      expiring(`SPMC-ACLS-2025-0000${i}`, '2027-02-28', { state: 'complained' }, long),
    );
    const fails = Array.from({ length: 50 }, (_, i) => failing(`SPMC-ACLS-2024-0000${i}`, long));
    const mail = compose(rows, fails, { expiring: 5000, undeliverable: 700 });
    expect(Buffer.byteLength(mail.html)).toBeLessThan(85_000);
    expect(mail.html.match(/<tr class="rule"/g)).toHaveLength(200);
    saidTwice(mail);
  });

  it('lists fewer where names are so long that it would be cut off, and counts all', () => {
    const longest = { nameEn: 'W'.repeat(100), nameZh: '龘'.repeat(100) };
    const rows = Array.from({ length: 50 }, (_, i) =>
      expiring(`${'N'.repeat(60)}${i}`, '2027-02-28', { state: 'complained' }, longest),
    );
    const mail = compose(
      rows,
      Array.from({ length: 50 }, (_, i) => failing(`${'N'.repeat(60)}${i}`, longest)),
    );
    expect(Buffer.byteLength(mail.html)).toBeLessThan(95_000);
    expect(mail.text.match(/And 30 more/g)).toHaveLength(2);
    expect(mail.text).toContain('50 certificates expire');
  });

  it('has no image, script or style sheet from elsewhere, one button, and both languages', () => {
    const { html } = compose([expiring('OFA-1', '2027-02-01')], [failing('OFA-3')]);
    expect(html).not.toMatch(/<img|<script|url\(|<link/i);
    expect(html.match(/<a class="button"/g)).toHaveLength(1);
    expect(html).toMatch(/^<!doctype html><html lang="zh-HK">/);
    expect(html).toContain('<td class="ink" lang="en"');
  });

  it('takes a base address with a slash at its end', () => {
    expect(composeDigest(digest([expiring('OFA-1', '2027-02-01')]), `${base}/`).text).not.toContain('.com//');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailSamples } from '#gallery/samples.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import { type Credential, languages } from '#register/certificate/credential.ts';
import { addDays, type CivilDate, civilDate, daysBetween, instant } from '#register/civil-date.ts';
import { reminderStages } from '#register/schedule/stages.ts';
import { composeReminder, type ReminderNotice } from '#remind/letter/compose.ts';
import { mailMessages } from '#remind/messages/reminder-mail.ts';
import { reminderTemplates, stageSentence } from '#remind/messages/reminder-stages.ts';
import type { CertificateNotice } from '#remind/reminder-notice.ts';
import { anyText } from '#support/any-text';
import { links, shown } from '#support/mail/mail-forms';
import { longDate } from '#web/messages/dates.ts';

const day = (text: string) => civilDate.parse(text);
const base = 'https://verify.example.com';
const tokens = { unsubscribe: 'c3RvcA.mac-1', certificates: 'YWxs.mac_2' };
const SPMC = {
  code: 'SPMC',
  name: { en: 'Hong Kong Society of Professional Medical Care', 'zh-HK': '香港專業醫療護理學會' },
  contact: '2345 6789',
};

function notice(facts: Partial<Credential>, expiresOn: string, stageId: string): CertificateNotice {
  const expiry = day(expiresOn);
  return {
    credential: {
      key: 'SPMCOFA202400017',
      number: 'SPMC-OFA-2024-00017',
      provider: 'SPMC',
      type: 'OFA',
      nameEn: 'CHAN Tai Man',
      nameZh: '陳大文',
      email: 'chan@example.com',
      language: 'zh-HK',
      issuedOn: day('2024-03-01'),
      expiresOn: expiry,
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
    },
    provider: SPMC,
    expiresOn: expiry,
    daysLeft: 999,
    stageId,
  };
}

const compose = (on: string, ...certificates: ReminderNotice['certificates']) =>
  composeReminder({ certificates, on: day(on), tokens, publicBaseUrl: base });
const firstLine = (text: string) => text.split('\n')[0];

describe('the reminder e-mail', () => {
  it.each([
    [
      'zh-HK',
      'OFA',
      '2027-01-29',
      '2027-02-28',
      '-30',
      '證書續期提示：尚餘30日 · Your certificate expires in 30 days',
      '閣下的職業急救證書將於2027年2月28日（星期日）到期，尚餘30日。',
    ],
    [
      'en',
      'OFA',
      '2027-01-29',
      '2027-02-28',
      '-30',
      'Your certificate expires in 30 days · 證書續期提示：尚餘30日',
      'Your Occupational First Aid Certificate expires on 28 February 2027 (Sunday), in 30 days.',
    ],
    [
      'en',
      'OFA',
      '2026-08-28',
      '2027-02-28',
      'refresherOpens',
      'Renewal window open: your certificate expires in 184 days · 證書續期提示：續證期已開始，尚餘184日',
      'Your Occupational First Aid Certificate expires on 28 February 2027 (Sunday), in 184 days.',
    ],
    [
      'en',
      'OFA',
      '2027-02-28',
      '2027-02-28',
      '0',
      'Today is the last valid day of your certificate · 證書續期提示：今日為最後有效日',
      'Your Occupational First Aid Certificate expires today, 28 February 2027 (Sunday): this is the last valid day.',
    ],
    [
      'zh-HK',
      'OFA',
      '2027-03-01',
      '2027-02-28',
      '+1',
      '證書續期提示：已於昨日到期 · Your certificate expired yesterday',
      '閣下的職業急救證書已於昨日到期，最後有效日為2027年2月28日（星期日）。',
    ],
    [
      'en',
      'OFA',
      '2027-07-28',
      '2027-02-28',
      '+150',
      'Refresher window closing: your certificate expired 150 days ago · 證書續期提示：已過期150日，重溫課程限期將至',
      'Your Occupational First Aid Certificate expired 150 days ago: the last valid day was 28 February 2027 (Sunday).',
    ],
    [
      'en',
      'EMTB',
      '2027-02-27',
      '2027-02-28',
      '-1',
      'Your certificate expires in 1 day · 證書續期提示：尚餘1日',
      'Your EMT-Basic (Level 1) certificate expires tomorrow, 28 February 2027 (Sunday).',
    ],
    [
      'en',
      'NREMT',
      '2026-10-01',
      '2027-03-31',
      'windowOpens',
      'Renewal window open: your certificate expires in 181 days · 證書續期提示：續證期已開始，尚餘181日',
      'Your NREMT registration (EMT) expires on 31 March 2027 (Wednesday), in 181 days.',
    ],
    [
      'zh-HK',
      'NREMT',
      '2027-04-01',
      '2027-03-31',
      '+1',
      '證書續期提示：已於昨日到期 · Your certificate expired yesterday',
      '閣下的 NREMT 註冊（緊急醫療技術員）已於昨日到期，最後有效日為2027年3月31日（星期三）。',
    ],
    [
      'zh-HK',
      'BLS',
      '2027-01-01',
      '2027-02-28',
      '-60',
      '證書續期提示：尚餘58日 · Your certificate expires in 58 days',
      '閣下的「基本生命支援術」證書將於2027年2月28日（星期日）到期，尚餘58日。',
    ],
  ] as const)(
    '%s %s on %s: subject and first line',
    (language, type, on, expiresOn, stage, subject, line) => {
      const mail = compose(on, notice({ language, type }, expiresOn, stage));
      expect(mail.subject).toBe(subject);
      expect(firstLine(mail.text)).toBe(line);
      expect(shown(mail.html.replace(/<\/h1>.*/s, '')).join('')).toBe(line);
    },
  );

  it('is right for every type, stage and language: its sentence, the true days left, the fact lines, the link', () => {
    for (const { code, reminderPlan, name, renewal } of catalogue) {
      if (reminderPlan === 'none') continue;
      const expiresOn = day(
        reminderPlan !== 'nremt' ? '2027-02-28' : code === 'NREMR' ? '2027-09-30' : '2027-03-31',
      );
      for (const stage of reminderStages(reminderPlan, code, day('2024-03-01'), expiresOn)) {
        const mail = compose(stage.on, notice({ type: code }, expiresOn, stage.id));
        const left = daysBetween(stage.on, expiresOn);
        for (const lang of languages) {
          const where = `${code} ${stage.id} ${lang}`;
          expect(mail.text, where).toContain(stageSentence(reminderPlan, stage.id, lang));
          expect(mail.text, where).toContain(name[lang]);
          expect(mail.text, where).toContain(longDate(expiresOn, lang));
          expect(mail.text, where).toContain(SPMC.name[lang]);
          expect(mail.text.includes(renewal[lang]), where).toBe(left >= 0);
          expect(mail.text, where).toContain(`${base}/verify/SPMCOFA202400017?issuer=SPMC&lang=${lang}`);
        }
        if (left > 1) expect(mail.text).toContain(`in ${left} days`);
        expectSameContent(mail);
      }
    }
  });

  it('counts the days from the day it is sent, not from the day of the stage', () => {
    const mail = compose('2027-02-01', { ...notice({}, '2027-02-28', '-30'), daysLeft: 30 });
    expect(mail.subject).toBe('證書續期提示：尚餘27日 · Your certificate expires in 27 days');
  });

  it.each([
    ['OFA', '2027-03-01', '2027-02-28', '+1', '2027-08-28'],
    ['OFA', '2028-02-28', '2027-08-31', '+150', '2028-02-29'],
    ['NREMT', '2027-04-01', '2027-03-31', '+1', '2027-04-30'],
    ['NREMR', '2027-10-15', '2027-09-30', '+15', '2027-10-31'],
  ])('names the last day for renewing %s late', (type, on, expiresOn, stage, until) => {
    const { text } = compose(on, notice({ type }, expiresOn, stage));
    expect(text).toContain(`until ${longDate(day(until), 'en')}.`);
    expect(text).toContain(longDate(day(until), 'zh-HK'));
  });

  it.each([
    ['0', '2027-02-28', true],
    ['+1', '2027-03-01', false],
    ['+150', '2027-07-28', false],
  ])('at stage %s speaks of the months before the last valid day only while they last', (stage, on, said) => {
    const { text } = compose(on, notice({}, '2027-02-28', stage));
    expect(text.includes('from 6 months before')).toBe(said);
    expect(text.includes('最後有效日前後6個月')).toBe(said);
    expect(text).toContain('until 28 August 2027');
  });

  it('does not promise reinstatement when its time is over, nor a date for an expiry on an unusual day', () => {
    const over = compose('2027-05-05', notice({ type: 'NREMT' }, '2027-03-31', '+15')).text;
    expect(over).toContain('The time for reinstatement ended on 30 April 2027 (Friday).');
    expect(over).not.toContain('is open until');
    const unusual = compose('2027-07-01', notice({ type: 'NREMT' }, '2027-06-30', '+1')).text;
    expect(unusual).not.toMatch(/[Rr]einstatement/);
  });

  it('gives the provider’s own contact, and who keeps the record of what another body awards', () => {
    const ofa = compose('2027-01-29', notice({}, '2027-02-28', '-30')).text;
    expect(ofa).toContain('Ask Hong Kong Society of Professional Medical Care: 2345 6789');
    expect(ofa).toContain('頒證機構：香港專業醫療護理學會');
    const bls = compose('2027-01-29', notice({ type: 'BLS' }, '2027-02-28', '-30')).text;
    expect(bls).toContain('登記機構：香港專業醫療護理學會');
  });

  it('says when the paper shows an earlier day than the extended one', () => {
    const extended = { ...notice({}, '2027-02-28', '-30'), expiresOn: day('2027-05-31') };
    const { text } = compose('2027-05-01', extended);
    expect(text).toContain('Valid through (inclusive): 31 May 2027 (Monday)');
    expect(text).toContain('Date printed (since extended): 28 February 2027 (Sunday)');
  });

  it('puts the holder’s language first and the small print of both last', () => {
    const { text, html } = compose('2027-01-29', notice({ language: 'en' }, '2027-02-28', '-30'));
    const order = ['Dear CHAN Tai Man,', '陳大文先生／女士：', 'never asks you', '絕不會要求'];
    expect(order.map((part) => text.indexOf(part))).toEqual(
      order.map((part) => text.indexOf(part)).toSorted((a, b) => a - b),
    );
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
  });

  it.each([
    [{ nameEn: 'Mr CHAN Tai Man', nameZh: '陳大文先生' }, ['Dear CHAN Tai Man,', '\n陳大文先生／女士：']],
    [
      { nameEn: '3. CHAN Tai Man (Ms)', nameZh: '陳大文 小姐' },
      ['Dear CHAN Tai Man,', '\n陳大文先生／女士：'],
    ],
    [{ nameEn: 'Dr. LEE, Ka Yan', nameZh: undefined }, ['Dear LEE, Ka Yan,', '\nLEE, Ka Yan 先生／女士：']],
  ])('gives no second title to a name that was registered with one: %o', (names, greetings) => {
    const { text } = compose('2027-01-29', notice(names, '2027-02-28', '-30'));
    for (const greeting of greetings) expect(text).toContain(greeting);
  });

  it('has one button for one certificate, and no image or script', () => {
    const { html } = compose('2027-01-29', notice({}, '2027-02-28', '-30'));
    expect(html.match(/<a class="button"/g)).toHaveLength(1);
    expect(html).not.toMatch(/<img|<script|url\(|<link/i);
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
  });

  it('makes one e-mail of several certificates, the earliest first, each with its own link', () => {
    const mail = compose(
      '2027-01-29',
      notice({}, '2027-02-28', '-30'),
      notice({ type: 'BLS', key: 'SPMCBLS1', number: 'SPMC-BLS-1' }, '2027-01-31', '-7'),
    );
    expect(mail.subject).toBe(
      '證書續期提示：2張證書，最早到期者尚餘2日 · 2 certificates: the first expires in 2 days',
    );
    expect(mail.text.indexOf('基本生命支援術')).toBeLessThan(mail.text.indexOf('職業急救證書'));
    for (const key of ['SPMCBLS1', 'SPMCOFA202400017']) {
      expect(links(mail.html).filter((url) => url.includes(`/proof/SPMC/${key}?`))).toHaveLength(2);
    }
    expect(mail.html).not.toContain('<a class="button"');
    expectSameContent(mail);
  });

  it.each(mailSamples.map((sample) => [sample.id, sample] as const))(
    'says the same in plain text as in HTML: %s',
    (_, sample) => expectSameContent(sample.compose()),
  );

  it('lets the reader stop it, or see all certificates, in both languages, at the very end', () => {
    const mail = compose('2027-01-29', notice({}, '2027-02-28', '-30'));
    const end = [
      '如不欲再接收此類電郵，請按此',
      `${base}/unsubscribe/c3RvcA.mac-1?lang=zh-HK`,
      '查看所有證書或更改電郵地址',
      `${base}/my/YWxs.mac_2?lang=zh-HK`,
    ];
    expect(mail.text).toContain(end.join('\n'));
    expect(
      mail.text.endsWith(
        `To stop these emails, click here\n${base}/unsubscribe/c3RvcA.mac-1?lang=en\nSee all your certificates or change your email address\n${base}/my/YWxs.mac_2?lang=en\n`,
      ),
    ).toBe(true);
    expect(links(mail.html).slice(-4)).toEqual([
      `${base}/unsubscribe/c3RvcA.mac-1?lang=zh-HK`,
      `${base}/my/YWxs.mac_2?lang=zh-HK`,
      `${base}/unsubscribe/c3RvcA.mac-1?lang=en`,
      `${base}/my/YWxs.mac_2?lang=en`,
    ]);
    expect(mail.unsubscribeUrl).toBe(`${base}/unsubscribe/c3RvcA.mac-1`);
  });

  it('is information, and sells nothing: no price, no offer, no booking, no link but to the register', () => {
    const selling =
      /\b(price|fee|cost|discount|offer|deal|book|buy|order|enrol\w*|sign up|register now|sale|free|promotion|limited|HK\$)\b|[$€£]|優惠|折扣|報名|報讀|學費|收費|購買|訂購|特價|免費|推廣|名額有限/i;
    for (const [plan, { category, stages }] of Object.entries(reminderTemplates)) {
      expect(category, plan).toBe('expiryNotice');
      expect(JSON.stringify(stages), plan).not.toMatch(selling);
    }
    for (const sample of mailSamples.filter(({ id }) =>
      /^(firstAid|emtRegistration|nremt|lifeSupport)\./.test(id),
    )) {
      const { text, html, subject } = sample.compose();
      expect(`${subject}\n${text}`, sample.id).not.toMatch(selling);
      for (const lang of languages)
        expect(text, sample.id).toContain(mailMessages[lang].smallPrint.category.expiryNotice);
      for (const url of links(html))
        expect(url).toMatch(/^https:\/\/verify\.example\.com\/(verify|unsubscribe|my)\//);
    }
  });

  it('is shown whole by programs that cut at 100 kB: 25 people with the longest names and numbers', () => {
    for (const lang of languages) {
      const largest = mailSamples.find(({ id }) => id === `largest.${lang}`)?.compose();
      expect(largest?.text).toContain('25');
      expect(Buffer.byteLength(largest?.html ?? '')).toBeLessThan(100_000);
      expect(Buffer.byteLength(largest?.text ?? '')).toBeLessThan(60_000);
    }
    const usual = compose('2027-01-29', notice({}, '2027-02-28', '-30'));
    expect(Buffer.byteLength(usual.html + usual.text + usual.calendar)).toBeLessThan(20_000);
  });

  it('has nothing of one holder in another’s mail, and no address in any', () => {
    const of = (name: string) =>
      composeReminder({
        on: day('2027-01-29'),
        certificates: [
          notice(
            {
              nameEn: name,
              nameZh: undefined,
              number: `NO-${name}`,
              key: `NO${name}`,
              email: `${name}@example.com`,
            },
            '2027-02-28',
            '-30',
          ),
        ],
        tokens: { unsubscribe: `stop-${name}`, certificates: `all-${name}` },
        publicBaseUrl: base,
      });
    const [anna, bert] = [of('ANNA'), of('BERT')];
    expect(JSON.stringify(anna)).toContain('ANNA');
    expect(JSON.stringify(anna)).not.toContain('BERT');
    expect(JSON.stringify(bert)).not.toContain('ANNA');
    expect(JSON.stringify([anna, bert])).not.toContain('@example.com');
  });

  it('says the same in both forms, in whole lines and without live markup, whatever somebody is called', () => {
    const odd = fc.oneof(
      anyText({ minLength: 1, maxLength: 100 }),
      fc.string({
        unit: fc.constantFrom(
          '<',
          '>',
          '&',
          '"',
          "'",
          '\r',
          '\n',
          '\u2028',
          '\u202e',
          ';',
          ',',
          '\\',
          '歐',
          'a',
          ' ',
        ),
        minLength: 1,
        maxLength: 60,
      }),
    );
    fc.assert(
      fc.property(odd, odd, fc.constantFrom(...languages), (name, number, language) => {
        const due = notice({ nameEn: name, nameZh: undefined, number, language }, '2027-02-28', '-30');
        const plain = compose('2027-01-29', notice({ language }, '2027-02-28', '-30'));
        const mail = compose('2027-01-29', { ...due, provider: { ...SPMC, contact: name } });
        expectSameContent(mail);
        const tags = (html: string) =>
          html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/white-space:nowrap;/, ''));
        expect(tags(mail.html)).toEqual(tags(plain.html));
        expect(mail.text.split('\n').length).toBe(plain.text.split('\n').length);
        expect(mail.text).not.toMatch(/[\r\u2028\u202e]/);
      }),
      { numRuns: 80 },
    );
  });

  it('stays small for a whole class under one address, and names each holder', () => {
    const many = Array.from({ length: 50 }, (_, i) =>
      notice(
        { key: `SPMCOFA${i}X`, number: `SPMC-OFA-${i}`, nameEn: `WONG No ${i}`, nameZh: `王${i}` },
        '2027-02-28',
        '-30',
      ),
    );
    const mail = compose('2027-01-29', ...many);
    expect(mail.subject).toBe('證書續期提示：50張證書尚餘30日 · 50 certificates expire in 30 days');
    expect(mail.text).toContain('Dear certificate holders,');
    expect(mail.text).toContain('WONG No 49: SPMC-OFA-49');
    expect(Buffer.byteLength(mail.html)).toBeLessThan(90_000);
    expectSameContent(mail);
  });

  it('keeps script in a name, a number or a contact inert', () => {
    const evil = '<script>alert(1)</script>"\'&<img src=x onerror=alert(1)>';
    const due = notice({ nameEn: evil, nameZh: evil, number: evil, key: '"><script>' }, '2027-02-28', '-30');
    const { html, text } = compose('2027-01-29', { ...due, provider: { ...SPMC, contact: evil } });
    expect(html).not.toMatch(/<script|<img/i);
    expect(html).toContain('&lt;script&gt;');
    const verify = links(html).filter((url) => url.includes('/verify/'));
    expect(verify).toHaveLength(2);
    expect(verify.every((url) => url.startsWith(`${base}/verify/%22%3E%3Cscript%3E?`))).toBe(true);
    expectSameContent({ html, text });
  });

  it('does not let a name forge a line or turn the text around', () => {
    const { text, html } = compose(
      '2027-01-29',
      notice({ language: 'en', nameEn: 'CHAN\r\nTai\u2028Man\u202e' }, '2027-02-28', '-30'),
    );
    expect(text).toContain('Dear CHAN Tai Man,\n');
    expect(html).not.toContain('\u202e');
  });

  it('speaks of an unknown type by its code, without advice', () => {
    const { text } = compose('2027-01-29', notice({ type: 'XYZ', language: 'en' }, '2027-02-28', '-30'));
    expect(firstLine(text)).toBe('Your XYZ certificate expires on 28 February 2027 (Sunday), in 30 days.');
    expect(text).not.toContain('What to do');
  });

  it('takes a base address with a slash at its end', () => {
    const certificates = [notice({}, '2027-02-28', '-30')];
    const on: CivilDate = addDays(day('2027-02-28'), -30);
    expect(composeReminder({ certificates, on, tokens, publicBaseUrl: `${base}/` }).text).not.toContain(
      '.com//',
    );
  });

  it('is never about nothing', () => {
    expect(() => compose('2027-01-29')).toThrow('at least one certificate');
  });
});

/** The same words and addresses in the same order; only spaces, colons and the dashes of lists and rules differ. */
function expectSameContent({ html, text }: { html: string; text: string }): void {
  const linked = html.replace(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs, '$2 $1');
  expect(squeezed(shown(linked).join(''))).toBe(squeezed(text));
}

const squeezed = (text: string) => text.replace(/[\s：:-]/g, '');

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as consoleImports from '#import/messages/console-imports.ts';
import * as uploads from '#import/messages/rejection-reasons.ts';
import * as extensionOrders from '#orders/messages/extension-orders.ts';
import { rowCodes } from '#register/certificate/cell.ts';
import { credentialStatuses, languages } from '#register/certificate/credential.ts';
import { columns } from '#register/certificate/upload-columns.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import * as hindsight from '#verify/messages/past-day.ts';
import * as privacy from '#verify/messages/privacy.ts';
import { bareDate, clockTime, longDate } from '#web/messages/dates.ts';
import * as pages from '#web/messages/pages.ts';
import * as problems from '#web/messages/problems.ts';
import * as verdict from '#web/messages/verdict.ts';
import { credentials, site } from '../verify/public-site.fixtures.ts';

const day = (text: string) => civilDate.parse(text);

describe('dates', () => {
  it.each([
    ['2026-11-21', '21 November 2026 (Saturday)', '2026年11月21日（星期六）'],
    ['2024-02-29', '29 February 2024 (Thursday)', '2024年2月29日（星期四）'],
    ['2027-02-28', '28 February 2027 (Sunday)', '2027年2月28日（星期日）'],
  ])('%s reads %s and %s', (on, en, zh) => {
    expect(longDate(day(on), 'en')).toBe(en);
    expect(longDate(day(on), 'zh-HK')).toBe(zh);
  });

  it('stands within brackets without its own', () => {
    expect(bareDate(day('2026-11-21'), 'zh-HK')).toBe('2026年11月21日，星期六');
  });

  it.each([
    ['2026-11-20T16:05:00.000Z', '00:05'],
    ['2026-11-21T01:15:59.999Z', '09:15'],
  ])('%s is %s in Hong Kong', (at, expected) => {
    expect(clockTime(instant.parse(at))).toBe(expected);
  });
});

/** Every `{en, 'zh-HK'}` of text anywhere in a module of words, by its path. */
function* pairs(value: unknown, path = ''): Generator<[string, { en: unknown; 'zh-HK': unknown }]> {
  if (typeof value !== 'object' || value === null) return;
  if ('en' in value || 'zh-HK' in value) yield [path, value as { en: unknown; 'zh-HK': unknown }];
  else for (const [name, inner] of Object.entries(value)) yield* pairs(inner, `${path}.${name}`);
}

describe('words', () => {
  const all = [
    ...pairs({ consoleImports, extensionOrders, hindsight, pages, privacy, problems, uploads, verdict }),
  ];

  it.each(all)('%s is there in both languages', (_, words) => {
    for (const language of languages) expect(words[language]).toMatch(/\S/);
  });

  it.each(all.filter(([path]) => !path.endsWith('otherLanguage')))(
    '%s is written for Hong Kong',
    (_, words) => {
      // A word of the interface, not an English sentence left behind; and full-width punctuation.
      expect(words['zh-HK']).toMatch(/\p{Script=Han}/u);
      expect(words['zh-HK']).not.toMatch(/\p{Script=Han}[,;:!?](?!\/)|[\p{Script=Han}]\s*\(/u);
      // Simplified characters, and words of other places.
      expect(words['zh-HK']).not.toMatch(/[证发请号码进过时间构书对]|查询|信息|默認/);
      expect(words.en).not.toMatch(/!|\bpayload\b|\bentity\b|\bplease\b/i);
    },
  );

  it('every way in which a row can be wrong is told for every column', () => {
    for (const column of columns)
      for (const code of rowCodes) {
        expect(uploads.rowMessage({ column, code }, 'en')).toMatch(/^[A-Z].*[.]$/);
        expect(uploads.rowMessage({ column, code }, 'zh-HK')).toMatch(/^[^A-Za-z].*[。]$/);
      }
  });

  it('the terms are those of the field', () => {
    const { statusMessages } = verdict;
    expect(credentialStatuses.map((status) => statusMessages[status].en)).toEqual([
      'Revoked',
      'Suspended',
      'Replaced by a newer certificate',
      'Not yet valid',
      'Expired',
      'Expiring soon',
      'Valid',
    ]);
    expect(credentialStatuses.map((status) => statusMessages[status]['zh-HK'])).toEqual([
      '已撤銷',
      '已暫停',
      '已由新證書取代',
      '尚未生效',
      '已過期',
      '即將到期',
      '有效',
    ]);
  });

  it('a verdict reads as a whole sentence for every status, tense and language', () => {
    const today = day('2026-11-21');
    for (const status of credentialStatuses)
      for (const on of ['2026-05-01', '2026-11-21', '2027-05-01'].map(day))
        for (const daysLeft of [0, 1, 30])
          for (const language of languages) {
            const facts = {
              status,
              daysLeft,
              statusSince: day('2026-03-02'),
              issuedOn: day('2024-03-01'),
              expiresOn: day('2027-02-28'),
            };
            const sentence = verdict.verdictSentence(facts, on, today, language);
            expect(sentence).not.toMatch(/undefined|null|NaN|\s\s|\(\)|（）/);
            expect(sentence).toMatch(language === 'en' ? /^[A-Z].*[.:]$/ : /^[^A-Za-z]*[。：]$/);
          }
    const facts = {
      status: 'expiringSoon' as const,
      daysLeft: 1,
      statusSince: null,
      issuedOn: today,
      expiresOn: day('2026-11-22'),
    };
    expect(verdict.verdictSentence(facts, today, today, 'en')).toContain('for 1 more day:');
  });
});

describe('the views', () => {
  const folder = new URL('../../../shared/verify/site/views/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.tsx'));

  it.each(files)('%s holds no text of its own', (file) => {
    const source = readFileSync(new URL(file, folder), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const texts = [...source.matchAll(/>([^<>{}=;()]+)</g)].map(([, text = '']) => text.trim());
    expect(texts.filter((text) => /^\p{L}/u.test(text))).toEqual([]);
    expect(source).not.toMatch(/\p{Script=Han}/u);
    expect(source).not.toMatch(/\b(title|alt|placeholder|aria-label)="/);
  });

  it.each(Object.entries(credentials).filter(([state]) => !['hostile', 'orphan'].includes(state)))(
    'no English is left on the Chinese page of the %s one',
    async (_, { number }) => {
      const answer = await site().app.request(`/verify/${number}`, { headers: { accept: 'text/html' } });
      const text = (await answer.text())
        .replace(/<(style|title)>[\s\S]*?<\/\1>/g, '')
        .replace(/<(\w+)[^>]* lang="en"[^>]*>.*?<\/\1>/g, '')
        .replace(/<[^>]+>/g, ' ');
      const allowed =
        /verify\.example\.hk|CHAN T\*\* M\*\*|CHAN Tai Man|WONG Mei Ling|SPMC-OFA-2024-00017|NREMT|TQUK|PDF|https:\S+/g;
      const rest = text
        .replaceAll(number, '')
        .replace(allowed, '')
        .replace(/[A-Z]+-[A-Z]+-[\d-]+/g, '');
      expect(rest.match(/[A-Za-z]{3,}/g)?.filter((word) => word !== 'iii') ?? []).toEqual([]);
    },
  );
});

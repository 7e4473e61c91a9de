import { describe, expect, it } from 'vitest';
import { type Language, languages } from '#register/certificate/credential.ts';
import { civilDate } from '#register/civil-date.ts';
import { reminderPlans } from '#register/schedule/plans.ts';
import { calendarMessages } from '#remind/messages/reminder-calendar.ts';
import { mailMessages } from '#remind/messages/reminder-mail.ts';
import { lateSentences, reminderTemplates, stageSentence } from '#remind/messages/reminder-stages.ts';

const day = civilDate.parse('2027-02-28');

describe('the words of the reminder e-mail', () => {
  it('has a sentence for every stage of every plan in both languages, and none for a stage that does not exist', () => {
    for (const plan of ['firstAid', 'emtRegistration', 'nremt', 'lifeSupport'] as const) {
      for (const lang of languages) {
        for (const { id } of reminderPlans[plan]) {
          expect(stageSentence(plan, id, lang), `${plan} ${id} ${lang}`).toMatch(/[.。]$/);
        }
        expect(stageSentence(plan, 'toString', lang)).toBeUndefined();
        expect(Object.keys(reminderTemplates[plan].stages).toSorted()).toEqual(
          reminderPlans[plan].map(({ id }) => id).toSorted(),
        );
      }
    }
  });

  it('says everything in both languages, each in its own script', () => {
    const inOne = (lang: Language) => ({
      ...said(mailMessages[lang]),
      ...said(calendarMessages[lang]),
      ...Object.fromEntries(
        Object.entries(lateSentences).flatMap(([plan, { open, over }]) => [
          [`${plan}.open`, open[lang](day)],
          [`${plan}.over`, over[lang](day)],
        ]),
      ),
    });
    const [en, zh] = [inOne('en'), inOne('zh-HK')];
    expect(Object.keys(en)).toEqual(Object.keys(zh));
    for (const [path, text] of Object.entries(en)) {
      expect(text, path).not.toMatch(/\p{Script=Han}|undefined|NaN/u);
      expect(text.trim(), path).not.toBe('');
    }
    for (const [path, text] of Object.entries(zh)) {
      if (path !== 'colon' && path !== 'withHolder') expect(text, path).toMatch(/\p{Script=Han}/u);
      expect(text, path).not.toMatch(/undefined|NaN|[,;:!?()]|\.$/);
    }
  });

  it.each([
    [
      180,
      'opens',
      'Renewal window open: your certificate expires in 180 days',
      '證書續期提示：續證期已開始，尚餘180日',
    ],
    [30, 'countdown', 'Your certificate expires in 30 days', '證書續期提示：尚餘30日'],
    [1, 'countdown', 'Your certificate expires in 1 day', '證書續期提示：尚餘1日'],
    [0, 'countdown', 'Today is the last valid day of your certificate', '證書續期提示：今日為最後有效日'],
    [-1, 'countdown', 'Your certificate expired yesterday', '證書續期提示：已於昨日到期'],
    [-5, 'countdown', 'Your certificate expired 5 days ago', '證書續期提示：已過期5日'],
    [
      -150,
      'closes',
      'Refresher window closing: your certificate expired 150 days ago',
      '證書續期提示：已過期150日，重溫課程限期將至',
    ],
  ] as const)('has a subject for %i days left (%s)', (daysLeft, occasion, en, zh) => {
    expect(mailMessages.en.subject(daysLeft, occasion)).toBe(en);
    expect(mailMessages['zh-HK'].subject(daysLeft, occasion)).toBe(zh);
  });

  it.each([
    [30, true, '2 certificates expire in 30 days', '證書續期提示：2張證書尚餘30日'],
    [7, false, '2 certificates: the first expires in 7 days', '證書續期提示：2張證書，最早到期者尚餘7日'],
    [0, true, '2 certificates expire today', '證書續期提示：2張證書今日為最後有效日'],
    [
      -1,
      false,
      '2 certificates: the first expired yesterday',
      '證書續期提示：2張證書，最早到期者已於昨日到期',
    ],
  ])('has a subject for several certificates, the first with %i days left', (daysLeft, sameDay, en, zh) => {
    expect(mailMessages.en.subjectOfSeveral(2, daysLeft, sameDay)).toBe(en);
    expect(mailMessages['zh-HK'].subjectOfSeveral(2, daysLeft, sameDay)).toBe(zh);
  });

  it.each([
    ['Occupational First Aid Certificate', 'Your Occupational First Aid Certificate'],
    ['Emergency Medical Responder', 'Your Emergency Medical Responder certificate'],
    ['NREMT registration, EMT', 'Your NREMT registration (EMT)'],
  ])('calls what expires a certificate or a registration: %s', (name, said) => {
    expect(mailMessages.en.yourCertificate(name)).toBe(said);
  });

  it.each([
    ['職業急救證書', '閣下的職業急救證書'],
    ['緊急醫療應變人員', '閣下的「緊急醫療應變人員」證書'],
    ['NREMT 註冊（緊急醫療技術員）', '閣下的 NREMT 註冊（緊急醫療技術員）'],
  ])('在句中稱呼證書：%s', (name, said) => {
    expect(mailMessages['zh-HK'].yourCertificate(name)).toBe(said);
  });
});

/** Every text of one language by its path; sentences with blanks are filled in with the same plain values. */
function said(words: object, path = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([name, value]: [string, unknown]) => {
      const here = path === '' ? name : `${path}.${name}`;
      if (typeof value === 'string') return [[here, value]];
      if (typeof value === 'function') return [[here, String(value(...(BLANKS[here] ?? [])))]];
      return typeof value === 'object' && value !== null ? Object.entries(said(value, here)) : [];
    }),
  );
}

const BLANKS: Record<string, unknown[]> = {
  subject: [30, 'countdown'],
  subjectOfSeveral: [2, 30, true],
  yourCertificate: ['X'],
  certificateOf: ['X', 'Y'],
  headline: ['X', day, 30],
  headlineOfAlike: [2, day, 30],
  headlineOfSeveral: [2, day, 30],
  greeting: ['X'],
  lastValidDay: ['X'],
  'lastDayToRenewLate.firstAid': ['X'],
  'lastDayToRenewLate.nremt': ['X'],
  withHolder: ['X', 'Y'],
  ask: ['X', 'Y'],
  'smallPrint.why': [['X']],
  'smallPrint.countedFrom': [day],
};

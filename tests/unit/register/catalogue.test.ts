import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, typeByCode } from '#register/catalogue/catalogue.ts';
import { findType } from '#register/catalogue/find-type.ts';
import { anyText } from '#support/any-text';

describe('the catalogue', () => {
  test('has the 17 types, each once', () => {
    expect(catalogue.map(({ code }) => code).toSorted()).toEqual(
      'ACLS AEMT BLS CCEMT EMR EMTB EMTD EMTI EMTP FR ITLS NRAEMT NREMR NREMT NRP OFA PALS'.split(' '),
    );
  });

  test.each([
    ['OFA', 'TQUK Endorsed Level 3 course', 'firstAid'],
    ['EMR', 'TQUK Endorsed Level 4 course', 'emtRegistration'],
    ['EMTD', 'TQUK Endorsed Level 5 course', 'none'],
    ['EMTB', undefined, 'emtRegistration'],
    ['FR', undefined, 'emtRegistration'],
    ['NREMR', undefined, 'nremt'],
    ['ITLS', undefined, 'lifeSupport'],
  ])('%s: endorsement %s, reminders %s', (code, endorsement, plan) => {
    expect(typeByCode(code)?.endorsement?.text).toBe(endorsement);
    expect(typeByCode(code)?.reminderPlan).toBe(plan);
  });

  test('only what has a last valid day has reminders of it', () => {
    for (const { expiry, reminderPlan } of catalogue) {
      expect(reminderPlan === 'none').toBe(expiry.kind === 'none');
    }
  });

  test('only occupational first aid can make a "person trained in first aid"', () => {
    const recognised = catalogue.filter(({ schemes }) => schemes.length > 0);
    expect(recognised.map(({ code, schemes }) => [code, schemes])).toEqual([['OFA', ['HK-509A-17-2-b-iii']]]);
  });

  describe.each(catalogue.map((type) => [type.code, type] as const))('%s', (_, type) => {
    test('speaks both languages, in whole sentences', () => {
      for (const text of [type.training, type.renewal]) {
        expect(text.en).toMatch(/^[A-Z].*\.$/);
        expect(text['zh-HK']).toMatch(/^\p{Script=Han}.*。$/u);
      }
      expect(type.name.en).toMatch(/\S/);
      expect(type.name['zh-HK']).toMatch(/\p{Script=Han}/u);
    });

    test('its Chinese has full-width punctuation only', () => {
      for (const text of [type.name['zh-HK'], type.training['zh-HK'], type.renewal['zh-HK']]) {
        expect(text.replace(/\d\.\d/g, '')).not.toMatch(/[,.;:?!()]/);
      }
    });

    test('what TQUK endorses is a course, and nothing is called a qualification', () => {
      expect(JSON.stringify(type)).not.toMatch(/qualification|資歷/i);
      if (type.endorsement) expect(type.endorsement.text).toMatch(/^TQUK Endorsed Level \d course$/);
    });

    test('is found by its code and by its name in either language', () => {
      for (const label of [type.code, type.name.en, type.name['zh-HK']]) {
        expect(findType(label)?.code).toBe(type.code);
        expect(findType(`  ${label.toLowerCase()} `)?.code).toBe(type.code);
      }
    });
  });
});

describe('a course is found as people write it', () => {
  test.each([
    ['ｏｆａ', 'OFA'],
    ['occupational  FIRST aid certificate', 'OFA'],
    ['EMT-B', 'EMTB'],
    ['EMT-Basic', 'EMTB'],
    ['EMT-Basic（Level 1）', 'EMTB'],
    ['First Responder', 'FR'],
    ['緊急醫療技術員', 'EMTB'],
    ['緊急醫療技術員文憑', 'EMTD'],
    ['NREMT 註冊(輔助醫療救護員)', 'NRP'],
  ])('"%s" is %s', (text, code) => {
    expect(findType(text)?.code).toBe(code);
  });

  test.each(['', ' ', 'OFB', 'EMT', 'NREMT 註冊', 'OFA EMR', '__proto__', 'constructor'])(
    '"%s" is none',
    (text) => {
      expect(findType(text)).toBeUndefined();
      expect(typeByCode(text)).toBeUndefined();
    },
  );

  test('any text may be asked, of any length', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        findType(text);
      }),
    );
    expect(findType(`OFA${' '.repeat(200)}`)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { catalogue } from '#register/catalogue/catalogue.ts';
import { findType } from '#register/catalogue/find-type.ts';

describe('the type that a file calls by another name', () => {
  it.each([
    ['First Aid', 'OFA'],
    ['first-aid certificate', 'OFA'],
    ['急救證書', 'OFA'],
    ['急救証书', 'OFA'],
    ['Occupational First Aid', 'OFA'],
    ['ＯＣＣＵＰＡＴＩＯＮＡＬ　First Aid Course', 'OFA'],
    ['Occupational First Aid Certificate (OFA)', 'OFA'],
    ['職業急救證書（OFA）', 'OFA'],
    ['職業急救证书', 'OFA'],
    ['职业急救课程', 'OFA'],
    ['職業急救證書 Occupational First Aid Certificate', 'OFA'],
    ['OFA - Occupational First Aid', 'OFA'],
    ['BLS Provider', 'BLS'],
    ['Basic Life Support (BLS) Provider Card', 'BLS'],
    ['基本生命支援', 'BLS'],
    ['Paediatric Advanced Life Support', 'PALS'],
    ['EMT-Basic (Level 1) (EMTB)', 'EMTB'],
    ['緊急醫療技術員文憑', 'EMTD'],
    ['紧急医疗技术员', 'EMTB'],
  ])('is found for %s', (text, code) => {
    expect(findType(text)?.code).toBe(code);
  });

  it.each([
    'EMT',
    'NREMT 緊急醫療技術員',
    'OFA/BLS',
    'BLS (OFA)',
    'BLS Instructor',
    'Emergency First Aid',
    'Course',
    '證書',
    '()',
  ])('is none for %s, which may mean another', (text) => {
    expect(findType(text)).toBeUndefined();
  });

  it.each(catalogue)('is $code for its code and its names', (type) => {
    for (const text of [type.code, type.name.en, type.name['zh-HK'], `${type.name.en} (${type.code})`])
      expect(findType(text)).toBe(type);
  });
});

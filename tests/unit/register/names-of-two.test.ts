import { describe, expect, test } from 'vitest';
import { areOfTwo } from '#register/names/names-by-script.ts';

describe('two cells of one row', () => {
  test.each([
    ['CHAN Tai Man', '陳大文 CHAN Tai Man Peter'],
    ['CHAN Tai Man', '陳大文 (Peter Chan)'],
    ['CHAN Tai Man', '陳大文 Tai Man'],
    ['CHAN LEE Siu Ming 李小明', '陳李小明'],
    ['CHAN Tai Man', '陳大文 Chan Taiman'],
    ['WONG Siu Ming', '王小明 CHAN Siu Ming'],
    ['Peter CHAN', '陳大文 Tai Man CHAN'],
    ['陳李小明', '李小明'],
    ['CHAN Tai Man 陳大文', '陈大文'],
  ])('are of one person: %s and %s', (en, zh) => {
    expect(areOfTwo(en, zh)).toBe(false);
  });

  test.each([
    ['陳大文', '黃志強'],
    ['CHAN Tai Man 陳大文', '陳小文'],
    ['CHAN Tai Man', '陳大文 WONG Siu Ming'],
    ['CHAN Tai Man', '陳大文 WONG Siu Man'],
    ['Mary LEE', '李美 John WONG'],
  ])('are of two: %s and %s', (en, zh) => {
    expect(areOfTwo(en, zh)).toBe(true);
  });
});

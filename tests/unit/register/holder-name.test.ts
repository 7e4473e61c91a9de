import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareNames,
  isSamePerson,
  maskChinese,
  maskLatin,
  nameKeys,
  namesMatch,
} from '#register/names/holder-name.ts';
import { anyText } from '#support/any-text';

describe('a Latin name as the public sees it', () => {
  test.each([
    ['CHAN Tai Man', 'CHAN T** M**'],
    ['AU YEUNG Mei Ling', 'AU YEUNG M** L***'],
    ['CHAN TAI MAN', 'CHAN T** M**'],
    ['Chan Tai Man', 'Chan T** M**'],
    ['CHAN, Tai Man', 'CHAN, T** M**'],
    ['CHAN, TAI MAN', 'CHAN, T** M**'],
    ['AU YEUNG, Mei Ling', 'AU YEUNG, M** L***'],
    ['CHAN TAI MAN Tommy', 'CHAN T** M** T****'],
    ['TSANG "Tommy" Yat Long, Jr', 'TSANG "T****" Y** L***, J*'],
    ['TSANG YAT LONG, Jr', 'TSANG Y** L***, J*'],
    ['TSANG YAT, Jr', 'TSANG Y**, J*'],
    ['AU YEUNG, MEI LING', 'AU YEUNG, M** L***'],
    ['AU YEUNG MEI LING', 'AU Y**** M** L***'],
    ['WONG Mei-Ling', 'WONG M**-L***'],
    ["O'BRIEN Sean", "O'BRIEN S***"],
    ["Sean O'Brien", "Sean O'*****"],
    ['CHAN T.M.', 'CHAN T.M.'],
    ['GARCÍA José', 'GARCÍA J***'],
    ['GARCÍA Jose\u0301', 'GARCÍA J***'],
    ['CHAN M\u030Cx\u030Cx', 'CHAN M**'],
    ['ＣＨＡＮ　Ｔａｉ　Ｍａｎ', 'CHAN T** M**'],
    ['  CHAN   Tai Man ', 'CHAN T** M**'],
    ['Madonna', 'M******'],
    ['CHAN', 'C***'],
    ['Mei-Ling', 'M**-****'],
    ['', ''],
  ])('%s is shown as %s', (name, shown) => {
    expect(maskLatin(name)).toBe(shown);
  });

  const given = fc.string({
    unit: fc.constantFrom(...'bcdefghijklmnopqrstuvwxyz'),
    minLength: 0,
    maxLength: 9,
  });
  const givenNames = fc.array(given, { minLength: 1, maxLength: 4 });

  test('no hidden letter shows, and one star stands for each', () => {
    fc.assert(
      fc.property(givenNames, fc.constantFrom(' ', '-', ', ', ' "'), (rests, separator) => {
        const name = `CHAN ${rests.map((rest) => `A${rest}`).join(separator)}`;
        const masked = maskLatin(name);
        expect(masked).not.toMatch(/[a-z]/);
        expect(masked.length).toBe(name.length);
        expect(masked.split('*').length - 1).toBe(rests.join('').length);
      }),
    );
  });

  test('who differs only in hidden letters looks the same', () => {
    fc.assert(
      fc.property(givenNames, (rests) => {
        const other = rests.map((rest) => rest.replace(/./g, 'z'));
        const name = (parts: string[]) => `WONG ${parts.map((rest) => `B${rest}`).join(' ')}`;
        expect(maskLatin(name(rests))).toBe(maskLatin(name(other)));
      }),
    );
  });
});

describe('a Chinese name as the public sees it', () => {
  test.each([
    ['陳大文', '陳＊文'],
    ['李健', '李＊'],
    ['歐陽凱晴', '歐＊＊晴'],
    ['陳 大 文', '陳＊文'],
    ['陳', '＊'],
    ['𠮷大文', '𠮷＊文'],
    ['', ''],
  ])('%s is shown as %s', (name, shown) => {
    expect(maskChinese(name)).toBe(shown);
  });
});

const chan = { nameEn: 'CHAN Tai Man', nameZh: '陳大文' };

describe('a name typed from the paper', () => {
  test.each([
    ['CHAN Tai Man', chan],
    ['chan tai man', chan],
    ['Tai Man CHAN', chan],
    ['CHAN, Tai-Man', chan],
    ['ＣＨＡＮ　ＴａｉＭａｎ', chan],
    ['Chan  Taiman', chan],
    ['陳大文', chan],
    ['陈大文', chan],
    [' 陳 大 文 ', chan],
    ['CHAN Tai Man 陳大文', chan],
    ['陳大文（CHAN Tai Man）', chan],
    ['CHAN Tai Man\u200B', chan],
    ['黄美玲', { nameZh: '黃美玲' }],
    ['卫志强', { nameZh: '衞志強' }],
    ['衛志強', { nameZh: '衞志強' }],
    ['李峰', { nameZh: '李峯' }],
    ['陳啟温', { nameZh: '陳啓溫' }],
    ['郑恒', { nameZh: '鄭恆' }],
    ['Mei Ling AU YEUNG', { nameEn: 'AU YEUNG Mei Ling' }],
    ['AUYEUNG Mei Ling', { nameEn: 'AU YEUNG Mei Ling' }],
    ['Jose Garcia', { nameEn: 'GARCÍA José' }],
    ['Tommy CHAN Tai Man', { nameEn: 'CHAN Tai Man, Tommy' }],
    ['TSANG Tommy Yat Long Jr.', { nameEn: 'TSANG "Tommy" Yat Long, Jr' }],
    ['陳大文', { nameEn: 'CHAN Tai Man 陳大文' }],
  ])('"%s" matches %o', (typed, registered) => {
    expect(namesMatch(typed, registered)).toBe(true);
  });

  test.each([
    ['CHAN', chan],
    ['Tai Man', chan],
    ['CHAN Man', chan],
    ['CHAN T M', chan],
    ['CHAN T** M**', chan],
    ['CHAN Tai Man Peter', chan],
    ['CHAN Man Tai', chan],
    ['WONG Tai Man', chan],
    ['陳', chan],
    ['大文', chan],
    ['陳文', chan],
    ['陳＊文', chan],
    ['文大陳', chan],
    ['CHAN Tai Man 陳小文', chan],
    ['WONG Tai Man 陳大文', chan],
    ['CHAN 陳大文', chan],
    ['WONG Tai Man 陳大文', { nameEn: 'CHAN Tai Man' }],
    ['陳文', { nameZh: '陳\uE000文' }],
    ['x'.repeat(201), { nameEn: 'x'.repeat(201) }],
  ])('"%s" does not match %o', (typed, registered) => {
    expect(compareNames(typed, registered)).toBe('mismatch');
    expect(namesMatch(typed, registered)).toBe(false);
  });

  test.each([
    ['陳大文', { nameEn: 'CHAN Tai Man' }],
    ['CHAN Tai Man', { nameZh: '陳大文' }],
    ['CHAN Tai Man 陳大文', { nameEn: 'CHAN Tai Man' }],
    ['CHAN Tai Man', {}],
  ])('"%s" cannot be compared with %o, and is no match', (typed, registered) => {
    expect(compareNames(typed, registered)).toBe('notComparable');
    expect(namesMatch(typed, registered)).toBe(false);
  });

  test.each(['', '   ', '-', '* * *', '\u200B'])('"%s" is nothing typed, and no match', (typed) => {
    expect(compareNames(typed, chan)).toBe('nothingTyped');
    expect(compareNames(typed, {})).toBe('nothingTyped');
    expect(namesMatch(typed, chan)).toBe(false);
  });
});

describe('any name', () => {
  const token = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
    minLength: 1,
    maxLength: 8,
  });
  const tokens = fc.array(token, { minLength: 2, maxLength: 5 });
  const fullWidth = (text: string) =>
    text.replace(/[!-~]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0));
  const writings: ((parts: string[]) => string)[] = [
    (parts) => parts.join(' ').toUpperCase(),
    (parts) => `  ${parts.join('\u3000 ')} `,
    (parts) => parts.join(''),
    (parts) => parts.join('-'),
    (parts) => fullWidth(parts.join(' ')),
    ([family = '', ...given]) => `${family}, ${given.join(' ')}`,
    ([family = '', ...given]) => [...given, family].join(' '),
  ];

  test('matches however it is written', () => {
    fc.assert(
      fc.property(tokens, fc.constantFrom(...writings), (parts, write) => {
        expect(namesMatch(write(parts), { nameEn: parts.join(' ') })).toBe(true);
      }),
    );
  });

  test('does not match with a token left out, or with a letter more', () => {
    fc.assert(
      fc.property(tokens, fc.nat({ max: 4 }), (parts, n) => {
        const nameEn = parts.join(' ');
        expect(namesMatch(parts.toSpliced(n % parts.length, 1).join(' '), { nameEn })).toBe(false);
        expect(namesMatch(`${nameEn}x`, { nameEn })).toBe(false);
      }),
    );
  });

  test('can be of any characters: it matches itself, and shows none too many', () => {
    const part = fc.oneof(
      anyText({ maxLength: 3 }),
      fc.constantFrom('Tai', 'CHAN', '陳大文', ' ', '-', ' Ｍａｎ'),
    );
    const names = fc.array(part, { maxLength: 9 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(names, (name) => {
        const canBeCompared = nameKeys({ nameEn: name }).length > 0;
        expect(compareNames(name, { nameEn: name })).toBe(canBeCompared ? 'match' : 'nothingTyped');
        expect(maskChinese(name)).toMatch(/^.?＊*.?$/su);
        const given = maskLatin(name).split(' ').slice(2);
        expect(given.filter((token) => /[\p{L}\p{N}]{2}/u.test(token))).toEqual([]);
      }),
    );
  });

  test.each(['first', 'other'])('with any characters in the %s place is compared with another', (place) => {
    fc.assert(
      fc.property(anyText(), (odd) => {
        const [typed, nameEn] = place === 'first' ? [odd, 'CHAN Tai Man'] : ['CHAN Tai Man', odd];
        const expected =
          nameKeys({ nameEn: odd }).length > 0 ? ['mismatch'] : ['nothingTyped', 'notComparable'];
        expect([...expected, 'notComparable']).toContain(compareNames(typed, { nameEn }));
      }),
    );
  });
});

describe('two certificates at one address', () => {
  test.each([
    ['the same Latin name', { nameEn: 'CHAN Tai Man' }, { nameEn: 'Tai-man Chan' }, true],
    [
      'the same names in both scripts',
      { nameEn: 'CHAN Tai Man', nameZh: '陳大文' },
      { nameEn: 'CHAN Tai Man', nameZh: '陈大文' },
      true,
    ],
    [
      'one without a Chinese name',
      { nameEn: 'CHAN Tai Man', nameZh: '陳大文' },
      { nameEn: 'CHAN Tai Man' },
      true,
    ],
    ['another Latin name', { nameEn: 'CHAN Tai Man' }, { nameEn: 'LEE Kin' }, false],
    [
      'another Chinese name',
      { nameEn: 'CHAN Tai Man', nameZh: '陳大文' },
      { nameEn: 'CHAN Tai Man', nameZh: '陳太文' },
      false,
    ],
    ['nothing to compare', { nameEn: 'CHAN Tai Man' }, { nameZh: '陳大文' }, false],
  ])('with %s', (_, one, other, same) => {
    expect(isSamePerson(one, other)).toBe(same);
    expect(isSamePerson(other, one)).toBe(same);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '#register/catalogue/catalogue.ts';
import {
  askedKey,
  assignNumber,
  CROCKFORD,
  checkNumber,
  composeNumber,
  isReadTwoWays,
  normaliseNumber,
} from '#register/certificate-number.ts';
import { anyText } from '#support/any-text';

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALPHABET = `0123456789${CAPITALS}`;

describe('a number as somebody types it', () => {
  test.each([
    ['SPMC-OFA-2024-00017', 'SPMCOFA202400017'],
    ['spmc ofa 2024/00017', 'SPMCOFA202400017'],
    ['ＳＰＭＣ－ＯＦＡ－２０２６－９０００２', 'SPMCOFA202690002'],
    ['SPMC.OFA.2024.00017', 'SPMCOFA202400017'],
    ['SPMC‐OFA‑2024–00017', 'SPMCOFA202400017'],
    ['SPMC—OFA−2024ー00017', 'SPMCOFA202400017'],
    ['\uFEFF\u3000SPMC\u00A0OFA\u200B2024\u202F00017\n', 'SPMCOFA202400017'],
    ['A-1-2-3', 'A123'],
    ['A'.repeat(32), 'A'.repeat(32)],
  ])('"%s" is looked up as %s', (text, key) => {
    expect(normaliseNumber(text)).toEqual({ ok: true, key });
  });

  test.each([
    ['nothing', ''],
    ['too short', 'A-1-2'],
    ['too long', 'A'.repeat(33)],
    ['only separators', '-- // ..'],
    ['Chinese', '證書編號1234'],
    ['a path', '../../etc/passwd\0'],
    ['NUL', 'SPMC\0OFA'],
    ['letters whose upper case only looks plain', 'straße1234'],
    ['dotless i', 'ı1234'],
    ['a lone surrogate', '\uD800ABCD'],
    ['markup', '<b>12345</b>'],
    ['underscores', 'SPMC_OFA_1'],
  ])('%s is not a possible number', (_, text) => {
    expect(normaliseNumber(text)).toEqual({ ok: false, problem: 'invalid_number' });
  });

  test('a text of a hundred megabytes is refused without work on it', () => {
    const long = '\uFDFA'.repeat(50_000_000);
    expect(normaliseNumber(long)).toEqual({ ok: false, problem: 'invalid_number' });
    expect(normaliseNumber(`ABCD${' '.repeat(200)}`)).toEqual({ ok: false, problem: 'invalid_number' });
  });

  test('any text gives a well-formed key, which normalises to itself, or none', () => {
    const texts = fc.oneof(
      anyText(),
      fc.string({ unit: fc.constantFrom(...'aZ09-/. –－Ａ９\0ß'), maxLength: 60 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const result = normaliseNumber(text);
        if (!result.ok) return;
        expect(result.key).toMatch(/^[A-Z0-9]{4,32}$/);
        expect(normaliseNumber(result.key)).toEqual(result);
      }),
    );
  });
});

const serials = fc.string({ unit: fc.constantFrom(...CROCKFORD), minLength: 7, maxLength: 7 });
const providers = fc.string({ unit: fc.constantFrom(...CAPITALS), minLength: 2, maxLength: 8 });
const types = fc.constantFrom(...catalogue.map(({ code }) => code));

const assigned = fc.tuple(providers, types, fc.infiniteStream(serials)).map(([provider, type, stream]) => ({
  provider,
  type,
  ...assignNumber(provider, type, () => stream.next().value ?? ''),
}));

/** What can still be taken for a number assigned here. */
const looksAssigned = (key: string) =>
  catalogue.some(({ code }) => new RegExp(`^[A-Z]{2,8}${code}[0-9A-Z]{8}$`).test(key));

describe('a number assigned here', () => {
  test('is provider, type, seven random characters and a check character', () => {
    fc.assert(
      fc.property(assigned, ({ provider, type, number, key }) => {
        expect(number).toMatch(new RegExp(`^${provider}-${type}-[${CROCKFORD}]{8}$`));
        expect(normaliseNumber(number)).toEqual({ ok: true, key });
        expect(checkNumber(key)).toBe('ok');
      }),
    );
  });

  test('has the check character of ISO 7064 MOD 37-2 over provider, type and serial', () => {
    fc.assert(
      fc.property(assigned, ({ key }) => {
        const sum = [...key].reduce((total, character) => (total * 2 + ALPHABET.indexOf(character)) % 37, 0);
        expect(sum).toBe(1);
      }),
    );
  });

  test('is drawn again, with the next attempt, until a serial makes one', () => {
    const refused = [...CROCKFORD]
      .map((last) => `7K3M9Q${last}`)
      .find((serial) => !composeNumber('SPMC', 'OFA', serial));
    const attempts: number[] = [];
    const { number } = assignNumber('SPMC', 'OFA', (attempt) => {
      attempts.push(attempt);
      return attempt < 2 ? (refused ?? '') : '7K3M9Q0';
    });
    expect(number).toBe('SPMC-OFA-7K3M9Q0W');
    expect(attempts).toEqual([0, 1, 2]);
  });

  test('is not made of digits only, which a provider’s own number may be', () => {
    expect(composeNumber('SPMC', 'OFA', '1234567')).toBeUndefined();
  });

  test.each(['', '7K3M9Q', '7K3M9QIO', '7k3m9q0', '7K3M9QI'])('"%s" is no serial', (serial) => {
    expect(() => composeNumber('SPMC', 'OFA', serial)).toThrow('Crockford');
  });

  test('a source that keeps giving the same useless serial is an error, not a hang', () => {
    expect(() => assignNumber('SPMC', 'OFA', () => '0000000')).toThrow('draws');
  });
});

describe('a slip of the pen in a number assigned here', () => {
  const replaced = (key: string, at: number, character: string) =>
    key.slice(0, at) + character + key.slice(at + 1);

  test('one wrong character in the last eight is always told, also an O for a 0', () => {
    fc.assert(
      fc.property(assigned, ({ key }) => {
        for (let at = key.length - 8; at < key.length; at += 1) {
          for (const character of ALPHABET) {
            if (character === key[at]) continue;
            expect(checkNumber(replaced(key, at, character))).toBe('wrong_check_character');
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test('one wrong character anywhere never passes for another assigned number', () => {
    fc.assert(
      fc.property(assigned, ({ key }) => {
        for (let at = 0; at < key.length; at += 1) {
          for (const character of ALPHABET) {
            if (character === key[at]) continue;
            const mistyped = replaced(key, at, character);
            if (looksAssigned(mistyped)) expect(checkNumber(mistyped)).toBe('wrong_check_character');
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    ['two neighbours', 1],
    ['two characters around a third', 2],
  ])('%s swapped never pass for another assigned number', (_, distance) => {
    fc.assert(
      fc.property(assigned, ({ key }) => {
        for (let at = 0; at + distance < key.length; at += 1) {
          const [a = '', b = ''] = [key[at], key[at + distance]];
          if (a === b) continue;
          const mistyped = replaced(replaced(key, at, b), at + distance, a);
          const inTail = at >= key.length - 8;
          if (inTail || looksAssigned(mistyped)) expect(checkNumber(mistyped)).toBe('wrong_check_character');
        }
      }),
    );
  });

  test.each([
    'SPMCOFA202400017',
    'SPMCAEMT00061',
    'ABCOFA20240001',
    'HK1234567',
    'SPMCOFB7K3M9Q0A',
    'ABCDEFGHIOFA7K3M9Q0A',
    'SPMCOFA7K3M9Q0A9',
  ])('%s is a provider’s own number and carries no check', (key) => {
    expect(checkNumber(key)).toBe('ok');
  });
});

describe('what somebody asks about', () => {
  // Assigned numbers whose serial or check character has each of the figures.
  const drawn = Array.from({ length: 400 }, (_, n) =>
    composeNumber(
      'SPMC',
      'OFA',
      `01V${n
        .toString(32)
        .toUpperCase()
        .replace(/[ILOU]/g, 'Z')
        .padStart(4, '0')}`,
    ),
  ).flatMap((assigned) => assigned ?? []);
  const letters = { 0: 'Oo', 1: 'IiLl', V: 'Uu' } as const;

  test.each(Object.entries(letters))('reads %s for each of %s in a number assigned here', (figure, typed) => {
    for (const { number, key } of drawn)
      for (const letter of typed) {
        const at = number.lastIndexOf('-');
        const tail = number.slice(at).replaceAll(figure, letter);
        const asked = askedKey(number.slice(0, at) + tail);
        // Too few letters are left, or too many come, for it to look like one of ours: then it is somebody's own number.
        if (asked.ok && !asked.readAs) expect(asked.key === key).toBe(!number.slice(at).includes(figure));
        else expect(asked).toEqual({ ok: true, key, readAs: key });
      }
  });

  test('reads no letter for another where the check character does not hold, nor in a number of any other shape', () => {
    expect(askedKey('SPMC-OFA-7K3M9QOX')).toEqual({ ok: false, problem: 'wrong_check_character' });
    expect(askedKey('HKFA-LOU-0001')).toEqual({ ok: true, key: 'HKFALOU0001' });
    expect(askedKey('SPMC-OFA-7K3M9Q0W')).toEqual({ ok: true, key: 'SPMCOFA7K3M9Q0W' });
  });
});

describe('the codes of two providers', () => {
  test.each([
    ['ABC', 'ABCNR', true],
    ['ABCNR', 'ABC', true],
    ['ABC', 'ABC', false],
    ['ABC', 'ABCD', false],
    ['ABC', 'ABCE', false],
    ['ABC', 'XYZNR', false],
  ])('%s and %s make numbers that are read two ways: %s', (one, other, is) => {
    expect(isReadTwoWays(one, other)).toBe(is);
  });
});

import { describe, expect, test } from 'vitest';
import { mayBeMeant } from '#register/certificate/meant.ts';
import type { NameComparison } from '#register/names/holder-name.ts';

/** Of certificates `[provider, how its name compares]` with one number, the providers of those that may be meant. */
const meant = (number: string, ...of: [provider: string, name: NameComparison][]) =>
  mayBeMeant(of, ([provider, name]) => ({ number, provider, name })).map(([provider]) => provider);

describe('of the certificates that several providers have under one number', () => {
  test.each<[string, string, [string, NameComparison][], string[]]>([
    [
      'the one with the name typed',
      '2024-0001',
      [
        ['ABC', 'mismatch'],
        ['XYZ', 'match'],
      ],
      ['XYZ'],
    ],
    [
      'the one whose provider the number names',
      'ABC-0001',
      [
        ['ABC', 'nothingTyped'],
        ['XYZ', 'nothingTyped'],
      ],
      ['ABC'],
    ],
    [
      'of two with the right name the one that the number names',
      'ABC-0001',
      [
        ['ABC', 'match'],
        ['XYZ', 'match'],
      ],
      ['ABC'],
    ],
    [
      'a name before a number',
      'ABC-0001',
      [
        ['ABC', 'mismatch'],
        ['XYZ', 'match'],
      ],
      ['XYZ'],
    ],
    [
      'the one that the number names, when all names differ',
      'ABC-0001',
      [
        ['ABC', 'mismatch'],
        ['XYZ', 'mismatch'],
      ],
      ['ABC'],
    ],
  ])('%s is meant', (_, number, of, expected) => {
    expect(meant(number, ...of)).toEqual(expected);
    expect(meant(number, ...of.toReversed())).toEqual(expected);
  });

  test.each<[string, string, [string, NameComparison][]]>([
    [
      'no name was typed and the number names nobody',
      '2024-0001',
      [
        ['ABC', 'nothingTyped'],
        ['XYZ', 'nothingTyped'],
      ],
    ],
    [
      'both have the name',
      '2024-0001',
      [
        ['ABC', 'match'],
        ['XYZ', 'match'],
      ],
    ],
    [
      'no name is right',
      '2024-0001',
      [
        ['ABC', 'mismatch'],
        ['XYZ', 'mismatch'],
      ],
    ],
    [
      'the name points to one, and the number to another whose name cannot be compared',
      'ABC-0001',
      [
        ['ABC', 'notComparable'],
        ['XYZ', 'match'],
      ],
    ],
    [
      'a code is only the beginning of a longer one',
      'ABCD-0001',
      [
        ['ABC', 'match'],
        ['XYZ', 'match'],
      ],
    ],
  ])('none is told from the others where %s', (_, number, of) => {
    expect(meant(number, ...of)).toEqual(of.map(([provider]) => provider));
  });

  test('a code is read from a number without separators, too, where a type stands behind it', () => {
    expect(meant('abcofa20240001', ['ABC', 'match'], ['XYZ', 'match'])).toEqual(['ABC']);
  });

  test('a single one is meant whatever its number and name', () => {
    expect(meant('2024-0001', ['ABC', 'mismatch'])).toEqual(['ABC']);
    expect(meant('2024-0001')).toEqual([]);
  });
});

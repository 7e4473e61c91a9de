import { describe, expect, test } from 'vitest';
import { type CertificateType, typeByCode } from '#register/catalogue/catalogue.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import {
  approvesCourse,
  isApprovedIssuer,
  isRecognisedAsWell,
  recognisedSchemes,
} from '#register/catalogue/recognition.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { civilDate } from '#register/civil-date.ts';

const day = (text: string) => civilDate.parse(text);
const scheme = 'HK-509A-17-2-b-iii';

function type(code: string): CertificateType {
  const found = typeByCode(code);
  if (!found) throw new Error(code);
  return found;
}

function provider(...approvals: Provider['approvals']): Provider {
  return { code: 'SPMC', name: { en: 'SPMC', 'zh-HK': '專業醫護' }, disclosure: 'masked', approvals };
}

function issued(issuedOn: string, code = 'OFA'): Credential {
  return {
    key: 'SPMC1',
    number: 'SPMC-1',
    provider: 'SPMC',
    type: code,
    nameEn: 'CHAN Tai Man',
    language: 'en',
    issuedOn: day(issuedOn),
    history: [],
    version: 1,
  };
}

const hkspmc = provider({ scheme, courseType: 'OFA', from: day('2011-01-02') });
const withdrawn = provider(
  { scheme, courseType: 'OFA', from: day('2011-01-02'), to: day('2020-06-30') },
  { scheme, courseType: 'OFA', from: day('2022-01-01') },
);

describe('whether the Commissioner’s approval covered the day of issue', () => {
  test.each([
    ['the day before the approval', hkspmc, '2011-01-01', false],
    ['its first day', hkspmc, '2011-01-02', true],
    ['years on', hkspmc, '2024-03-01', true],
    ['the last day of one later withdrawn', withdrawn, '2020-06-30', true],
    ['the day after that', withdrawn, '2020-07-01', false],
    ['between two approvals', withdrawn, '2021-12-31', false],
    ['under the second', withdrawn, '2022-01-01', true],
    ['without any approval', provider(), '2024-03-01', false],
    [
      'with one for another course',
      provider({ scheme, courseType: 'EMR', from: day('2011-01-02') }),
      '2024-03-01',
      false,
    ],
    [
      'with one of another scheme',
      provider({ scheme: 'X', courseType: 'OFA', from: day('2011-01-02') }),
      '2024-03-01',
      false,
    ],
  ])('issued on %s', (_, by, issuedOn, onIssue) => {
    expect(recognisedSchemes(issued(issuedOn), by, type('OFA'))).toEqual([{ scheme, onIssue }]);
  });

  test('a type that no scheme recognises has none', () => {
    expect(recognisedSchemes(issued('2024-03-01', 'BLS'), hkspmc, type('BLS'))).toEqual([]);
  });
});

describe('an approval of an organisation and one of its course', () => {
  const course = { scheme: 'HK-59I-60', courseType: 'OFA', from: day('2020-01-01') };
  const said = (of: Provider) => recognisedSchemes(issued('2024-03-01'), of, type('OFA'));

  test('are apart: neither says anything for the other', () => {
    expect(said(provider(course))).toEqual([
      { scheme, onIssue: false },
      { scheme: 'HK-59I-60', onIssue: true },
    ]);
    expect(said(hkspmc)).toEqual([{ scheme, onIssue: true }]);
    expect(said(provider(course)).some(isApprovedIssuer)).toBe(false);
    expect(said(hkspmc).some(isApprovedIssuer)).toBe(true);
  });

  test('of a course counts on the days that it covers, and is asked of no other', () => {
    expect(said(provider({ ...course, from: day('2024-03-02') }))).toEqual([{ scheme, onIssue: false }]);
    expect(['HK-59D-2', 'HK-59I-60', 'HK-59K-11', scheme, 'X'].map(approvesCourse)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

test('a newer certificate is recognised as well where its provider has every approval that recognised the older one', () => {
  const older = { credential: issued('2024-03-01'), provider: hkspmc };
  const by = (of: Provider | undefined) => ({ credential: issued('2026-12-01'), provider: of });
  expect(isRecognisedAsWell(by(hkspmc), older)).toBe(true);
  expect(isRecognisedAsWell(by(provider()), older)).toBe(false);
  expect(isRecognisedAsWell(by(undefined), older)).toBe(false);
  expect(isRecognisedAsWell(by(hkspmc), { ...older, provider: undefined })).toBe(false);
  // Where nothing recognised the older one, nothing is asked of the newer.
  expect(isRecognisedAsWell(by(provider()), { ...older, provider: provider() })).toBe(true);
  expect(
    isRecognisedAsWell(by(undefined), { credential: issued('2024-03-01', 'OLD'), provider: hkspmc }),
  ).toBe(true);
});

import { expect, it } from 'vitest';
import type { Credential } from '#register/certificate/credential.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { holderNow } from '#watch/holder-now.ts';

const issuedOn = civilDate.parse('2024-03-01');
const credential = (registeredAt: string, nameEn: string | undefined): Credential => ({
  key: 'SPMC1',
  number: 'SPMC-1',
  provider: 'SPMC',
  type: 'OFA',
  ...(nameEn ? { nameEn } : { nameZh: '陳大文' }),
  language: 'en',
  issuedOn,
  history: [
    {
      event: 'issued',
      at: instant.parse(registeredAt),
      on: issuedOn,
      source: { via: 'api', keyId: 'k' },
    },
  ],
  version: 1,
});
const addedAt = instant.parse('2026-11-21T02:00:00.000Z');
const [BEFORE, AFTER] = ['2026-11-20T02:00:00.000Z', '2026-11-22T02:00:00.000Z'];

it.each([
  ['a corrected name is the same person', 'valid', BEFORE, 'CHAN Tai Man', 'WONG Siu Fan', 'same'],
  ['a name that is as typed', 'gone', BEFORE, 'CHAN Tai Man', 'CHAN Tai Man', 'same'],
  ['another name after it was gone', 'gone', BEFORE, 'CHAN Tai Man', 'WONG Siu Fan', 'another'],
  ['another name, told before', 'otherHolder', BEFORE, 'CHAN Tai Man', 'WONG Siu Fan', 'another'],
  [
    'another name, though nobody told that it was gone',
    'valid',
    AFTER,
    'CHAN Tai Man',
    'WONG Siu Fan',
    'another',
  ],
  ['no name to compare with', 'gone', BEFORE, undefined, 'WONG Siu Fan', 'unknown'],
  ['a name in another script alone', 'gone', BEFORE, 'CHAN Tai Man', undefined, 'unknown'],
] as const)('whose a watched number is: %s', (_, status, registeredAt, name, registered, holder) => {
  const told = { status, expiresOn: null, nearing: null, supersededBy: null };
  const member = { addedAt, told, ...(name && { name }) };
  expect(holderNow(member, credential(registeredAt, registered))).toBe(holder);
});

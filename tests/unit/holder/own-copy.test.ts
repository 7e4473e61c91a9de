import { expect, test } from 'vitest';
import { ownCopy } from '#holder/person/own-copy.ts';
import type { Person } from '#holder/person/person.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { civilDate, instant } from '#register/civil-date.ts';

const on = civilDate.parse('2026-03-01');
const credential: Credential = {
  key: 'OFA1',
  number: 'OFA-1',
  provider: 'SPMC',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  email: 'Chan@example.com',
  language: 'en',
  issuedOn: on,
  history: [
    {
      event: 'issued',
      at: instant.parse('2026-03-01T01:00:00.000Z'),
      on,
      source: { via: 'api', keyId: 'k' },
    },
  ],
  version: 1,
};
const person: Person = {
  credentials: [credential],
  addresses: ['boss@example.com'],
  holders: new Set(),
  changeIds: new Set(),
  rosterIds: new Set(),
  imports: new Map(),
};

test('a copy has one’s own addresses whole, and those of others by their masks', () => {
  const site = {
    owner: 'boss@example.com',
    holder: 'chan@example.com',
    readers: [{ email: 'safety.officer@example.org', days: 30 }, { email: 'ho@example.org' }],
    note: 'asked by "BOSS@example.com", <safety.officer@example.org>',
    none: null,
  };
  expect(ownCopy(person, site)).toEqual({
    owner: 'boss@example.com',
    holder: 'chan@example.com',
    readers: [{ email: 'sa***r@example.org', days: 30 }, { email: 'h***@example.org' }],
    note: 'asked by "BOSS@example.com", <sa***r@example.org>',
    none: null,
  });
});

test('an apostrophe is part of an address, and what ends a sentence is not', () => {
  const own = { ...person, addresses: ["o'brien@example.com"] };
  expect(ownCopy(own, "'o'brien@example.com' and mary.o'connor@example.org.")).toBe(
    "'o'brien@example.com' and ma***r@example.org.",
  );
  expect(ownCopy(own, 'write to O’BRIEN or chan@example.com.')).toBe('write to O’BRIEN or chan@example.com.');
});

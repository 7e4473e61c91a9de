import { describe, expect, it } from 'vitest';
import { findPerson } from '#holder/person/find-person.ts';
import { type AddressChange, addressChange } from '#register/address/address-change.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { instant } from '#register/civil-date.ts';
import { certificate } from '../verify/public-site.fixtures.ts';

/** Who is meant by a number or an address, over a register in memory. */
const at = instant.parse('2026-11-21T02:00:00.000Z');
const of = (number: string, email: string, facts: Record<string, unknown> = {}) =>
  certificate(number, { email, ...facts });
const lee = { nameEn: 'LEE Ka Yan', nameZh: '李嘉欣' };

interface Register {
  all: Credential[];
  begun?: Credential[];
  changes?: AddressChange[];
}
function find({ all, begun = [], changes = [] }: Register, asked: Parameters<typeof findPerson>[1]) {
  const has = (one: Credential, email: string) => one.email?.toLowerCase() === email;
  const unused = () => {
    throw new Error('not used here');
  };
  return findPerson(
    {
      erasures: { of: async ({ key }) => (begun.some((one) => one.key === key) ? begun : []) },
      changes: { ofHolder: async (holder) => changes.filter((change) => change.holder === holder) },
      clock: () => at,
      finder: { findByKey: async (key) => all.filter((one) => one.key === key) },
      credentials: {
        get: async (key, provider) => {
          const credential = all.find((one) => one.key === key && one.provider === provider);
          return credential && { credential, nextReminderOn: undefined };
        },
      } as Parameters<typeof findPerson>[0]['credentials'],
      holders: {
        pseudonymOf: async (email: string) => `of ${email.toLowerCase()}`,
        // Also what has left the address since: the index follows a moment later.
        ofHolder: async (holder: string) =>
          all.filter((one) => one.number === 'LEFT-9' || has(one, holder.replace('of ', ''))),
        every: unused,
      } as unknown as Parameters<typeof findPerson>[0]['holders'],
    },
    asked,
  );
}
const numbersOf = (found: Awaited<ReturnType<typeof find>>) =>
  found.ok ? found.person.credentials.map(({ number }) => number) : found;

describe('whoever has the certificate with a number', () => {
  const all = [
    of('OFA-0001', 'chan@example.com'),
    of('OFA-0002', 'chan@example.com', { provider: 'HKFA' }),
    of('OFA-0003', 'a@example.com'),
    of('OFA-0003', 'b@example.com', { provider: 'HKFA' }),
  ];

  it('is found however it is written, and no one else’s certificate with it', async () => {
    expect(numbersOf(await find({ all }, { who: ' ofa 0001 ' }))).toEqual(['OFA-0001']);
  });

  it.each(['OFA-0009', '!!', '', 'CHAN Tai Man'])('is nobody: %s', async (who) => {
    expect(await find({ all }, { who })).toEqual({ ok: false, code: 'notFound' });
  });

  it('is asked for by the provider where several have it', async () => {
    const several = { ok: false, code: 'severalProviders', providers: ['SPMC', 'HKFA'] };
    expect(await find({ all }, { who: 'OFA-0003' })).toEqual(several);
    const one = await find({ all }, { who: 'OFA-0003', provider: 'HKFA' });
    expect(one.ok && one.person.addresses).toEqual(['b@example.com']);
    expect(await find({ all }, { who: 'OFA-0001', provider: 'HKFA' })).toEqual({
      ok: false,
      code: 'notFound',
    });
  });

  it('is as they were before their erasure began', async () => {
    const begun = [
      of('OFA-0001', 'chan@example.com'),
      of('OFA-0002', 'chan@example.com', { provider: 'HKFA' }),
    ];
    expect(numbersOf(await find({ all, begun }, { who: 'OFA-0001' }))).toEqual(['OFA-0001', 'OFA-0002']);
    expect(numbersOf(await find({ all, begun }, { who: 'OFA-0003', provider: 'SPMC' }))).toEqual([
      'OFA-0003',
    ]);
  });
});

describe('whoever has an address', () => {
  const all = [
    of('OFA-0001', 'Family@example.com'),
    of('OFA-0002', 'family@example.com', { provider: 'HKFA' }),
    of('OFA-0003', 'family@example.com', lee),
    of('LEFT-9', 'new@example.org'),
  ];
  const own = all.slice(0, 2);

  it('has all certificates at it, in whatever letters, and none that has left it', async () => {
    const found = await find({ all: [...own, ...all.slice(3)] }, { who: ' FAMILY@example.com ' });
    expect(numbersOf(found)).toEqual(['OFA-0001', 'OFA-0002']);
    if (!found.ok) throw new Error(found.code);
    expect(found.person.addresses).toEqual(['family@example.com']);
    expect([...found.person.holders]).toEqual(['of family@example.com']);
    expect(found.person.rosterIds).toEqual(new Set());
    expect(found.person.imports).toEqual(new Map());
  });

  it('is several, with the numbers of each, unless all are meant', async () => {
    expect(await find({ all }, { who: 'family@example.com' })).toEqual({
      ...{ ok: false, code: 'severalPersons', numbers: [['OFA-0001', 'OFA-0002'], ['OFA-0003']] },
    });
    expect(numbersOf(await find({ all }, { who: 'family@example.com', everyone: true }))).toEqual([
      ...['OFA-0001', 'OFA-0002', 'OFA-0003'],
    ]);
  });

  it('is one where a provider’s are meant; the address is then not theirs alone', async () => {
    const found = await find({ all }, { who: 'family@example.com', provider: 'HKFA' });
    expect(numbersOf(found)).toEqual(['OFA-0002']);
    expect(found.ok && found.person.addresses).toEqual([]);
    expect(found.ok && [...found.person.holders]).toEqual([]);
  });

  it('may have no certificate, and still something that was asked for with it', async () => {
    const found = await find({ all }, { who: 'nobody@example.com' });
    expect(found.ok && [found.person.credentials, found.person.addresses]).toEqual([
      [],
      ['nobody@example.com'],
    ]);
  });
});

describe('what leads from a certificate', () => {
  const moved = (email: string, from: string, changeId: string, key = 'OFA0001') =>
    of(key === 'OFA0001' ? 'OFA-0001' : 'OFA-0002', email, {
      history: [
        { event: 'issued', on: '2024-12-05', at, source: { via: 'import', importId: 'i-1', row: 2 } },
        {
          ...{ event: 'corrected', on: '2026-11-20', at, reason: 'r', source: { via: 'holder', changeId } },
          changes: [{ field: 'email', from, to: email }],
        },
      ],
    });
  const changeId = '6f0e6f5e-38a4-4b5e-9f6e-1c1d3f6f2a10';
  const change = (facts: Record<string, unknown> = {}) =>
    addressChange.parse({
      ...{ changeId, holder: 'of old@example.com', language: 'en', state: 'made', askedAt: at, until: at },
      ...{ oldEmail: 'old@example.com', newEmail: 'new@example.org', confirmedAt: at, madeAt: at },
      ...{ moves: [{ key: 'OFA0001', provider: 'SPMC' }], ...facts },
    });

  it('is the file it came in, every address it had, and the change that moved it', async () => {
    const found = await find(
      { all: [moved('new@example.org', 'Old@example.com', changeId)], changes: [change()] },
      { who: 'OFA-0001' },
    );
    if (!found.ok) throw new Error(found.code);
    const { addresses, changeIds, imports, holders } = found.person;
    expect(new Set(addresses)).toEqual(new Set(['new@example.org', 'old@example.com']));
    expect(holders).toEqual(new Set(['of new@example.org', 'of old@example.com']));
    expect([...changeIds]).toEqual([changeId]);
    expect([...imports.values()]).toEqual([{ provider: 'SPMC', importId: 'i-1' }]);
  });

  it('is no address and no change that others’ certificates have too', async () => {
    const all = [
      moved('new@example.org', 'old@example.com', changeId),
      of('OFA-0005', 'old@example.com', lee),
    ];
    const found = await find({ all }, { who: 'OFA-0001' });
    expect(found.ok && [found.person.addresses, [...found.person.changeIds]]).toEqual([
      ['new@example.org'],
      [],
    ]);
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ['can still be taken back', {}, false],
    ['can be taken back on its last day', { madeAt: instant.parse('2026-10-22T02:00:00.000Z') }, false],
    ['was refused', { state: 'refused', refusedAt: at }, true],
    ['can no longer be taken back', { madeAt: instant.parse('2026-10-21T02:00:00.000Z') }, true],
    ['moved nobody else’s', { moves: [{ key: 'OFA0001', provider: 'SPMC' }] }, true],
  ])('is an address from which others’ were moved only where that change %s', async (_, facts, isTheirs) => {
    const moves = [
      { key: 'OFA0001', provider: 'SPMC' },
      { key: 'OFA0007', provider: 'SPMC' },
    ];
    const all = [moved('new@example.org', 'old@example.com', changeId)];
    const found = await find({ all, changes: [change({ moves, ...facts })] }, { who: 'OFA-0001' });
    expect(found.ok && found.person.addresses.includes('old@example.com')).toBe(isTheirs);
  });
});

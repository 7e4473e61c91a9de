import { describe, expect, it } from 'vitest';
import type { Credential } from '#register/certificate/credential.ts';
import { replay } from '#register/certificate/history.ts';
import { withSupersession } from '#register/certificate/supersession.ts';
import { civilDate, instant } from '#register/civil-date.ts';

const day = (text: string) => civilDate.parse(text);
const at = instant.parse('2026-12-02T02:00:00.000Z');

function certificate(provider: string, issued: string, expires: string, facts: Partial<Credential> = {}) {
  const [issuedOn, expiresOn] = [day(issued), day(expires)];
  const credential: Credential = {
    key: `${provider}1`,
    number: `${provider}-1`,
    provider,
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    email: 'chan@example.com',
    language: 'en',
    issuedOn,
    expiresOn,
    history: [{ event: 'issued', at, on: issuedOn, source: { via: 'api', keyId: 'k' } }],
    version: 1,
    ...facts,
  };
  return credential;
}

const older = certificate('HARBOUR', '2024-03-01', '2027-02-28');
const newer = certificate('PEAK', '2026-12-01', '2029-11-30');

/** The numbers of the certificates that a history says replaced it, in order. */
const successors = (credential: Credential | undefined) =>
  credential?.history.flatMap((entry) => (entry.event === 'superseded' ? [entry.by.number] : [])) ?? [];

describe('supersession across providers', () => {
  it('goes one way, and once', () => {
    const superseded = withSupersession(older, [newer], at);
    expect(successors(superseded)).toEqual(['PEAK-1']);
    expect(superseded?.version).toBe(2);
    expect(superseded && withSupersession(superseded, [newer], at)).toBeUndefined();
    expect(withSupersession(newer, [older], at)).toBeUndefined();
  });

  it('names the renewal that lasts longest', () => {
    const longest = certificate('THIRD', '2026-11-01', '2030-10-31');
    expect(successors(withSupersession(older, [newer, longest], at))).toEqual(['THIRD-1']);
  });

  it.each([
    ['its own provider’s', certificate('HARBOUR', '2026-12-01', '2029-11-30', { key: 'HARBOUR2' })],
    ['one of another type', certificate('PEAK', '2026-12-01', '2029-11-30', { type: 'EMTB' })],
    ['another person’s', certificate('PEAK', '2026-12-01', '2029-11-30', { nameEn: 'CHAN Siu Ming' })],
    ['one at another address', certificate('PEAK', '2026-12-01', '2029-11-30', { email: 'c@example.com' })],
    ['one that is not in force yet', certificate('PEAK', '2026-12-03', '2029-11-30')],
    ['one that is over', certificate('PEAK', '2024-06-01', '2026-12-01')],
  ])('is not by %s', (_what, other) => {
    expect(withSupersession({ ...older, expiresOn: day('2026-11-30') }, [other], at)).toBeUndefined();
  });

  it('ends with the renewal, and begins anew when that is reinstated: the days between stay as they were', () => {
    const superseded = withSupersession(older, [newer], at);
    const entry = { source: { via: 'api', keyId: 'k' }, reason: 'r' } as const;
    const revocation = { ...entry, event: 'revoked', at, on: day('2026-12-02') } as const;
    const revoked = { ...newer, history: [...newer.history, revocation] };
    const lifted = superseded && withSupersession(superseded, [revoked], at);
    const later = instant.parse('2026-12-20T02:00:00.000Z');
    const back = { ...entry, event: 'reinstated', at: later, on: day('2026-12-20') } as const;
    const reinstated = { ...revoked, history: [...revoked.history, back] };
    const again = lifted && withSupersession(lifted, [reinstated], later);
    expect(successors(again)).toEqual(['PEAK-1', 'PEAK-1']);
    const days = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-19', '2026-12-20'].map(day);
    expect(days.map((on) => again && replay(again, on).superseded !== undefined)).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it('ends when a correction shows that the older one was issued later', () => {
    const superseded = withSupersession(older, [newer], at);
    if (!superseded) throw new Error('not superseded');
    const corrected = { ...superseded, issuedOn: day('2026-12-02') };
    const lifted = withSupersession(corrected, [newer], at);
    if (!lifted) throw new Error('not lifted');
    expect(replay(lifted, day('2026-12-02')).superseded).toBeUndefined();
    expect(withSupersession(lifted, [newer], at)).toBeUndefined();
  });

  it('is not of what does not expire', () => {
    const { expiresOn: _, ...diploma } = older;
    expect(withSupersession(diploma, [newer], at)).toBeUndefined();
    const { expiresOn: __, ...forever } = newer;
    expect(withSupersession(older, [forever], at)).toBeUndefined();
  });
});

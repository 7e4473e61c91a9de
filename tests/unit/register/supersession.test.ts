import { describe, expect, it } from 'vitest';
import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { replay, transition } from '#register/certificate/history.ts';
import { mayReplace, withSupersession as supersession } from '#register/certificate/supersession.ts';
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

const SCHEME = 'HK-509A-17-2-b-iii';
/** With an approval of the course since 2020 for the providers named here; the others have none. */
const withProvider =
  (...approved: string[]) =>
  (credential: Credential) => {
    const provider: Provider = {
      code: credential.provider,
      name: { en: credential.provider, 'zh-HK': credential.provider },
      disclosure: 'masked',
      approvals: approved.includes(credential.provider)
        ? [{ scheme: SCHEME, courseType: 'OFA', from: day('2020-01-01') }]
        : [],
    };
    return { credential, provider };
  };

function withSupersession(
  credential: Credential,
  others: readonly Credential[],
  now: typeof at,
  approved: string[] = [],
) {
  const provided = withProvider(...approved);
  return supersession(provided(credential), others.map(provided), now);
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

  it('ends from its beginning when the renewal has become another person’s, and by no other certificate', () => {
    const superseded = withSupersession(older, [newer], at);
    if (!superseded) throw new Error('not superseded');
    const provided = withProvider();
    const without = (gone: { key: string; provider: string }) =>
      supersession(provided(superseded), [], at, gone)?.history.at(-1);
    expect(without(newer)).toMatchObject({
      event: 'supersessionLifted',
      reason: 'no_renewal',
      on: superseded.history.at(-1)?.on,
    });
    expect(without({ ...newer, key: 'PEAK2' })).toBeUndefined();
    expect(without({ ...newer, provider: 'THIRD' })).toBeUndefined();
  });

  it('is not of what does not expire', () => {
    const { expiresOn: _, ...diploma } = older;
    expect(withSupersession(diploma, [newer], at)).toBeUndefined();
    const { expiresOn: __, ...forever } = newer;
    expect(withSupersession(older, [forever], at)).toBeUndefined();
  });
});

describe('a replacement by another provider', () => {
  it.each([
    ['one that is not recognised, of one that is', ['HARBOUR'], false],
    ['one that is recognised as well', ['HARBOUR', 'PEAK'], true],
    ['one that is recognised, of one that is not', ['PEAK'], true],
    ['one of two that nothing recognises', [], true],
  ])('is %s: %s', (_what, approved, isReplaced) => {
    expect(withSupersession(older, [newer], at, approved) !== undefined).toBe(isReplaced);
    const provided = withProvider(...approved);
    expect(mayReplace(provided(newer), provided(older))).toBe(isReplaced);
  });

  it('counts the approval of the day of issue, not a later one', () => {
    const [before, after] = [newer, older].map(withProvider('HARBOUR'));
    const approval = { scheme: SCHEME, courseType: 'OFA', from: day('2026-12-02') };
    if (!before?.provider || !after) throw new Error('no profile');
    const late = { ...before, provider: { ...before.provider, approvals: [approval] } };
    expect(supersession(after, [late], at)).toBeUndefined();
  });

  it('is none while nobody can read what recognised the older one', () => {
    const unread = { credential: older, provider: undefined };
    expect(supersession(unread, [withProvider('PEAK')(newer)], at)).toBeUndefined();
  });

  it('is taken back once the approval turns out to be missing', () => {
    const superseded = withSupersession(older, [newer], at);
    const lifted = superseded && withSupersession(superseded, [newer], at, ['HARBOUR']);
    expect(lifted?.history.at(-1)).toMatchObject({ event: 'supersessionLifted', reason: 'no_renewal' });
  });

  const byOwner = {
    at,
    on: day('2026-12-02'),
    source: { via: 'api', keyId: 'k' },
    reason: 'not ours',
  } as const;

  it('is rejected for good when the owner reinstates, and so is every other one of that provider', () => {
    const superseded = withSupersession(older, [newer], at);
    const rejected = superseded && transition(superseded, { ...byOwner, event: 'reinstated' });
    if (!rejected?.ok) throw new Error('not rejected');
    expect(rejected.credential.history.at(-1)).toMatchObject({
      event: 'supersessionLifted',
      reason: 'not ours',
    });
    expect(replay(rejected.credential, day('2026-12-02')).superseded).toBeUndefined();
    const another = certificate('PEAK', '2026-12-02', '2030-11-30', { key: 'PEAK2', number: 'PEAK-2' });
    expect(withSupersession(rejected.credential, [newer, another], at)).toBeUndefined();
    const third = certificate('THIRD', '2026-12-01', '2029-11-30');
    expect(successors(withSupersession(rejected.credential, [newer, third], at))).toEqual([
      'PEAK-1',
      'THIRD-1',
    ]);
  });

  it('is rejected only after a revocation or suspension has been lifted, and never what the owner entered', () => {
    const superseded = withSupersession(older, [newer], at);
    const suspended = superseded && transition(superseded, { ...byOwner, event: 'suspended' });
    const first = suspended?.ok
      ? transition(suspended.credential, { ...byOwner, event: 'reinstated' })
      : undefined;
    if (!first?.ok) throw new Error('not reinstated');
    expect(first.credential.history.at(-1)?.event).toBe('reinstated');
    const second = transition(first.credential, { ...byOwner, event: 'reinstated' });
    expect(second.ok && second.credential.history.at(-1)?.event).toBe('supersessionLifted');
    const by = { number: 'HARBOUR-2', provider: 'HARBOUR' };
    const renewed = transition(older, { ...byOwner, event: 'superseded', by });
    if (!renewed.ok) throw new Error(renewed.code);
    expect(transition(renewed.credential, { ...byOwner, event: 'reinstated' })).toEqual({
      ok: false,
      code: 'not_revoked_or_suspended',
    });
  });

  it('does not keep the owner from renewing, whose own renewal then counts and stays', () => {
    const superseded = withSupersession(older, [newer], at);
    const by = { number: 'HARBOUR-2', provider: 'HARBOUR' };
    const renewed = superseded && transition(superseded, { ...byOwner, event: 'superseded', by });
    if (!renewed?.ok) throw new Error('not renewed');
    expect(replay(renewed.credential, day('2026-12-02')).superseded?.by).toEqual(by);
    expect(withSupersession(renewed.credential, [newer], at, ['HARBOUR'])).toBeUndefined();
    expect(transition(renewed.credential, { ...byOwner, event: 'superseded', by })).toMatchObject({
      code: 'already_superseded',
    });
  });
});

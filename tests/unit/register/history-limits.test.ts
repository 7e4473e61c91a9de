import { describe, expect, it } from 'vitest';
import { correct } from '#register/certificate/correction.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { statusOn, transition } from '#register/certificate/history.ts';
import { withRoom } from '#register/certificate/history-limits.ts';
import { civilDate, instant } from '#register/civil-date.ts';

const at = instant.parse('2026-12-02T02:00:00.000Z');
const on = civilDate.parse('2026-12-02');
const entry = { at, on, source: { via: 'api', keyId: 'k' } } as const;
const reason = '續'.repeat(500);
const issued: Credential = {
  key: 'A0001',
  number: 'A-0001',
  provider: 'HARBOUR',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  email: 'chan@example.com',
  language: 'en',
  issuedOn: civilDate.parse('2024-03-01'),
  expiresOn: civilDate.parse('2027-02-28'),
  history: [{ ...entry, event: 'issued' }],
  version: 1,
};

const bytes = ({ history }: Credential) => Buffer.byteLength(JSON.stringify(history));

function corrected(credential: Credential, times: number): Credential {
  let now = credential;
  for (let n = 0; n < times; n++) {
    const next = correct(now, { courseSession: `class ${n}` }, 'a class', entry);
    if (!next.ok) return now;
    now = next.credential;
  }
  return now;
}

function changed(credential: Credential, event: 'revoked' | 'suspended' | 'reinstated'): Credential {
  const change = transition(credential, { ...entry, event, reason });
  if (!change.ok) throw new Error(change.code);
  return change.credential;
}

describe('a history that somebody fills', () => {
  it('takes some 200 corrections, then says that it is full, and can still be revoked', () => {
    const full = corrected(issued, 5000);
    expect(full.history.length).toBeGreaterThan(200);
    expect(correct(full, { courseSession: 'one more' }, 'x', entry)).toEqual({
      ok: false,
      code: 'history_full',
    });
    expect(statusOn(changed(full, 'revoked'), on)).toBe('revoked');
    expect(bytes(full)).toBeLessThan(100_000);
  });

  it('takes changes of status without end, and stays far below what the store takes', () => {
    let now = corrected(issued, 5000);
    for (let n = 0; n < 300; n++) now = changed(changed(now, 'suspended'), 'reinstated');
    expect(bytes(now)).toBeLessThan(300_000);
    expect(statusOn(changed(now, 'revoked'), on)).toBe('revoked');
  });

  it('makes room by the oldest changes of status that have ended, with what ended them, and by nothing else', () => {
    type Entry = Credential['history'][number];
    const change = (event: 'revoked' | 'suspended' | 'reinstated', note: string) => ({
      ...entry,
      event,
      reason: note,
    });
    const stands = change('revoked', 'stands');
    const note: Entry = { ...entry, event: 'corrected', changes: [], reason: 'a note' };
    const long = 'x'.repeat(2000);
    const [ended, end] = [change('suspended', long), change('reinstated', long)];
    const [later, laterEnd] = [change('suspended', long), change('reinstated', long)];
    const before = [stands, note, ended, end, later, laterEnd];
    // Corrections are not ended by it, whatever is asked of one.
    const isEnded = (_: Entry, { event }: Entry) => event === 'suspended' || event === 'corrected';
    const keptOf = (size: number) => {
      const last = change('suspended', '');
      last.reason = 'x'.repeat(size - Buffer.byteLength(JSON.stringify([...before, last])));
      return withRoom([...before, last], isEnded).slice(0, -1);
    };
    expect(keptOf(200_000)).toEqual(before);
    expect(keptOf(200_001)).toEqual([stands, note, later, laterEnd]);
    expect(keptOf(206_000)).toEqual([stands, note]);
  });

  it('can be revoked also where it was filled before there was a limit', () => {
    const fat: Credential['history'][number] = { ...entry, event: 'corrected', changes: [], reason };
    const old = {
      ...issued,
      history: [...issued.history, ...Array.from({ length: 240 }, () => ({ ...fat }))],
    };
    expect(bytes(old)).toBeGreaterThan(380_000);
    expect(bytes(changed(old, 'revoked'))).toBeLessThan(300_000);
  });
});

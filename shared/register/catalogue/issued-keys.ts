import { addSeconds, type Instant } from '#register/civil-date.ts';
import { type Colleague, isColleague } from './colleague.ts';
import type { ApiKey } from './provider.ts';

const MAX_KEYS = 50;
const DAY_SECONDS = 86_400;

/** Whether a provider has as many keys as it may: those in use, and what was issued in the day before and revoked again. */
export function hasEnoughKeys(keys: readonly ApiKey[], at: Instant): boolean {
  const since = addSeconds(at, -DAY_SECONDS);
  return keys.filter(({ revokedAt, createdAt }) => !revokedAt || createdAt > since).length >= MAX_KEYS;
}

/** Of a provider's keys those that this one issued, and those that they issued, and so on; the nearest first. */
export function issuedWith(keys: readonly ApiKey[], keyId: string): ApiKey[] {
  const found = new Map<string, ApiKey>();
  for (let of = [keyId]; of.length > 0; ) {
    const next = keys.filter(
      ({ keyId: id, issuedBy }) => issuedBy && of.includes(issuedBy) && !found.has(id),
    );
    for (const key of next) found.set(key.keyId, key);
    of = next.map(({ keyId: id }) => id);
  }
  found.delete(keyId);
  return [...found.values()];
}

/**
 * The colleagues who signed in on an invitation of a key or a colleague, or of any key or colleague that came by these. Whom `except` let in is
 * theirs.
 */
export function letInBy(
  { keys, colleagues }: { keys: readonly ApiKey[]; colleagues: readonly Colleague[] },
  id: string,
  { except, at }: { except?: string; at: Instant },
): Colleague[] {
  const left = [id, ...(except ? [except] : [])];
  const found = new Set(left);
  const came = [
    ...keys.map((key) => ({ id: key.keyId, by: key.issuedBy })),
    ...colleagues.map((one) => ({ id: one.colleagueId, by: one.invitedBy })),
  ];
  for (let of = [id]; of.length > 0; ) {
    of = came.filter((one) => one.by && of.includes(one.by) && !found.has(one.id)).map((one) => one.id);
    for (const one of of) found.add(one);
  }
  for (const one of left) found.delete(one);
  return colleagues.filter((one) => one.joinedAt && isColleague(one, at) && found.has(one.colleagueId));
}

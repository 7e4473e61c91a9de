import { addSeconds, type Instant } from '#register/civil-date.ts';
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

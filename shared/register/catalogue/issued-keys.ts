import type { ApiKey } from './provider.ts';

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

import { issuedWith } from '#register/catalogue/issued-keys.ts';
import type { Instant } from '#register/civil-date.ts';
import type { ProviderRepository } from '#register/ports/access.ts';

type Keys = Pick<ProviderRepository, 'listKeys' | 'revokeKey'>;

/**
 * Revokes a key, and with `withIssued` all that it issued, through any number of hands: also of one that was revoked
 * before. `issued`: the ids of those that this revoked beside it. Failure: `not_found`.
 */
export async function revokeKeys(
  keys: Keys,
  { provider, keyId, withIssued, at }: { provider: string; keyId: string; withIssued: boolean; at: Instant },
): Promise<{ outcome: 'revoked' | 'already_revoked' | 'not_found'; issued: string[] }> {
  // It first: from now on it issues nothing that the list below would not have.
  const outcome = await keys.revokeKey(provider, keyId, at);
  const issued =
    outcome === 'not_found' || !withIssued ? [] : await revokeIssued(keys, { provider, keyId, at });
  return { outcome, issued };
}

/** Revokes all keys in use that a key or a colleague issued, through any number of hands: their ids. */
export async function revokeIssued(
  keys: Keys,
  { provider, keyId, at }: { provider: string; keyId: string; at: Instant },
): Promise<string[]> {
  const issued: string[] = [];
  // Each revoked key may have issued one more before it stopped: until a look finds none in use.
  for (;;) {
    const inUse = issuedWith(await keys.listKeys(provider), keyId).filter(
      (key) => !key.revokedAt && !issued.includes(key.keyId),
    );
    if (inUse.length === 0) return issued;
    for (const key of inUse) {
      await keys.revokeKey(provider, key.keyId, at);
      issued.push(key.keyId);
    }
  }
}

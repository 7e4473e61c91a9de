import type { Credential } from '#register/certificate/credential.ts';
import type { CredentialFacts } from '#register/certificate/credential-input.ts';
import { type Entry, issueCredential, type Merge, mergeUpload } from '#register/certificate/registration.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { assignNumber, isAssignedToOther } from '#register/certificate-number.ts';
import type { CredentialStore, NumberSource, Registered } from '#register/ports/register.ts';
import { AGAIN, ofSharedRecord, retry } from '#register/retry.ts';
import { firstReminderOn } from '#register/schedule/series.ts';
import { type Issued, type RenewalDeps, resolveRenewal } from './resolve-renewal.ts';

export interface RegisterDeps extends RenewalDeps {
  credentials: CredentialStore;
  numbers: NumberSource;
}

export type Registration =
  | { outcome: 'accepted'; credential: Credential }
  | (Exclude<Merge, { outcome: 'updated' | 'accepted' }> & { credential: Credential })
  | { outcome: 'updated'; credential: Credential }
  | { outcome: 'rejected'; column: 'number'; code: 'others_number' };

/**
 * Puts one certificate on the register, as often as it is asked: the same facts again are `unchanged`. Corrections of
 * what is there are stored only with `correct` (a file may, a single POST may not): without it they are `conflicting_row`.
 * An NREMT registration without a last valid day goes by the provider's own older one that it renews, where that was
 * registered before. Failure: `rejected` with the column and `revoked`, `conflicting_row`, or `others_number`: whoever took a number that is
 * another provider's by its form could have that one's certificate read as it likes.
 */
export async function registerCredential(
  deps: RegisterDeps,
  input: {
    provider: string;
    facts: CredentialFacts;
    given: ReadonlySet<Column>;
    entry: Entry;
    correct: boolean;
  },
): Promise<Registration> {
  const { facts, entry } = input;
  if (facts.key !== undefined && isAssignedToOther(facts.key, input.provider))
    return { outcome: 'rejected', column: 'number', code: 'others_number' };
  const issued = await resolveRenewal(deps, input);
  return await retry(ofSharedRecord, async () => {
    const { credential, existing } = await createOrFind(deps, input.provider, issued, entry);
    if (!existing) return { outcome: 'accepted', credential };

    const merge = mergeUpload(existing.credential, facts, input.given, entry);
    // The same request again may come because the one before was interrupted.
    if (merge.outcome === 'accepted' || (merge.outcome === 'unchanged' && !input.correct))
      await deps.credentials.makeFindable(existing.credential);
    if (merge.outcome !== 'updated') return { ...merge, credential: existing.credential };
    if (!merge.next) return { outcome: 'updated', credential: existing.credential };
    if (!input.correct) {
      return {
        outcome: 'rejected',
        column: 'number',
        code: 'conflicting_row',
        credential: existing.credential,
      };
    }
    const next: Registered = { ...existing, credential: merge.next };
    const stored = await deps.credentials.replace(existing, next);
    return stored === 'stored' ? { outcome: 'updated', credential: merge.next } : AGAIN;
  });
}

type Found = { credential: Credential; existing?: Registered };

async function createOrFind(
  deps: RegisterDeps,
  provider: string,
  issued: Issued,
  entry: Entry,
): Promise<Found> {
  const { facts, renewal } = issued;
  if (facts.number !== undefined && facts.key !== undefined) {
    const { number, key } = facts;
    return create(deps, issueCredential(facts, { provider, number, key }, entry, renewal));
  }
  return assign(deps, provider, issued, entry);
}

/** Draws numbers until one is free or is the one that these very facts were given before. */
async function assign(
  deps: RegisterDeps,
  provider: string,
  { facts, renewal }: Issued,
  entry: Entry,
): Promise<Found> {
  const { type, nameEn, nameZh, email, issuedOn } = facts;
  const sameFacts = JSON.stringify([provider, type, nameEn, nameZh, email?.toLowerCase(), issuedOn]);
  const assignedFor = await deps.numbers.fingerprint(sameFacts);
  return await retry(
    ofSharedRecord,
    async (n) => {
      const assigned = assignNumber(provider, type, (attempt) =>
        deps.numbers.draw(assignedFor, (n - 1) * 1000 + attempt),
      );
      const identity = { provider, ...assigned, assignedFor };
      const found = await create(deps, issueCredential(facts, identity, entry, renewal));
      return !found.existing || found.existing.credential.assignedFor === assignedFor ? found : AGAIN;
    },
    () => {
      throw new Error(`no free number in ${ofSharedRecord.tries} rounds`);
    },
  );
}

async function create(deps: RegisterDeps, credential: Credential): Promise<Found> {
  const created = await deps.credentials.create({ credential, nextReminderOn: firstReminderOn(credential) });
  return created.outcome === 'created' ? { credential } : { credential, existing: created.existing };
}

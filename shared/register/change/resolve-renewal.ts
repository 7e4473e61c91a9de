import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { CredentialFacts } from '#register/certificate/credential-input.ts';
import { isInRenewalSeason, renewedExpiry } from '#register/certificate/expiry.ts';
import { replay } from '#register/certificate/history.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { isSamePerson } from '#register/names/holder-name.ts';
import type { CredentialStore, HolderIndex } from '#register/ports/register.ts';

export interface RenewalDeps {
  credentials: Pick<CredentialStore, 'get'>;
  holders: Pick<HolderIndex, 'ofType'>;
}

/** What is registered, if nothing is there; `renewal`: its last valid day is that of the one it renews, and two years. */
export interface Issued {
  facts: CredentialFacts;
  renewal: boolean;
}

interface Input {
  provider: string;
  facts: CredentialFacts;
  /** What was really said: a last valid day that was stated stays. */
  given: ReadonlySet<Column>;
}

/** How facts are registered: an NREMT registration that renews one of the same provider goes by that one's last valid day. */
export async function resolveRenewal(deps: RenewalDeps, input: Input): Promise<Issued> {
  const expiresOn = await expiryOfRenewal(deps, input);
  return expiresOn
    ? { facts: { ...input.facts, expiresOn }, renewal: true }
    : { facts: input.facts, renewal: false };
}

/** By the same provider's older registration of the same person that was due for renewal then, the latest of several. */
async function expiryOfRenewal(
  deps: RenewalDeps,
  { provider, facts, given }: Input,
): Promise<CivilDate | undefined> {
  const { type, email, issuedOn, key: own } = facts;
  const rule = typeByCode(type)?.expiry;
  if (rule?.kind !== 'nremt' || given.has('expiresOn') || !email) return undefined;
  const expiries: CivilDate[] = [];
  for (const { key, provider: of } of await deps.holders.ofType(email, type)) {
    if (of !== provider || key === own) continue;
    const { credential: older } = (await deps.credentials.get(key, of)) ?? {};
    if (!older?.expiresOn || older.issuedOn >= issuedOn || !isSamePerson(older, facts)) continue;
    if (older.type !== type || replay(older, issuedOn).revokedOn) continue;
    if (!isInRenewalSeason(older.expiresOn, issuedOn)) continue;
    const expiresOn = renewedExpiry(rule, older, issuedOn);
    if (expiresOn) expiries.push(expiresOn);
  }
  return expiries.toSorted().at(-1);
}

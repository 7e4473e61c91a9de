import { normaliseNumber } from '#register/certificate-number.ts';
import { type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import { isSamePerson } from '#register/names/holder-name.ts';
import type { Credential } from './credential.ts';
import { isErased } from './erasure.ts';
import { effectiveExpiry, replay, statusOn, type Transition, transition } from './history.ts';

/**
 * What the registry itself has to append to a credential, given the holder's others; undefined: nothing. A renewal at
 * another provider supersedes from its day of issue; what its own provider renews, its own provider says (`/renew`).
 * Once the renewal is revoked, or turns out to be none, the supersession is lifted: nobody is left without either.
 * The same question again finds it done, so it may be asked at any time and any number of times.
 */
export function withSupersession(
  credential: Credential,
  others: readonly Credential[],
  at: Instant,
): Credential | undefined {
  const entry = lifting(credential, others, at) ?? superseding(credential, others, at);
  const changed = entry && transition(credential, entry);
  return changed?.ok ? changed.credential : undefined;
}

/** The renewal that lasts longest, if one is in force today and will not be revoked. */
function superseding(
  credential: Credential,
  others: readonly Credential[],
  at: Instant,
): Transition | undefined {
  const today = hongKongDay(at);
  const [renewal] = others
    .filter((other) => hasSameAddress(other, credential) && renews(other, credential))
    .filter((other) => ['valid', 'expiringSoon'].includes(statusOn(other, today)) && !revocationDay(other))
    .toSorted((a, b) => lastDay(b).localeCompare(lastDay(a)));
  if (!renewal) return undefined;
  const last = lastSupersession(credential);
  return {
    event: 'superseded',
    at,
    // Reinstated: what held while it was revoked stays as it was.
    on: last?.event === 'supersessionLifted' && last.reason === 'renewal_revoked' ? today : renewal.issuedOn,
    source: { via: 'registry' },
    by: { number: renewal.number, provider: renewal.provider },
    reason: 'renewed_elsewhere',
  };
}

/** Of a supersession that the registry found. An address that changes since proves nothing: people change theirs. */
function lifting(credential: Credential, others: readonly Credential[], at: Instant): Transition | undefined {
  const last = lastSupersession(credential);
  const named = namedRenewal(credential);
  const renewal = others.find(({ key, provider }) => key === named?.key && provider === named.provider);
  if (!last || !renewal) return undefined;
  const lift = (reason: string, from: CivilDate): Transition => ({
    event: 'supersessionLifted',
    at,
    // A corrected day of issue may be later.
    on: from < credential.issuedOn ? credential.issuedOn : from,
    source: { via: 'registry' },
    reason,
  });
  // Whose an erased one is nobody can say any more; what was found before stays.
  const isKnown = !isErased(renewal) && !isErased(credential);
  if (isKnown && !renews(renewal, credential)) return lift('no_renewal', last.on);
  const revokedOn = revocationDay(renewal);
  return revokedOn && lift('renewal_revoked', revokedOn);
}

/** The renewal by which the registry has it superseded; undefined: the registry has not. */
export function namedRenewal(credential: Credential): { key: string; provider: string } | undefined {
  const last = lastSupersession(credential);
  if (last?.event !== 'superseded' || last.source.via !== 'registry') return undefined;
  const normalised = normaliseNumber(last.by.number);
  return normalised.ok ? { key: normalised.key, provider: last.by.provider } : undefined;
}

const lastSupersession = ({ history }: Credential) =>
  history.findLast((entry) => entry.event === 'superseded' || entry.event === 'supersessionLifted');

/** Another provider's certificate of the same person and type that was issued later and lasts longer. */
function renews(other: Credential, credential: Credential): boolean {
  return (
    other.provider !== credential.provider &&
    other.type === credential.type &&
    other.issuedOn > credential.issuedOn &&
    lastDay(credential) !== '' &&
    lastDay(other) > lastDay(credential) &&
    isSamePerson(other, credential)
  );
}

const lastDay = (credential: Credential): string => effectiveExpiry(credential) ?? '';

const hasSameAddress = (one: Credential, other: Credential): boolean =>
  one.email !== undefined && one.email.toLowerCase() === other.email?.toLowerCase();

/** Also one that takes effect later: else what it lifts would be superseded again until then. */
function revocationDay(credential: Credential): CivilDate | undefined {
  const end = credential.history
    .map(({ on }) => on)
    .toSorted()
    .at(-1);
  return end && replay(credential, end).revokedOn;
}

import { isRecognisedAsWell, type Provided } from '#register/catalogue/recognition.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import { isSamePerson } from '#register/names/holder-name.ts';
import type { Credential, HistoryEntry } from './credential.ts';
import { isErased } from './erasure.ts';
import { effectiveExpiry, isByRegistry, replay, statusOn, type Transition, transition } from './history.ts';
import { isReplacedTooOften } from './history-limits.ts';

/**
 * What the registry itself has to append to a credential, given the holder's others; undefined: nothing. A renewal at
 * another provider supersedes from its day of issue; what its own provider renews, its own provider says (`/renew`).
 * Once the renewal is revoked, or turns out to be none, the supersession is lifted: nobody is left without either.
 * The same question again finds it done, so it may be asked at any time and any number of times. `gone`: one that is known not to be
 * on the register any more.
 */
export function withSupersession(
  older: Provided,
  others: readonly Provided[],
  at: Instant,
  gone?: CertificateName,
): Credential | undefined {
  const entry = lifting(older, others, at, gone) ?? superseding(older, others, at);
  const changed = entry && transition(older.credential, entry);
  return changed?.ok ? changed.credential : undefined;
}

const REVOKED = 'renewal_revoked';

/** The renewal that lasts longest, if one is in force today and will not be revoked. */
function superseding(older: Provided, others: readonly Provided[], at: Instant): Transition | undefined {
  const { credential } = older;
  const today = hongKongDay(at);
  const [renewal] = others
    .filter((other) => hasSameAddress(other.credential, credential) && renews(other, older))
    .filter((other) => !isReplacedTooOften(credential.history, other.credential.provider))
    .map((other) => other.credential)
    .filter((other) => ['valid', 'expiringSoon'].includes(statusOn(other, today)) && !revocationDay(other))
    .toSorted((a, b) => lastDay(b).localeCompare(lastDay(a)));
  if (!renewal) return undefined;
  const last = lastSupersession(credential);
  return {
    event: 'superseded',
    at,
    // Reinstated: what held while it was revoked stays as it was.
    on: last?.event === 'supersessionLifted' && last.reason === REVOKED ? today : renewal.issuedOn,
    source: { via: 'registry' },
    by: { number: renewal.number, provider: renewal.provider },
    reason: 'renewed_elsewhere',
  };
}

/** Of a supersession that the registry found. An address that changes since proves nothing: people change theirs. */
function lifting(
  older: Provided,
  others: readonly Provided[],
  at: Instant,
  gone: CertificateName | undefined,
): Transition | undefined {
  const { credential } = older;
  const last = lastSupersession(credential);
  const named = namedRenewal(credential);
  if (!last || !named) return undefined;
  const lift = (reason: string, from: CivilDate): Transition => ({
    event: 'supersessionLifted',
    at,
    // A corrected day of issue may be later.
    on: from < credential.issuedOn ? credential.issuedOn : from,
    source: { via: 'registry' },
    reason,
  });
  if (gone && isNamed(gone, named)) return lift('no_renewal', last.on);
  const renewal = others.find((other) => isNamed(other.credential, named));
  if (!renewal) return undefined;
  // Whose an erased one is nobody can say any more, nor how a provider is recognised whose profile is not read; what was found before stays.
  const isKnown =
    !isErased(renewal.credential) && !isErased(credential) && !!renewal.provider && !!older.provider;
  if (isKnown && !renews(renewal, older)) return lift('no_renewal', last.on);
  const revokedOn = revocationDay(renewal.credential);
  return revokedOn && lift(REVOKED, revokedOn);
}

/** What certificates are told apart by. */
interface CertificateName {
  key: string;
  provider: string;
}

export const isNamed = (one: CertificateName, { key, provider }: CertificateName): boolean =>
  one.key === key && one.provider === provider;

/** The renewal by which the registry has it superseded; undefined: the registry has not. */
export function namedRenewal(credential: Credential): CertificateName | undefined {
  const last = lastSupersession(credential);
  if (last?.event !== 'superseded' || !isByRegistry(last)) return undefined;
  const normalised = normaliseNumber(last.by.number);
  return normalised.ok ? { key: normalised.key, provider: last.by.provider } : undefined;
}

/**
 * Whether this certificate's own provider has rejected a replacement by one of that provider. It then replaces this one
 * never again, with whatever certificate: else the next number would do what the last one may not.
 */
function hasRejected({ history }: Credential, provider: string): boolean {
  const changes = history.filter(isSupersession);
  return changes.some((entry, index) => {
    const before = changes[index - 1];
    return (
      entry.event === 'supersessionLifted' &&
      !isByRegistry(entry) &&
      before?.event === 'superseded' &&
      before.by.provider === provider
    );
  });
}

const isSupersession = (entry: HistoryEntry) =>
  entry.event === 'superseded' || entry.event === 'supersessionLifted';

const lastSupersession = ({ history }: Credential) => history.filter(isSupersession).at(-1);

/**
 * Another provider's certificate of the same person and type that was issued later, lasts longer, is recognised as well,
 * and is of no provider that the older one's has rejected.
 */
function renews(newer: Provided, older: Provided): boolean {
  const [other, credential] = [newer.credential, older.credential];
  return (
    other.provider !== credential.provider &&
    other.type === credential.type &&
    other.issuedOn > credential.issuedOn &&
    lastDay(credential) !== '' &&
    lastDay(other) > lastDay(credential) &&
    isSamePerson(other, credential) &&
    mayReplace(newer, older)
  );
}

/**
 * Whether a certificate may take the place of another one at all. Within one provider always; another provider's only where it is
 * recognised at least as well, and the older one's provider has not rejected it.
 */
export function mayReplace(newer: Provided, older: Provided): boolean {
  const { provider } = newer.credential;
  if (provider === older.credential.provider) return true;
  return isRecognisedAsWell(newer, older) && !hasRejected(older.credential, provider);
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

import { type CertificateType, typeByCode } from '#register/catalogue/catalogue.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import { recognisedSchemes } from '#register/catalogue/recognition.ts';
import { type CivilDate, daysBetween } from '#register/civil-date.ts';
import { compareNames, maskChinese, maskLatin, type NameComparison } from '#register/names/holder-name.ts';
import { type Credential, credentialStatuses } from './credential.ts';
import { ERASED_NAME, isErased } from './erasure.ts';
import { replay, type StateOnDay } from './history.ts';
import { mayBeMeant } from './meant.ts';
import { type DatedStatus, datedStatusOn, statusKnownOn, statusRecordedOn } from './recorded-status.ts';
import type { CertificateReference, Check, Match, Verdict } from './verdict.ts';

export type { Check, Match, Verdict } from './verdict.ts';

/** What is known about one credential when the question is put. */
interface Case {
  credential: Credential;
  provider: Provider | undefined;
  type: CertificateType | undefined;
  stateOnDay: StateOnDay;
  status: DatedStatus;
  name: NameComparison;
  on: CivilDate;
  today: CivilDate;
  /** The newer certificate that is told, if any. */
  newer: CertificateReference | null;
}

/** As `wantName`, where it may be told by which certificate any other was replaced. */
export const NOBODY: ReadonlySet<string> = new Set();

/**
 * Answers an employer's question about a number on the Hong Kong day `on`, from all credentials that have this number.
 * `provider`: its profile, `undefined` when it could not be read. `name`: the holder's name as printed; empty is not
 * asked. `issuer`: only this provider's. A credential whose provider wants the name first (`matchOnly`) is, without the
 * name, as if it were not there, down to the last byte. `today`: the Hong Kong day on which the question is put. `wantName`: the codes of
 * other providers that want the name first: by which of theirs a certificate was replaced is told to nobody without it
 */
export function verify(
  found: { credential: Credential; provider: Provider | undefined }[],
  question: {
    name?: string | undefined;
    issuer?: string | undefined;
    on: CivilDate;
    today: CivilDate;
    wantName: ReadonlySet<string>;
  },
): Verdict {
  const { name = '', issuer, on, today, wantName } = question;
  const cases = found
    // All are compared, whoever's they are: less work would tell that a number is another provider's.
    .map(({ credential, provider }) => ({ credential, provider, name: compareNames(name, credential) }))
    .filter(({ credential }) => issuer === undefined || credential.provider === issuer)
    .filter(mayBeShown)
    .map(({ credential, provider, name }): Case => {
      const stateOnDay = replay(credential, on);
      const by = stateOnDay.superseded?.by;
      const isTold =
        by && (name === 'match' || by.provider === credential.provider || !wantName.has(by.provider));
      return {
        credential,
        provider,
        type: typeByCode(credential.type),
        stateOnDay,
        status: datedStatusOn(credential, on),
        name,
        on,
        today,
        newer: isTold ? referenceTo(by) : null,
      };
    });
  return cases.length > 0
    ? { outcome: 'found', on, ...inOrder(cases) }
    : { outcome: 'notFound', on, matches: [] };
}

/** Who looks at the first alone finds the one that is meant, and where that is not clear nothing better than the worst. */
function inOrder(cases: Case[]): { matches: Match[]; severalIssuers?: string[] } {
  const meant = mayBeMeant(cases, ({ credential: { number, provider }, name }) => ({
    number,
    provider,
    name,
  }));
  const rank = ({ status }: Case) => credentialStatuses.indexOf(status.status);
  const first = meant.toSorted((a, b) => rank(a) - rank(b));
  const rest = cases.filter((each) => !meant.includes(each));
  return {
    matches: [...first, ...rest].map(toMatch),
    ...(meant.length > 1 && {
      severalIssuers: meant.map(({ credential }) => credential.provider).toSorted(),
    }),
  };
}

function mayBeShown({ credential, provider, name }: Pick<Case, 'credential' | 'provider' | 'name'>): boolean {
  return provider?.disclosure !== 'matchOnly' || name === 'match' || isErased(credential);
}

function toMatch(asked: Case): Match {
  const { credential, provider, type, stateOnDay: standing, on, today } = asked;
  const { status, since } = asked.status;
  const { expiresOn = null, extendedFrom = null, extension } = standing;
  return {
    number: credential.number,
    issuer: {
      code: credential.provider,
      name: provider?.name ?? { en: credential.provider, 'zh-HK': credential.provider },
    },
    type: {
      code: credential.type,
      name: type?.name ?? { en: credential.type, 'zh-HK': credential.type },
      ...endorsementOnIssue(asked),
    },
    holder: shownHolder(asked),
    nameMatch: compareName(asked),
    status,
    statusSince: since,
    statusRecordedOn: statusRecordedOn(credential, on),
    knownThen: statusKnownOn(credential, on),
    today: today === on ? null : datedStatusOn(credential, today),
    daysLeft: expiresOn ? daysBetween(on, expiresOn) : null,
    issuedOn: credential.issuedOn,
    expiresOn,
    extendedFrom,
    extension: extension ? { on: extension.on, order: extension.order ?? null } : null,
    supersededBy: asked.newer,
    recognition: provider && type ? recognisedSchemes(credential, provider, type) : [],
    checks: checks.flatMap((check) => check(asked) ?? []),
  };
}

/** What was taught before the course was endorsed is not endorsed. */
function endorsementOnIssue({ credential, type }: Case): { endorsement?: string } {
  const { endorsement } = type ?? {};
  return endorsement && endorsement.from <= credential.issuedOn ? { endorsement: endorsement.text } : {};
}

/** The checks of a verdict, in the order in which a page lists them. */
const checks: readonly ((asked: Case) => Check | undefined)[] = [
  registered,
  notRevoked,
  notSuspended,
  notSuperseded,
  inForce,
  nameMatches,
  recognisedOnIssue,
];

/** The number is on the register: otherwise there would be no match to check. */
function registered(): Check {
  return { check: 'registered', outcome: 'pass' };
}

function notRevoked({ stateOnDay: { revokedOn } }: Case): Check {
  return revokedOn
    ? { check: 'notRevoked', outcome: 'fail', detail: { on: revokedOn } }
    : { check: 'notRevoked', outcome: 'pass' };
}

function notSuspended({ stateOnDay: { suspendedOn } }: Case): Check {
  return suspendedOn
    ? { check: 'notSuspended', outcome: 'fail', detail: { on: suspendedOn } }
    : { check: 'notSuspended', outcome: 'pass' };
}

function notSuperseded({ stateOnDay: { superseded }, newer }: Case): Check {
  return superseded
    ? {
        check: 'notSuperseded',
        outcome: 'fail',
        detail: { on: superseded.on, ...(newer && { by: newer }) },
      }
    : { check: 'notSuperseded', outcome: 'pass' };
}

/** The asked day lies between the day of issue and the last valid day, both included. */
function inForce({ credential: { issuedOn }, type, stateOnDay: { expiresOn }, on }: Case): Check {
  if (on < issuedOn) return { check: 'inForce', outcome: 'fail', detail: { issuedOn } };
  if (expiresOn) {
    return {
      check: 'inForce',
      outcome: on <= expiresOn ? 'pass' : 'fail',
      detail: { issuedOn, expiresOn },
    };
  }
  // Without a last valid day only a type that does not expire is known to be in force.
  return {
    check: 'inForce',
    outcome: type?.expiry.kind === 'none' ? 'pass' : 'unknown',
    detail: { issuedOn },
  };
}

/** Listed only when a name was typed. */
function nameMatches({ name }: Case): Check | undefined {
  switch (name) {
    case 'nothingTyped':
      return undefined;
    case 'match':
      return { check: 'nameMatches', outcome: 'pass' };
    case 'mismatch':
      return { check: 'nameMatches', outcome: 'fail' };
    case 'notComparable':
      return { check: 'nameMatches', outcome: 'unknown' };
  }
}

/** Listed only for a type that some scheme recognises, and for one whose schemes are not known. */
function recognisedOnIssue({ credential, provider, type }: Case): Check | undefined {
  if (!type) return { check: 'recognisedOnIssue', outcome: 'unknown' };
  const { schemes } = type;
  if (schemes.length === 0) return undefined;
  if (!provider) return { check: 'recognisedOnIssue', outcome: 'unknown', detail: { schemes } };
  const onIssue = recognisedSchemes(credential, provider, type).every((recognition) => recognition.onIssue);
  return { check: 'recognisedOnIssue', outcome: onIssue ? 'pass' : 'fail', detail: { schemes } };
}

/** What could not be compared is no match; the check `nameMatches` tells that from a name that differs. */
function compareName({ name, credential }: Case): Match['nameMatch'] {
  // Nobody is told that a name is wrong where there is none to compare it with any more.
  if (name === 'nothingTyped' || isErased(credential)) return 'notAsked';
  return name === 'match' ? 'match' : 'mismatch';
}

/** Masked unless the provider shows names to everybody, or to those who know them. */
function shownHolder({ credential, provider, name }: Case): Match['holder'] {
  if (isErased(credential)) return ERASED_NAME;
  const { nameEn, nameZh } = credential;
  const whole = provider?.disclosure === 'full' || (provider?.disclosure === 'matchOnly' && name === 'match');
  const latin = nameEn && (whole ? nameEn : maskLatin(nameEn));
  const chinese = nameZh && (whole ? nameZh : maskChinese(nameZh));
  return latin ? { name: latin, ...(chinese && { nameZh: chinese }) } : { name: chinese ?? '' };
}

function referenceTo({ number, provider }: { number: string; provider: string }): CertificateReference {
  return { number, issuer: provider };
}

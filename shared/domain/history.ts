import { type CivilDate, daysBetween } from './civil-date.ts';
import type { Credential, CredentialStatus, HistoryEntry } from './credential.ts';

/** What holds on one day. `expiresOn`, the last valid day, includes the extensions that have taken effect by then. */
export interface Standing {
  revokedOn?: CivilDate;
  suspendedOn?: CivilDate;
  superseded?: { on: CivilDate; by: { number: string; provider: string } };
  expiresOn?: CivilDate;
  /** The last valid day as printed; set once an extension moved it. */
  extendedFrom?: CivilDate;
}

/**
 * What holds on `on`: the entries that have taken effect by then, in the order of their days and, within a day, of
 * their recording. Corrections change the facts themselves and therefore hold for every day.
 */
export function replay(credential: Credential, on: CivilDate): Standing {
  const { expiresOn, history } = credential;
  return history
    .filter((entry) => entry.on <= on)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .reduce(apply, expiresOn ? { expiresOn } : {});
}

function apply(standing: Standing, entry: HistoryEntry): Standing {
  switch (entry.event) {
    case 'issued':
    case 'corrected':
      return standing;
    case 'revoked':
      return { ...standing, revokedOn: standing.revokedOn ?? entry.on };
    case 'suspended':
      return { ...standing, suspendedOn: standing.suspendedOn ?? entry.on };
    case 'reinstated': {
      const { revokedOn: _, suspendedOn: __, ...reinstated } = standing;
      return reinstated;
    }
    case 'superseded':
      return standing.superseded ? standing : { ...standing, superseded: { on: entry.on, by: entry.by } };
    case 'extended': {
      // Never shortens: a correction may since have printed a later day.
      const { expiresOn, extendedFrom } = standing;
      if (!expiresOn || entry.expiresOn <= expiresOn) return standing;
      return { ...standing, expiresOn: entry.expiresOn, extendedFrom: extendedFrom ?? expiresOn };
    }
  }
}

/** Days left, the last valid day not counted, from which a certificate is said to expire soon. */
export const EXPIRING_SOON_DAYS = 90;

/** The status on a Hong Kong day, as history then stood. The first rule that applies wins (domain.md §2). */
export function statusOn(credential: Credential, on: CivilDate): CredentialStatus {
  const { revokedOn, suspendedOn, superseded, expiresOn } = replay(credential, on);
  if (revokedOn) return 'revoked';
  if (suspendedOn) return 'suspended';
  if (superseded) return 'superseded';
  if (on < credential.issuedOn) return 'notYetValid';
  if (!expiresOn) return 'valid';
  if (on > expiresOn) return 'expired';
  return daysBetween(on, expiresOn) <= EXPIRING_SOON_DAYS ? 'expiringSoon' : 'valid';
}

/** The last valid day, inclusive, after the whole history, also the part that takes effect later. */
export function effectiveExpiry(credential: Credential): CivilDate | undefined {
  const lastDay = credential.history
    .map(({ on }) => on)
    .toSorted()
    .at(-1);
  return lastDay && replay(credential, lastDay).expiresOn;
}

export type Transition = Extract<
  HistoryEntry,
  { event: 'revoked' | 'suspended' | 'reinstated' | 'extended' | 'superseded' }
>;

export type TransitionProblem =
  | 'already_revoked'
  | 'already_suspended'
  | 'not_revoked_or_suspended'
  | 'revoked'
  | 'before_issue'
  | 'not_later'
  | 'already_superseded'
  | 'no_expiry';

/** What each event may not follow, judged by what holds on the day of its effect. */
const guards: Record<
  Transition['event'],
  (standing: Standing, history: Credential['history']) => TransitionProblem | undefined
> = {
  revoked: ({ revokedOn }) => (revokedOn ? 'already_revoked' : undefined),
  suspended: ({ revokedOn, suspendedOn }) =>
    revokedOn ? 'revoked' : suspendedOn ? 'already_suspended' : undefined,
  reinstated: ({ revokedOn, suspendedOn }) =>
    revokedOn || suspendedOn ? undefined : 'not_revoked_or_suspended',
  // On whatever day: a supersession is never undone, so a second one would quietly change the successor.
  superseded: ({ revokedOn }, history) => {
    if (revokedOn) return 'revoked';
    return history.some(({ event }) => event === 'superseded') ? 'already_superseded' : undefined;
  },
  extended: ({ revokedOn }) => (revokedOn ? 'revoked' : undefined),
};

/**
 * Appends one event, and raises the version. Failure codes: `before_issue`, when it would take effect before the day of
 * issue; those of the table above; and of an extension `no_expiry`, when there is nothing to extend, and `not_later`,
 * when it is not later than the effective expiry, future extensions included.
 */
export function transition(
  credential: Credential,
  entry: Transition,
): { ok: true; credential: Credential } | { ok: false; code: TransitionProblem } {
  const code = problemOf(credential, entry);
  if (code) return { ok: false, code };
  const { history, version } = credential;
  return { ok: true, credential: { ...credential, history: [...history, entry], version: version + 1 } };
}

function problemOf(credential: Credential, entry: Transition): TransitionProblem | undefined {
  if (entry.on < credential.issuedOn) return 'before_issue';
  const problem = guards[entry.event](replay(credential, entry.on), credential.history);
  if (problem || entry.event !== 'extended') return problem;
  const expiresOn = effectiveExpiry(credential);
  if (!expiresOn) return 'no_expiry';
  return entry.expiresOn > expiresOn ? undefined : 'not_later';
}

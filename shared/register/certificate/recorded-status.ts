import { type CivilDate, endOfDay, hongKongDay } from '#register/civil-date.ts';
import type { Credential, CredentialStatus } from './credential.ts';
import { replay, statusOn } from './history.ts';

/** A status on a day, and the day of the revocation, suspension or supersession that it tells of. */
export interface DatedStatus {
  status: CredentialStatus;
  since: CivilDate | null;
}

export function datedStatusOn(credential: Credential, on: CivilDate): DatedStatus {
  const status = statusOn(credential, on);
  const { revokedOn, suspendedOn, superseded } = replay(credential, on);
  switch (status) {
    case 'revoked':
      return { status, since: revokedOn ?? null };
    case 'suspended':
      return { status, since: suspendedOn ?? null };
    case 'superseded':
      return { status, since: superseded?.on ?? null };
    default:
      return { status, since: null };
  }
}

/**
 * What the register itself said at the end of the Hong Kong day `on`: only what was recorded by then counts, on whatever
 * day it took effect. `notRegistered`: nothing was recorded yet. Corrections change the facts themselves, so they hold
 * for every day: the fold is over today's names and dates.
 */
export function statusKnownOn(credential: Credential, on: CivilDate): CredentialStatus | 'notRegistered' {
  const then = endOfDay(on);
  const history = credential.history.filter(({ at }) => at <= then);
  return history.length > 0 ? statusOn({ ...credential, history }, on) : 'notRegistered';
}

/**
 * The Hong Kong day on which that was recorded which makes the register tell of `on` what it tells: of a revocation with
 * an earlier effect, the day of its recording. Null: the status tells of no event, and nothing of it came after `on`.
 */
export function statusRecordedOn(credential: Credential, on: CivilDate): CivilDate | null {
  const { history } = credential;
  const now = datedStatusOn(credential, on);
  // History is in the order of its recording: the latest entry without which the register would say something else.
  const statusEntry = history.findLast((_, index) => {
    const before = datedStatusOn({ ...credential, history: history.slice(0, index) }, on);
    return index === 0 || before.status !== now.status || before.since !== now.since;
  });
  if (!statusEntry || (now.since === null && statusEntry.at <= endOfDay(on))) return null;
  return hongKongDay(statusEntry.at);
}

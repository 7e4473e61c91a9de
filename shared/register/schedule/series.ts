import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { reminderStages, type Stage } from './stages.ts';

/** Of the whole series for the effective expiry, past or not; undefined: no plan, no expiry or no stages. */
export function firstReminderOn(credential: Credential): CivilDate | undefined {
  return reminderSeries(credential)?.stages[0]?.on;
}

/**
 * The day from which the series goes on when what kept the last stage from its holder may be gone: a corrected address, a
 * reinstatement. That stage is looked at again; if it is not current any more, or was delivered, nothing comes of it.
 */
export function reopened(
  credential: Credential,
  nextReminderOn: CivilDate | undefined,
): CivilDate | undefined {
  const stages = reminderSeries(credential)?.stages ?? [];
  const before = stages.findLast(({ on }) => nextReminderOn === undefined || on < nextReminderOn);
  return before?.on ?? nextReminderOn;
}

export function reminderSeries(
  credential: Credential,
): { stages: Stage[]; expiresOn: CivilDate } | undefined {
  const plan = typeByCode(credential.type)?.reminderPlan ?? 'none';
  const expiresOn = effectiveExpiry(credential);
  if (plan === 'none' || !expiresOn) return undefined;
  return { stages: reminderStages(plan, credential.type, credential.issuedOn, expiresOn), expiresOn };
}

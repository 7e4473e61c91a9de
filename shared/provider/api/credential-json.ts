import { byFact, type Credential } from '#register/certificate/credential.ts';
import { replay, statusOn } from '#register/certificate/history.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { reminderJson } from '#remind/api/reminder-json.ts';
import type { ReminderExplanation } from '#remind/explain/reminder-explanation.ts';
import type { ReminderRecord } from '#remind/reminder-record.ts';

/** A credential as its own provider sees it on a day. `expiresOn` is the effective one; `extendedFrom` the printed one. */
export function summaryJson(credential: Credential, on: CivilDate) {
  const stateOnDay = replay(credential, on);
  return {
    number: credential.number,
    provider: credential.provider,
    ...byFact((fact) => credential[fact] ?? null),
    expiresOn: stateOnDay.expiresOn ?? null,
    extendedFrom: stateOnDay.extendedFrom ?? null,
    status: statusOn(credential, on),
  };
}

/** The whole record: what happened to it, what was sent to its holder, and why the next reminder will go or will not. */
export function recordJson(
  credential: Credential,
  { reminders, explanation }: { reminders: ReminderRecord[]; explanation: ReminderExplanation },
  on: CivilDate,
) {
  return {
    ...summaryJson(credential, on),
    version: credential.version,
    history: credential.history,
    reminders: reminders.map(reminderJson),
    explanation,
  };
}

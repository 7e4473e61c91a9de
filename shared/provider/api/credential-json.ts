import { byFact, type Credential, type HistoryEntry } from '#register/certificate/credential.ts';
import { isRenewedElsewhere, replay, statusOn } from '#register/certificate/history.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { reminderJson } from '#remind/api/reminder-json.ts';
import type { ToldExplanation } from '#remind/explain/explain-reminders.ts';
import type { ToldRecord } from '#remind/explain/withheld.ts';

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
  { reminders, explanation }: { reminders: ToldRecord[]; explanation: ToldExplanation },
  on: CivilDate,
) {
  return {
    ...summaryJson(credential, on),
    version: credential.version,
    history: credential.history.map((entry) => entryJson(entry, credential.provider)),
    reminders: reminders.map(reminderJson),
    explanation,
  };
}

/** What another provider registered is not told: that the holder has renewed there, and no more. */
function entryJson(entry: HistoryEntry, provider: string) {
  if (entry.event !== 'superseded' || !isRenewedElsewhere(entry, provider)) return entry;
  const { by: _, ...told } = entry;
  return { ...told, renewedElsewhere: true };
}

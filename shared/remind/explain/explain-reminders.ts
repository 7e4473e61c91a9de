import { NOTHING_KNOWN } from '#mail/address-state.ts';
import type { MailStates } from '#mail/ports.ts';
import type { Instant } from '#register/civil-date.ts';
import { hongKongDay } from '#register/civil-date.ts';
import type { ProviderDirectory, Registered } from '#register/ports/register.ts';
import { isRenewed } from '#remind/is-renewed.ts';
import type { ReminderRecord } from '#remind/reminder-record.ts';
import { byStage } from '#remind/stage-order.ts';
import type { WroteToDeps } from '#remind/wrote-to.ts';
import type { ComingReminder, ReminderCase } from './coming-reminder.ts';
import { explainReminders, type ReminderExplanation } from './reminder-explanation.ts';
import { isOfAddress, isWithheld, type ToldRecord, WITHHELD, type Withheld } from './withheld.ts';

interface ExplainDeps extends WroteToDeps {
  providers: Pick<ProviderDirectory, 'get'>;
  mailStates: Pick<MailStates, 'find'>;
}

export interface ToldExplanation {
  stages: ReminderExplanation['stages'];
  next: ComingReminder | (Omit<Extract<ComingReminder, { goes: false }>, 'because'> & { because: Withheld });
}

/**
 * What its holder was sent, or was not, in the order of the stages, with the reasons, and whether the next one will go: as
 * its own provider is told. What is known of the address is told to one that wrote to it (remind/wrote-to).
 */
export async function explainRecord(
  deps: ExplainDeps,
  { credential, nextReminderOn }: Registered,
  at: Instant,
): Promise<{ reminders: ToldRecord[]; explanation: ToldExplanation }> {
  const { key, provider, email } = credential;
  // Of a series that is at its end nothing more is decided.
  const asked = nextReminderOn !== undefined;
  const [records, mail, renewed] = await Promise.all([
    deps.reminders.ofCredential(key, provider),
    asked && email ? deps.mailStates.find(email) : NOTHING_KNOWN,
    asked && isRenewed(deps, credential, hongKongDay(at)),
  ]);
  const reminders = records.toSorted(byStage(credential.type));
  const given = { credential, nextReminderOn, reminders, mail, renewed, at };
  if (await isWithheld(deps, credential, given)) return withheld(given);
  return { reminders, explanation: explainReminders(given) };
}

/**
 * Until a stage of the series was left out for what is known of the address, as if nothing were: else anybody could ask
 * about any address by registering it.
 */
function withheld(given: ReminderCase & { reminders: ReminderRecord[] }) {
  const reminders = given.reminders.map(
    (record): ToldRecord =>
      record.state === 'skipped' && isOfAddress(record.reason) ? { ...record, reason: WITHHELD } : record,
  );
  const { stages, next } = explainReminders(given);
  if (!stages.some(({ reason }) => isOfAddress(reason)))
    return { reminders, explanation: explainReminders({ ...given, mail: NOTHING_KNOWN }) };
  const told: ToldExplanation = {
    stages: stages.map((stage) => (isOfAddress(stage.reason) ? { ...stage, reason: WITHHELD } : stage)),
    next: !next.goes && isOfAddress(next.because) ? { goes: false, because: WITHHELD } : next,
  };
  return { reminders, explanation: told };
}

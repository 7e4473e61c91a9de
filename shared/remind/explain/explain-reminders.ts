import type { MailStates } from '#mail/ports.ts';
import type { Instant } from '#register/civil-date.ts';
import { hongKongDay } from '#register/civil-date.ts';
import type {
  CredentialStore,
  HolderIndex,
  ProviderDirectory,
  Registered,
} from '#register/ports/register.ts';
import { isRenewed } from '#remind/is-renewed.ts';
import type { ReminderHistory } from '#remind/ports.ts';
import type { ReminderRecord } from '#remind/reminder-record.ts';
import { byStage } from '#remind/stage-order.ts';
import { explainReminders, type ReminderExplanation } from './reminder-explanation.ts';

interface ExplainDeps {
  credentials: CredentialStore;
  holders: HolderIndex;
  providers: Pick<ProviderDirectory, 'get'>;
  mailStates: Pick<MailStates, 'find'>;
  reminders: ReminderHistory;
}

/** What its holder was sent, or was not, in the order of the stages, with the reasons, and whether the next one will go. */
export async function explainRecord(
  deps: ExplainDeps,
  { credential, nextReminderOn }: Registered,
  at: Instant,
): Promise<{ reminders: ReminderRecord[]; explanation: ReminderExplanation }> {
  const { key, provider, email } = credential;
  // Of a series that is at its end nothing more is decided.
  const asked = nextReminderOn !== undefined;
  const [reminders, mail, renewed] = await Promise.all([
    deps.reminders.ofCredential(key, provider),
    asked && email ? deps.mailStates.find(email) : { stops: {} },
    asked && isRenewed(deps, credential, hongKongDay(at)),
  ]);
  return {
    reminders: reminders.toSorted(byStage(credential.type)),
    explanation: explainReminders({ credential, nextReminderOn, reminders, mail, renewed, at }),
  };
}

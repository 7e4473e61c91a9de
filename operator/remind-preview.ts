import { createMailStates } from '#mail/store/mail-states.ts';
import { type CivilDate, instant } from '#register/civil-date.ts';
import { previewReminders, type ReminderPreview } from '#remind/explain/preview-reminders.ts';
import { createDueIndex } from '#remind/store/due-index.ts';
import { createReminderHistory } from '#remind/store/reminder-ledger.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createDirectoryOfFew } from '#storage/access/remembered-directory.ts';
import { DUE_SHARDS, QUARANTINE } from '#storage/contract/table.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { readPepper, tableName } from './target.ts';

/** What a run of that day would send and skip, here or in a deployed stage. Writes nothing. */
export async function remindPreview(on: CivilDate, stage: string | undefined): Promise<ReminderPreview> {
  const at = instant.parse(new Date().toISOString());
  const table = createTable(await tableName(stage));
  const pepper = createPepper(await readPepper(stage));
  const deps = {
    due: createDueIndex(table),
    credentials: createCredentialStore(table, pepper),
    holders: createHolderIndex(table, pepper),
    providers: createDirectoryOfFew(createProviderDirectory(table), () => at),
    mailStates: createMailStates(table, pepper),
    reminders: createReminderHistory(table),
  };
  return previewReminders(deps, { on, at, shards: [...DUE_SHARDS, QUARANTINE] });
}

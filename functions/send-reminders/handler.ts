import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { createCredentialStore } from '#adapters/credential-store';
import { createHolderIndex } from '#adapters/holder-index';
import { createMailSender } from '#adapters/mail-sender';
import { createMailStates } from '#adapters/mail-states';
import { createPepper } from '#adapters/pepper';
import { createProviderDirectory } from '#adapters/provider-directory';
import { createReminderLedger } from '#adapters/reminder-ledger';
import { createTable } from '#adapters/table';
import { environments } from '#contract/environment';
import { civilDate } from '#domain/civil-date';
import type { ReminderNotice } from '#domain/reminder-notice';
import { clock } from '#functions/clock.ts';
import { logLine } from '#functions/log.ts';
import { ComesAgain, eachMessage } from '#functions/messages.ts';
import { sendReminders } from '#usecases/send-reminders';
import { composeReminder } from './mail/compose.ts';

const env = environments['send-reminders'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const deps = {
  credentials: createCredentialStore(table, pepper),
  providers: createProviderDirectory(table),
  holders: createHolderIndex(table, pepper),
  ledger: createReminderLedger(table, pepper),
  mailStates: createMailStates(table, pepper),
  mail: createMailSender({ from: env.MAIL_FROM, region: env.MAIL_REGION }),
  compose: (notice: ReminderNotice) => composeReminder({ ...notice, publicBaseUrl: env.PUBLIC_BASE_URL }),
  clock,
  reportTrouble: (trouble: { state: string; code: string }) =>
    logLine({ level: 'ERROR', event: 'reminder not known to be sent', ...trouble }),
  newClaimId: randomUUID,
};

const holderBatch = z.object({
  on: civilDate,
  credentials: z.array(z.object({ key: z.string(), provider: z.string() })).min(1),
});

export const handler = eachMessage(holderBatch, async (batch) => {
  const answer = await sendReminders(deps, batch);
  if (answer.outcome === 'retry') throw new ComesAgain(answer.because);
});

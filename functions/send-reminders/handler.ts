import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { clock, pauseUntil } from '#functions/runtime/clock.ts';
import { eachMessage } from '#functions/runtime/messages.ts';
import type { MailOutcome, Skipped } from '#mail/mail-record.ts';
import { countingStops, createMetrics } from '#mail/metrics.ts';
import { reportStored } from '#mail/report-stored.ts';
import { createMailLinks } from '#mail/store/mail-links.ts';
import { createMailPace } from '#mail/store/mail-pace.ts';
import { createMailQuota } from '#mail/store/mail-quota.ts';
import { createMailSender } from '#mail/store/mail-sender.ts';
import { createMailStates } from '#mail/store/mail-states.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { composeReminder } from '#remind/letter/compose.ts';
import type { HolderBatch } from '#remind/ports.ts';
import type { ReminderNotice } from '#remind/reminder-notice.ts';
import type { DueStage } from '#remind/reminder-record.ts';
import { sendReminders } from '#remind/send-reminders.ts';
import { createDueIndex } from '#remind/store/due-index.ts';
import { createReminderLedger } from '#remind/store/reminder-ledger.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createDirectoryOfFew } from '#storage/access/remembered-directory.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createQueue } from '#storage/queue.ts';
import { createLinkSecrets } from '#storage/secrets/link-secrets.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { logLine } from '#web/log.ts';

const env = environments['send-reminders'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const metrics = createMetrics(env.METRICS_NAMESPACE, clock);
const deps = {
  credentials: createCredentialStore(table, pepper),
  providers: createDirectoryOfFew(createProviderDirectory(table), clock),
  holders: createHolderIndex(table, pepper),
  ledger: createReminderLedger(table, pepper),
  mailStates: createMailStates(table, pepper),
  links: createMailLinks(pepper, createLinkSecrets(env.LINK_SECRET, clock)),
  due: createDueIndex(table),
  reminders: createQueue<HolderBatch>(env.REMINDERS_QUEUE_URL),
  pace: countingStops(metrics, createMailPace(table, createMailQuota({ region: env.MAIL_REGION, clock }))),
  mail: createMailSender({
    from: env.MAIL_FROM,
    region: env.MAIL_REGION,
    configurationSet: env.MAIL_CONFIGURATION_SET,
  }),
  compose: (notice: ReminderNotice) => composeReminder({ ...notice, publicBaseUrl: env.PUBLIC_BASE_URL }),
  clock,
  pauseUntil,
  report: ({ seen, stage }: DueStage, stored: MailOutcome | Skipped) =>
    reportStored(metrics, { provider: seen.credential.provider, stage }, stored),
  reportUnreadable: ({ provider, error }: { provider: string; error: Error }) =>
    logLine({ level: 'ERROR', event: 'a credential cannot be read', provider, fields: error.message }),
  newClaimId: randomUUID,
};

const holderBatch = z.object({
  on: civilDate,
  startedAt: instant,
  credentials: z.array(z.object({ key: z.string(), provider: z.string() })).min(1),
});

/** A day's work has fourteen hours, and who waits for a slot of the account's rate does so for seconds or minutes each time. */
const MAX_HOPS = 2000;

export const handler = eachMessage(
  holderBatch,
  async (batch) => {
    const { outcome } = await sendReminders(deps, batch);
    if (outcome !== 'done') logLine({ level: 'WARN', event: 'reminders wait', outcome });
  },
  { atOnce: 10, maxHops: MAX_HOPS },
);

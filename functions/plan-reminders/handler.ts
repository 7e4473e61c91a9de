import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { clock } from '#functions/runtime/clock.ts';
import { eachMessage } from '#functions/runtime/messages.ts';
import { scheduled } from '#functions/runtime/schedule.ts';
import { type Invocation, traced } from '#functions/runtime/traced.ts';
import { createMetrics } from '#mail/metrics.ts';
import { createMailQuota } from '#mail/store/mail-quota.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { planShard, startReminderRun } from '#remind/plan-reminders.ts';
import type { HolderBatch, RunStart, ShardRun } from '#remind/ports.ts';
import { cutoff, runStart } from '#remind/reminder-run.ts';
import { createDueIndex } from '#remind/store/due-index.ts';
import { environments } from '#storage/contract/environment.ts';
import { DUE_SHARDS, QUARANTINE } from '#storage/contract/table.ts';
import { createQueue } from '#storage/queue.ts';
import { createTable } from '#storage/table.ts';
import { errorFields, logLine } from '#web/log.ts';

const env = environments['plan-reminders'].parse(process.env);
const quota = createMailQuota({ region: env.MAIL_REGION, clock });
const deps = {
  due: createDueIndex(createTable(env.TABLE_NAME)),
  shards: createQueue<RunStart | ShardRun>(env.SHARDS_QUEUE_URL),
  reminders: createQueue<HolderBatch>(env.REMINDERS_QUEUE_URL),
  quota: {
    // Sending stops at the quota by itself; that nobody knows it yet is no reason to plan nothing.
    remaining: () =>
      quota.remaining().catch((error: unknown) => {
        logLine({ level: 'WARN', event: 'the quota cannot be read', ...errorFields(error) });
        return Number.POSITIVE_INFINITY;
      }),
  },
};
const metrics = createMetrics(env.METRICS_NAMESPACE, clock);

const runMessage = z.object({ on: civilDate, startedAt: instant });
const shardMessage = runMessage.extend({
  shard: z.enum([...DUE_SHARDS, QUARANTINE]),
  cutoff: cutoff.optional(),
});

/** From nine in the morning to eleven at night the rest is looked at again every quarter of an hour. */
const MAX_HOPS = 100;

const eachPlanned = eachMessage(
  z.union([shardMessage, runMessage]),
  (message) => ('shard' in message ? plan(message) : start(message)),
  { maxHops: MAX_HOPS },
);

async function plan(run: z.infer<typeof shardMessage>): Promise<void> {
  const { unreadable, ...planned } = await planShard(deps, run, clock());
  logLine({ level: 'INFO', event: 'shard planned', ...run, ...planned });
  const { due, planned: mails, oldestDays } = planned;
  metrics.put({ RemindersDue: due, RemindersPlanned: mails, OldestDueDays: oldestDays });
  if (unreadable) logLine({ level: 'ERROR', event: 'due entries cannot be read', ...run, count: unreadable });
}

async function start(run: RunStart): Promise<void> {
  const started = await startReminderRun(deps, run, {
    shards: DUE_SHARDS,
    quarantine: QUARANTINE,
    at: clock(),
  });
  logLine({ level: 'INFO', event: 'run started', ...run, ...started });
  metrics.put({ RemindersLeftForTomorrow: started.again ? 0 : started.left });
}

/** The daily schedule starts a run; the run's own messages plan one shard each. The day comes from the schedule's event. */
export const handler = traced(
  async (
    event: SQSEvent | { scheduledTime: string },
    context?: Invocation,
  ): Promise<SQSBatchResponse | undefined> => {
    if ('Records' in event) return eachPlanned(event, context);
    const { at, on } = scheduled.parse(event);
    await start({ on, startedAt: runStart(at, clock()) });
    return undefined;
  },
);

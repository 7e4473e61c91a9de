import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { createDueIndex } from '#adapters/due-index';
import { createMailQuota } from '#adapters/mail-quota';
import { createQueue } from '#adapters/queue';
import { createTable } from '#adapters/table';
import { environments } from '#contract/environment';
import { DUE_SHARDS } from '#contract/table';
import { civilDate, hongKongDay, instant } from '#domain/civil-date';
import { clock } from '#functions/clock.ts';
import { logLine } from '#functions/log.ts';
import { eachMessage } from '#functions/messages.ts';
import { createMetrics } from '#functions/metrics.ts';
import type { HolderBatch } from '#ports';
import { planShard, startReminderRun } from '#usecases/plan-reminders';

const env = environments['plan-reminders'].parse(process.env);
const deps = {
  due: createDueIndex(createTable(env.TABLE_NAME)),
  shards: createQueue<{ on: string; shard: string }>(env.SHARDS_QUEUE_URL),
  reminders: createQueue<HolderBatch>(env.REMINDERS_QUEUE_URL),
  quota: createMailQuota({ region: env.MAIL_REGION, clock }),
};
const metrics = createMetrics(env.METRICS_NAMESPACE, clock);

/** EventBridge Scheduler writes the moment without milliseconds. */
const scheduled = z.object({
  scheduledTime: z.iso.datetime().transform((text) => instant.parse(new Date(text).toISOString())),
});
const shardMessage = z.object({ on: civilDate, shard: z.enum(DUE_SHARDS) });

const planEach = eachMessage(shardMessage, async (message) => {
  const { unreadable, ...planned } = await planShard(deps, {
    ...message,
    shards: DUE_SHARDS.length,
    at: clock(),
  });
  logLine({ level: 'INFO', event: 'shard planned', ...message, ...planned });
  metrics.put({
    RemindersDue: planned.due,
    RemindersPlanned: planned.planned,
    RemindersLeftForTomorrow: planned.left,
    OldestDueDays: planned.oldestDays,
  });
  if (unreadable.length)
    logLine({ level: 'ERROR', event: 'due entries cannot be read', ...message, count: unreadable.length });
});

/** The daily schedule starts a run; the run's own messages plan one shard each. The day comes from the schedule's event. */
export async function handler(
  event: SQSEvent | { scheduledTime: string },
): Promise<SQSBatchResponse | undefined> {
  if ('Records' in event) return planEach(event);
  const on = hongKongDay(scheduled.parse(event).scheduledTime);
  await startReminderRun(deps, { on, shards: DUE_SHARDS });
  logLine({ level: 'INFO', event: 'run started', on });
  return undefined;
}

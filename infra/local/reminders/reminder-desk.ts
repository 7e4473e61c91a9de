import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { firingsOn, type LocalSchedule } from '#infra/local/lambda/schedule';
import { leftDue, type WaitingMessage } from './left-due.ts';
import { noticeReportOf, type RemindRun, reportOf } from './remind-run.ts';
import { watchReminders } from './reminder-stream.ts';

export interface ReminderDesk {
  remind(on: string, progress: (messages: number) => void): Promise<RemindRun>;
}

/** How often what is under way is looked at, and how often it is told. */
const LOOK_MS = 50;
const TELL_MS = 5000;

export interface QueueCount {
  /** Ready, or in hand. */
  now: number;
  /** Ready only later than anyone wants to wait here. */
  later: WaitingMessage[];
}

/** Runs a day's schedules one after the other, and says what came of it once nothing is under way any more. */
export function createReminderDesk(system: {
  client: DynamoDBClient;
  table: string;
  endpoint: string;
  region: string;
  schedules: readonly LocalSchedule[];
  /** Names of the queues that functions read, and of those that keep what failed. */
  queues: { read: readonly string[]; failed: readonly string[] };
  messagesIn(queue: string): QueueCount;
  /** What waits in the queue for minutes at most waits no longer. */
  letDue(queue: string): void;
  /** Whether no function works on anything but requests. */
  quiet(): boolean;
  /** Resolves once what follows from every change up to now is done. */
  caughtUp(): Promise<void>;
  /** Invokes the schedule's target, and gives its name when it failed for good. */
  fire(schedule: LocalSchedule, scheduled: Date): Promise<string | undefined>;
}): ReminderDesk {
  const { client, table, endpoint, region, schedules, queues } = system;

  const underWay = () => queues.read.reduce((sum, queue) => sum + system.messagesIn(queue).now, 0);

  async function settled(progress: (messages: number) => void): Promise<void> {
    let told = performance.now();
    for (;;) {
      const messages = underWay();
      if (messages === 0 && system.quiet()) {
        await system.caughtUp();
        if (underWay() === 0 && system.quiet()) return;
      }
      if (performance.now() - told > TELL_MS) {
        told = performance.now();
        progress(messages);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  return {
    async remind(on, progress) {
      const firings = firingsOn(schedules, on);
      const failedBefore = new Map(queues.failed.map((queue) => [queue, system.messagesIn(queue)]));
      // What was registered or revoked a moment ago counts.
      await system.caughtUp();
      const watch = await watchReminders({ client, table, endpoint, region });
      // Whoever names a day does not wait for the minute in which changes gather for one e-mail.
      for (const queue of queues.read) system.letDue(queue);
      await settled(progress);
      const failed: string[] = [];
      for (const { schedule, at } of firings) {
        const failedFunction = await system.fire(schedule, at);
        if (failedFunction !== undefined) failed.push(failedFunction);
        // Hours lie between them: the next one finds what this one's work has come to.
        await settled(progress);
      }
      const { reminders, digests, alerts } = await watch.read();
      const report = await reportOf(on, reminders, { client, table });
      const deadLetters = queues.failed
        .map((queue) => ({
          queue,
          messages: system.messagesIn(queue).now - (failedBefore.get(queue)?.now ?? 0),
        }))
        .filter(({ messages }) => messages > 0);
      const waiting = queues.read.flatMap((queue) => system.messagesIn(queue).later);
      const left = await leftDue({ client, table }, { on, waiting, now: new Date() });
      return {
        ...report,
        digests: noticeReportOf(digests),
        alerts: noticeReportOf(alerts),
        left,
        deadLetters,
        schedulesFailed: failed,
      };
    },
  };
}

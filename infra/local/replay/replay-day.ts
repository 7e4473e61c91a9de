import type { Messaging } from '#infra/local/emulators/messaging';
import type { RunningFunctions } from '#infra/local/lambda/run-functions';
import { firingsOn, type LocalSchedule } from '#infra/local/lambda/schedule';
import { letDue, messagesIn, type WaitingMessage } from './queue-counts.ts';
import { type WatchedTable, type WrittenItem, watchTable } from './table-watch.ts';

/** What a replayed day left behind. What it means is for the product to say, which asks for it. */
export interface ReplayedDay {
  /** The items of the asked entities that were written meanwhile, each as it stands at the end. */
  written: WrittenItem[];
  /** Messages in the queues that functions read which nobody gets for minutes. */
  waiting: WaitingMessage[];
  /** How many messages ended in a dead-letter queue meanwhile, by queue. */
  deadLetters: { queue: string; messages: number }[];
  /** The schedules' own functions that failed for good. */
  schedulesFailed: string[];
}

export interface DayAsked {
  on: string;
  entities: readonly string[];
}

export type ReplayDay = (asked: DayAsked, progress: (messages: number) => void) => Promise<ReplayedDay>;

/** How often what is under way is looked at, and how often it is told. */
const LOOK_MS = 50;
const TELL_MS = 5000;

/** Runs a day's schedules one after the other, and says what came of it once nothing is under way any more. */
export function createReplay(system: {
  table: WatchedTable;
  schedules: readonly LocalSchedule[];
  queues: readonly string[];
  messaging: Messaging;
  functions: RunningFunctions;
}): ReplayDay {
  const { schedules, messaging, functions } = system;
  const read = system.queues.filter((queue) => functions.queuesRead.has(queue));
  const failed = system.queues.filter((queue) => !functions.queuesRead.has(queue));
  const underWay = () => read.reduce((sum, queue) => sum + messagesIn(messaging, queue).now, 0);

  async function settled(progress: (messages: number) => void): Promise<void> {
    let told = performance.now();
    for (;;) {
      const messages = underWay();
      if (messages === 0 && functions.quiet()) {
        await functions.caughtUp();
        if (underWay() === 0 && functions.quiet()) return;
      }
      if (performance.now() - told > TELL_MS) {
        told = performance.now();
        progress(messages);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  return async ({ on, entities }, progress) => {
    const firings = firingsOn(schedules, on);
    const before = new Map(failed.map((queue) => [queue, messagesIn(messaging, queue).now]));
    // What was registered or revoked a moment ago counts.
    await functions.caughtUp();
    const written = await watchTable(system.table, entities);
    // Whoever names a day does not wait for the minute in which changes gather for one e-mail.
    for (const queue of read) letDue(messaging, queue);
    await settled(progress);
    const schedulesFailed: string[] = [];
    for (const { schedule, at } of firings) {
      if (!(await functions.fire(schedule, at))) schedulesFailed.push(functions.nameOf(schedule));
      // Hours lie between them: the next one finds what this one's work has come to.
      await settled(progress);
    }
    return {
      written: await written(),
      waiting: read.flatMap((queue) => messagesIn(messaging, queue).later),
      deadLetters: failed
        .map((queue) => ({
          queue,
          messages: messagesIn(messaging, queue).now - (before.get(queue) ?? 0),
        }))
        .filter(({ messages }) => messages > 0),
      schedulesFailed,
    };
  };
}

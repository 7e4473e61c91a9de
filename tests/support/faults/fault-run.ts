import { addDays, hongKongDay, instant } from '#register/civil-date.ts';
import { DUE_SHARDS, indexKeys } from '#storage/contract/table.ts';
import type { Item } from '#storage/table.ts';
import type { Running } from './fault-bundles.ts';
import type { Lane } from './fault-lane.ts';
import type { RaisedEvent } from './fault-mail.ts';
import { createMeanwhile, type Meanwhile } from './fault-meanwhile.ts';
import type { Boundary, Fault } from './fault-proxy.ts';
import type { Waiting } from './fault-queues.ts';
import type { Random } from './fault-random.ts';
import { createTurns } from './fault-turns.ts';
import { dueBy, judge, judgeBaseline, type Verdict } from './fault-verdict.ts';
import { NINE, type World } from './fault-world.ts';

const DAY_MS = 86_400_000;
/** What an outage leaves is dealt with on the mornings after it. */
const MAX_DAYS = 6;
const MAX_RECEIVES = 5;
/** Lambda and the scheduler try a failed event again for hours. */
const MAX_RECEIVES_OF_THE_SCHEDULE = 20;

/** `at`: when an event of SES reaches us, in virtual time; twice for one that is doubled, empty for a lost one. */
export interface Script {
  faultAt(boundary: Boundary): Fault | undefined;
  /** What the schedule starts: our functions, or in their place the baseline. */
  starts?: 'schedule' | 'baseline';
  /** How many schedules of one morning fire. */
  schedules: number;
  /** Mornings that are run even if nothing is left for the next one. */
  mornings: number;
  /** Days before these on which no schedule fired. */
  away?: number;
  meanwhile?: Meanwhile | undefined;
  /** With it the processes of a function work at the same time, and it decides who gets on. */
  interleave?: Random;
  eventsAt(event: RaisedEvent, now: number): number[];
}

const functionOf: Record<string, Running> = {
  schedule: 'plan-reminders',
  baseline: 'send-then-mark',
  shards: 'plan-reminders',
  reminders: 'send-reminders',
  events: 'record-mail-event',
};
const batchSizeOf: Record<string, number> = { reminders: 5, events: 10 };

/** Runs the mornings of a world until nothing more is due, then says what came of it, and leaves nothing behind. */
export async function runWorld(lane: Lane, world: World, script: Script): Promise<Verdict> {
  const { starts = 'schedule' } = script;
  const waiting: Waiting[] = [];
  const inHand = new Map<string, Promise<void>>();
  const unheard = new Set<string>();
  /** The shard of a morning that stands for all that are empty. */
  const idle = new Map<string, string>();
  const turns = script.interleave && createTurns(script.interleave.below);
  const meanwhile = script.meanwhile && createMeanwhile(lane.store, script.meanwhile, world.certificates);
  let messages = 0;

  const add = (queue: string, body: string, notBefore: number) =>
    waiting.push({ queue, body, notBefore, id: `m${++messages}`, receives: 0 });

  const ofHolders = new Set(world.items.map(({ duePk }) => duePk));
  const emptyShards = new Set(
    DUE_SHARDS.map((shard) => indexKeys.dueShard(shard).duePk).filter((duePk) => !ofHolders.has(duePk)),
  );

  lane.begin(NINE, {
    emptyShards,
    faultAt: script.faultAt,
    async turn(boundary) {
      await turns?.turn(boundary);
      await meanwhile?.passing(boundary, lane.now());
    },
    ...(turns && { done: turns.done }),
    raised(event) {
      const instants = script.eventsAt(event, lane.now());
      if (!instants.length) unheard.add(event.claimId);
      for (const at of instants) add('events', event.body, at);
    },
  });
  await lane.store.put(world.items);

  let found: Verdict | undefined;
  let items: Item[] = [];
  const { away = 0 } = script;
  for (let day = away; day < away + MAX_DAYS; day++) {
    lane.moveTo(NINE + day * DAY_MS);
    const scheduledTime = new Date(lane.now()).toISOString().replace('.000', '');
    for (let n = 0; n < script.schedules; n++) add(starts, JSON.stringify({ scheduledTime }), lane.now());
    await drain(NINE + (day + 1) * DAY_MS);
    // What was killed may still have asked.
    await lane.quiet();
    items = await lane.store.everything();
    const on = hongKongDay(instant.parse(new Date(lane.now()).toISOString()));
    const { accepted } = lane.mail;
    found =
      starts === 'baseline'
        ? judgeBaseline(world.certificates, accepted)
        : judge(world.certificates, { items, accepted, unheard, on, stopped: meanwhile?.stopped });
    const isLeft = found.claimed.length > 0 || dueBy(items, addDays(on, 1)).length > 0;
    if (day + 1 >= away + script.mornings && !isLeft) break;
  }
  await lane.store.remove(items);
  await lane.queues.purge();
  if (!found) throw new Error('no day was run');
  return found;

  async function drain(until: number): Promise<void> {
    for (;;) {
      turns?.began('~');
      for (const queue of [...lane.written]) {
        lane.written.delete(queue);
        for (const message of await lane.queues.receive(queue)) {
          if (!isIdle(message)) waiting.push(message);
        }
      }
      dispatch();
      turns?.ended('~');
      if (inHand.size) await Promise.race(inHand.values());
      else if (!lane.written.size) {
        const next = Math.min(...waiting.map(({ notBefore }) => notBefore));
        if (next >= until) return;
        lane.moveTo(next);
      }
    }
  }

  /**
   * A look into a shard without holders: they would be most of all requests, and each is like the other. Where a fault
   * falls at every boundary, the first of a morning is looked into for all of them.
   */
  function isIdle({ queue, body }: Waiting): boolean {
    if (queue !== 'shards') return false;
    const { on, shard } = JSON.parse(body) as { on: string; shard: string };
    if (ofHolders.has(indexKeys.dueShard(shard).duePk)) return false;
    const existing = idle.get(on) ?? shard;
    idle.set(on, existing);
    return script.interleave !== undefined || shard !== existing;
  }

  function dispatch(): void {
    for (;;) {
      const [first, ...others] = ready();
      if (!first) return;
      const chosen = script.interleave?.oneOf([first, ...others]) ?? first;
      const more = others.concat(first).filter((one) => one !== chosen && one.queue === chosen.queue);
      const size = script.interleave ? script.interleave.below(batchSizeOf[chosen.queue] ?? 1) : 0;
      const batch = [chosen, ...more.slice(0, size)];
      for (const message of batch) waiting.splice(waiting.indexOf(message), 1);
      start(batch);
    }
  }

  /** What may be had now and whose function has a process left. One at a time, when nothing is interleaved. */
  function ready(): Waiting[] {
    if (!script.interleave && inHand.size) return [];
    const busy = (name: Running | undefined) =>
      [...inHand.keys()].filter((id) => name && id.startsWith(name));
    return waiting.filter(
      ({ queue, notBefore }) => notBefore <= lane.now() && busy(functionOf[queue]).length < 2,
    );
  }

  function start(batch: Waiting[]): void {
    const name = functionOf[batch[0]?.queue ?? ''] ?? 'plan-reminders';
    const running = lane.pool.take(name);
    turns?.began(running.id);
    inHand.set(
      running.id,
      running.invoke(eventOf(batch), lane.now()).then((invoked) => {
        if (invoked.outcome === 'answered') settle(batch, failuresOf(invoked.result));
        else settle(batch, new Set(batch.map(({ id }) => id)));
        if (invoked.outcome !== 'killed') lane.moveTo(invoked.at);
        lane.pool.giveBack(name, running);
        turns?.ended(running.id);
        inHand.delete(running.id);
      }),
    );
  }

  function settle(batch: Waiting[], failed: ReadonlySet<string>): void {
    for (const message of batch) {
      const most = message.queue === starts ? MAX_RECEIVES_OF_THE_SCHEDULE : MAX_RECEIVES;
      const receives = message.receives + 1;
      if (failed.has(message.id) && receives < most) waiting.push({ ...message, receives });
    }
  }
}

function eventOf(batch: Waiting[]): unknown {
  if (batch[0] && ['schedule', 'baseline'].includes(batch[0].queue)) return JSON.parse(batch[0].body);
  return { Records: batch.map(({ id, body }) => ({ messageId: id, body })) };
}

function failuresOf(result: unknown): Set<string> {
  const { batchItemFailures = [] } = (result ?? {}) as { batchItemFailures?: { itemIdentifier: string }[] };
  return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
}

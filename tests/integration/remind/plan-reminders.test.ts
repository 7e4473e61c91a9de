import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, addSeconds } from '#register/civil-date.ts';
import { planShard, startReminderRun } from '#remind/plan-reminders.ts';
import type { DueCredential } from '#remind/ports.ts';
import { createDueIndex } from '#remind/store/due-index.ts';
import { DUE_SHARDS, INDEXES, indexKeys, keys, QUARANTINE } from '#storage/contract/table.ts';
import { createReminderRun } from '#support/mail/reminder-run';
import { createRegistry, day, type Registry } from '#support/storage/registry';

const on = day('2027-01-29');
let registry: Registry;
let run: ReturnType<typeof createReminderRun>;
beforeEach(async () => {
  registry = await createRegistry();
  run = createReminderRun(registry);
});

/** What is due, with its shard. */
async function dueNow(): Promise<(DueCredential & { shard: string })[]> {
  const due: (DueCredential & { shard: string })[] = [];
  for (const shard of DUE_SHARDS) {
    for await (const entry of registry.due.dueIn(shard, on))
      if (!('unreadable' in entry)) due.push({ ...entry, shard });
  }
  return due;
}

const mailedTo = () => run.taken.map(({ mail }) => mail.to).toSorted();

describe('a quota that is smaller than what is due', () => {
  const holders = Array.from({ length: 24 }, (_, i) => `holder-${i}@example.com`);
  beforeEach(async () => {
    for (const [i, email] of holders.entries()) {
      const issuedOn = addDays(day('2024-04-04'), -((7 * i) % 24));
      await run.certificate(`OFA-${i}`, { email, issuedOn });
    }
    // 95 of 100 are for reminders: 15 of the 24.
    run.remaining = 16;
  });

  it('lets so many go as fit, those whose expiry is nearest of the whole register, in each shard the nearest first', async () => {
    // As the index has them: shard by shard, of one day in the order of the holders' pseudonyms.
    const due = await dueNow();
    const cut = due.map(({ expiresOn }) => expiresOn).toSorted()[15] ?? '';
    const shards = Map.groupBy(due, ({ shard }) => shard);
    const expected = [...shards.values()].flatMap((entries) =>
      entries
        .filter(({ expiresOn }) => expiresOn < cut)
        .toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn))
        .map(({ key }) => key),
    );
    const planned = (await run.plan(on)).flatMap(({ credentials }) => credentials.map(({ key }) => key));
    expect(planned).toEqual(expected);
    expect(planned).toHaveLength(15);
    expect(Math.max(...[...shards.values()].map((entries) => entries.length))).toBeGreaterThan(1);
  });

  it('leaves the others due, and they go on the days after', async () => {
    await run.day(on);
    const first = mailedTo().length;
    expect(first).toBeLessThan(holders.length);
    for (let days = 1; days < 6; days++) await run.day(addDays(on, days));
    expect(mailedTo()).toEqual(holders.toSorted());
  });

  it('says how many it left, and looks again in a quarter of an hour until the evening', async () => {
    const startedAt = run.now;
    const again: unknown[] = [];
    const start = (remaining: number, seconds: number) =>
      startReminderRun(
        {
          due: registry.due,
          shards: {
            send: async (messages, delay) =>
              void again.push(...messages.filter((one) => !('shard' in one)).map(() => delay)),
          },
          quota: { remaining: async () => remaining },
        },
        { on, startedAt },
        { shards: DUE_SHARDS, quarantine: QUARANTINE, at: addSeconds(startedAt, seconds) },
      );
    expect(await start(1000, 0)).toEqual({ left: 0, again: false });
    expect(again).toEqual([]);
    expect(await start(0, 0)).toEqual({ left: 24, again: true });
    expect(again).toEqual([900]);
    expect(await start(0, 13.75 * 3600)).toEqual({ left: 24, again: false });
    expect(await start(0, 14 * 3600 + 1)).toEqual({ left: 0, again: false });
  });

  it('plans nothing any more once the day of the run is over', async () => {
    const sent: unknown[] = [];
    const reminders = { send: async (batches: unknown[]) => void sent.push(...batches) };
    for (const shard of DUE_SHARDS)
      await planShard(
        { due: registry.due, reminders },
        { on, shard, startedAt: run.now },
        addSeconds(run.now, 14 * 3600 + 1),
      );
    expect(sent).toEqual([]);
  });
});

describe('more entries that cannot be used than a page holds', () => {
  const PAGE = 20;
  /** Healthy holders, and the shard of the first. */
  let shard: string;
  let holder: string;
  beforeEach(async () => {
    run.due = createDueIndex(registry.table, PAGE);
    await run.certificate('OFA-1');
    await run.certificate('OFA-2', { email: 'lee@example.com' });
    const due = (await dueNow()).find(({ key }) => key === 'OFA1');
    if (!due) throw new Error('nothing due');
    ({ shard, holder } = due);
  });

  /** Puts items before the healthy ones of that shard, more than one page of them. */
  async function putAhead(items: Record<string, unknown>[]) {
    await Promise.all(items.map((item) => registry.table.put(item)));
    const { items: page, last } = await registry.table.page({
      index: INDEXES.due.name,
      condition: { text: '#duePk = :shard', values: { ':shard': indexKeys.dueShard(shard).duePk } },
      limit: PAGE,
    });
    expect(last).toBeDefined();
    expect(page.some(({ pk }) => pk === 'CERT#OFA1')).toBe(false);
  }

  it('the healthy ones still go when the entries of the index are not to be understood', async () => {
    const items = Array.from({ length: 45 }, (_, i) => ({
      pk: `POISON#${i}`,
      sk: 'POISON',
      ...indexKeys.dueShard(shard),
      dueSk: `2020-01-01#${i}`,
    }));
    await putAhead(items);
    await run.day(on);
    expect(mailedTo()).toEqual(['chan@example.com', 'lee@example.com']);
    const reminders = { send: async () => {} };
    const planned = await planShard({ due: run.due, reminders }, { on, shard, startedAt: run.now }, run.now);
    expect(planned.unreadable).toBe(45);
  });

  it('the healthy ones still go, also the same holder’s, when what the entries lead to cannot be read', async () => {
    const items = Array.from({ length: 61 }, (_, i) => {
      const key = `POISON${i}`;
      const due = { nextReminderOn: '2020-01-01', holder, key, provider: 'SPMC', expiresOn: '2027-02-28' };
      return { ...keys.credential(key, 'SPMC'), ...indexKeys.due(due), history: 'none' };
    });
    await putAhead(items);
    // 25 in one mail: the healthy one is the last of the last.
    await run.day(on);
    expect(run.unreadable).toBe(61);
    expect(mailedTo()).toEqual(['chan@example.com', 'lee@example.com']);
    // They wait apart for a person, who is told every morning.
    await run.day(addDays(on, 1));
    expect(run.unreadable).toBe(122);
  });

  it('those that cannot be read take nobody’s place in a small quota', async () => {
    for (let i = 0; i < 5; i++) {
      const key = `POISON${i}`;
      const due = {
        nextReminderOn: '2020-01-01',
        holder: holder.replace(/.$/, String(i)),
        key,
        provider: 'SPMC',
        expiresOn: on,
      };
      await registry.table.put({ ...keys.credential(key, 'SPMC'), ...indexKeys.due(due), history: 'none' });
    }
    const plan = (n: number) => {
      run.remaining = n;
      return run.day(on);
    };
    // Two for each shard: the first morning they are used up, the second they are not.
    await plan(32);
    await plan(32);
    await plan(32);
    expect(mailedTo()).toEqual(['chan@example.com', 'lee@example.com']);
    expect(run.unreadable).toBeGreaterThan(5);
  });
});

describe('an index that lags behind', () => {
  it('what it has not shown yet is found by the next run, and goes once', async () => {
    await run.certificate('OFA-1');
    await run.certificate('OFA-2', { email: 'lee@example.com' });
    run.due = {
      async *dueIn(shard, day) {
        for await (const entry of registry.due.dueIn(shard, day))
          if ('unreadable' in entry || entry.key !== 'OFA2') yield entry;
      },
    };
    await run.day(on);
    expect(mailedTo()).toEqual(['chan@example.com']);
    run.due = registry.due;
    await run.day(addDays(on, 1));
    expect(mailedTo()).toEqual(['chan@example.com', 'lee@example.com']);
    await run.day(addDays(on, 2));
    expect(run.taken).toHaveLength(2);
  });

  it('what it still shows although it was dealt with goes no second time', async () => {
    await run.certificate('OFA-1');
    const [batch] = await run.plan(on);
    await run.day(on);
    const shown = {
      ...batch?.credentials[0],
      holder: '0'.repeat(32),
      dueOn: on,
      expiresOn: day('2027-02-28'),
    };
    run.due = {
      async *dueIn(shard) {
        if (shard === '0') yield { key: 'OFA1', provider: 'SPMC', ...shown };
      },
    };
    expect(await run.day(on)).toEqual(['done']);
    expect(run.taken).toHaveLength(1);
  });
});

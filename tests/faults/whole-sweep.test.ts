import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, inject, it } from 'vitest';
import { clock, pauseUntil } from '#functions/runtime/clock.ts';
import { createMailPace } from '#mail/store/mail-pace.ts';
import { createMailQuota } from '#mail/store/mail-quota.ts';
import { createMailSender } from '#mail/store/mail-sender.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { firstReminderOn } from '#register/schedule/series.ts';
import { composeReminder } from '#remind/letter/compose.ts';
import { planShard } from '#remind/plan-reminders.ts';
import type { HolderBatch } from '#remind/ports.ts';
import { sendReminders } from '#remind/send-reminders.ts';
import { DUE_SHARDS } from '#storage/contract/table.ts';
import { mostInOneSecond, type ReadMail, startCheckingMail } from '#support/mail/checking-mail';
import { createRegistry, day, instantFrom } from '#support/storage/registry';

const HOLDERS = Number(inject('faultSettings').FAULT_HOLDERS ?? 250);
/** As many as the senders of two functions work on at the same time. */
const AT_ONCE = 20;
const RATE = 150;
const on = day('2027-01-29');

const digits = (n: number) => String(n).padStart(5, '0');
/** Letters only, as a name has. */
const lettersOf = (n: number) => [...digits(n)].map((digit) => 'KLMNPQRSTV'[Number(digit)]).join('');

/** OFA issued 2024-03-01: its stage -30 is on that day. Every twentieth holder has two. */
function credentialsOf(n: number): Credential[] {
  const second = n % 20 === 0 ? [`${digits(n)}B`] : [];
  return [digits(n), ...second].map((serial) => ({
    key: `SWEEP${serial}`,
    number: `SWEEP-${serial}`,
    provider: 'SPMC',
    type: 'OFA',
    nameEn: `HOLDER ${lettersOf(n)}`,
    email: `holder-${digits(n)}@example.com`,
    language: n % 2 ? 'en' : 'zh-HK',
    issuedOn: day('2024-03-01'),
    expiresOn: day('2027-02-28'),
    history: [
      {
        event: 'issued',
        at: instantFrom('2024-03-02T02:00:00.000Z'),
        on: day('2024-03-01'),
        source: { via: 'registry' },
      },
    ],
    version: 1,
  }));
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
function heapMegabytes(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

async function inParallel<T>(items: Iterable<T>, work: (item: T) => Promise<void>) {
  const iterator = items[Symbol.iterator]();
  const lane = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Whatever is there, and comes meanwhile. */
function* taken<T>(queue: T[]): Generator<T> {
  for (let next = queue.shift(); next; next = queue.shift()) yield next;
}

const stops: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

it(`${HOLDERS} holders in one sweep: each gets one mail with nobody else’s data, never above the rate, in a flat heap`, async () => {
  const registry = await createRegistry();
  const strangers: string[] = [];
  const mailed = new Map<string, number>();
  const check = ({ to, everything }: ReadMail) => {
    const [, own = ''] = /^holder-(\d{5})@example\.com$/.exec(to) ?? [];
    mailed.set(own, (mailed.get(own) ?? 0) + 1);
    const found = [
      ...everything.matchAll(/SWEEP-?(\d{5})/g),
      ...everything.matchAll(/holder-(\d{5})/g),
      ...[...everything.matchAll(/HOLDER ([A-Z]{5})/g)].map(([whole, name = '']) => [whole, numberOf(name)]),
    ];
    if (found.length === 0 || found.some(([, number]) => number !== own)) strangers.push(own);
  };
  const ses = await startCheckingMail({ rate: RATE, quota: 50_000 }, check);
  stops.push(ses.stop);
  process.env['AWS_ENDPOINT_URL_SES'] = ses.url;

  await inParallel(
    Array.from({ length: HOLDERS }, (_, n) => credentialsOf(n)),
    async (credentials) => {
      for (const credential of credentials)
        await registry.credentials.create({ credential, nextReminderOn: firstReminderOn(credential) });
    },
  );
  const batches: HolderBatch[] = [];
  const quota = createMailQuota({ region: 'ap-east-1', clock });
  const reminders = { send: async (planned: HolderBatch[]) => void batches.push(...planned) };
  for (const shard of DUE_SHARDS)
    await planShard({ due: registry.due, reminders }, { on, shard, startedAt: clock() }, clock());
  expect(batches).toHaveLength(HOLDERS);

  let claims = 0;
  let heapEarly = 0;
  let done = 0;
  let delayed = 0;
  const deps = {
    ...registry,
    pace: createMailPace(registry.table, quota),
    mail: createMailSender({ from: 'reminders@example.com', region: 'ap-east-1', configurationSet: 'test' }),
    compose: (notice: Parameters<typeof composeReminder>[0]) =>
      composeReminder({ ...notice, publicBaseUrl: 'https://certkeeper.example' }),
    clock,
    pauseUntil,
    reminders: {
      async send(again: HolderBatch[], seconds = 0) {
        // Nothing here is ever uncertain, or stopped: that would be minutes.
        expect(seconds).toBeLessThan(61);
        delayed++;
        setTimeout(() => {
          batches.push(...again);
          delayed--;
        }, seconds * 1000);
      },
    },
    report: () => {},
    reportUnreadable: () => {},
    newClaimId: () => `sweep-${++claims}`,
  };
  while (batches.length || delayed) {
    await inParallel(taken(batches), async (batch) => {
      if (done++ === HOLDERS / 5) heapEarly = heapMegabytes();
      await sendReminders(deps, batch);
    });
    await delay(50);
  }
  const heapLate = heapMegabytes();

  expect(strangers).toEqual([]);
  expect(mailed.size).toBe(HOLDERS);
  expect([...mailed.values()].every((mails) => mails === 1)).toBe(true);
  expect(mostInOneSecond(ses.arrivals)).toBeLessThanOrEqual(RATE);
  // What is noted here of each mail goes on growing: its number and its instant.
  expect(heapLate - heapEarly).toBeLessThan(10);
  for (const shard of DUE_SHARDS) expect(await Array.fromAsync(registry.due.dueIn(shard, on))).toEqual([]);
});

const numberOf = (letters: string) => [...letters].map((letter) => 'KLMNPQRSTV'.indexOf(letter)).join('');

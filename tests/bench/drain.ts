import { type AttemptDeps, attempt } from '#mail/attempt.ts';
import type { MailPace } from '#mail/ports.ts';
import { createMailPace } from '#mail/store/mail-pace.ts';
import { type Instant, instant } from '#register/civil-date.ts';
import type { Expression, Item } from '#storage/table.ts';
import type { Figure } from './report.ts';

const DUE = 50_000;
/** Mails a second that an account may send: a new one, and a grown one. */
const RATES = [14, 200];
/** As the functions take them (infra/constructs/reminder-pipeline.ts). */
const FUNCTIONS = 2;
const IN_A_BATCH = 10;
/** What AWS takes for a request of the table, a transaction, and a mail; assumed, not measured. */
const REQUEST_MS = 5;
const TRANSACTION_MS = 10;
const MAIL_MS = 100;
/** The certificate, its history, what is known of its address, and the holder's other certificates. */
const READS = 4;
const NINE = instant.parse('2027-01-29T01:00:00.000Z');
/** From nine to eleven at night. */
const A_DAYS_WORK_HOURS = 14;

/**
 * A morning on which so many holders are due, in simulated time: the product's own attempt at a mail and its own pace,
 * over a table and an SES that take the time that AWS takes; against a bare loop of the same calls to SES, as many at once.
 */
export async function drainFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const rate of RATES) {
    const { seconds, most, again } = await drain(rate);
    const bare = await bareLoop(rate);
    const of = `${DUE.toLocaleString('en')} due at ${rate} a second`;
    figures.push(
      { what: `${of}: all mailed after`, value: seconds / 60, unit: 'min', goal: hours(A_DAYS_WORK_HOURS) },
      { what: `${of}: mails a second`, value: DUE / seconds, unit: '' },
      { what: `${of}: by a bare loop`, value: bare / seconds, unit: 'x', goal: { atLeast: 0.9 } },
      { what: `${of}: the most in any one second`, value: most, unit: 'mails', goal: { atMost: rate } },
      { what: `${of}: messages queued again`, value: again, unit: '' },
    );
  }
  return figures;
}

const hours = (count: number) => ({ atMost: count * 60 });

async function drain(rate: number): Promise<{ seconds: number; most: number; again: number }> {
  const time = simulatedTime(Date.parse(NINE));
  const sent: number[] = [];
  let queued = DUE;
  let again = 0;
  let claims = 0;
  const deps: AttemptDeps = {
    pace: paceOver(time, rate),
    clock: time.now,
    pauseUntil: (at) => time.pass(Date.parse(at) - Date.parse(time.now())),
    newClaimId: () => `claim-${claims++}`,
    mailStates: { record: refuse, find: refuse, report: refuse } as never,
    mail: {
      async send() {
        sent.push(Date.parse(time.now()));
        await time.pass(MAIL_MS);
        return { outcome: 'accepted', messageId: 'm' };
      },
    },
  };
  const mail = { to: 'chan@example.com', subject: 'x', text: 'x', html: 'x' };
  const one = async () => {
    await time.pass(READS * REQUEST_MS);
    const { outcome } = await attempt<never>(deps, {
      mail,
      claim: () => time.pass(TRANSACTION_MS),
      settle: () => time.pass(TRANSACTION_MS + REQUEST_MS),
    });
    if (outcome === 'answered') return;
    queued++;
    again++;
  };
  const worker = async () => {
    while (queued > 0) {
      const batch = Math.min(IN_A_BATCH, queued);
      queued -= batch;
      await Promise.all(Array.from({ length: batch }, one));
    }
  };
  await time.runTo(Promise.all(Array.from({ length: FUNCTIONS }, worker)));
  const first = sent[0] ?? 0;
  const last = sent.at(-1) ?? 0;
  return { seconds: (last - first) / 1000, most: mostInASecond(sent), again };
}

/** Seconds for as many calls of SES alone, as many at once and no more a second than the account may. */
async function bareLoop(rate: number): Promise<number> {
  const time = simulatedTime(Date.parse(NINE));
  let left = DUE;
  let freeAtMs = Date.parse(time.now());
  const worker = async () => {
    while (left-- > 0) {
      const wait = freeAtMs - Date.parse(time.now());
      freeAtMs = Math.max(freeAtMs, Date.parse(time.now())) + 1000 / rate;
      await time.pass(wait);
      await time.pass(MAIL_MS);
    }
  };
  await time.runTo(Promise.all(Array.from({ length: FUNCTIONS * IN_A_BATCH }, worker)));
  return (Date.parse(time.now()) - Date.parse(NINE)) / 1000;
}

function mostInASecond(times: readonly number[]): number {
  let most = 0;
  let from = 0;
  for (const [n, at] of times.entries()) {
    while ((times[from] ?? at) <= at - 1000) from++;
    most = Math.max(most, n - from + 1);
  }
  return most;
}

const refuse = () => Promise.reject(new Error('nothing is in trouble here'));

/** The product's pace over one item, with the two moves that it makes where nobody has closed or slowed it. */
function paceOver(time: SimulatedTime, rate: number): MailPace {
  let freeAtMs: number | undefined;
  const update = async (_key: unknown, { values }: Expression, condition?: Expression) => {
    await time.pass(REQUEST_MS);
    const before = { ...(freeAtMs !== undefined && { freeAtMs }) };
    const given: Record<string, number> = { ...condition?.values, ...values };
    const { ':nowMs': now = 0, ':latestMs': latest, ':step': step, ':nextMs': next } = given;
    const isFree = freeAtMs === undefined || freeAtMs <= now;
    if (step !== undefined && freeAtMs !== undefined && !isFree && freeAtMs <= (latest ?? 0))
      freeAtMs += step;
    else if (next !== undefined && isFree) freeAtMs = next;
    else return { ok: false as const, existing: before satisfies Item };
    return { ok: true as const, before };
  };
  return createMailPace({ update } as never, { rate: async () => rate });
}

type SimulatedTime = ReturnType<typeof simulatedTime>;

/** A clock that goes on to the next thing that somebody waits for, once all is done that waits for nothing. */
function simulatedTime(startMs: number) {
  let nowMs = startMs;
  const waiting = new Map<number, (() => void)[]>();
  return {
    now: (): Instant => instant.parse(new Date(nowMs).toISOString()),

    pass(ms: number): Promise<undefined> {
      const at = nowMs + Math.max(0, Math.ceil(ms));
      return new Promise((resolve) => {
        const others = waiting.get(at) ?? [];
        others.push(() => resolve(undefined));
        waiting.set(at, others);
      });
    },

    async runTo(end: Promise<unknown>): Promise<void> {
      let over = false;
      void end.then(() => {
        over = true;
      });
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (over) return;
        nowMs = Math.min(...waiting.keys());
        const due = waiting.get(nowMs) ?? [];
        waiting.delete(nowMs);
        for (const go of due) go();
      }
    },
  };
}

import * as z from 'zod';
import type { MailPace, Slot } from '#mail/ports.ts';
import { addSeconds, type Instant, instant } from '#register/civil-date.ts';
import { AGAIN, ofSharedRecord, retry } from '#register/retry.ts';
import { keys } from '#storage/contract/table.ts';
import type { Expression, Item, Table } from '#storage/table.ts';
import type { TableReads } from '#storage/table-reads.ts';
import type { AccountQuota } from './mail-quota.ts';

/** What is left goes to the clocks of the senders, which are not quite one: never above the account's rate. */
const SHARE_OF_THE_RATE = 0.9;
/** Nobody waits longer with a mail in hand. */
const MAX_WAIT_SECONDS = 20;
const SLOW_SECONDS = 60;

const pace = z.object({
  /** The next slot that is nobody's, in milliseconds since 1970: a whole number would make the rate another one. */
  freeAtMs: z.number().default(0),
  slowUntil: instant.optional(),
  closedUntil: instant.optional(),
  closedBecause: z.enum(['quota', 'account']).optional(),
});
type Pace = z.infer<typeof pace>;

type Closed = Extract<Slot, { outcome: 'closed' }>;
interface Move {
  update: Expression;
  condition: Expression;
}

/**
 * One item that all senders share: who wants to send moves `freeAtMs` on by the time that a mail takes at the account's
 * rate, and sends at the instant that it was before. So the slots are evenly spaced however many senders there are. The
 * table adds up by itself: of many who ask at once nobody has to ask again.
 */
export function createMailPace(table: Table, quota: Pick<AccountQuota, 'rate'>): MailPace {
  return {
    async next(at) {
      const mailMs = 1000 / ((await quota.rate()) * SHARE_OF_THE_RATE);
      // Whoever is in a hurry meets a queue: so it is tried first, without a look.
      let move: Move = inQueue({ at, mailMs, slow: false });
      return await retry<Slot>(ofSharedRecord, async () => {
        const { update, condition } = move;
        const answer = await table.update(keys.mailPace(), update, condition);
        if (answer.ok) return { outcome: 'open', at: laterInstant(at, answer.before['freeAtMs']) };
        const next = moveFrom(pace.parse(answer.existing ?? {}), { at, mailMs });
        if ('outcome' in next) return next;
        move = next;
        return AGAIN;
      });
    },

    slowDown: (at) => keepLater('slowUntil', addSeconds(at, SLOW_SECONDS), {}),

    close: (until, closedBecause) => keepLater('closedUntil', until, { closedBecause }),
  };

  /** Of two such instants the later one stands. */
  async function keepLater(name: 'slowUntil' | 'closedUntil', until: Instant, more: Item): Promise<void> {
    const values: Item = { ...more, entity: 'mailPace', [name]: until };
    const names = Object.keys(values);
    await table.update(
      keys.mailPace(),
      {
        text: `SET ${names.map((each) => `#${each} = :${each}`).join(', ')}`,
        values: Object.fromEntries(names.map((each) => [`:${each}`, values[each]])),
      },
      { text: `attribute_not_exists(#${name}) OR #${name} < :${name}` },
    );
  }
}

/** Why nobody may send at that time, and until when. Undefined: it is not forbidden. */
export async function mailClosure(table: TableReads, at: Instant) {
  const item = await table.get(keys.mailPace(), { consistent: true });
  return readClosure(pace.parse(item ?? {}), at);
}

const readClosure = ({ closedUntil, closedBecause = 'account' }: Pace, at: Instant) =>
  closedUntil && closedUntil > at
    ? { outcome: 'closed' as const, until: closedUntil, because: closedBecause }
    : undefined;

/** How the next slot is to be had from what is seen, unless it cannot be. */
function moveFrom(seen: Pace, { at, mailMs }: { at: Instant; mailMs: number }): Move | Closed {
  const closure = readClosure(seen, at);
  if (closure) return closure;
  const { freeAtMs, slowUntil } = seen;
  const waitMs = freeAtMs - Date.parse(at);
  if (waitMs > MAX_WAIT_SECONDS * 1000)
    return { outcome: 'closed', until: laterInstant(at, freeAtMs), because: 'busy' };
  const slow = slowUntil !== undefined && slowUntil > at;
  return waitMs > 0 ? inQueue({ at, mailMs, slow }) : fromNow({ at, mailMs, slow });
}

interface Asked {
  at: Instant;
  mailMs: number;
  slow: boolean;
}

/** Behind everybody who waits. */
function inQueue({ at, mailMs, slow }: Asked): Move {
  const nowMs = Date.parse(at);
  return {
    update: {
      text: 'SET #freeAtMs = #freeAtMs + :step',
      values: { ':step': slow ? 2 * mailMs : mailMs },
    },
    condition: {
      text: `#freeAtMs > :nowMs AND #freeAtMs <= :latestMs AND ${open(slow)}`,
      values: { ':nowMs': nowMs, ':latestMs': nowMs + MAX_WAIT_SECONDS * 1000, ':at': at },
    },
  };
}

/** At once, as nobody waits. */
function fromNow({ at, mailMs, slow }: Asked): Move {
  const nowMs = Date.parse(at);
  return {
    update: {
      text: 'SET #freeAtMs = :nextMs, #entity = :entity',
      values: { ':nextMs': nowMs + (slow ? 2 * mailMs : mailMs), ':entity': 'mailPace' },
    },
    condition: {
      text: `(attribute_not_exists(#freeAtMs) OR #freeAtMs <= :nowMs) AND ${open(slow)}`,
      values: { ':nowMs': nowMs, ':at': at },
    },
  };
}

const over = (name: string) => `(attribute_not_exists(#${name}) OR #${name} <= :at)`;
const open = (slow: boolean) => `${over('closedUntil')} AND ${slow ? '#slowUntil > :at' : over('slowUntil')}`;

/** Never earlier than `at` or `ms`, whole milliseconds as an instant has. */
function laterInstant(at: Instant, ms: unknown): Instant {
  const waitMs = Math.ceil(Number(ms ?? 0) - Date.parse(at));
  return waitMs > 0 ? addSeconds(at, waitMs / 1000) : at;
}

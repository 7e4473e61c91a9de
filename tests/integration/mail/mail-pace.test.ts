import { beforeEach, describe, expect, it } from 'vitest';
import type { MailPace, Slot } from '#mail/ports.ts';
import { createMailPace } from '#mail/store/mail-pace.ts';
import { addSeconds, type Instant } from '#register/civil-date.ts';
import { createRegistry, instantFrom, type Registry } from '#support/storage/registry';

const at = instantFrom('2026-11-30T01:00:00.000Z');
let registry: Registry;
beforeEach(async () => {
  registry = await createRegistry();
});

/** As each running function has one: nothing is shared but the table. */
const sender = (rate: number): MailPace => createMailPace(registry.table, { rate: async () => rate });

const openAt = (slot: Slot): number => {
  if (slot.outcome !== 'open') throw new Error(`closed: ${slot.because}`);
  return Date.parse(slot.at);
};

/** The most instants that any second holds, wherever it begins. */
function mostInASecond(instants: number[]): number {
  const sorted = instants.toSorted((a, b) => a - b);
  return Math.max(
    ...sorted.map((from) => sorted.filter((each) => each >= from && each < from + 1000).length),
  );
}

async function inTurn(pace: MailPace, count: number, when: Instant = at): Promise<number[]> {
  const instants: number[] = [];
  for (let i = 0; i < count; i++) instants.push(openAt(await pace.next(when)));
  return instants;
}

describe('the rate that all senders keep together', () => {
  it.each([1, 5, 14, 50])(
    'of %i a second: 20 senders at once get as many different moments, never too many a second',
    async (rate) => {
      const senders = Array.from({ length: 20 }, () => sender(rate));
      const slots = await Promise.all(senders.map((pace) => pace.next(at)));
      const instants = slots.filter(({ outcome }) => outcome === 'open').map(openAt);
      expect(instants.length).toBe(Math.min(20, 1 + Math.ceil(20 * rate * 0.9)));
      expect(new Set(instants).size).toBe(instants.length);
      expect(mostInASecond(instants)).toBeLessThanOrEqual(rate);
    },
  );

  it('is nine tenths of the account’s to the last mail, also where a mail takes no whole number of milliseconds', async () => {
    const instants = await inTurn(sender(70), 127);
    // 126 mails later than the first, at 63 a second: two seconds to the millisecond.
    expect((instants.at(-1) ?? 0) - (instants[0] ?? 0)).toBe(2_000);
    expect(mostInASecond(instants)).toBeLessThanOrEqual(70);
  });

  it('lets one who comes after a while send at once', async () => {
    const pace = sender(10);
    await inTurn(pace, 3);
    expect(await pace.next(addSeconds(at, 60))).toEqual({ outcome: 'open', at: addSeconds(at, 60) });
  });

  it('holds between senders whose clocks differ: who is behind waits, nobody gets a moment of another’s', async () => {
    const [early, late] = [sender(5), sender(5)];
    const instants: number[] = [];
    for (let i = 0; i < 10; i++) {
      instants.push(openAt(await early.next(at)), openAt(await late.next(addSeconds(at, -3))));
    }
    expect(new Set(instants).size).toBe(20);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(mostInASecond(instants)).toBeLessThanOrEqual(5);
  });

  it('keeps nobody waiting with a mail in hand for longer than 20 seconds', async () => {
    const pace = sender(1);
    const instants = await inTurn(pace, 19);
    const busy = await pace.next(at);
    expect(busy).toMatchObject({ outcome: 'closed', because: 'busy' });
    if (busy.outcome !== 'closed') throw new Error('open');
    expect(Date.parse(busy.until)).toBeGreaterThan(instants.at(-1) ?? 0);
    // Nothing was taken by the refusal.
    expect(await pace.next(busy.until)).toEqual({ outcome: 'open', at: busy.until });
  });
});

describe('when the service found it too fast', () => {
  it('everybody sends at half the rate for a minute, and at the whole rate after it', async () => {
    const [one, other] = [sender(10), sender(10)];
    await one.slowDown(at);
    const gaps = (instants: number[]) => instants.slice(1).map((each, i) => each - (instants[i] ?? 0));
    expect(gaps(await inTurn(other, 5)).every((gap) => gap === 222 || gap === 223)).toBe(true);
    const after = gaps(await inTurn(other, 5, addSeconds(at, 61)));
    expect(after.every((gap) => gap === 111 || gap === 112)).toBe(true);
  });

  it('a second such answer makes the minute begin again, an earlier one that comes late does not shorten it', async () => {
    const pace = sender(10);
    await pace.slowDown(addSeconds(at, 30));
    await pace.slowDown(at);
    const [first = 0, second = 0] = await inTurn(pace, 2, addSeconds(at, 80));
    expect(second - first).toBeGreaterThan(200);
  });
});

describe('a closure', () => {
  const until = addSeconds(at, 900);

  it('holds for every sender, says why, and ends by itself', async () => {
    await sender(10).close(until, 'quota');
    expect(await sender(10).next(at)).toEqual({ outcome: 'closed', until, because: 'quota' });
    expect(await sender(10).next(addSeconds(until, -0.001))).toMatchObject({ outcome: 'closed' });
    expect(await sender(10).next(until)).toEqual({ outcome: 'open', at: until });
  });

  it('of two the one that ends later stands, whichever came first', async () => {
    const later = addSeconds(at, 3600);
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      registry = await createRegistry();
      const pace = sender(10);
      const closures = [() => pace.close(until, 'account'), () => pace.close(later, 'quota')];
      for (const i of order) await closures[i]?.();
      expect(await pace.next(at)).toEqual({ outcome: 'closed', until: later, because: 'quota' });
    }
  });

  it('stops those who wait in the queue already, and keeps the pace beyond its end', async () => {
    const pace = sender(10);
    await inTurn(pace, 5);
    await pace.close(until, 'account');
    expect(await pace.next(at)).toMatchObject({ outcome: 'closed', because: 'account' });
    const instants = await inTurn(pace, 5, until);
    expect(instants[0]).toBe(Date.parse(until));
    expect(mostInASecond(instants)).toBeLessThanOrEqual(10);
  });
});

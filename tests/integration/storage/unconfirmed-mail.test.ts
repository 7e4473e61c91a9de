import { createHmac, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '#register/civil-date.ts';
import { absent } from '#storage/table.ts';
import { createUnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import { createRegistry, instantFrom } from '#support/storage/registry';

let test: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  test = await setUp();
});

async function setUp() {
  const { table } = await createRegistry();
  const pepper = {
    hash: async (_: string, text: string) => createHmac('sha256', 'pepper').update(text).digest(),
  };
  const mails = createUnconfirmedMail(table, pepper, { aDay: 100, purpose: 'site' });
  const mailsOfHolders = createUnconfirmedMail(table, pepper, { aDay: 100, purpose: 'address' });
  const site = () => [{ put: { pk: `SITE#${randomUUID()}`, sk: 'SITE' }, condition: absent }];
  return {
    askForAddress: (email: string, caller: string) =>
      mailsOfHolders.store(site(), { email, caller, at: NOON }),
    ask: (email: string, caller: string, at: Instant = NOON) => mails.store(site(), { email, caller, at }),
  };
}

const NOON = instantFrom('2026-11-21T04:00:00.000Z');
const AN_HOUR_LATER = instantFrom('2026-11-21T05:00:00.000Z');
const TOMORROW = instantFrom('2026-11-22T04:00:00.000Z');

async function several(times: number, email: (n: number) => string, caller: (n: number) => string) {
  const outcomes: string[] = [];
  for (let n = 0; n < times; n++) outcomes.push(await test.ask(email(n), caller(n)));
  return outcomes.filter((outcome) => outcome === 'stored').length;
}

describe('mail to an address that nobody has confirmed', () => {
  it('goes five times a day to one inbox because of one who asks, however the address is spelt', async () => {
    const dotted = (n: number) => `${'chantaiman'.slice(0, n)}.${'chantaiman'.slice(n)}+${n}@gmail.com`;
    expect(
      await several(
        9,
        (n) => dotted(n + 1),
        () => 'one',
      ),
    ).toBe(5);
    expect(await test.ask('chantaiman@googlemail.com', 'one')).toBe('usedUp');
    expect(await test.ask('chantaiman@gmail.com', 'one', TOMORROW)).toBe('stored');
  });

  it('shuts out nobody whose address a stranger typed', async () => {
    expect(
      await several(
        9,
        () => 'hr@firm.hk',
        () => 'stranger',
      ),
    ).toBe(5);
    expect(await test.ask('hr@firm.hk', 'its owner')).toBe('stored');
  });

  it('goes twenty times a day to one inbox whoever asks, and then once an hour', async () => {
    expect(
      await several(
        40,
        () => 'hr@gmail.com',
        (n) => `bot ${n}`,
      ),
    ).toBe(21);
    expect(await test.ask('hr@gmail.com', 'its owner')).toBe('noMoreMail');
    expect(await test.ask('hr@gmail.com', 'its owner', AN_HOUR_LATER)).toBe('stored');
    expect(await test.ask('hr@gmail.com', 'bot', AN_HOUR_LATER)).toBe('noMoreMail');
  });

  it('has a tenth of the day for one host with all below it', async () => {
    expect(
      await several(
        20,
        (n) => `a@x${n}.firm.hk`,
        (n) => `bot ${n}`,
      ),
    ).toBe(10);
    expect(await test.ask('a@other.hk', 'bot')).toBe('stored');
  });

  it('has four tenths of it for a large public one', async () => {
    expect(
      await several(
        60,
        (n) => `a${n}@gmail.com`,
        (n) => `bot ${n}`,
      ),
    ).toBe(40);
    expect(await test.ask('a@other.hk', 'bot')).toBe('stored');
  });

  it('has a quarter of the day for one who asks, and an end at half of it, for holders have the other', async () => {
    expect(
      await several(
        40,
        (n) => `a@firm${n}.hk`,
        () => 'one',
      ),
    ).toBe(25);
    expect(
      await several(
        100,
        (n) => `a@other${n}.hk`,
        (n) => `bot ${n}`,
      ),
    ).toBe(25);
    // Holders' mail has a half of its own.
    expect(await test.askForAddress('a@new.hk', 'a holder')).toBe('stored');
    expect(await test.ask('a@last.hk', 'another', TOMORROW)).toBe('stored');
  });

  it('is counted also when it is asked for at once', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, () => test.ask('hr@firm.hk', 'one')));
    expect(asked.filter((outcome) => outcome === 'stored')).toHaveLength(5);
  });
});

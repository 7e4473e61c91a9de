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
  type Purpose = Parameters<typeof createUnconfirmedMail>[2]['purpose'];
  const site = () => [{ put: { pk: `SITE#${randomUUID()}`, sk: 'SITE' }, condition: absent }];
  const askFor = (
    purpose: Purpose,
    email: string,
    caller: string,
    at: Instant = NOON,
    knownReader?: string,
  ) =>
    createUnconfirmedMail(table, pepper, { aDay: 400, purpose }).store(site(), {
      email,
      caller,
      knownReader,
      at,
    });
  return {
    askFor,
    ask: (email: string, caller: string, at?: Instant) => askFor('site', email, caller, at),
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

  it('has a part of the day for one host with all below it', async () => {
    expect(
      await several(
        40,
        (n) => `a@x${n}.firm.hk`,
        (n) => `bot ${n}`,
      ),
    ).toBe(30);
    expect(await test.ask('a@other.hk', 'bot')).toBe('stored');
  });

  it('has most of it for a large public one', async () => {
    expect(
      await several(
        90,
        (n) => `a${n}@gmail.com`,
        (n) => `bot ${n}`,
      ),
    ).toBe(80);
    expect(await test.ask('a@other.hk', 'bot')).toBe('stored');
  });

  it('has a tenth for one who asks, so that a few cannot use it up', async () => {
    expect(
      await several(
        60,
        (n) => `a@firm${n}.hk`,
        (n) => `bot ${n % 4}`,
      ),
    ).toBe(40);
    expect(await test.ask('a@other.hk', 'its owner')).toBe('stored');
  });

  it('has three tenths for all the networks that one subscriber may draw from', async () => {
    const of = (n: number) => `2001:db8:1:${n.toString(16)}`;
    expect(await several(40, (n) => `a@firm${n}.hk`, of)).toBe(30);
    expect(await test.ask('a@other.hk', of(41))).toBe('noMoreMail');
    expect(await test.ask('a@other.hk', '2001:db8:2:1')).toBe('stored');
  });

  it('goes five times a day to one inbox because of all those networks', async () => {
    const of = (n: number) => `2001:db8:1:${n.toString(16)}`;
    expect(await several(9, () => 'hr@firm.hk', of)).toBe(5);
    expect(await test.ask('hr@firm.hk', of(10))).toBe('usedUp');
    expect(await test.ask('hr@firm.hk', 'its owner')).toBe('stored');
  });

  it('has an end for each purpose, which leaves the others what they have', async () => {
    expect(
      await several(
        110,
        (n) => `a@other${n}.hk`,
        (n) => `bot ${n}`,
      ),
    ).toBe(100);
    expect(await test.ask('a@new.hk', 'an employer')).toBe('noMoreMail');
    for (const purpose of ['address', 'ownCertificates', 'siteLinks', 'signIn'] as const)
      expect(await test.askFor(purpose, 'a@new.hk', 'a holder'), purpose).toBe('stored');
    expect(await test.ask('a@last.hk', 'another', TOMORROW)).toBe('stored');
  });

  it.each(['address', 'ownCertificates', 'siteLinks', 'signIn'] as const)(
    'for a site takes nothing from that for %s, to the same inbox, at the same host and by the same network',
    async (purpose) => {
      for (let n = 0; n < 40; n++) await test.ask('hr@firm.hk', `bot ${n % 4}`);
      expect(await test.askFor(purpose, 'hr@firm.hk', 'bot 1')).toBe('stored');
    },
  );

  it.each(['ownCertificates', 'siteLinks'] as const)(
    'goes to one inbox twice a day for %s, then once an hour, so that its owner who asks too is not shut out',
    async (purpose) => {
      const asked = async (caller: string, at = NOON) => test.askFor(purpose, 'hr@firm.hk', caller, at);
      const answers = [];
      for (let n = 0; n < 8; n++) answers.push(await asked(`bot ${n}`));
      expect(answers.filter((answer) => answer === 'stored')).toHaveLength(3);
      expect(await asked('its owner')).toBe('noMoreMail');
      expect(await asked('its owner', AN_HOUR_LATER)).toBe('stored');
    },
  );

  it.each(['ownCertificates', 'siteLinks'] as const)(
    'goes to one inbox so often for %s also because of one network: what the page says is true of everybody at home',
    async (purpose) => {
      const asked = async (at = NOON) => test.askFor(purpose, 'hr@firm.hk', 'home', at);
      const answers = [await asked(), await asked(), await asked(), await asked()];
      expect(answers).toEqual(['stored', 'stored', 'stored', 'noMoreMail']);
      expect(await asked(AN_HOUR_LATER)).toBe('stored');
    },
  );

  it.each(['ownCertificates', 'siteLinks'] as const)(
    'has a quarter of the day for %s for one network, as a class or a telephone company has one for all',
    async (purpose) => {
      const outcomes = [];
      for (let n = 0; n < 25; n++)
        outcomes.push(await test.askFor(purpose, `student${n}@gmail.com`, 'school'));
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(20);
      expect(await test.askFor(purpose, 'student25@gmail.com', 'home')).toBe('stored');
    },
  );

  it('goes to a reader who is known whatever strangers have asked for, ten times a day', async () => {
    for (let n = 0; n < 40; n++) await test.askFor('signIn', 'mei@firm.hk', `bot ${n}`);
    expect(await test.askFor('signIn', 'mei@firm.hk', 'her network')).toBe('noMoreMail');
    const known = [];
    for (let n = 0; n < 12; n++)
      known.push(await test.askFor('signIn', 'mei@firm.hk', 'her network', NOON, 'her browser'));
    expect(known).toEqual([...Array(10).fill('stored'), 'usedUp', 'usedUp']);
  });

  it('is counted also when it is asked for at once', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, () => test.ask('hr@firm.hk', 'one')));
    expect(asked.filter((outcome) => outcome === 'stored')).toHaveLength(5);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { confirmAddressChange } from '#holder/confirm-address-change.ts';
import { refuseAddressChange } from '#holder/refuse-address-change.ts';
import { stopScope } from '#mail/address-state.ts';
import type { HistoryEntry } from '#register/certificate/credential.ts';
import { correctCredential } from '#register/change/correct-credential.ts';
import { renewCredential } from '#register/change/renew-credential.ts';
import { addDays, type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';
import { instantFrom, makeUnreadable } from '#support/storage/registry';

/**
 * Somebody was forwarded a reminder and moves a holder's certificates to an address of his own, and from there on. The
 * holder reads mail at A alone, and has the links that were sent there.
 */
const A = 'chan@example.com';
const B = 'thief@example.org';
const C = 'hideout@example.net';

let test: HolderTest;
beforeEach(async () => {
  test = await createHolderTest();
  await test.register('SPMC-OFA-1');
  await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' });
});

const deps = (over: object = {}) => ({
  ...test.registry,
  notices: { send: async (subjects: typeof test.notices) => void test.notices.push(...subjects) },
  ...over,
});
const ALL = ['SPMC-OFA-1', 'SPMC-BLS-2'];
const addresses = (numbers = ALL) => Promise.all(numbers.map((number) => test.emailOf(number)));
const at = (on: CivilDate): Instant => instantFrom(`${on}T02:00:00.000Z`);
const later = (days: number) => {
  test.clock.now = at(addDays(hongKongDay(test.clock.now), days));
};
const changeOf = async (number = 'SPMC-OFA-1') =>
  (await test.registry.credentials.get(number.replaceAll('-', ''), 'SPMC'))?.credential;

/** The id of the change that was asked for. */
async function ask(from: string, to: string): Promise<string> {
  const { status, text } = await test.press(`${await test.my(from)}/address`, { email: to });
  expect(status, text).toBe(200);
  const subject = test.notices.at(-1);
  if (subject?.of !== 'addressChange') throw new Error('no notice of a change');
  return subject.changeId;
}
const link = async (of: 'confirmAddress' | 'refuseAddress', changeId: string) =>
  `/change-of-address/${await test.registry.links.sign(of, { changeId })}`;
const confirm = async (changeId: string) => test.press(await link('confirmAddress', changeId), {});
const refuse = async (changeId: string) => test.press(await link('refuseAddress', changeId), {});
const page = async (changeId: string) => (await test.ask(await link('refuseAddress', changeId))).text;
async function move(from: string, to: string): Promise<string> {
  const changeId = await ask(from, to);
  expect((await confirm(changeId)).status).toBe(303);
  return changeId;
}

/** A move by a holder as histories have it from before an address was held, and from races that nobody foresaw. */
async function moveAnyway(number: string, to: string, changeId: string) {
  const key = number.replaceAll('-', '');
  const seen = await test.registry.credentials.get(key, 'SPMC');
  if (!seen) throw new Error('no certificate');
  const entry: HistoryEntry = {
    event: 'corrected',
    at: test.clock.now,
    on: hongKongDay(test.clock.now),
    source: { via: 'holder', changeId },
    reason: 'holder_moved',
    changes: [{ field: 'email', from: seen.credential.email ?? null, to }],
  };
  const { credential } = seen;
  const next = {
    ...credential,
    email: to,
    history: [...credential.history, entry],
    version: credential.version + 1,
  };
  await test.registry.credentials.replace(seen, { ...seen, credential: next });
}

const correct = async (number: string, patch: object) =>
  correctCredential(test.registry, {
    provider: 'SPMC',
    key: number.replaceAll('-', ''),
    patch,
    reason: 'asked by phone',
    entry: { at: test.clock.now, on: hongKongDay(test.clock.now), source: { via: 'api', keyId: 'k' } },
  });

async function renew(number: string, given: object = {}): Promise<string> {
  const renewed = await renewCredential(test.registry, {
    provider: 'SPMC',
    key: number.replaceAll('-', ''),
    given: { issuedOn: '2027-01-20', ...given },
    reason: 'refresher course',
    entry: { at: test.clock.now, on: hongKongDay(test.clock.now), source: { via: 'api', keyId: 'k' } },
  });
  if (!renewed.ok) throw new Error(renewed.code);
  return renewed.credential.number;
}

describe('while a change can still be taken back', () => {
  it('its new address moves nothing on, and reads until which day and what to do', async () => {
    await move(A, B);
    const { status, text } = await test.press(`${await test.my(B)}/address`, { email: C });
    expect(status).toBe(409);
    expect(text).toContain('can be undone until 27 February 2027');
    expect(text).toContain('ask the provider');
    const chinese = await test.ask(`${await test.my(B)}/address`, {
      method: 'POST',
      body: new URLSearchParams({ email: C }),
      lang: 'zh-HK',
    });
    expect(chinese.text).toContain('2027年2月27日');
    expect(await addresses()).toEqual([B, B]);
  });

  it('and may after that', async () => {
    await move(A, B);
    later(30);
    expect((await test.press(`${await test.my(B)}/address`, { email: C })).status).toBe(409);
    later(1);
    await move(B, C);
    expect(await addresses()).toEqual([C, C]);
  });

  it('what an address had of its own may leave it, and what came to it stays', async () => {
    await test.register('SPMC-OFA-5', { email: B, nameEn: 'WONG Mei Ling' });
    const first = await move(A, B);
    const second = await move(B, C);
    expect(await addresses([...ALL, 'SPMC-OFA-5'])).toEqual([B, B, C]);
    await refuse(first);
    expect(await addresses([...ALL, 'SPMC-OFA-5'])).toEqual([A, A, C]);
    // Nor does the other address have a say about what was the victim's.
    await refuse(second);
    expect(await addresses([...ALL, 'SPMC-OFA-5'])).toEqual([A, A, B]);
    expect(await page(second)).not.toContain('SPMC-BLS-2');
  });

  it('a request that was there before moves nothing of what came since, in whatever order both are confirmed', async () => {
    await test.register('SPMC-OFA-5', { email: B });
    const second = await ask(B, C);
    await move(A, B);
    await confirm(second);
    expect(await addresses([...ALL, 'SPMC-OFA-5'])).toEqual([B, B, C]);
  });

  it('not even a change that is being made moves it on', async () => {
    const first = await move(A, B);
    const made = await test.registry.changes.get(first);
    if (made?.state !== 'made') throw new Error('not made');
    const changeId = '11111111-1111-4111-8111-111111111111';
    const holder = await test.registry.holders.pseudonymOf(B);
    const { moves, until, language, askedAt, confirmedAt } = made;
    const asked = {
      changeId,
      holder,
      oldEmail: B,
      newEmail: C,
      until,
      language,
      askedAt,
      state: 'asked',
    } as const;
    await test.registry.changes.ask(asked, '');
    await test.registry.changes.move(asked, { ...asked, state: 'confirmed', confirmedAt, moves });
    await confirm(changeId);
    expect(await addresses()).toEqual([B, B]);
  });

  it('a renewal that took the address over is held as well; one with an address of its own is not', async () => {
    await move(A, B);
    const copied = await renew('SPMC-OFA-1');
    const own = await renew('SPMC-BLS-2', { email: 'mine@example.hk' });
    expect((await test.press(`${await test.my(B)}/address`, { email: C })).status).toBe(409);
    await move('mine@example.hk', 'mine2@example.hk');
    expect(await addresses([copied, own])).toEqual([B, 'mine2@example.hk']);
  });
});

describe('taking back', () => {
  it('reaches over every later move, however long the chain', async () => {
    const first = await move(A, B);
    for (const number of ALL) {
      await moveAnyway(number, C, '11111111-1111-4111-8111-111111111111');
      await moveAnyway(number, 'd@example.com', '22222222-2222-4222-8222-222222222222');
    }
    expect((await refuse(first)).status).toBe(303);
    expect(await addresses()).toEqual([A, A]);
    expect(await page(first)).toContain('2 certificates are registered with c***@example.com');
    expect((await test.ask(await test.my('d@example.com'))).text).not.toContain('SPMC-OFA-1');
  });

  it('knows there and back from there', async () => {
    const first = await move(A, B);
    await moveAnyway('SPMC-OFA-1', A, '11111111-1111-4111-8111-111111111111');
    await moveAnyway('SPMC-OFA-1', B, '22222222-2222-4222-8222-222222222222');
    await refuse(first);
    expect(await addresses()).toEqual([A, A]);
  });

  it('keeps what a provider corrected since', async () => {
    const first = await move(A, B);
    await correct('SPMC-OFA-1', { nameEn: 'CHAN Tai Wan' });
    await moveAnyway('SPMC-OFA-1', C, '11111111-1111-4111-8111-111111111111');
    await refuse(first);
    expect(await changeOf()).toMatchObject({ email: A, nameEn: 'CHAN Tai Wan' });
  });

  it('leaves an address that a provider gave since, and says so', async () => {
    const first = await move(A, B);
    await correct('SPMC-OFA-1', { email: 'typed@example.hk' });
    await refuse(first);
    expect(await addresses()).toEqual(['typed@example.hk', A]);
    const text = await page(first);
    expect(text).toContain('Not every certificate is back');
    expect(text).toMatch(/SPMC-OFA-1[\s\S]*Its provider has given it another address since/);
    expect(text).not.toMatch(/SPMC-BLS-2<[\s\S]*has given it another address/);
    expect(text).toContain('1 certificate is registered with c***@example.com');
  });

  it('reaches a renewal that took the address over, and the renewal of that', async () => {
    const first = await move(A, B);
    const renewed = await renew('SPMC-OFA-1');
    const again = await renew(renewed, { issuedOn: '2027-01-25' });
    await refuse(first);
    expect(await addresses([...ALL, renewed, again])).toEqual([A, A, A, A]);
    expect(await page(first)).toContain('4 certificates are registered');
  });

  it('a renewal for which the provider typed another address keeps it', async () => {
    const first = await move(A, B);
    const renewed = await renew('SPMC-OFA-1', { email: 'typed@example.hk' });
    await refuse(first);
    expect(await addresses([...ALL, renewed])).toEqual([A, A, 'typed@example.hk']);
  });

  it('ends what else was asked for from the same address: whichever of them is refused', async () => {
    const first = await ask(A, B);
    const second = await move(A, C);
    const third = await ask(A, 'd@example.com').catch(() => undefined);
    expect(third).toBeUndefined();
    await refuse(first);
    expect(await addresses()).toEqual([A, A]);
    await confirm(second);
    expect(await addresses()).toEqual([A, A]);
    expect(await page(first)).toContain('2 certificates are registered with');
  });

  it('ends requests that still wait', async () => {
    const first = await ask(A, B);
    const second = await ask(A, C);
    await refuse(first);
    await confirm(second);
    expect(await addresses()).toEqual([A, A]);
    expect((await test.ask(await link('confirmAddress', second))).text).toContain('This change was refused');
  });

  it('is heard of a request that nobody confirmed in time, when another one was', async () => {
    const first = await ask(A, B);
    later(1);
    await move(A, C);
    later(2);
    await refuse(first);
    expect(await addresses()).toEqual([A, A]);
  });

  it('ends what the new address asked for, once it has nothing of its own left', async () => {
    await test.register('SPMC-OFA-5', { email: B });
    const second = await ask(B, C);
    const first = await move(A, B);
    await correct('SPMC-OFA-5', { email: 'other@example.hk' });
    await refuse(first);
    expect((await confirm(second)).status).toBe(303);
    expect((await test.ask(await link('confirmAddress', second))).text).toContain('This change was refused');
    expect(await addresses()).toEqual([A, A]);
  });

  it('is not undone by whoever reads mail at an address in between', async () => {
    const first = await move(A, B);
    later(31);
    // By then B could move on; the holder of A comes too late, and the one of B takes back what was moved on.
    const second = await move(B, C);
    expect((await refuse(first)).status).toBe(410);
    expect((await test.ask(await link('refuseAddress', first))).text).toContain('can no longer be undone');
    await refuse(second);
    expect(await addresses()).toEqual([B, B]);
  });

  it('once it is done, the link of the second change changes nothing', async () => {
    const first = await move(A, B);
    later(20);
    const second = await ask(A, C).catch(() => undefined);
    expect(second).toBeUndefined();
    const forged = '11111111-1111-4111-8111-111111111111';
    await moveAnyway('SPMC-OFA-1', C, forged);
    const made = await test.registry.changes.get(first);
    if (made?.state !== 'made') throw new Error('not made');
    const holder = await test.registry.holders.pseudonymOf(B);
    const { moves, until, language, askedAt, confirmedAt, madeAt } = made;
    const facts = { changeId: forged, holder, oldEmail: B, newEmail: C, until, language, askedAt };
    const asked = { ...facts, state: 'asked' } as const;
    await test.registry.changes.ask(asked, '');
    await test.registry.changes.move(asked, { ...facts, state: 'made', confirmedAt, madeAt, moves });
    await refuse(first);
    await refuse(forged);
    expect(await addresses()).toEqual([A, A]);
    await confirm(forged);
    await refuse(forged);
    expect(await addresses()).toEqual([A, A]);
  });

  it('leaves the holder free to move, and pressing again does not undo that', async () => {
    const first = await move(A, B);
    await refuse(first);
    later(0);
    await move(A, 'mine@example.hk');
    expect(await addresses()).toEqual(['mine@example.hk', 'mine@example.hk']);
    await refuse(first);
    await confirm(first);
    expect(await addresses()).toEqual(['mine@example.hk', 'mine@example.hk']);
    expect(await page(first)).toContain('was moved again by a later change');
  });

  it('leaves the holder requests of the same day, also when somebody else has used them up', async () => {
    const [first = ''] = [await ask(A, B), await ask(A, C), await ask(A, 'd@example.com')];
    await expect(ask(A, 'mine@example.hk')).rejects.toThrow('three changes today');
    await refuse(first);
    await move(A, 'mine@example.hk');
    expect(await addresses()).toEqual(['mine@example.hk', 'mine@example.hk']);
  });

  it('leaves alone what the holder moved before, and was not refused', async () => {
    const own = await move(A, 'mine@example.hk');
    later(10);
    await test.register('SPMC-OFA-7');
    const theft = await move(A, B);
    await refuse(theft);
    expect(await addresses([...ALL, 'SPMC-OFA-7'])).toEqual(['mine@example.hk', 'mine@example.hk', A]);
    await refuse(own);
    expect(await addresses([...ALL, 'SPMC-OFA-7'])).toEqual([A, A, A]);
  });

  it('has mail go on that was stopped at the old address since, and no other', async () => {
    const holder = await test.registry.holders.pseudonymOf(A);
    const stop = async (scope: string) =>
      test.registry.mailStates.request(holder, {
        action: 'stop',
        scope: stopScope.parse(scope),
        via: 'page',
        at: test.clock.now,
      });
    await stop('type:BLS');
    later(1);
    const first = await move(A, B);
    later(1);
    for (const scope of ['all', 'certificate:SPMC#SPMCOFA1']) await stop(scope);
    await refuse(first);
    expect(Object.keys(await test.stops(A))).toEqual(['type:BLS']);
    expect(await page(first)).toContain('What was stopped at this address since');
    later(1);
    await stop('all');
    await refuse(first);
    expect(Object.keys(await test.stops(A))).toContain('all');
  });

  it('a file of the provider from the days in between does not bring the other address back', async () => {
    const first = await move(A, B);
    await refuse(first);
    await test.register('SPMC-OFA-1', { email: B });
    expect(await test.emailOf('SPMC-OFA-1')).toBe(A);
  });

  it('says which certificate cannot be read, with the button to go on', async () => {
    const first = await move(A, B);
    await makeUnreadable(test.registry, 'SPMCBLS2');
    expect((await refuse(first)).status).toBe(500);
    expect(await test.emailOf('SPMC-OFA-1')).toBe(A);
    const text = await page(first);
    expect(text).toMatch(/SPMCBLS2[\s\S]*It cannot be read at the moment/);
    expect(text).toContain('Undo what is left');
    expect(text).toContain('1 certificate is registered with');
  });
});

describe('a refusal that breaks off', () => {
  /** Of everything that a refusal writes the `n`-th fails, and all after it, before it is done or after. */
  function failingFrom(n: number, when: 'before' | 'after') {
    let writes = 0;
    const failing =
      <In extends unknown[], Out>(write: (...asked: In) => Promise<Out>) =>
      async (...asked: In): Promise<Out> => {
        writes++;
        if (writes > n || (writes === n && when === 'before')) throw new Error('the connection broke');
        const answer = await write(...asked);
        if (writes === n) throw new Error('the connection broke');
        return answer;
      };
    const { credentials, changes, mailStates } = test.registry;
    return {
      broken: () => writes >= n,
      deps: deps({
        credentials: { ...credentials, replace: failing(credentials.replace) },
        changes: { ...changes, move: failing(changes.move) },
        mailStates: { ...mailStates, request: failing(mailStates.request) },
      }),
    };
  }

  it.each(['before', 'after'] as const)(
    'is finished by pressing again, broken %s any of its writes',
    async (when) => {
      for (let n = 1; ; n++) {
        test = await createHolderTest();
        for (const number of ALL) await test.register(number);
        const first = await ask(A, C);
        await move(A, B);
        const renewed = await renew('SPMC-OFA-1');
        await moveAnyway('SPMC-BLS-2', C, '11111111-1111-4111-8111-111111111111');
        const holder = await test.registry.holders.pseudonymOf(A);
        const scope = stopScope.parse('all');
        await test.registry.mailStates.request(holder, {
          action: 'stop',
          scope,
          via: 'page',
          at: test.clock.now,
        });
        const { broken, deps: breaking } = failingFrom(n, when);
        await refuseAddressChange(breaking, first, test.clock.now).catch(() => undefined);
        later(1);
        await refuse(first);
        expect(await addresses([...ALL, renewed]), `broken at ${n}`).toEqual([A, A, A]);
        expect(await test.stops(A), `broken at ${n}`).toEqual({});
        expect((await test.registry.changes.get(first))?.state).toBe('refused');
        if (!broken()) break;
      }
    },
  );
});

describe('a refusal at the same time as the second change', () => {
  it.each(['SPMC-OFA-1', 'SPMC-BLS-2'])('wins at any write, also over %s', async (number) => {
    await test.register('SPMC-OFA-5', { email: B });
    const second = await ask(B, C);
    const first = await move(A, B);
    let raced = false;
    const racing = deps({
      moves: {
        store: async (...asked: Parameters<typeof test.registry.moves.store>) => {
          const stored = await test.registry.moves.store(...asked);
          if (!raced) {
            raced = true;
            await moveAnyway(number, C, second);
            await refuse(first);
          }
          return stored;
        },
      },
    });
    await confirmAddressChange(racing, second, test.clock.now);
    expect(raced).toBe(true);
    expect(await addresses([...ALL, 'SPMC-OFA-5'])).toEqual([A, A, C]);
  });

  it('wins over a move that was decided before it', async () => {
    const first = await move(A, B);
    let raced = false;
    const credentials = {
      ...test.registry.credentials,
      async replace(...asked: Parameters<typeof test.registry.credentials.replace>) {
        if (!raced) {
          raced = true;
          await moveAnyway('SPMC-OFA-1', C, '11111111-1111-4111-8111-111111111111');
        }
        return test.registry.credentials.replace(...asked);
      },
    };
    await refuseAddressChange(deps({ credentials }), first, test.clock.now);
    expect(await addresses()).toEqual([A, A]);
  });

  it('finds the renewal that is registered in the middle of it', async () => {
    const first = await move(A, B);
    let renewed = '';
    const credentials = {
      ...test.registry.credentials,
      async replace(...asked: Parameters<typeof test.registry.credentials.replace>) {
        renewed ||= await renew('SPMC-OFA-1');
        return test.registry.credentials.replace(...asked);
      },
    };
    await refuseAddressChange(deps({ credentials }), first, test.clock.now);
    expect(await addresses([...ALL, renewed])).toEqual([A, A, A]);
  });
});

it('no page of a refusal names an address in full', async () => {
  const first = await move(A, B);
  await refuse(first);
  for (const address of [A, B]) expect(await page(first)).not.toContain(address);
});

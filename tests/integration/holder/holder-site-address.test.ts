import { beforeEach, describe, expect, it } from 'vitest';
import { confirmAddressChange } from '#holder/confirm-address-change.ts';
import { refuseAddressChange } from '#holder/refuse-address-change.ts';
import { stopScope } from '#mail/address-state.ts';
import { UnreadableCredential } from '#register/certificate/credential.ts';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';
import { instantFrom, makeUnreadable } from '#support/storage/registry';

/** A holder has a new e-mail address; both the new one and the old one have a say. */
const OLD = 'chan@example.com';
const NEW = 'new@example.org';

let test: HolderTest;
let my: string;

beforeEach(async () => {
  test = await createHolderTest();
  await test.register('SPMC-OFA-1');
  await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10', email: 'Chan@example.com' });
  await test.register('SPMC-OFA-9', { email: 'wong@example.com', nameEn: 'WONG Mei Ling' });
  my = await test.my();
});

const askFor = (email: string) => test.press(`${my}/address`, { email });
const addresses = async () => [
  await test.emailOf('SPMC-OFA-1'),
  await test.emailOf('SPMC-BLS-2'),
  await test.emailOf('SPMC-OFA-9'),
];
const UNTOUCHED = [OLD, 'Chan@example.com', 'wong@example.com'];
const MOVED = [NEW, NEW, 'wong@example.com'];

/** The id of the change that the notices are about. */
function changeId(): string {
  const subject = test.notices.at(-1);
  if (subject?.of !== 'addressChange') throw new Error('no notice of a change');
  return subject.changeId;
}
const linkTo = async (of: 'confirmAddress' | 'refuseAddress') =>
  `/change-of-address/${await test.registry.links.sign(of, { changeId: changeId() })}`;
const deps = (over: object = {}) => ({
  ...test.registry,
  notices: { send: async (subjects: typeof test.notices) => void test.notices.push(...subjects) },
  ...over,
});
const steps = () =>
  test.notices.flatMap((subject) =>
    subject.of === 'addressChange' ? [`${subject.step} ${subject.to}`] : [],
  );

describe('asking for another address', () => {
  it('changes nothing yet, and writes to both addresses', async () => {
    const { status, text } = await askFor(' New@Example.ORG ');
    expect(status).toBe(200);
    expect(text).toContain('We send a link to New@example.org.');
    expect(await addresses()).toEqual(UNTOUCHED);
    expect(steps()).toEqual(['asked new', 'asked old']);
    expect(await test.registry.changes.get(changeId())).toMatchObject({
      oldEmail: expect.stringMatching(/^chan@example\.com$/i),
      newEmail: 'New@example.org',
      state: 'asked',
      until: '2027-01-30T02:00:00.000Z',
    });
  });

  it.each([
    ['', 422, 'This is not an email address'],
    ['new@example', 422, 'This is not an email address'],
    ['new@example.org\r\nbcc: x@example.com', 422, 'This is not an email address'],
    ['CHAN@example.com', 422, 'registered with already'],
  ])('%j is refused, and stays to be corrected', async (email, refused, says) => {
    const { status, text } = await askFor(email);
    expect([status, test.notices]).toEqual([refused, []]);
    expect(text).toContain(says);
    if (email) expect(text).toContain(`value="${email}"`);
  });

  it('tells nobody whether mail to an address comes back, or was called unwanted', async () => {
    for (const state of ['undeliverable', 'complained'] as const)
      await test.registry.mailStates.record(`${state}@example.org`, {
        state,
        since: test.clock.now,
        code: 'x',
      });
    const answers = [];
    for (const name of ['undeliverable', 'complained', 'arrives']) {
      const { status, text } = await askFor(`${name}@example.org`);
      answers.push([status, text.replaceAll(`${name}@example.org`, 'x')]);
    }
    expect(answers[0]).toEqual(answers[2]);
    expect(answers[1]).toEqual(answers[2]);
  });

  it('is possible three times a day for one holder, however fast', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => askFor(`new${n}@example.org`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 429, 429]);
    expect(test.notices).toHaveLength(6);
    test.clock.now = instantFrom('2027-01-28T16:00:00.000Z');
    expect((await askFor(NEW)).status).toBe(200);
  });

  it('without a certificate leads nowhere', async () => {
    my = await test.my('nobody@example.com');
    expect((await askFor(NEW)).status).toBe(409);
    expect(test.notices).toEqual([]);
  });
});

describe('the new address', () => {
  beforeEach(() => askFor(NEW));

  it('sees what would change, masked; looking changes nothing', async () => {
    for (const method of ['GET', 'HEAD']) await test.ask(await linkTo('confirmAddress'), { method });
    const { status, text } = await test.ask(await linkTo('confirmAddress'));
    expect(status).toBe(200);
    expect(text).toContain('n***@example.org');
    for (const hidden of [OLD, NEW]) expect(text).not.toContain(hidden);
    expect(await addresses()).toEqual(UNTOUCHED);
  });

  it('confirms: all certificates of the old address move, and both are told', async () => {
    const confirmed = await test.press(await linkTo('confirmAddress'), {});
    expect(confirmed.status).toBe(303);
    expect(await addresses()).toEqual(MOVED);
    expect(steps().slice(2)).toEqual(['made new', 'made old']);
    const { text } = await test.ask(await linkTo('confirmAddress'));
    expect(text).toContain('Your address is changed');
    const [, mine = ''] = /href="(\/my\/[^"?]+)/.exec(text) ?? [];
    expect((await test.ask(mine)).text).toContain('2 certificates are registered with n***@example.org.');
  });

  it('gets the reminders that it had stopped: who confirms from that inbox wants them there', async () => {
    const holder = await test.registry.holders.pseudonymOf(NEW);
    const stop = (scope: string) =>
      test.registry.mailStates.request(holder, {
        action: 'stop',
        scope: stopScope.parse(scope),
        via: 'page',
        at: test.clock.now,
      });
    for (const scope of ['all', 'type:OFA', 'certificate:SPMC#SPMCOFA1']) await stop(scope);
    expect((await test.ask(await linkTo('confirmAddress'))).text).toContain(
      'stops set for the new address end',
    );
    await test.press(await linkTo('confirmAddress'), {});
    expect(await test.stops(NEW)).toEqual({});
    const stored = await test.registry.everythingStored();
    expect(stored.match(/"action":\{"S":"resume"\}/g)).toHaveLength(3);
    // A stop that comes later stays, however often the button is pressed.
    test.clock.now = instantFrom('2027-01-28T03:00:00.000Z');
    await stop('all');
    await test.press(await linkTo('confirmAddress'), {});
    expect(Object.keys(await test.stops(NEW))).toEqual(['all']);
  });

  it('keeps what it had stopped when the change is refused in the middle', async () => {
    const holder = await test.registry.holders.pseudonymOf(NEW);
    const all = stopScope.parse('all');
    await test.registry.mailStates.request(holder, {
      action: 'stop',
      scope: all,
      via: 'page',
      at: test.clock.now,
    });
    const notices = {
      async send() {
        await refuseAddressChange(deps(), changeId(), test.clock.now);
      },
    };
    await confirmAddressChange(deps({ notices }), changeId(), test.clock.now);
    expect(await addresses()).toEqual(UNTOUCHED);
    expect(Object.keys(await test.stops(NEW))).toEqual(['all']);
  });

  it('reads of the other one as the former address, once it is made', async () => {
    expect((await test.ask(await linkTo('confirmAddress'))).text).toContain('Current address');
    await test.press(await linkTo('confirmAddress'), {});
    for (const of of ['confirmAddress', 'refuseAddress'] as const) {
      const { text } = await test.ask(await linkTo(of));
      expect(text).toContain('Previous address');
      expect(text).not.toContain('Current address');
    }
  });

  it('reads after a refusal that it was refused, not that somebody has seen its e-mails', async () => {
    await test.press(await linkTo('refuseAddress'), {});
    const { text } = await test.ask(await linkTo('confirmAddress'));
    expect(text).toContain('This change was refused');
    expect(text).not.toContain('somebody has seen one of your emails');
    expect((await test.ask(await linkTo('refuseAddress'))).text).toContain('somebody has seen one of your');
  });

  it('leaves its trace in each history', async () => {
    await test.press(await linkTo('confirmAddress'), {});
    const after = await test.registry.credentials.get('SPMCOFA1', 'SPMC');
    expect(after?.credential.history.at(-1)).toMatchObject({
      event: 'corrected',
      reason: 'holder_moved',
      source: { via: 'holder', changeId: changeId() },
      changes: [{ field: 'email', from: OLD, to: NEW }],
    });
  });

  it('confirming twice changes nothing more', async () => {
    await test.press(await linkTo('confirmAddress'), {});
    const { credential } = (await test.registry.credentials.get('SPMCOFA1', 'SPMC')) ?? {};
    await test.press(await linkTo('confirmAddress'), {});
    expect((await test.registry.credentials.get('SPMCOFA1', 'SPMC'))?.credential).toEqual(credential);
  });

  it('finishes what broke off half way, however late it comes back', async () => {
    let writes = 0;
    const breaking = deps({
      moves: {
        store: async (...asked: Parameters<typeof test.registry.moves.store>) => {
          if (++writes > 1) throw new Error('the connection broke');
          return test.registry.moves.store(...asked);
        },
      },
    });
    await expect(confirmAddressChange(breaking, changeId(), test.clock.now)).rejects.toThrow('broke');
    expect((await addresses()).filter((email) => email === NEW)).toHaveLength(1);
    // Both are told, whether or not anybody comes back to finish it.
    expect(steps().slice(2)).toEqual(['made new', 'made old']);
    expect((await test.ask(await linkTo('confirmAddress'))).text).toContain('is not finished');
    test.clock.now = instantFrom('2027-02-03T02:00:00.000Z');
    await test.press(await linkTo('confirmAddress'), {});
    expect(await addresses()).toEqual(MOVED);
  });

  it('gets all the others when one cannot be read, and the fault is told', async () => {
    await makeUnreadable(test.registry, 'SPMCBLS2');
    await expect(confirmAddressChange(deps(), changeId(), test.clock.now)).rejects.toThrow(
      UnreadableCredential,
    );
    expect(await test.emailOf('SPMC-OFA-1')).toBe(NEW);
    await expect(refuseAddressChange(deps(), changeId(), test.clock.now)).rejects.toThrow(
      UnreadableCredential,
    );
    expect(await test.emailOf('SPMC-OFA-1')).toBe(OLD);
  });

  it('can confirm for 48 hours and no longer', async () => {
    test.clock.now = instantFrom('2027-01-30T02:00:00.001Z');
    for (const { status } of [
      await test.ask(await linkTo('confirmAddress')),
      await test.press(await linkTo('confirmAddress'), {}),
    ])
      expect(status).toBe(410);
    expect(await addresses()).toEqual(UNTOUCHED);
  });

  it('cannot be had twice: of two changes the later finds nothing to move', async () => {
    const first = await linkTo('confirmAddress');
    await askFor('other@example.org');
    await test.press(await linkTo('confirmAddress'), {});
    expect((await test.press(first, {})).status).toBe(410);
    expect(await test.emailOf('SPMC-OFA-1')).toBe('other@example.org');
  });
});

describe('the old address', () => {
  beforeEach(() => askFor(NEW));

  it('refuses: nothing changes, and the other link is worth nothing', async () => {
    const { text } = await test.ask(await linkTo('refuseAddress'));
    expect(text).toContain('Keep the current address?');
    expect((await test.press(await linkTo('refuseAddress'), {})).status).toBe(303);
    await test.press(await linkTo('confirmAddress'), {});
    expect(await addresses()).toEqual(UNTOUCHED);
    expect((await test.ask(await linkTo('confirmAddress'))).text).toContain('This change was refused');
  });

  it('takes it back after it was made', async () => {
    await test.press(await linkTo('confirmAddress'), {});
    expect((await test.ask(await linkTo('refuseAddress'))).text).toContain('Undo this change?');
    await test.press(await linkTo('refuseAddress'), {});
    expect(await addresses()).toEqual(UNTOUCHED);
    await test.press(await linkTo('confirmAddress'), {});
    expect(await test.emailOf('SPMC-OFA-1')).toBe(OLD);
  });

  it('takes back only what came with this change', async () => {
    await test.register('SPMC-OFA-3', { email: NEW });
    await test.press(await linkTo('confirmAddress'), {});
    await test.press(await linkTo('refuseAddress'), {});
    expect(await test.emailOf('SPMC-OFA-3')).toBe(NEW);
  });

  it('is heard also while the change is being made', async () => {
    const racing = deps({
      moves: {
        store: async (...asked: Parameters<typeof test.registry.moves.store>) => {
          await refuseAddressChange(deps(), changeId(), test.clock.now);
          return test.registry.moves.store(...asked);
        },
      },
    });
    expect((await confirmAddressChange(racing, changeId(), test.clock.now)).outcome).toBe('refused');
    expect(await addresses()).toEqual(UNTOUCHED);
  });

  it('is heard for good: whoever is slow to make the change moves nothing once it is refused', async () => {
    const slow = deps({
      moves: {
        store: async (...asked: Parameters<typeof test.registry.moves.store>) => {
          await refuseAddressChange(deps(), changeId(), test.clock.now);
          await test.registry.moves.store(...asked);
          throw new Error('died');
        },
      },
    });
    await expect(confirmAddressChange(slow, changeId(), test.clock.now)).rejects.toThrow('died');
    expect(await addresses()).toEqual(UNTOUCHED);
    const histories = ['SPMCOFA1', 'SPMCBLS2'].map((key) => test.registry.credentials.get(key, 'SPMC'));
    for (const found of await Promise.all(histories)) expect(found?.credential.history).toHaveLength(1);
  });

  it('gets back everything that has moved, whatever the index says at the moment', async () => {
    await test.press(await linkTo('confirmAddress'), {});
    const lagging = deps({ holders: { ...test.registry.holders, ofHolder: async () => [] } });
    await refuseAddressChange(lagging, changeId(), test.clock.now);
    expect(await addresses()).toEqual(UNTOUCHED);
  });

  it('gets back what was left behind when the button is pressed again', async () => {
    await test.press(await linkTo('confirmAddress'), {});
    const made = await test.registry.changes.get(changeId());
    if (made?.state !== 'made') throw new Error('not made');
    const { confirmedAt: _, madeAt: __, ...facts } = made;
    await test.registry.changes.move(made, { ...facts, state: 'refused', refusedAt: test.clock.now });
    await test.press(await linkTo('refuseAddress'), {});
    expect(await addresses()).toEqual(UNTOUCHED);
  });

  it('has no use of the other’s link', async () => {
    const token = (await linkTo('confirmAddress')).split('/').at(-1) ?? '';
    expect(await test.registry.links.read('refuseAddress', token)).toBeUndefined();
  });
});

describe('a provider’s file that comes later', () => {
  beforeEach(async () => {
    await askFor(NEW);
    await test.press(await linkTo('confirmAddress'), {});
  });

  it('with the old address does not bring it back', async () => {
    await test.register('SPMC-OFA-1', { email: 'CHAN@example.com' });
    expect(await test.emailOf('SPMC-OFA-1')).toBe(NEW);
  });

  it('with yet another address changes it', async () => {
    await test.register('SPMC-OFA-1', { email: 'third@example.net' });
    expect(await test.emailOf('SPMC-OFA-1')).toBe('third@example.net');
    await test.register('SPMC-OFA-1', { email: OLD });
    expect(await test.emailOf('SPMC-OFA-1')).toBe(OLD);
  });
});

it('no address stands in a URL, in the log or in what is kept under the pseudonym', async () => {
  await askFor(NEW);
  const confirmed = await test.press(await linkTo('confirmAddress'), {});
  await askFor('wrong');
  const said = JSON.stringify([test.logged, confirmed.headers.get('location'), test.notices]);
  for (const secret of ['chan@', 'new@', 'wrong']) expect(said).not.toContain(secret);
});

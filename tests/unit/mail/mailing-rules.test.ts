import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mailing, mailEvents } from '#mail/mail-record.ts';
import {
  againAt,
  answered,
  claimedOver,
  claimMailing,
  deliveryStatus,
  nextAction,
  withHeard,
} from '#mail/mailing-rules.ts';
import { addSeconds } from '#register/civil-date.ts';
import { instantFrom } from '#support/storage/registry';

const at = instantFrom('2027-01-29T01:00:00.000Z');
const claim = claimMailing({ claimId: 'c1', at });
const events = fc.array(
  fc.record({
    kind: fc.constantFrom(...mailEvents),
    at: fc.integer({ min: 0, max: 5 }).map((seconds) => addSeconds(at, seconds)),
    code: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
  }),
  { maxLength: 8 },
);
type Event = Parameters<typeof withHeard>[1];
const hear = (told: Event[]) =>
  told.reduce<ReturnType<typeof withHeard> | undefined>((known, event) => withHeard(known, event), undefined);

describe('what the mail service tells', () => {
  it('comes to the same in every order, however often each is told', () => {
    fc.assert(
      fc.property(
        events.chain((told) =>
          fc.tuple(
            fc.constant(told),
            fc.shuffledSubarray([...told, ...told], { minLength: 2 * told.length }),
          ),
        ),
        ([told, doubled]) => {
          expect(hear(doubled)).toEqual(hear(told));
        },
      ),
    );
  });

  it.each([
    [['accepted'], 'accepted'],
    [['accepted', 'delayed'], 'delayed'],
    [['delayed', 'delivered'], 'delivered'],
    // An automatic answer comes as a bounce that is no fault of the address.
    [['delivered', 'returned'], 'delivered'],
    [['delivered', 'bounced'], 'bounced'],
    [['accepted', 'delivered', 'complained', 'bounced'], 'complained'],
  ] as const)('%j says: %s', (kinds, fate) => {
    const heard = hear(kinds.map((kind) => ({ kind, at })));
    const sent: Mailing = { state: 'sent', claimId: 'c1', messageId: 'm', sentAt: at };
    const unknown: Mailing = answered(claim, { outcome: 'uncertain', code: 'x' }, { at, urgent: true });
    for (const mailing of [sent, unknown, claim]) expect(deliveryStatus({ ...mailing, heard })).toBe(fate);
  });
});

describe('a mailing that stands in the way', () => {
  const unknown = (urgent: boolean) => {
    const outcome = answered(claim, { outcome: 'uncertain', code: 'x' }, { at, urgent });
    if (outcome.state !== 'uncertain') throw new Error('not uncertain');
    return outcome;
  };

  it('is waited for while its holder may be at work, and then given up', () => {
    expect(nextAction(claim, addSeconds(at, 89))).toEqual({ go: 'wait', until: addSeconds(at, 90) });
    expect(nextAction(claim, addSeconds(at, 90))).toEqual({ go: 'giveUp', claim });
  });

  it.each([
    [true, 15 * 60],
    [false, 20 * 60 * 60],
  ])('is waited for when nobody knows whether it went (urgent: %s): %d seconds', (urgent, seconds) => {
    expect(nextAction(unknown(urgent), addSeconds(at, seconds - 1))).toMatchObject({ go: 'wait' });
    expect(nextAction(unknown(urgent), addSeconds(at, seconds))).toMatchObject({ go: 'sendAgain' });
  });

  it.each(mailEvents)('is done with once the mail service told of it: %s', (kind) => {
    const heard = hear([{ kind, at }]);
    const muchLater = addSeconds(at, 1_000_000);
    expect(nextAction({ ...unknown(true), heard }, muchLater)).toEqual({ go: 'done' });
    expect(nextAction({ ...claim, heard }, muchLater)).toEqual({ go: 'done' });
  });

  it('is left as it is after three attempts, each of which stays on record', () => {
    const second = claimedOver(claimMailing({ claimId: 'c2', at }), unknown(true));
    const twice = answered(second, { outcome: 'uncertain', code: 'y' }, { at, urgent: true });
    if (twice.state !== 'uncertain') throw new Error('not uncertain');
    expect(nextAction(twice, addSeconds(at, 900))).toMatchObject({ go: 'sendAgain' });
    const third = claimedOver(claimMailing({ claimId: 'c3', at }), twice);
    const thrice = answered(third, { outcome: 'uncertain', code: 'z' }, { at, urgent: true });
    expect(thrice.earlier?.map(({ claimId, code }) => [claimId, code])).toEqual([
      ['c1', 'x'],
      ['c2', 'y'],
    ]);
    expect(nextAction(thrice, addSeconds(at, 1_000_000))).toEqual({ go: 'done' });
  });

  it('comes back into its place when the attempt made over it is given back', () => {
    const over = unknown(true);
    const second = claimedOver(claimMailing({ claimId: 'c2', at: addSeconds(at, 900) }), over);
    const later = addSeconds(at, 901);
    const answer = { outcome: 'notNow', because: 'rate', code: 'Throttling' } as const;
    const outcome = answered(second, answer, { at: later, urgent: true });
    expect(outcome).toEqual({ ...over, settleFrom: later });
    expect(againAt(outcome, answer, later)).toBe(addSeconds(later, 5));
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graverTrouble, type MailTrouble, mailTroubles } from '#mail/address-state.ts';
import { instant } from '#register/civil-date.ts';

const trouble = (state: MailTrouble['state'], since: string, code = 'General'): MailTrouble => ({
  state,
  since: instant.parse(since),
  code,
});

test.each([
  [
    'a complaint outweighs a bounce, also an earlier one',
    trouble('undeliverable', '2026-01-01T00:00:00.000Z'),
    trouble('complained', '2026-02-01T00:00:00.000Z'),
  ],
  [
    'of two bounces the first counts',
    trouble('undeliverable', '2026-02-01T00:00:00.000Z'),
    trouble('undeliverable', '2026-01-01T00:00:00.000Z'),
  ],
])('%s', (_, one, existing) => {
  expect(graverTrouble(one, existing)).toEqual(existing);
  expect(graverTrouble(existing, one)).toEqual(existing);
});

test('events doubled and in any order leave the same', () => {
  const found = fc.record({
    state: fc.constantFrom(...mailTroubles),
    since: fc
      .constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z')
      .map((at) => instant.parse(at)),
    code: fc.constantFrom<string>('General', 'Suppressed'),
  });
  const orders = fc
    .array(found, { minLength: 1, maxLength: 6 })
    .chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      ),
    );
  fc.assert(
    fc.property(orders, ([events, shuffled]) => {
      expect(shuffled.reduce(graverTrouble)).toEqual(events.reduce(graverTrouble));
    }),
  );
});

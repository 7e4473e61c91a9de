import { expect } from 'vitest';
import type { ExtensionOrder } from '#orders/extension-order.ts';
import { keys } from '#storage/contract/table.ts';
import { instantFrom } from '#support/storage/registry';
import { at, casesOf, given, places, refusalsOf, registered, taken } from '#support/storage/write-cases';

const certificate = (id: string) => keys.credential(id, 'SPMC');
const next = ({ credential, ...place }: ReturnType<typeof registered>) => ({
  credential: { ...credential, version: credential.version + 1 },
  ...place,
});

const draft = {
  expiringFrom: '2027-01-01',
  expiringTo: '2027-03-31',
  expiresOn: '2027-06-30',
  reason: 'typhoon',
};
const orderOf = (provider: string, state: ExtensionOrder['state'], id = `${provider}-1`) =>
  ({ ...draft, id, provider, keyId: 'k', state, createdAt: at }) as ExtensionOrder;

/** Writes of certificates, and of the extension orders over them. */
export const registerWrites = [
  ...casesOf(
    'registering a certificate',
    async ({ registry }, id) =>
      () =>
        registry.credentials.create(registered(id)),
    {
      done: { outcome: 'created' },
      refusals: {
        'its number was taken': {
          by: ({ put }, id) => put({ ...certificate(id), ...registered(id).credential }),
          answer: expect.objectContaining({ outcome: 'exists' }),
        },
      },
    },
  ),
  ...Object.entries(places).flatMap(([of, place]) => [
    ...casesOf(
      `the change ${of}`,
      async ({ registry }, id) => {
        const seen = registered(id, place.next);
        await registry.credentials.create(seen);
        return () => registry.credentials.replace(seen, next(seen));
      },
      { done: 'stored', refusals: refusalsOf(place.changes, certificate, 'changedMeanwhile') },
    ),
    ...casesOf(
      `taking away ${of.replace(/^of /, '')}`,
      async ({ registry }, id) => {
        const seen = registered(id, place.next);
        await registry.credentials.create(seen);
        return () => registry.credentials.remove(seen);
      },
      { done: 'removed', refusals: refusalsOf(place.changes, certificate, 'changedMeanwhile') },
    ),
    ...casesOf(
      `the renewal ${of}`,
      async ({ registry }, id) => {
        const seen = registered(id, place.next);
        await registry.credentials.create(seen);
        return () => registry.credentials.supersede(seen, next(seen), registered(`${id}B`));
      },
      {
        done: 'stored',
        refusals: {
          ...refusalsOf(place.changes, certificate, 'changedMeanwhile'),
          'the number of the new one was taken': { by: taken(1), answer: 'numberTaken' },
        },
      },
    ),
    ...casesOf(
      `the next reminder ${of}`,
      async ({ registry }, id) => {
        const seen = registered(id, place.next);
        await registry.credentials.create(seen);
        return () => registry.ledger.advance(seen, registered(id, '2027-01-29').nextReminderOn);
      },
      { done: 'advanced', refusals: refusalsOf(place.changes, certificate, 'changedMeanwhile') },
    ),
    ...casesOf(
      `the end of the reminders ${of}`,
      async ({ registry }, id) => {
        const seen = registered(id, place.next);
        await registry.credentials.create(seen);
        return () => registry.ledger.advance(seen, undefined);
      },
      { done: 'advanced', refusals: refusalsOf(place.changes, certificate, 'changedMeanwhile') },
    ),
    ...casesOf(
      `a move of address ${of}`,
      async ({ registry, put }, id) => {
        const seen = registered(id, place.next);
        await registry.credentials.create(seen);
        const change = changeOf(id);
        await put({ ...keys.addressChange(change.changeId), ...change });
        return () => registry.moves.store(change, seen, next(seen));
      },
      {
        done: 'stored',
        refusals: {
          ...refusalsOf(place.changes, certificate, 'changedMeanwhile'),
          'it was refused': {
            by: ({ set }, id) => set(keys.addressChange(changeOf(id).changeId), { state: 'refusing' }),
            answer: 'changeMoved',
          },
        },
      },
    ),
    ...casesOf(
      `an extension by order ${of}`,
      async ({ registry, put }, id) => {
        const [one, other] = [registered(id, place.next), registered(`${id}B`)];
        await registry.credentials.create(one);
        await registry.credentials.create(other);
        const order = orderOf(id, 'applying');
        await put({ ...keys.extensionOrder(id, order.id), ...order });
        const changes = [one, other].map((seen) => ({ seen, next: next(seen) }));
        return () => registry.orderChanges.store(order, changes);
      },
      {
        done: 'stored',
        refusals: {
          ...refusalsOf(place.changes, certificate, 'changedMeanwhile'),
          'the order was withdrawn': {
            by: ({ set }, id) => set(keys.extensionOrder(id, `${id}-1`), { state: 'withdrawing' }),
            answer: 'orderMoved',
          },
        },
      },
    ),
  ]),
  ...casesOf(
    'beginning an order',
    async ({ registry }, id) =>
      () =>
        registry.orders.begin(orderOf(id, 'applying')),
    {
      done: 'begun',
      refusals: {
        'its id was taken': {
          by: taken(0),
          answer: 'Error: an id of an extension order was drawn twice',
        },
        'another one began': {
          by: ({ put }, id) => put({ ...keys.runningOrder(id), running: `${id}-0` }),
          answer: 'busy',
        },
      },
    },
  ),
  ...casesOf(
    'ending an order',
    async ({ registry }, id) => {
      const order = orderOf(id, 'applying');
      await registry.orders.begin(order);
      return () => registry.orders.move(order, { ...order, state: 'applied', appliedAt: at });
    },
    {
      done: 'moved',
      refusals: {
        'it was withdrawn': {
          by: ({ set }, id) => set(keys.extensionOrder(id, `${id}-1`), { state: 'withdrawing' }),
          answer: 'changedMeanwhile',
        },
        'another one was at work': {
          by: ({ set }, id) => set(keys.runningOrder(id), { running: `${id}-0` }),
          answer: 'busy',
        },
      },
    },
  ),
  ...casesOf(
    'withdrawing an order',
    async ({ registry, put }, id) => {
      const order = orderOf(id, 'applied');
      await put({ ...keys.extensionOrder(id, order.id), ...order });
      return () => registry.orders.move(order, { ...order, state: 'withdrawing' });
    },
    {
      done: 'moved',
      holds: { 'an order before it had ended': ({ put }, id) => put({ ...keys.runningOrder(id) }) },
      refusals: {
        'it was withdrawn': {
          by: ({ set }, id) => set(keys.extensionOrder(id, `${id}-1`), { state: 'withdrawing' }),
          answer: 'changedMeanwhile',
        },
        'another one began': {
          by: ({ put }, id) => put({ ...keys.runningOrder(id), running: `${id}-0` }),
          answer: 'busy',
        },
      },
    },
  ),
  ...casesOf(
    'taking an order back that is at work',
    async ({ registry }, id) => {
      const order = orderOf(id, 'applying');
      await registry.orders.begin(order);
      return () => registry.orders.move(order, { ...order, state: 'withdrawing' });
    },
    {
      done: 'moved',
      refusals: {
        'it ended': {
          by: ({ set }, id) => set(keys.extensionOrder(id, `${id}-1`), { state: 'applied' }),
          answer: 'changedMeanwhile',
        },
      },
    },
  ),
  ...casesOf(
    'planning a page',
    async ({ registry }, id) =>
      () =>
        registry.orderPages.plan(pageOf(id)),
    {
      done: expect.objectContaining({ planned: ['A'] }),
      refusals: {
        'it was planned': {
          by: ({ put }, id) => put({ ...keys.orderPage(id, 0), ...pageOf(id), planned: ['B'] }),
          answer: expect.objectContaining({ planned: ['B'] }),
        },
      },
    },
  ),
  ...casesOf(
    'the outcome of a page',
    async ({ registry }, id) => {
      await registry.orderPages.plan(pageOf(id));
      return () => registry.orderPages.record({ ...pageOf(id), outcome: { extended: ['A'], skipped: [] } });
    },
    {
      done: expect.objectContaining({ outcome: { extended: ['A'], skipped: [] } }),
      refusals: {
        'it was recorded': {
          by: ({ set }, id) => set(keys.orderPage(id, 0), { outcome: { extended: [], skipped: [] } }),
          answer: expect.objectContaining({ outcome: { extended: [], skipped: [] } }),
        },
      },
    },
  ),
  ...casesOf(
    'that a page was taken back',
    async ({ registry }, id) =>
      () =>
        registry.orderPages.recordWithdrawal({ orderId: id, n: 0, withdrawn: 1 }),
    { done: undefined, refusals: { 'it was recorded': { by: taken(), answer: undefined } } },
  ),
  ...casesOf(
    'setting a certificate aside',
    async ({ registry }, id) => {
      await registry.credentials.create(registered(id, '2026-12-01'));
      return () => registry.due.quarantine(id, 'SPMC');
    },
    {
      done: undefined,
      refusals: {
        'it left the index': {
          by: ({ set }, id) => set(certificate(id), { duePk: undefined }),
          answer: undefined,
        },
      },
    },
  ),
  ...casesOf(
    'asking for a change of address',
    async ({ registry }, id) =>
      () =>
        registry.changes.ask({ ...askedOf(id), state: 'asked' }, id),
    {
      done: 'stored',
      holds: {
        'this caller asked five times for the inbox, but for one': given({ taken: 4 }, 2),
        'the inbox got twenty that day, but for one': given({ taken: 19 }, 3),
        'the caller had a tenth of all, but for one': given({ taken: 69 }, 6),
      },
      refusals: {
        'this caller asked five times for the inbox': { by: given({ taken: 5 }, 2), answer: 'noMoreMail' },
        'the inbox got twenty that day': { by: given({ taken: 20 }, 3), answer: 'stored' },
        'the caller had a tenth of all': { by: given({ taken: 70 }, 6), answer: 'noMoreMail' },
        'another one was asked for': { by: taken(0), answer: 'stored' },
        'its id was taken': { by: taken(1), answer: 'tooMany' },
      },
    },
  ),
  ...casesOf(
    'confirming a change of address',
    async ({ registry }, id) => {
      const asked = { ...askedOf(id), state: 'asked' } as const;
      await registry.changes.ask(asked, id);
      return () => registry.changes.move(asked, changeOf(id));
    },
    {
      done: 'moved',
      refusals: {
        'it was refused': {
          by: ({ set }, id) => set(keys.addressChange(askedOf(id).changeId), { state: 'refused' }),
          answer: 'changedMeanwhile',
        },
      },
    },
  ),
];

function pageOf(orderId: string) {
  const counts = { extended: 0, skipped: {}, withdrawn: 0 };
  return {
    orderId,
    n: 0,
    pass: 0,
    planned: ['A'],
    before: { counts, extendedInPass: 0, skippedInPass: {} },
  };
}

function askedOf(id: string) {
  return {
    changeId: `00000000-0000-4000-8000-${id.slice(1).padStart(12, '0')}`,
    holder: id,
    oldEmail: 'old@example.com',
    newEmail: `new-${id}@example.com`,
    language: 'en',
    askedAt: at,
    until: instantFrom('2026-11-23T01:15:00.000Z'),
  } as const;
}

function changeOf(id: string) {
  return { ...askedOf(id), state: 'confirmed', confirmedAt: at, moves: [] } as const;
}

import { credential } from '#register/certificate/credential.ts';
import type { Item, Key, Operation } from '#storage/table.ts';
import { keyOf, watchWrites } from './clauses.ts';
import { createRegistry, day, instantFrom } from './registry.ts';

/** A registry whose writes are watched; what a test itself stores or changes goes past that. */
export async function createWatchedRegistry() {
  const registry = await createRegistry();
  const { unseen, during } = watchWrites(registry.table);
  return {
    registry,
    during,
    put: (item: Item) => unseen.put(item),
    read: (key: Key) => unseen.get(key, { consistent: true }),
    /** Gives an item these attributes; undefined takes one away. */
    async set(key: Key, attributes: Item) {
      const parts = { SET: [] as string[], REMOVE: [] as string[] };
      for (const [name, value] of Object.entries(attributes))
        if (value === undefined) parts.REMOVE.push(`#${name}`);
        else parts.SET.push(`#${name} = :${name}`);
      const values = Object.entries(attributes).filter(([, value]) => value !== undefined);
      await unseen.update(key, {
        text: Object.entries(parts)
          .flatMap(([verb, names]) => (names.length ? [`${verb} ${names.join(', ')}`] : []))
          .join(' '),
        values: Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
      });
    },
  };
}
export type World = Awaited<ReturnType<typeof createWatchedRegistry>>;
type Write = () => Promise<unknown>;
type Change = (world: World, id: string, operations: Operation[]) => Promise<unknown>;

/** One write, and what somebody else does between the reading before it and itself. */
export interface WriteCase {
  title: string;
  /** Stores what has to be there; `id` is this case's own. */
  prepare: (world: World, id: string) => Promise<Write>;
  meanwhile: Change | undefined;
  /** Which of the writes it comes before, of those that find another way when the first is refused. */
  nth: number;
  refused: boolean;
  answer: unknown;
}

/**
 * The cases of one write: `done` when nobody comes between, then what else still lets it be done, and what has it refused,
 * each with the answer where that is another one.
 */
export function casesOf(
  what: string,
  prepare: WriteCase['prepare'],
  {
    nth = 0,
    done,
    holds = {},
    refusals,
  }: {
    nth?: number;
    done: unknown;
    holds?: Record<string, Change>;
    refusals: Record<string, { by: Change; answer: unknown }>;
  },
): WriteCase[] {
  return [
    { title: `${what} is done`, prepare, meanwhile: undefined, nth, refused: false, answer: done },
    ...Object.entries(holds).map(([when, meanwhile]) => ({
      title: `${what} is done though ${when} meanwhile`,
      prepare,
      meanwhile,
      nth,
      refused: false,
      answer: done,
    })),
    ...Object.entries(refusals).map(([when, { by, answer }]) => ({
      title: `${what} is refused as ${when} meanwhile`,
      prepare,
      meanwhile: by,
      nth,
      refused: true,
      answer,
    })),
  ];
}

/** Something else with the key of the n-th thing that is written. */
export const taken =
  (n = 0): Change =>
  ({ put }, _, operations) =>
    put({ ...keyIn(operations, n), entity: 'another' });

/** The n-th thing that is written gets these attributes. */
export const given =
  (attributes: Item, n = 0): Change =>
  ({ set }, _, operations) =>
    set(keyIn(operations, n), attributes);

/** The key of the n-th thing that is written. */
export function keyIn(operations: Operation[], n: number): Key {
  const operation = operations[n];
  if (!operation) throw new Error(`the write has no ${n}-th part`);
  return keyOf(operation);
}

const source = { via: 'api', keyId: 'k' } as const;
export const at = instantFrom('2026-11-21T01:15:00.000Z');
export const on = day('2026-11-21');
export const emailOf = (id: string) => `${id.toLowerCase()}@example.com`;

/** A certificate as it is registered. */
export const registered = (id: string, nextReminderOn?: string) => ({
  credential: credential.parse({
    key: id,
    number: id,
    provider: 'SPMC',
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    email: emailOf(id),
    language: 'en',
    issuedOn: '2024-03-01',
    expiresOn: '2027-02-28',
    history: [{ at: '2024-03-01T02:00:00.000Z', on: '2024-03-01', event: 'issued', source }],
    version: 1,
  }),
  ...(nextReminderOn && { nextReminderOn: day(nextReminderOn) }),
});

/** Both kinds of place in the reminders that a certificate can have, and what of it can change with nothing else. */
export const places = {
  'of a certificate without reminders': {
    next: undefined,
    changes: { version: { version: 2 }, 'place in the reminders': { nextReminderOn: '2026-12-01' } },
  },
  'of a certificate with reminders': {
    next: '2026-12-01',
    changes: {
      version: { version: 2 },
      'place in the reminders': { nextReminderOn: '2026-12-02' },
      'place among what is due': { nextReminderOn: undefined },
    },
  },
} as const;

/** The refusals of a write that asks for a certificate to be as it was seen. */
export const refusalsOf = (
  changes: Record<string, Item>,
  key: (id: string) => Key,
  answer: unknown,
): Record<string, { by: Change; answer: unknown }> =>
  Object.fromEntries(
    Object.entries(changes).map(([what, attributes]) => [
      `its ${what} changed`,
      { by: ({ set }: World, id: string) => set(key(id), attributes), answer },
    ]),
  );

import { expect } from 'vitest';
import { addSeconds } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { toTtl } from '#storage/table.ts';
import { at, casesOf, emailOf, given, keyIn, taken, type World } from '#support/storage/write-cases';

const until = addSeconds(at, 900);
const colleagueOf = (id: string) => ({
  colleagueId: `colleague-${id.toLowerCase().padStart(12, '0').replace('w', 'a')}`,
  provider: 'SPMC',
  email: emailOf(id),
  name: 'TSANG Mei Ling',
  role: 'manager' as const,
  invitedAt: at,
  invitedBy: 'operator',
  version: 1,
});
const added = async ({ registry }: World, one: ReturnType<typeof colleagueOf>) => {
  await registry.colleagues.add(one, { caller: one.colleagueId });
  return one;
};
const passkeyOf = ({ provider, colleagueId }: ReturnType<typeof colleagueOf>, id: string) => ({
  provider,
  colleagueId,
  credentialId: id,
  publicKey: 'k',
  counter: 5,
  name: 'Office laptop',
  addedAt: at,
});
const codeOf = ({ provider, colleagueId }: ReturnType<typeof colleagueOf>) => ({
  provider,
  colleagueId,
  draw: '0c2a5b0e-7a1d-4b6e-9d57-2f6f8f1b6f3e',
  setAt: at,
  lastStep: 7,
});
/** Of a colleague who has it. */
async function passkeyAdded(world: World, id: string) {
  const one = await added(world, colleagueOf(id));
  await world.registry.passkeys.add(passkeyOf(one, id), one);
  const found = await world.registry.passkeys.find(id);
  if (!found) throw new Error('it was not stored');
  return found;
}
const askedFor = async ({ registry }: World, id: string) => {
  const signInId = crypto.randomUUID();
  await registry.signIns.ask({
    signInId,
    email: emailOf(id),
    caller: id,
    cookie: 'c',
    language: 'en',
    askedAt: at,
    until,
  });
  const found = await registry.signIns.find(signInId);
  if (!found) throw new Error('it was not stored');
  return found;
};

/** Writes of colleagues and of how they sign in. */
export const colleagueWrites = [
  ...casesOf(
    'inviting a colleague',
    async ({ registry }, id) =>
      () =>
        registry.colleagues.add(colleagueOf(id), { caller: id }),
    {
      done: 'added',
      holds: {
        'an invitation that nobody took ended': given({ ttl: toTtl(at) }, 1),
      },
      refusals: {
        'its id was drawn': { by: taken(), answer: 'exists' },
        'somebody else invited the address': { by: given({ ttl: toTtl(until) }, 1), answer: 'exists' },
      },
    },
  ),
  ...casesOf(
    'another role of a colleague',
    async (world, id) => {
      const seen = await added(world, colleagueOf(id));
      return () => world.registry.colleagues.replace(seen, { ...seen, role: 'desk' });
    },
    {
      done: 'stored',
      refusals: { 'another change came': { by: given({ version: 2 }), answer: 'changedMeanwhile' } },
    },
  ),
  ...casesOf(
    'removing a manager',
    async (world, id) => {
      const stays = await added(world, colleagueOf(id));
      const seen = await added(world, colleagueOf(id.replace('W', 'B')));
      const { email: _, ...next } = { ...seen, removedAt: at };
      return () => world.registry.colleagues.replace(seen, next, stays);
    },
    {
      done: 'stored',
      refusals: {
        'the other one is a manager no more': { by: given({ role: 'desk' }, 2), answer: 'changedMeanwhile' },
        'the other one was removed': { by: given({ removedAt: at }, 2), answer: 'changedMeanwhile' },
      },
    },
  ),
  ...casesOf(
    'removing the passkeys and codes of a colleague',
    async (world, id) => {
      const one = await added(world, colleagueOf(id));
      return () => world.registry.colleagues.resetSignIn(one, { by: 'operator', at });
    },
    {
      done: 'stored',
      refusals: { 'another change came': { by: given({ version: 2 }), answer: 'changedMeanwhile' } },
    },
  ),
  ...casesOf(
    'forgetting a colleague',
    async (world, id) => {
      const one = await added(world, colleagueOf(id));
      return () => world.registry.colleagues.forget(one);
    },
    { done: undefined, refusals: {} },
  ),
  ...casesOf(
    'asking for a link',
    async ({ registry }, id) =>
      () =>
        registry.signIns.ask({
          signInId: crypto.randomUUID(),
          email: emailOf(id),
          caller: id,
          cookie: 'c',
          language: 'en',
          askedAt: at,
          until,
        }),
    { done: 'stored', refusals: { 'its id was drawn': { by: taken(), answer: 'noMoreMail' } } },
  ),
  ...casesOf(
    'signing in by email',
    async (world, id) => {
      const one = await added(world, colleagueOf(id));
      const signIn = await askedFor(world, id);
      return () => world.registry.signIns.use(signIn, one, { at, until, caller: id, withCode: false });
    },
    {
      done: expect.any(String),
      refusals: {
        'the link was used': { by: given({ usedAt: at }), answer: undefined },
        'the link was deleted': {
          by: ({ registry }, _, operations) => registry.table.delete(keyIn(operations, 0)),
          answer: undefined,
        },
        'the colleague was deleted': {
          by: ({ registry }, _, operations) => registry.table.delete(keyIn(operations, 1)),
          answer: undefined,
        },
        'the address is another colleague’s': { by: given({ colleagueId: 'x' }, 2), answer: undefined },
        'its token was drawn': { by: taken(3), answer: undefined },
      },
    },
  ),
  ...casesOf(
    'adding a passkey',
    async (world, id) => {
      const one = await added(world, colleagueOf(id));
      return () => world.registry.passkeys.add(passkeyOf(one, id), one);
    },
    {
      done: 'added',
      refusals: {
        'somebody has it': { by: taken(), answer: 'exists' },
        'another change of the colleague came': { by: given({ version: 2 }, 2), answer: 'changedMeanwhile' },
      },
    },
  ),
  ...casesOf(
    'signing in with a passkey that counts',
    async (world, id) => {
      const one = await passkeyAdded(world, id);
      return () => world.registry.passkeys.use(one, { counter: 6, at, until });
    },
    {
      done: expect.any(String),
      refusals: {
        'it was used with that counter': { by: given({ counter: 6 }), answer: undefined },
        'its token was drawn': { by: taken(1), answer: undefined },
      },
    },
  ),
  ...casesOf(
    'signing in with a passkey that does not count',
    async (world, id) => {
      const one = { ...(await passkeyAdded(world, id)), counter: 0 };
      await world.set(keys.passkey(one.provider, one.colleagueId, one.passkeyId), { counter: 0 });
      return () => world.registry.passkeys.use(one, { counter: 0, at, until });
    },
    {
      done: expect.any(String),
      refusals: { 'it was used by a device that counts': { by: given({ counter: 1 }), answer: undefined } },
    },
  ),
  ...casesOf(
    'removing a passkey',
    async (world, id) => {
      const one = await passkeyAdded(world, id);
      const seen = { ...colleagueOf(id), version: 2 };
      return () => world.registry.passkeys.remove(one, seen, at);
    },
    {
      done: 'removed',
      refusals: {
        'another change of the colleague came': { by: given({ version: 3 }), answer: 'changedMeanwhile' },
      },
    },
  ),
  ...casesOf(
    'removing codes',
    async (world, id) => {
      const one = await added(world, colleagueOf(id));
      await world.registry.codes.set(codeOf(one), one);
      return () => world.registry.codes.remove({ ...one, version: 2 }, at);
    },
    {
      done: 'removed',
      refusals: {
        'another change of the colleague came': { by: given({ version: 3 }), answer: 'changedMeanwhile' },
      },
    },
  ),
  ...casesOf(
    'setting codes',
    async (world, id) => {
      const one = await added(world, colleagueOf(id));
      return () => world.registry.codes.set(codeOf(one), one);
    },
    {
      done: 'set',
      refusals: {
        'there are some': { by: taken(), answer: 'changedMeanwhile' },
        'another change of the colleague came': { by: given({ version: 2 }, 1), answer: 'changedMeanwhile' },
      },
    },
  ),
  ...casesOf(
    'trying a code',
    async ({ registry }, id) =>
      async () =>
        (await registry.codes.countTry(colleagueOf(id), { to: 'signIn', at })) !== undefined,
    {
      done: true,
      holds: { 'four were tried': given({ taken: 4 }) },
      refusals: { 'five were tried': { by: given({ taken: 5 }), answer: false } },
    },
  ),
  ...casesOf(
    'using a code',
    async (world, id) => {
      const one = await added(world, colleagueOf(id));
      await world.registry.codes.set(codeOf(one), one);
      return () => world.registry.codes.use(one, 8);
    },
    { done: true, refusals: { 'it was used': { by: given({ lastStep: 8 }), answer: false } } },
  ),
  ...casesOf(
    'drawing a challenge',
    async ({ registry }, id) =>
      async () =>
        typeof (await registry.passkeys.draw(id, until)),
    {
      done: 'string',
      refusals: { 'it was drawn': { by: taken(), answer: 'Error: a challenge was drawn twice' } },
    },
  ),
  ...casesOf(
    'taking a challenge',
    async ({ registry }, id) => {
      const challenge = await registry.passkeys.draw(id, until);
      return () => registry.passkeys.take(challenge, id, at);
    },
    {
      done: true,
      refusals: {
        'it is somebody else’s': { by: given({ boundTo: 'x' }), answer: false },
        'it is late': { by: given({ until: at }), answer: false },
      },
    },
  ),
];

import { expect } from 'vitest';
import { createCheckLists } from '#lists/store/check-list-store.ts';
import { provider } from '#register/catalogue/provider.ts';
import { addSeconds } from '#register/civil-date.ts';
import { claimRequest, settleRequest } from '#register/idempotency.ts';
import { keys } from '#storage/contract/table.ts';
import { at, casesOf, given, on, taken, type World } from '#support/storage/write-cases';
import { importJob } from '#tables/import-job.ts';

const until = addSeconds(at, 3600);
const profileOf = (id: string, more: object = {}) => ({
  ...provider.parse({
    code: 'ABCD',
    name: { en: 'School', 'zh-HK': '學校' },
    disclosure: 'masked',
    approvals: [],
    ...more,
  }),
  code: id,
});
const jobOf = (id: string) =>
  importJob.parse({
    id,
    provider: 'SPMC',
    keyId: 'k',
    fileName: 'a.csv',
    contentLength: 7,
    state: 'awaitingUpload',
    createdAt: at,
  });
const chunkOf = (importId: string) => ({
  importId,
  n: 0,
  accepted: 1,
  updated: 0,
  unchanged: 0,
  rejectedCount: 1,
  finishedAt: at,
});
const registeredRows = [{ row: 2, number: 'A-1', outcome: 'accepted' as const }];
const rejectedRows = [
  { row: 3, column: 'type' as const, code: 'unknown_type' as const, value: 'X', also: [], cells: {} },
];

const claimOf = (id: string) => claimRequest({ fingerprint: 'f', claimId: id, at });
const requestOf = (id: string) => ({ provider: id, keyHash: 'h' });
const answerOf = (id: string) => settleRequest(claimOf(id), { status: 201, headers: {}, body: '' }, at);

const issued = { outcome: 'issued', secret: expect.stringMatching(/^ck_/) };
/** A provider's code has letters alone. */
const codeOf = (id: string) => id.replaceAll(/\d/g, (digit) => 'ABCDEFGHIJ'.charAt(Number(digit)));
const removed = (n: number) => given({ profile: { closedOn: on } }, n);

async function issuing({ registry }: World, id: string) {
  const provider = codeOf(id);
  const { key } = await registry.providerRepository.issueKey({ provider, label: 'office', createdAt: at });
  return () => registry.providerRepository.issueKeyWith(key, { label: 'desk', createdAt: at });
}

const withJob = (world: World, id: string) => world.put({ ...keys.importJob(id), ...jobOf(id) });
const jobGone = ({ registry }: World, id: string) => registry.table.delete(keys.importJob(id));

/** Writes of providers, their keys, sessions and requests; of imports; and of lists that somebody checks. */
export const accessWrites = [
  ...casesOf(
    'adding a provider',
    async ({ registry }, id) =>
      () =>
        registry.providerRepository.addProvider(profileOf(id)),
    { done: 'added', refusals: { 'its code was taken': { by: taken(), answer: 'exists' } } },
  ),
  ...casesOf(
    'a change of a provider',
    async ({ registry }, id) => {
      await registry.providerRepository.addProvider(profileOf(id));
      return () =>
        registry.providerRepository.changeProvider(profileOf(id), profileOf(id, { disclosure: 'full' }));
    },
    {
      done: 'stored',
      refusals: {
        'another one was made': {
          by: (world, id) =>
            world.set(keys.provider(id), { profile: profileOf(id, { contact: 'a@example.com' }) }),
          answer: 'changedMeanwhile',
        },
      },
    },
  ),
  ...casesOf(
    'issuing a key',
    async ({ registry }, id) =>
      () =>
        registry.providerRepository.issueKey({ provider: codeOf(id), label: 'office', createdAt: at }),
    {
      done: expect.objectContaining({ secret: expect.stringMatching(/^ck_/) }),
      refusals: {
        'it was drawn': { by: taken(), answer: 'Error: a key was drawn twice' },
        'its place beside the provider was taken': { by: taken(1), answer: 'Error: a key was drawn twice' },
        'the provider was removed': { by: removed(2), answer: 'Error: the provider was removed' },
      },
    },
  ),
  ...casesOf('issuing a key with another', (world, id) => issuing(world, id), {
    done: issued,
    refusals: {
      'it was drawn': { by: taken(), answer: issued },
      'its place beside the provider was taken': { by: taken(1), answer: issued },
      'the provider was removed': { by: removed(2), answer: { outcome: 'notInUse' } },
      'the other was revoked': { by: given({ revokedAt: until }, 3), answer: { outcome: 'notInUse' } },
      'the first was issued': { by: given({ issued: 1 }, 4), answer: issued },
    },
  }),
  ...casesOf(
    'issuing a key by a colleague',
    async ({ registry }, id) =>
      () =>
        registry.providerRepository.issueKeyWith(
          { provider: codeOf(id), keyId: 'colleague-1' },
          { label: 'desk', createdAt: at },
        ),
    {
      done: issued,
      refusals: {
        'they were removed': {
          by: ({ put }, id) => put({ ...keys.colleague(codeOf(id), 'colleague-1'), removedAt: until }),
          answer: { outcome: 'notInUse' },
        },
      },
    },
  ),
  ...casesOf(
    'issuing one more key with another',
    async (world, id) => {
      const issue = await issuing(world, id);
      await issue();
      return issue;
    },
    {
      done: issued,
      refusals: { 'one more was issued': { by: given({ issued: 9 }, 4), answer: issued } },
    },
  ),
  ...casesOf(
    'revoking a key',
    async ({ registry }) => {
      const { key } = await registry.providerRepository.issueKey({
        provider: 'SPMC',
        label: 'office',
        createdAt: at,
      });
      return () => registry.providerRepository.revokeKey('SPMC', key.keyId, at);
    },
    {
      done: 'revoked',
      refusals: { 'somebody did': { by: given({ revokedAt: until }), answer: 'already_revoked' } },
    },
  ),
  ...casesOf(
    'signing in',
    async ({ registry }) => {
      const { secret } = await registry.providerRepository.issueKey({
        provider: 'SPMC',
        label: 'office',
        createdAt: at,
      });
      return () => registry.sessions.open(secret, { at, until });
    },
    {
      done: expect.any(String),
      refusals: { 'its token was drawn': { by: taken(), answer: 'Error: a session token was drawn twice' } },
    },
  ),
  ...casesOf(
    'the first request of a key',
    async ({ registry }, id) =>
      () =>
        registry.requests.replace(requestOf(id), claimOf(id)),
    {
      done: { outcome: 'stored' },
      refusals: {
        'the same one came': {
          by: ({ put }, id) => put({ ...keys.idempotency(id, 'h'), ...claimOf('other') }),
          answer: { outcome: 'changedMeanwhile', existing: expect.objectContaining({ claimId: 'other' }) },
        },
      },
    },
  ),
  ...casesOf(
    'the answer of a request',
    async ({ registry }, id) => {
      await registry.requests.replace(requestOf(id), claimOf(id));
      return () => registry.requests.replace(requestOf(id), answerOf(id), claimOf(id));
    },
    {
      done: { outcome: 'stored' },
      refusals: {
        'somebody else ran it': {
          by: given({ claimId: 'other' }),
          answer: expect.objectContaining({ outcome: 'changedMeanwhile' }),
        },
        'it was answered': {
          by: ({ put }, id) => put({ ...keys.idempotency(id, 'h'), ...answerOf(id) }),
          answer: { outcome: 'changedMeanwhile', existing: expect.objectContaining({ state: 'answered' }) },
        },
      },
    },
  ),
  ...casesOf(
    'beginning an import',
    async ({ registry }, id) =>
      () =>
        registry.jobs.create(jobOf(id)),
    {
      done: undefined,
      refusals: { 'its id was drawn': { by: taken(), answer: 'Error: an import id was drawn twice' } },
    },
  ),
  ...casesOf(
    'the file of an import',
    async (world, id) => {
      await withJob(world, id);
      return () => world.registry.jobs.claim(id, 'one');
    },
    {
      done: 'claimed',
      holds: { 'the same file came': given({ etag: 'one' }) },
      refusals: {
        'another file came': { by: given({ etag: 'other' }), answer: 'anotherFile' },
        'the import was removed': { by: jobGone, answer: 'anotherFile' },
      },
    },
  ),
  ...casesOf(
    'the progress of an import',
    async (world, id) => {
      await withJob(world, id);
      return () => world.registry.jobs.update(id, { total: 3, state: 'importing' });
    },
    { done: undefined, refusals: { 'the import was removed': { by: jobGone, answer: undefined } } },
  ),
  ...(['confirmed', 'undo'] as const).flatMap((as) =>
    casesOf(
      `that an import is marked: ${as}`,
      async (world, id) => {
        await withJob(world, id);
        return () => world.registry.jobs.mark(id, as, { at, keyId: 'k' });
      },
      {
        done: true,
        refusals: {
          'the import was removed': { by: jobGone, answer: false },
          'it was marked': { by: given({ [as]: { at, keyId: 'other' } }), answer: false },
        },
      },
    ),
  ),
  ...casesOf(
    'an answer about a file',
    async (world, id) => {
      await world.put({ ...keys.importJob(id), ...jobOf(id), asked: ['type'] });
      return () => world.registry.jobs.answer(id, []);
    },
    {
      done: true,
      refusals: {
        'the import was removed': { by: jobGone, answer: false },
        'it was answered': { by: given({ asked: undefined }), answer: false },
      },
    },
  ),
  ...casesOf(
    'the failure of an import',
    async (world, id) => {
      await withJob(world, id);
      return () => world.registry.jobs.fail(id, { code: 'empty' }, at);
    },
    {
      done: undefined,
      refusals: {
        'the import was removed': { by: jobGone, answer: undefined },
        'all its rows were queued': { by: given({ queuedAllAt: at }), answer: undefined },
      },
    },
  ),
  ...[
    { registered: registeredRows, rejected: [] },
    { registered: [], rejected: rejectedRows },
  ].flatMap((rows) => {
    const which = rows.rejected.length ? 'rejected' : 'registered';
    const record =
      async ({ registry }: World, id: string) =>
      () =>
        registry.chunks.record({ ...chunkOf(id), ...rows });
    const refusals = { 'they were recorded': { by: taken(), answer: undefined } };
    return [
      ...casesOf(`the ${which} rows of a chunk`, record, { done: undefined, refusals }),
      ...casesOf(`the counts beside ${which} rows`, record, { nth: 1, done: undefined, refusals }),
    ];
  }),
  ...casesOf(
    'the kept rows of a preview',
    async ({ registry }, importId) =>
      () =>
        registry.previews.keep({ importId, n: 0, rows: [{ row: 2, cells: {} }] }, at),
    { done: undefined, refusals: { 'they were kept': { by: taken(), answer: undefined } } },
  ),
  ...[0, 1].flatMap((nth) =>
    casesOf(
      `what became of undone rows (${nth})`,
      async ({ registry }, id) =>
        () =>
          registry.undos.record(id, 0, [{ row: 2, number: 'A-1', outcome: 'takenBack' }], at),
      { nth, done: undefined, refusals: { 'it was recorded': { by: taken(), answer: undefined } } },
    ),
  ),
  ...casesOf(
    'beginning a list',
    async ({ registry }) =>
      () =>
        createCheckLists(registry.table).begin({ on, total: 1, named: 0, createdAt: at, until }),
    {
      done: expect.objectContaining({ listId: expect.any(String) }),
      refusals: { 'its id was drawn': { by: taken(), answer: 'Error: a list id was drawn twice' } },
    },
  ),
  ...casesOf(
    'a part of a list',
    async ({ registry }, list) =>
      () =>
        createCheckLists(registry.table).record({ list, n: 0, until, at, rows: [] }),
    { done: undefined, refusals: { 'it was recorded': { by: taken(), answer: undefined } } },
  ),
  ...casesOf(
    "a caller's rows",
    async ({ registry }, id) =>
      () =>
        registry.allowance.take({ caller: id, most: 10 }, 4, on),
    {
      done: 'taken',
      holds: { 'just enough were left': given({ taken: 6 }) },
      refusals: {
        'one too many were counted': { by: given({ taken: 7 }), answer: 'usedUp' },
      },
    },
  ),
];

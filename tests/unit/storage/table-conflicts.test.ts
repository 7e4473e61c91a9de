import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { absent, createTable, type Table } from '#storage/table.ts';
import { answerFor } from '#support/storage/stubbed-aws';

// The pauses between tries are random: of no length here.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

const key = { pk: 'P', sk: 'S' };
const item = { pk: { S: 'P' }, sk: { S: 'S' }, n: { N: '7' } };
const there = { pk: 'P', sk: 'S', n: 7 };
const said = { message: 'm', $metadata: {} };

const conflict = { Code: 'TransactionConflict' };
const throttled = { Code: 'ThrottlingError' };
const overCapacity = { Code: 'ProvisionedThroughputExceeded' };
const refused = { Code: 'ConditionalCheckFailed', Item: item };
const none = { Code: 'None' };
const cancelled = (...reasons: CancellationReason[]) =>
  new TransactionCanceledException({ ...said, CancellationReasons: reasons });

/** What comes of a write whose n-th try fails so; a try without a fault of its own is done. */
async function tried(write: (table: Table) => Promise<unknown>, faults: (Error | undefined)[]) {
  const { asked } = answerFor(DynamoDBClient, (_, n) => {
    const fault = faults[n - 1];
    if (fault) throw fault;
    return { Attributes: item };
  });
  const answer = await write(createTable('t')).catch((error: unknown) => ({ thrown: error }));
  return { answer, tries: asked.length };
}

const writes = {
  put: (table: Table) => table.put(key, absent),
  update: (table: Table) => table.update(key, { text: 'SET #n = :n', values: { ':n': 1 } }, absent),
  transact: (table: Table) =>
    table.transact([
      { put: key, condition: absent },
      { check: { pk: 'P', sk: 'T' }, condition: absent },
    ]),
};
const done = { put: { ok: true }, update: { ok: true, before: there }, transact: { ok: true } };
const conflicts = {
  put: new TransactionConflictException(said),
  update: new TransactionConflictException(said),
  transact: cancelled(none, conflict),
};
const kinds = ['put', 'update', 'transact'] as const;
const inARow = (fault: Error, times: number) => Array.from({ length: times }, () => fault);

describe.each(kinds)('%s', (kind) => {
  it.each([1, 2, 3, 4])('is done after %i conflicts in a row', async (times) => {
    expect(await tried(writes[kind], inARow(conflicts[kind], times))).toEqual({
      answer: done[kind],
      tries: times + 1,
    });
  });

  it('is given up after five conflicts: nobody is told that its condition failed, and whoever asked that it is busy', async () => {
    const { answer, tries } = await tried(writes[kind], inARow(conflicts[kind], 6));
    expect(answer).toEqual({
      thrown: expect.objectContaining({ name: 'Contention', cause: conflicts[kind] }),
    });
    expect(tries).toBe(5);
  });

  it('waits a little longer after each conflict', async () => {
    vi.mocked(Math.random).mockReturnValue(0.01);
    const begun = performance.now();
    await tried(writes[kind], inARow(conflicts[kind], 4));
    // 1 + 2 + 4 + 8 ms; a timer may fire up to a millisecond early.
    expect(performance.now() - begun).toBeGreaterThan(11);
  });

  it('fails when too much is asked, at once and with that', async () => {
    const fault = new ProvisionedThroughputExceededException(said);
    expect(await tried(writes[kind], [fault])).toEqual({ answer: { thrown: fault }, tries: 1 });
  });

  it('is refused after a conflict when its condition fails then', async () => {
    const refusal = {
      put: new ConditionalCheckFailedException({ ...said, Item: item }),
      update: new ConditionalCheckFailedException({ ...said, Item: item }),
      transact: cancelled(refused, none),
    };
    const { answer, tries } = await tried(writes[kind], [conflicts[kind], refusal[kind]]);
    const refusals = { ok: false, existing: there };
    expect(answer).toEqual(kind === 'transact' ? { ok: false, held: [refusals, { ok: true }] } : refusals);
    expect(tries).toBe(2);
  });
});

describe('a transaction that was cancelled', () => {
  it.each<[string, CancellationReason[]]>([
    ['as too much was asked', [throttled, none]],
    ['as the table had no capacity', [none, overCapacity]],
    ['for both', [throttled, overCapacity]],
    ['as one of its items was too large', [none, { Code: 'ValidationError' }]],
    ['without a reason', []],
  ])('%s fails at once: it is no answer about a condition', async (_, reasons) => {
    const fault = cancelled(...reasons);
    expect(await tried(writes.transact, [fault])).toEqual({ answer: { thrown: fault }, tries: 1 });
  });

  it('says nothing of its reasons: it fails', async () => {
    const fault = new TransactionCanceledException(said);
    expect(await tried(writes.transact, [fault])).toEqual({ answer: { thrown: fault }, tries: 1 });
  });

  it.each<[string, CancellationReason[]]>([
    ['throttled as well', [conflict, throttled]],
    ['in conflict with both', [conflict, conflict]],
  ])('by a conflict, %s, is tried again', async (_, reasons) => {
    expect(await tried(writes.transact, [cancelled(...reasons)])).toEqual({
      answer: { ok: true },
      tries: 2,
    });
  });

  it.each<[string, CancellationReason]>([
    ['throttled', throttled],
    ['in conflict', conflict],
    ['not looked at', none],
  ])('by a condition, with its other part %s, is refused at once', async (_, other) => {
    expect(await tried(writes.transact, [cancelled(other, refused)])).toEqual({
      answer: { ok: false, held: [{ ok: true }, { ok: false, existing: there }] },
      tries: 1,
    });
  });

  it('by a condition on what is not there says so', async () => {
    const absence = { Code: 'ConditionalCheckFailed' };
    expect(await tried(writes.transact, [cancelled(absence, none)])).toEqual({
      answer: { ok: false, held: [{ ok: false, existing: undefined }, { ok: true }] },
      tries: 1,
    });
  });
});

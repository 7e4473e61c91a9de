import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { checkList, type RowKind, rowKinds } from '#lists/check-list.ts';
import type { CheckLists } from '#lists/ports.ts';
import { instant } from '#register/civil-date.ts';
import { hashOfSecret } from '#storage/access/key-ring.ts';
import { keys } from '#storage/contract/table.ts';
import { createParts } from '#storage/job.ts';
import { absent, type Table, toTtl } from '#storage/table.ts';
import { packRows, unpackRows } from './packed-rows.ts';

/**
 * A part is two items, written together: what its rows came to, one letter each, so that all of 50,000 are one page of a
 * query; and the rows, packed, read only where they are shown.
 */
export function createCheckLists(table: Table): CheckLists {
  const chunks = createParts(table, keys.checkedChunk);
  const rowsOfChunks = createParts(table, keys.checkedRows);

  return {
    async begin(asked) {
      const listId = randomBytes(16).toString('hex');
      const list = { ...asked, list: hashOfSecret(listId) };
      const item = {
        ...keys.checkList(list.list),
        entity: 'checkList',
        ...list,
        ttl: toTtl(list.until),
      };
      const answer = await table.put(item, absent);
      if (!answer.ok) throw new Error('a list id was drawn twice');
      return { listId, list };
    },

    async find(listId, at) {
      const item = await table.get(keys.checkList(hashOfSecret(listId)), { consistent: true });
      const list = item && checkList.parse(item);
      // DynamoDB takes out what has run out when it gets round to it, days later at times.
      return list && at < list.until ? list : undefined;
    },

    isRecorded: (list, n) => chunks.isRecorded(list, n),

    async record({ list, n, until, at, rows }) {
      const kinds = rows.map(({ kind }) => letterOf(kind)).join('');
      const ttl = toTtl(until);
      await table.transact([
        {
          put: { ...keys.checkedChunk(list, n), entity: 'checkedChunk', n, at, kinds, ttl },
          condition: absent,
        },
        { put: { ...keys.checkedRows(list, n), entity: 'checkedRows', rows: await packRows(rows), ttl } },
      ]);
    },

    async *outcomes(list) {
      for await (const item of chunks.each(list, { fields: Object.keys(outcome.shape) }))
        yield outcome.parse(item);
    },

    async rowsOf(list, n) {
      const item = await rowsOfChunks.get(list, n);
      return item ? unpackRows(item) : [];
    },

    async *rows(list, from) {
      for await (const item of rowsOfChunks.each(list, { n: from })) yield await unpackRows(item);
    },
  };
}

/** A letter is never given to another kind: lists of yesterday are read by what is deployed today. */
const letters: Record<RowKind, string> = {
  revoked: '0',
  suspended: '1',
  nameDiffers: '2',
  notFound: '3',
  mistyped: '4',
  expired: '5',
  superseded: '6',
  notYetValid: '7',
  unclear: '8',
  expiringSoon: '9',
  valid: 'a',
  repeated: 'b',
  several: 'c',
};
const letterOf = (kind: RowKind) => letters[kind];
const kindsOf = (text: string) =>
  [...text].map((letter) => z.enum(rowKinds).parse(rowKinds.find((kind) => letters[kind] === letter)));

const outcome = z.object({ n: z.int(), at: instant, kinds: z.string().transform(kindsOf) });

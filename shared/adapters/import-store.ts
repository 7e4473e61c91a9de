import * as z from 'zod';
import { INDEXES, indexKeys, keys, prefixes } from '#contract/table';
import { chunkCounts, chunkOutcome, importJob, registeredRow } from '#domain/import-job';
import type { ImportChunks, ImportJobs } from '#ports';
import { absent, type Table } from './table.ts';

/** Jobs and their chunks are gone 90 days after the file came: the register itself keeps what they did. */
const KEPT_SECONDS = 90 * 86_400;
const ttl = (at: string) => Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS;

export function createImportJobs(table: Table): ImportJobs {
  return {
    async create(job) {
      const item = {
        ...keys.importJob(job.id),
        entity: 'importJob',
        ...job,
        ...indexKeys.importList(job.provider, job.createdAt, job.id),
        ttl: ttl(job.createdAt),
      };
      const answer = await table.put(item, absent);
      if (!answer.ok) throw new Error('an import id was drawn twice');
    },

    async get(importId) {
      const item = await table.get(keys.importJob(importId), { consistent: true });
      return item && importJob.parse(item);
    },

    async update(importId, found) {
      const fields = Object.entries(found).filter(([, value]) => value !== undefined);
      await table.update(
        keys.importJob(importId),
        {
          text: `SET ${fields.map(([field]) => `#${field} = :${field}`).join(', ')}`,
          values: Object.fromEntries(fields.map(([field, value]) => [`:${field}`, value])),
        },
        { text: 'attribute_exists(#pk)' },
      );
    },

    async list(provider, { limit, cursor }) {
      const after = cursor === undefined ? undefined : listKey.safeParse(cursor);
      if (after?.success === false) return 'invalidCursor';
      const { byProviderPk } = indexKeys.importList(provider, '', '');
      const page = await table.page({
        index: INDEXES.byProvider.name,
        condition: { text: '#byProviderPk = :provider', values: { ':provider': byProviderPk } },
        limit,
        descending: true,
        startAfter: after && {
          ...indexKeys.importList(provider, after.data.createdAt, after.data.id),
          ...keys.importJob(after.data.id),
        },
      });
      // The index only says which: what a job has come to is read from the job.
      const ids = page.items.map((item) => sortKey.parse(item['byProviderSk']).id);
      const jobs = await Promise.all(ids.map((id) => this.get(id)));
      const last = page.last && z.string().parse(page.last['byProviderSk']);
      return {
        jobs: jobs.filter((job) => job !== undefined),
        ...(last && { cursor: Buffer.from(last).toString('base64url') }),
      };
    },
  };
}

const sortKey = z
  .string()
  .regex(/^[\d:.TZ-]{24}#[\w-]{1,64}$/)
  .transform((text) => ({ createdAt: text.slice(0, 24), id: text.slice(25) }));
/** A cursor names nothing outside the provider's own list. */
const listKey = z
  .string()
  .transform((cursor) => Buffer.from(cursor, 'base64url').toString())
  .pipe(sortKey);

export function createImportChunks(table: Table): ImportChunks {
  return {
    async record({ registered, ...outcome }) {
      const { importId, n, finishedAt } = outcome;
      const numbers = { ...keys.importNumbers(importId, n), entity: 'importNumbers', n, rows: registered };
      // First, because with the chunk's own record its message is done.
      if (registered.length) await table.put({ ...numbers, ttl: ttl(finishedAt) }, absent);
      const item = {
        ...keys.importChunk(importId, n),
        entity: 'importChunk',
        ...outcome,
        ttl: ttl(finishedAt),
      };
      await table.put(item, absent);
    },

    async isRecorded(importId, n) {
      return (await table.get(keys.importChunk(importId, n), { consistent: true })) !== undefined;
    },

    async *counts(importId) {
      for await (const item of table.query(chunksOf(importId, countFields))) yield chunkCounts.parse(item);
    },

    async rejected(importId, after) {
      const { items, last } = await table.page({
        ...chunksOf(importId),
        ...(after !== undefined && { startAfter: keys.importChunk(importId, after) }),
      });
      const chunks = items.map((item) => chunkOutcome.parse(item));
      const next = last && chunks.at(-1)?.n;
      return { rows: chunks.flatMap((chunk) => chunk.rejected), ...(next !== undefined && { last: next }) };
    },

    async registered(importId, after) {
      const { items, last } = await table.page({
        ...beginningWith(prefixes.numbers, importId),
        ...(after !== undefined && { startAfter: keys.importNumbers(importId, after) }),
      });
      const chunks = items.map((item) => chunkNumbers.parse(item));
      const next = last && chunks.at(-1)?.n;
      return { rows: chunks.flatMap(({ rows }) => rows), ...(next !== undefined && { last: next }) };
    },
  };
}

const chunkNumbers = z.object({ n: z.int(), rows: z.array(registeredRow) });
const countFields = Object.keys(chunkCounts.shape);

const chunksOf = (importId: string, fields?: string[]) => ({
  ...beginningWith(prefixes.chunk, importId),
  ...(fields && { fields }),
});

function beginningWith(prefix: string, importId: string) {
  return {
    condition: {
      text: '#pk = :pk AND begins_with(#sk, :prefix)',
      values: { ':pk': keys.importJob(importId).pk, ':prefix': prefix },
    },
    consistent: true,
  };
}

import { keys, prefixes } from '#contract/table';
import { chunkCounts, chunkOutcome, importJob } from '#domain/import-job';
import type { ImportChunks, ImportJobs } from '#ports';
import { absent, type Table } from './table.ts';

/** Jobs and their chunks are gone 90 days after the file came: the register itself keeps what they did. */
const KEPT_SECONDS = 90 * 86_400;
const ttl = (at: string) => Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS;

export function createImportJobs(table: Table): ImportJobs {
  return {
    async create(job) {
      const item = { ...keys.importJob(job.id), entity: 'importJob', ...job, ttl: ttl(job.createdAt) };
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
  };
}

export function createImportChunks(table: Table): ImportChunks {
  return {
    async record(outcome) {
      const item = {
        ...keys.importChunk(outcome.importId, outcome.n),
        entity: 'importChunk',
        ...outcome,
        ttl: ttl(outcome.finishedAt),
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
  };
}

const countFields = Object.keys(chunkCounts.shape);

function chunksOf(importId: string, fields?: string[]) {
  return {
    condition: {
      text: '#pk = :pk AND begins_with(#sk, :prefix)',
      values: { ':pk': keys.importJob(importId).pk, ':prefix': prefixes.chunk },
    },
    consistent: true,
    ...(fields && { fields }),
  };
}

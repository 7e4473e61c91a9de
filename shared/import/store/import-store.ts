import * as z from 'zod';
import { cursorBehind, type Page, placeIn } from '#register/page.ts';
import { INDEXES, indexKeys, keys } from '#storage/contract/table.ts';
import { createParts } from '#storage/job.ts';
import { absent, type Expression, type Table } from '#storage/table.ts';
import {
  type ChunkOutcome,
  chunkCounts,
  type ImportJob,
  importJob,
  registeredRow,
  rejectedRow,
} from '#tables/import-job.ts';
import type { ImportChunks, ImportJobs } from '#tables/ports.ts';

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

    async claim(importId, etag) {
      const answer = await table.update(
        keys.importJob(importId),
        { text: 'SET #etag = :etag', values: { ':etag': etag } },
        { text: 'attribute_exists(#pk) AND (attribute_not_exists(#etag) OR #etag = :etag)' },
      );
      return answer.ok ? 'claimed' : 'anotherFile';
    },

    async update(importId, found) {
      await table.update(keys.importJob(importId), setting(found), { text: 'attribute_exists(#pk)' });
    },

    async fail(importId, error, failedAt) {
      await table.update(keys.importJob(importId), setting({ state: 'failed', error, failedAt }), {
        text: 'attribute_exists(#pk) AND attribute_not_exists(#queuedAllAt)',
      });
    },

    async list(provider, { limit, cursor }) {
      const after = placeIn(cursor, sortKey);
      const { byProviderPk } = indexKeys.importList(provider, '', '');
      const page = await table.page({
        index: INDEXES.byProvider.name,
        condition: { text: '#byProviderPk = :provider', values: { ':provider': byProviderPk } },
        limit,
        descending: true,
        startAfter: after && {
          ...indexKeys.importList(provider, after.createdAt, after.id),
          ...keys.importJob(after.id),
        },
      });
      // The index only says which: what a job has come to is read from the job.
      const ids = page.items.map((item) => sortKey.parse(item['byProviderSk']).id);
      const jobs = await Promise.all(ids.map((id) => this.get(id)));
      return {
        items: jobs.filter((job) => job !== undefined),
        ...cursorBehind(page.last && String(page.last['byProviderSk'])),
      };
    },
  };
}

function setting(found: Partial<ImportJob>): Expression {
  const fields = Object.entries(found).filter(([, value]) => value !== undefined);
  return {
    text: `SET ${fields.map(([field]) => `#${field} = :${field}`).join(', ')}`,
    values: Object.fromEntries(fields.map(([field, value]) => [`:${field}`, value])),
  };
}

/** A place names nothing outside the provider's own list. */
const sortKey = z
  .string()
  .regex(/^[\d:.TZ-]{24}#[\w-]{1,64}$/)
  .transform((text) => ({ createdAt: text.slice(0, 24), id: text.slice(25) }));

export function createImportChunks(table: Table): ImportChunks {
  const chunks = createParts(table, keys.importChunk);
  const rowsOf = {
    REGISTERED: createParts(table, (id, n) => keys.importRows(id, 'REGISTERED', n)),
    REJECTED: createParts(table, (id, n) => keys.importRows(id, 'REJECTED', n)),
  };

  async function recordRows(
    { importId, n, finishedAt }: ChunkOutcome,
    of: keyof typeof rowsOf,
    rows: unknown[],
  ) {
    const part = { entity: 'importRows', n, rows, ttl: ttl(finishedAt) };
    if (rows.length) await rowsOf[of].record(importId, n, part);
  }

  async function pageOf<Row>(
    row: z.ZodType<Row>,
    of: keyof typeof rowsOf,
    importId: string,
    cursor: string | undefined,
  ): Promise<Page<Row>> {
    const page = await rowsOf[of].page(importId, cursor);
    const rows = z.object({ rows: z.array(row) });
    return { ...page, items: page.items.flatMap((item) => rows.parse(item).rows) };
  }

  return {
    async record(outcome) {
      const { registered, rejected, ...counts } = outcome;
      // First, because with the chunk's own record its message is done.
      await Promise.all([
        recordRows(outcome, 'REGISTERED', registered),
        recordRows(outcome, 'REJECTED', rejected),
      ]);
      const chunk = { entity: 'importChunk', ...counts, ttl: ttl(counts.finishedAt) };
      await chunks.record(counts.importId, counts.n, chunk);
    },

    isRecorded: (importId, n) => chunks.isRecorded(importId, n),

    async *counts(importId) {
      for await (const item of chunks.each(importId, { fields: Object.keys(chunkCounts.shape) }))
        yield chunkCounts.parse(item);
    },

    rejected: (importId, cursor) => pageOf(rejectedRow, 'REJECTED', importId, cursor),

    registered: (importId, cursor) => pageOf(registeredRow, 'REGISTERED', importId, cursor),
  };
}

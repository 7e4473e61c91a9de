import * as z from 'zod';
import type { Page } from '#register/page.ts';
import { keys } from '#storage/contract/table.ts';
import { createParts } from '#storage/job.ts';
import type { Table } from '#storage/table.ts';
import {
  type ChunkOutcome,
  chunkCounts,
  previewedRow,
  type RegisteredRow,
  rawRow,
  registeredRow,
  rejectedRow,
  undoneRow,
  undoOutcomes,
  undoSums,
} from '#tables/import-job.ts';
import type { ImportChunks, ImportPreviews, ImportUndos } from '#tables/ports.ts';
import { KEPT_DAYS, ttlAfter } from './import-store.ts';

/** A preview may be confirmed for a day; the second is for what is still queued then. */
const PREVIEW_DAYS = 2;

type RowsOf = Parameters<typeof keys.importRows>[1];

export const createImportChunks = (table: Table): ImportChunks =>
  createChunks(
    table,
    { counts: 'CHUNK', registered: 'REGISTERED', rejected: 'REJECTED' },
    KEPT_DAYS,
    registeredRow,
  );

export function createImportPreviews(table: Table): ImportPreviews {
  const chunks = createChunks(
    table,
    { counts: 'PREVIEW', registered: 'PREVIEW-REGISTERED', rejected: 'PREVIEW-REJECTED' },
    PREVIEW_DAYS,
    previewedRow,
  );
  const kept = rowParts(table, 'KEPT', rawRow);
  return {
    ...chunks,
    keep: ({ importId, n, rows }, at) => kept.record(importId, n, rows, ttlAfter(PREVIEW_DAYS, at)),
    kept: (importId, n) => kept.get(importId, n),
    keptCounts: (importId) => Array.fromAsync(kept.counts(importId)),
  };
}

export function createImportUndos(table: Table): ImportUndos {
  const counts = createParts(table, (id, n) => keys.importChunk(id, 'UNDO', n));
  const undone = rowParts(table, 'UNDONE', undoneRow);
  const registered = rowParts(table, 'REGISTERED', registeredRow);
  return {
    async record(importId, n, rows, at) {
      const ttl = ttlAfter(KEPT_DAYS, at);
      // First, because with the counts its message is done.
      await undone.record(importId, n, rows, ttl);
      const count = (outcome: (typeof undoOutcomes)[number]) =>
        rows.filter((row) => row.outcome === outcome).length;
      const sums = Object.fromEntries(undoOutcomes.map((outcome) => [outcome, count(outcome)]));
      await counts.record(importId, n, { entity: 'importUndo', ...sums, ttl });
    },
    isRecorded: (importId, n) => counts.isRecorded(importId, n),
    async *counts(importId) {
      for await (const item of counts.each(importId, { fields: Object.keys(undoSums.shape) }))
        yield undoSums.parse(item);
    },
    rows: (importId, cursor) => undone.page(importId, cursor),
    registeredIn: async (importId, n): Promise<RegisteredRow[]> => (await registered.get(importId, n)) ?? [],
  };
}

function createChunks<Row>(
  table: Table,
  of: { counts: Parameters<typeof keys.importChunk>[1]; registered: RowsOf; rejected: RowsOf },
  days: number,
  row: z.ZodType<Row>,
): ImportChunks<Row> {
  const chunks = createParts(table, (id, n) => keys.importChunk(id, of.counts, n));
  const registered = rowParts(table, of.registered, row);
  const rejected = rowParts(table, of.rejected, rejectedRow);

  return {
    async record({ registered: taken, rejected: refused, ...counts }: ChunkOutcome<Row>) {
      const { importId, n, finishedAt } = counts;
      const ttl = ttlAfter(days, finishedAt);
      // First, because with the chunk's own record its message is done.
      await Promise.all([
        taken.length > 0 && registered.record(importId, n, taken, ttl),
        refused.length > 0 && rejected.record(importId, n, refused, ttl),
      ]);
      await chunks.record(importId, n, { entity: 'importChunk', ...counts, ttl });
    },

    isRecorded: (importId, n) => chunks.isRecorded(importId, n),

    async *counts(importId) {
      for await (const item of chunks.each(importId, { fields: Object.keys(chunkCounts.shape) }))
        yield chunkCounts.parse(item);
    },

    rejected: (importId, cursor) => rejected.page(importId, cursor),
    registered: (importId, cursor) => registered.page(importId, cursor),
  };
}

/** Rows of a file's chunks, each chunk's recorded once. */
function rowParts<Row>(table: Table, of: RowsOf, row: z.ZodType<Row>) {
  const parts = createParts(table, (id, n) => keys.importRows(id, of, n));
  const rowsIn = z.object({ rows: z.array(row) });
  return {
    async record(importId: string, n: number, rows: Row[], ttl: number): Promise<void> {
      await parts.record(importId, n, { entity: 'importRows', n, count: rows.length, rows, ttl });
    },

    async get(importId: string, n: number): Promise<Row[] | undefined> {
      const item = await parts.get(importId, n);
      return item && rowsIn.parse(item).rows;
    },

    async *counts(importId: string): AsyncGenerator<number> {
      for await (const item of parts.each(importId, { fields: ['count'] }))
        yield z.object({ count: z.int() }).parse(item).count;
    },

    async page(importId: string, cursor?: string): Promise<Page<Row>> {
      const page = await parts.page(importId, cursor);
      return { ...page, items: page.items.flatMap((item) => rowsIn.parse(item).rows) };
    },
  };
}

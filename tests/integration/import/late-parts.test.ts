import { beforeAll, describe, expect, it } from 'vitest';
import { slice } from '#import/console/imports-slice.ts';
import { createImportChunks } from '#import/store/import-chunks.ts';
import { createRegistry, instantFrom } from '#support/storage/registry';
import type { ImportChunks } from '#tables/ports.ts';

const CHUNKS = 60;
const ROWS = 100;
/** Every third chunk is without. */
const rejectedIn = (n: number) => (n % 3 === 0 ? 0 : 20 + n);
const SIZE = 400;

/** Pages that were read of the store. */
let pages = 0;
let chunks: ImportChunks;
const rowsOf = async (part: number) =>
  (
    await slice((cursor) => chunks.rejected('it', cursor), chunks.counts('it'), {
      part,
      size: SIZE,
      countIn: ({ rejectedCount }) => rejectedCount,
    })
  ).map(({ row }) => row);

const all = Array.from({ length: CHUNKS }, (_, n) =>
  Array.from({ length: rejectedIn(n) }, (_each, at) => n * ROWS + at),
);
const parts = Math.ceil(all.flat().length / SIZE);

beforeAll(async () => {
  const { table } = await createRegistry();
  chunks = createImportChunks({
    ...table,
    page: (query) => {
      pages++;
      return table.page(query);
    },
  });
  for (const [n, rows] of all.entries())
    await chunks.record({
      importId: 'it',
      n,
      accepted: 0,
      updated: 0,
      unchanged: 0,
      rejectedCount: rows.length,
      registered: [],
      rejected: rows.map((row) => ({
        row,
        column: 'type',
        code: 'unknown_type',
        value: 'x',
        also: [],
        cells: { nameEn: 'x'.repeat(3000) },
      })),
      finishedAt: instantFrom('2026-11-21T02:00:00.000Z'),
    });
});

describe('a part of the rows to correct', () => {
  it('has the rows that come after those of the parts before it, each once', async () => {
    const read = await Promise.all(Array.from({ length: parts + 1 }, (_, at) => rowsOf(at + 1)));
    expect(read.map((rows) => rows.length).slice(0, parts - 1)).toEqual(Array(parts - 1).fill(SIZE));
    expect(read.flat()).toEqual(all.flat());
    expect(read.at(-1)).toEqual([]);
  });

  it('is read as fast when it is the last as when it is the first', async () => {
    const cost = async (part: number) => {
      const before = pages;
      await rowsOf(part);
      return pages - before;
    };
    const first = await cost(1);
    expect(parts).toBeGreaterThan(3);
    expect(await cost(parts)).toBeLessThanOrEqual(first + 1);
    expect(await cost(parts + 1)).toBeLessThanOrEqual(2);
  });
});

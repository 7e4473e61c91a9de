import { eachPage, type Page, partBehind } from '#register/page.ts';
import type { ChunkCounts } from '#tables/import-job.ts';

interface Part {
  /** From 1. */
  part: number;
  size: number;
  /** How many rows of the list a chunk of the file has. */
  countIn: (chunk: ChunkCounts) => number;
}

/** Of the rows that are on the register. */
export const registeredIn = ({ accepted, updated, unchanged }: ChunkCounts): number =>
  accepted + updated + unchanged;

/**
 * One part of a long list of rows, out of the store's pages: read from the chunk in which it begins until it is full, so that the last
 * part comes as fast as the first. `chunks`: those of the file, in their order.
 */
export async function slice<Row>(
  read: (cursor: string | undefined) => Promise<Page<Row> | undefined>,
  chunks: AsyncIterable<ChunkCounts>,
  { part, size, countIn }: Part,
): Promise<Row[]> {
  let before = (part - 1) * size;
  let from: string | undefined;
  if (before > 0)
    for await (const chunk of chunks) {
      if (countIn(chunk) > before) break;
      before -= countIn(chunk);
      from = partBehind(chunk.n).cursor;
    }
  const rows: Row[] = [];
  const pages = eachPage(async (cursor) => (await read(cursor ?? from)) ?? { items: [] });
  for await (const { items } of pages) {
    rows.push(...items.slice(before, before + size - rows.length));
    before = Math.max(0, before - items.length);
    if (rows.length === size) break;
  }
  return rows;
}

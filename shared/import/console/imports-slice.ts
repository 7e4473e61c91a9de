import { eachPage, type Page } from '#register/page.ts';

/** One part of a long list, out of the store's pages; reading stops when the part is full. Parts count from 1. */
export async function slice<Row>(
  read: (cursor: string | undefined) => Promise<Page<Row> | undefined>,
  { part, size }: { part: number; size: number },
): Promise<Row[]> {
  let before = (part - 1) * size;
  const rows: Row[] = [];
  for await (const { items } of eachPage(async (cursor) => (await read(cursor)) ?? { items: [] })) {
    rows.push(...items.slice(before, before + size - rows.length));
    before = Math.max(0, before - items.length);
    if (rows.length === size) break;
  }
  return rows;
}

import type { Page } from '#register/page.ts';

/** Where a page of rows begins: in the store's page `after` a chunk, so many rows on. */
export interface Place {
  after?: string | undefined;
  skip?: number | undefined;
}

export interface RowsPage<Row> {
  rows: Row[];
  /** Where the next page begins; absent on the last one. */
  next?: Place;
  /** Whether rows stand before these. */
  later: boolean;
}

/** So many rows from a place on; the store's pages hold thousands or none. */
export async function readRows<Row>(
  read: (cursor: string | undefined) => Promise<Page<Row> | undefined>,
  { after, skip = 0 }: Place,
  size: number,
): Promise<RowsPage<Row>> {
  const rows: Row[] = [];
  const later = after !== undefined || skip > 0;
  let passed = skip;
  for (let cursor = after; ; ) {
    const page = await read(cursor);
    const left = page?.items.slice(passed) ?? [];
    const room = size - rows.length;
    rows.push(...left.slice(0, room));
    if (left.length > room) return { rows, later, next: { after: cursor, skip: passed + room } };
    if (page?.cursor === undefined) return { rows, later };
    passed = 0;
    cursor = page.cursor;
  }
}

/** As an address carries it. */
export const placeQuery = (name: string, { after, skip }: Place): URLSearchParams =>
  new URLSearchParams({
    ...(after !== undefined && { [`${name}After`]: after }),
    ...(skip !== undefined && { [`${name}Skip`]: String(skip) }),
  });

import type * as z from 'zod';

/** Part of a list, in the order of the list; `cursor` leads to the next part, and the last one has none. */
export interface Page<Item> {
  items: Item[];
  cursor?: string;
}

/** What of a list is asked for: so many, after those of the page that gave the cursor. Any other fails with InvalidCursor. */
export interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

/** A cursor that this list does not give. */
export class InvalidCursor extends Error {
  constructor() {
    super('a cursor that this list does not give');
    this.name = 'InvalidCursor';
  }
}

/** The cursor behind an item, from the item's place in the list; `undefined`: nothing comes behind it. */
export function cursorBehind(place: string | undefined): { cursor?: string } {
  return place === undefined ? {} : { cursor: Buffer.from(place).toString('base64url') };
}

/** The place in a cursor; `undefined` for the beginning of the list. Fails with InvalidCursor. */
export function placeIn<Place>(
  cursor: string | undefined,
  place: z.ZodType<Place, string>,
): Place | undefined {
  if (cursor === undefined) return undefined;
  const read = place.safeParse(Buffer.from(cursor, 'base64url').toString());
  if (!read.success) throw new InvalidCursor();
  return read.data;
}

/** A list from its beginning to its end, page by page. */
export async function* eachPage<Pages extends Page<unknown>>(
  read: (cursor: string | undefined) => Promise<Pages>,
): AsyncGenerator<Pages> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield page;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** Of a list that lies in numbered parts, a cursor is the number of the last part that was given. */
export const partBehind = (n: number | undefined): { cursor?: string } =>
  n === undefined ? {} : { cursor: String(n) };

export function partIn(cursor: string | undefined): number | undefined {
  if (cursor !== undefined && !/^\d{1,16}$/.test(cursor)) throw new InvalidCursor();
  return cursor === undefined ? undefined : Number(cursor);
}

import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import * as z from 'zod';
import { type CheckedRow, checkedRow } from '#lists/check-list.ts';
import type { Item } from '#storage/table.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** A part's rows as its item keeps them. */
export const packRows = (rows: CheckedRow[]) => deflate(JSON.stringify(rows));

export async function unpackRows(item: Item): Promise<CheckedRow[]> {
  const { rows } = z.object({ rows: z.instanceof(Uint8Array) }).parse(item);
  return z.array(checkedRow).parse(JSON.parse((await inflate(rows)).toString()));
}

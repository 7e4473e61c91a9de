/** One part of a long list, out of the store's pages; reading stops when the part is full. Parts count from 1. */
export async function slice<Row>(
  read: (after: number | undefined) => Promise<{ rows: Row[]; last?: number } | undefined>,
  { part, size }: { part: number; size: number },
): Promise<Row[]> {
  let before = (part - 1) * size;
  const rows: Row[] = [];
  for (let after: number | undefined; ; ) {
    const page = await read(after);
    const here = page?.rows.slice(before, before + size - rows.length) ?? [];
    rows.push(...here);
    before = Math.max(0, before - (page?.rows.length ?? 0));
    after = page?.last;
    if (after === undefined || rows.length === size) return rows;
  }
}

import { listImportRejections } from '#import/list-import-rows.ts';
import type { RejectedRow } from '#tables/import-job.ts';
import type { ImportChunks, ImportJobs } from '#tables/ports.ts';

const ROWS_A_PAGE = 100;

export interface RejectedPage {
  rows: RejectedRow[];
  /** Where the next page begins; absent on the last one. */
  next?: { after?: string; row: number };
}

/** A hundred rejected rows after `row`; the store's pages, which begin `after` a chunk, hold thousands or none. */
export async function readRejected(
  deps: { jobs: ImportJobs; chunks: ImportChunks },
  {
    row = 0,
    after,
    ...id
  }: { provider: string; importId: string; after?: string | undefined; row?: number | undefined },
): Promise<RejectedPage> {
  const rows: RejectedRow[] = [];
  for (let cursor = after; ; ) {
    const page = await listImportRejections(deps, { ...id, cursor });
    const later = page?.items.filter((rejected) => rejected.row > row) ?? [];
    const room = ROWS_A_PAGE - rows.length;
    rows.push(...later.slice(0, room));
    const last = rows.at(-1);
    if (later.length > room && last)
      return { rows, next: { ...(cursor !== undefined && { after: cursor }), row: last.row } };
    if (page?.cursor === undefined) return { rows };
    cursor = page.cursor;
  }
}

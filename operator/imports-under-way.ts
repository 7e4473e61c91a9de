import { listImports } from '#import/list-imports.ts';
import type { ImportReport } from '#import/report-import.ts';
import { createImportChunks, createImportPreviews, createImportUndos } from '#import/store/import-chunks.ts';
import { createImportJobs } from '#import/store/import-store.ts';
import type { Instant } from '#register/civil-date.ts';
import type { Table } from '#storage/table.ts';

/** Of a provider's uploads the latest are looked at: what is under way is among them. */
const LATEST = 10;
/** A file of any size is done sooner. */
const LONG_MS = 60 * 60_000;
const OVER: ImportReport['state'][] = [
  'finished',
  'undone',
  'failed',
  'previewed',
  'asking',
  'awaitingUpload',
];

export interface ImportUnderWay {
  provider: string;
  importId: string;
  state: ImportReport['state'];
  /** When it was uploaded, confirmed or begun to be undone, whichever was last. */
  since: Instant;
  /** Rows, of `total` where the file has been read. */
  done: number;
  total: number | null;
  /** It should long be over. */
  isLong: boolean;
}

/** A provider's uploads as its console has them: when the last one came, and those at which something is at work. */
export async function importsOf(
  table: Table,
  provider: string,
  at: Instant,
): Promise<{ lastUploadAt: Instant | null; underWay: ImportUnderWay[] }> {
  const jobs = createImportJobs(table);
  const deps = {
    jobs,
    chunks: createImportChunks(table),
    previews: createImportPreviews(table),
    undos: createImportUndos(table),
  };
  const { items } = await listImports(deps, { provider, at, limit: LATEST });
  const going = items.filter(({ state }) => !OVER.includes(state));
  const underWay = going.map(async ({ importId, state, startedAt, rows, undone }) => {
    const job = await jobs.get(importId);
    const since = job?.undo?.at ?? job?.confirmed?.at ?? startedAt;
    const done = undone
      ? undone.takenBack + undone.changedSince + undone.nothing
      : rows.accepted + rows.updated + rows.unchanged + rows.rejected;
    const isLong = Date.parse(at) - Date.parse(since) > LONG_MS;
    return { provider, importId, state, since, done, total: rows.total, isLong };
  });
  return { lastUploadAt: items[0]?.startedAt ?? null, underWay: await Promise.all(underWay) };
}

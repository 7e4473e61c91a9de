import type { Instant } from '#register/civil-date.ts';
import type { Page, PageQuery } from '#register/page.ts';
import type { ImportChunks, ImportJobs } from '#tables/ports.ts';
import { type ImportReport, reportJob } from './report-import.ts';

/** A provider's imports, newest first, each with how far it is. */
export async function listImports(
  deps: { jobs: ImportJobs; chunks: ImportChunks },
  { provider, at, ...asked }: PageQuery & { provider: string; at?: Instant | undefined },
): Promise<Page<ImportReport>> {
  const page = await deps.jobs.list(provider, asked);
  return { ...page, items: await Promise.all(page.items.map((job) => reportJob(deps, job, at))) };
}

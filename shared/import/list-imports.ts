import type { Instant } from '#register/civil-date.ts';
import type { ImportChunks, ImportJobs } from '#tables/ports.ts';
import { type ImportReport, reportJob } from './report-import.ts';

/**
 * A provider's imports, newest first, each with how far it is; `cursor` is what the page before gave. Failure code:
 * `invalidCursor`.
 */
export async function listImports(
  deps: { jobs: ImportJobs; chunks: ImportChunks },
  input: { provider: string; limit: number; cursor?: string | undefined; at?: Instant | undefined },
): Promise<{ imports: ImportReport[]; cursor?: string } | 'invalidCursor'> {
  const page = await deps.jobs.list(input.provider, input);
  if (page === 'invalidCursor') return page;
  const imports = await Promise.all(page.jobs.map((job) => reportJob(deps, job, input.at)));
  return { imports, ...(page.cursor && { cursor: page.cursor }) };
}

import type { Instant } from '#register/civil-date.ts';
import type { Page, PageQuery } from '#register/page.ts';
import { type ImportReport, type ReportDeps, reportJob } from './report-import.ts';

/** A provider's imports, newest first, each with how far it is. */
export async function listImports(
  deps: ReportDeps,
  { provider, at, ...asked }: PageQuery & { provider: string; at?: Instant | undefined },
): Promise<Page<ImportReport>> {
  const page = await deps.jobs.list(provider, asked);
  return { ...page, items: await Promise.all(page.items.map((job) => reportJob(deps, job, at))) };
}

import type { Page } from '#register/page.ts';
import type { RegisteredRow, RejectedRow } from '#tables/import-job.ts';
import type { ImportChunks, ImportJobs } from '#tables/ports.ts';

type Deps = { jobs: ImportJobs; chunks: ImportChunks };
type Asked = { provider: string; importId: string; cursor?: string | undefined };

/** The rejected rows of a provider's import in the order of the file. `undefined`: the provider has no such import. */
export async function listImportRejections(deps: Deps, asked: Asked): Promise<Page<RejectedRow> | undefined> {
  return (await isTheirs(deps, asked)) ? deps.chunks.rejected(asked.importId, asked.cursor) : undefined;
}

/** The same of its rows that are on the register, with the number that each brought or was given. */
export async function listImportRegistered(
  deps: Deps,
  asked: Asked,
): Promise<Page<RegisteredRow> | undefined> {
  return (await isTheirs(deps, asked)) ? deps.chunks.registered(asked.importId, asked.cursor) : undefined;
}

const isTheirs = async ({ jobs }: Deps, { provider, importId }: Asked) =>
  (await jobs.get(importId))?.provider === provider;

import type { RejectedRow } from '#domain/import-job';
import type { ImportChunks, ImportJobs } from '#ports';

/** The rejected rows of a provider's import in the order of the file; `undefined`: the provider has no such import. */
export async function listImportRejections(
  deps: { jobs: ImportJobs; chunks: ImportChunks },
  input: { provider: string; importId: string },
): Promise<RejectedRow[] | undefined> {
  const job = await deps.jobs.get(input.importId);
  if (job?.provider !== input.provider) return undefined;
  const rejected: RejectedRow[] = [];
  for await (const chunk of deps.chunks.all(input.importId)) rejected.push(...chunk.rejected);
  return rejected;
}

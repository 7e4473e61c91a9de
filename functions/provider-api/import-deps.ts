import type { Clock } from '#ports/clock';
import type { CredentialStore } from '#ports/register';
import type { ImportChunks, ImportJobs, UploadDesk } from '#ports/uploads';

/** What the pages and routes of uploads need. */
export interface ImportDeps {
  jobs: ImportJobs;
  chunks: ImportChunks;
  uploads: UploadDesk;
  credentials: CredentialStore;
  /** Where people reach all this, `https://…` without a slash at its end. */
  publicBaseUrl: string;
  clock: Clock;
  newId: () => string;
}

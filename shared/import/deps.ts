import type { Clock } from '#register/ports/clock.ts';
import type { CredentialStore } from '#register/ports/register.ts';
import type { UploadService } from '#tables/ports.ts';
import type { DecisionDeps } from './decide-import.ts';

/** What the pages and routes of uploads need. */
export interface ImportDeps extends DecisionDeps {
  uploads: UploadService;
  credentials: CredentialStore;
  /** Where people reach all this, `https://…` without a slash at its end. */
  publicBaseUrl: string;
  clock: Clock;
  newId: () => string;
}

import type { Instant } from '#register/civil-date.ts';
import type { ImportJob } from '#tables/import-job.ts';
import type { ImportJobs, UploadService } from '#tables/ports.ts';
import { objectKeyOf, requestImport } from './request-import.ts';

/** Opens an import job with a file that is here already, as a browser without a script sends it. Failure: `too_large`. */
export async function receiveFile(
  deps: { jobs: ImportJobs; uploads: UploadService },
  input: {
    importId: string;
    provider: string;
    keyId: string;
    fileName: string;
    bytes: Uint8Array;
    at: Instant;
  } & Pick<ImportJob, 'withoutRevoking' | 'preview' | 'mayAsk'>,
): Promise<'received' | 'too_large'> {
  const { bytes, ...request } = input;
  const answer = await requestImport(deps, { ...request, contentLength: bytes.byteLength });
  if (answer.outcome === 'too_large') return 'too_large';
  await deps.uploads.put({ objectKey: objectKeyOf(input.provider, input.importId), bytes });
  return 'received';
}

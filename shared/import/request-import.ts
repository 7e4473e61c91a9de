import type { Instant } from '#register/civil-date.ts';
import type { ImportJob } from '#tables/import-job.ts';
import type { ImportJobs, UploadService } from '#tables/ports.ts';

/** Providers send certificates, not archives: 200,000 rows are about 30 MB. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;

export type ImportRequest =
  | { outcome: 'too_large' }
  | { outcome: 'requested'; upload: { method: 'PUT'; url: string; headers: Record<string, string> } };

/** Opens an import job and says where its file is to be PUT. Failure: `too_large`. */
export async function requestImport(
  deps: { jobs: ImportJobs; uploads: UploadService },
  input: {
    importId: string;
    provider: string;
    keyId: string;
    fileName: string;
    contentLength: number;
    at: Instant;
  } & Pick<ImportJob, 'withoutRevoking' | 'defaults' | 'preview' | 'mayAsk'>,
): Promise<ImportRequest> {
  const { importId, provider, keyId, fileName, contentLength, at } = input;
  const { withoutRevoking, defaults, preview, mayAsk } = input;
  if (contentLength > MAX_FILE_BYTES) return { outcome: 'too_large' };
  await deps.jobs.create({
    id: importId,
    provider,
    keyId,
    fileName,
    contentLength,
    state: 'awaitingUpload',
    createdAt: at,
    ...(withoutRevoking && { withoutRevoking }),
    ...(defaults && { defaults }),
    ...(preview && { preview }),
    ...(mayAsk && { mayAsk }),
  });
  const upload = await deps.uploads.presign({ objectKey: objectKeyOf(provider, importId), contentLength });
  return { outcome: 'requested', upload };
}

/** Where the file of an import is put. */
export const objectKeyOf = (provider: string, importId: string) => `imports/${provider}/${importId}`;

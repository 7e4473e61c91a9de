import * as z from 'zod';
import { clock } from '#functions/runtime/clock.ts';
import { traced } from '#functions/runtime/traced.ts';
import { splitImport } from '#import/split-import.ts';
import { createImportJobs } from '#import/store/import-store.ts';
import { environments } from '#storage/contract/environment.ts';
import { createQueue } from '#storage/queue.ts';
import { createTable } from '#storage/table.ts';
import type { ImportChunk } from '#tables/import-job.ts';
import { createUploadedFiles } from '#tables/store/uploaded-files.ts';

const env = environments['split-import'].parse(process.env);
const deps = {
  jobs: createImportJobs(createTable(env.TABLE_NAME)),
  files: createUploadedFiles(env.UPLOAD_BUCKET),
  chunks: createQueue<ImportChunk>(env.ROWS_QUEUE_URL),
};

/** S3's `Object Created`, by way of EventBridge. The key is `imports/<provider>/<importId>`. */
const objectCreated = z.object({
  detail: z.object({
    object: z.object({ key: z.string().regex(/^imports\/[A-Z]+\/[\w-]+$/), etag: z.string() }),
  }),
});

export const handler = traced(async (event: unknown): Promise<void> => {
  const { key: objectKey, etag } = objectCreated.parse(event).detail.object;
  const importId = objectKey.slice(objectKey.lastIndexOf('/') + 1);
  await splitImport(deps, { importId, objectKey, etag, at: clock() });
});

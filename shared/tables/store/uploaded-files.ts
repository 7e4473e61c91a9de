import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DeleteObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { FileRefused } from '#tables/import-job.ts';
import { openTableFile } from '#tables/open.ts';
import type { UploadedFiles } from '#tables/ports.ts';

/** Ten times what 50,000 rows of 20 columns take; the function has 15 minutes. */
const WORKBOOK_MILLISECONDS = 180_000;

/** Files are copied to the temporary directory: reading them twice, and a workbook at all, takes random access. */
export function createUploadedFiles(bucket: string): UploadedFiles {
  const s3 = new S3Client();
  return {
    async open(objectKey, etag) {
      const { Body } = await s3
        .send(new GetObjectCommand({ Bucket: bucket, Key: objectKey, IfMatch: `"${etag}"` }))
        .catch((error: Error) => {
          throw error.name === 'PreconditionFailed' ? new FileRefused('replaced') : error;
        });
      if (!Body) throw new Error('an uploaded object without a body');
      const folder = await mkdtemp(join(tmpdir(), 'upload-'));
      const remove = () => rm(folder, { recursive: true, force: true });
      try {
        const path = join(folder, 'file');
        // In Node the body is a Readable; the SDK's type also allows a browser's.
        await pipeline(Body as unknown as AsyncIterable<Uint8Array>, createWriteStream(path));
        const opened = await openTableFile(path, { workbookMilliseconds: WORKBOOK_MILLISECONDS });
        return { ...opened, close: () => opened.close().finally(remove) };
      } catch (error) {
        await remove();
        throw error;
      }
    },

    async remove(objectKey) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: objectKey }));
    },
  };
}

import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { FileRefused } from '#domain/import-job';
import type { UploadedFiles } from '#ports';

export function createUploadedFiles(bucket: string): UploadedFiles {
  const s3 = new S3Client({ forcePathStyle: true });
  return {
    async open(objectKey, etag) {
      const { Body } = await s3
        .send(new GetObjectCommand({ Bucket: bucket, Key: objectKey, IfMatch: `"${etag}"` }))
        .catch((error: Error) => {
          throw error.name === 'PreconditionFailed' ? new FileRefused('replaced') : error;
        });
      if (!Body) throw new Error('an uploaded object without a body');
      // In Node the body is a Readable; the SDK's type also allows a browser's.
      return Body as unknown as AsyncIterable<Uint8Array>;
    },
  };
}

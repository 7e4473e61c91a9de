import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { UploadedFiles } from '#ports';

export function createUploadedFiles(bucket: string): UploadedFiles {
  const s3 = new S3Client({ forcePathStyle: true });
  return {
    async open(objectKey) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: objectKey }));
      if (!Body) throw new Error('an uploaded object without a body');
      // In Node the body is a Readable; the SDK's type also allows a browser's.
      return Body as unknown as AsyncIterable<Uint8Array>;
    },
  };
}

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { UploadService } from '#tables/ports.ts';

const PRESIGNED_SECONDS = 15 * 60;

export function createUploadService(bucket: string): UploadService {
  // The sender of the file does not know the checksum that the SDK would otherwise sign into the URL.
  const s3 = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  return {
    async presign({ objectKey, contentLength }) {
      const command = new PutObjectCommand({ Bucket: bucket, Key: objectKey, ContentLength: contentLength });
      const url = await getSignedUrl(s3, command, {
        expiresIn: PRESIGNED_SECONDS,
        signableHeaders: new Set(['content-length']),
      });
      return { method: 'PUT', url, headers: {} };
    },

    async put({ objectKey, bytes }) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: objectKey, Body: bytes }));
    },
  };
}

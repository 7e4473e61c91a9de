import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';

/** The buckets whose names begin so, in the account of the credentials at hand. */
export async function findBuckets(prefix: string): Promise<string[]> {
  const { Buckets = [] } = await new S3Client({}).send(new ListBucketsCommand({ Prefix: prefix }));
  return Buckets.flatMap(({ Name }) => (Name?.startsWith(prefix) ? [Name] : []));
}

import { GetBucketTaggingCommand, paginateListBuckets, S3Client, type Tag } from '@aws-sdk/client-s3';
import { STACK_TAG } from './stack-tag.ts';

/** How the names of our stacks begin, and so those of buckets: what follows CloudFormation shortens as it likes. */
const OURS = 'certkeeper-';

/** The buckets that a stack has made, in the account and region of the credentials at hand. */
export async function findBuckets(stack: string): Promise<string[]> {
  const client = new S3Client({});
  const here = { Prefix: OURS, BucketRegion: await client.config.region() };
  const found: string[] = [];
  for await (const { Buckets = [] } of paginateListBuckets({ client }, here))
    for (const { Name } of Buckets) {
      if (!Name) continue;
      if ((await tagsOf(client, Name)).some(({ Key, Value }) => Key === STACK_TAG && Value === stack))
        found.push(Name);
    }
  return found;
}

async function tagsOf(client: S3Client, bucket: string): Promise<Tag[]> {
  try {
    return (await client.send(new GetBucketTaggingCommand({ Bucket: bucket }))).TagSet ?? [];
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchTagSet') return [];
    throw error;
  }
}

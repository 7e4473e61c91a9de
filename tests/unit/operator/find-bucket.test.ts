import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, expect, test, vi } from 'vitest';
import { answerFor } from '#support/storage/stubbed-aws';
import { findBuckets } from '../../../operator/store/find-bucket.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const STACK = 'certkeeper-a-very-long-name-of-a-stage-registry';
const tags: Record<string, string | undefined> = {
  // CloudFormation has cut it to what S3 takes.
  'certkeeper-a-very-long-name-o-uploads1a2b3c4d-x1y2z3': STACK,
  'certkeeper-a-very-long-name-o-uploads5e6f7a8b-x4y5z6': `${STACK}-old`,
  'certkeeper-made-by-hand': undefined,
};

test('the bucket of a stage with a long name is found by the stack that made it, in the region at hand', async () => {
  vi.stubEnv('AWS_REGION', 'ap-east-1');
  const { asked } = answerFor(S3Client, ({ input }) => {
    if (!('Bucket' in input)) return { Buckets: Object.keys(tags).map((Name) => ({ Name })) };
    const stack = tags[String(input['Bucket'])];
    if (stack === undefined) throw Object.assign(new Error('none'), { name: 'NoSuchTagSet' });
    return { TagSet: [{ Key: 'aws:cloudformation:stack-name', Value: stack }] };
  });
  expect(await findBuckets(STACK)).toEqual([Object.keys(tags)[0]]);
  expect(asked[0]?.input).toMatchObject({ Prefix: 'certkeeper-', BucketRegion: 'ap-east-1' });
});

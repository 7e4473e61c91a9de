import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createUploadService } from '#import/store/upload-service.ts';
import { createQueue } from '#storage/queue.ts';
import { answerFor } from '#support/storage/stubbed-aws';
import { createUploadedFiles } from '#tables/store/uploaded-files.ts';

afterEach(() => void vi.restoreAllMocks());

const queueUrl = 'https://sqs.ap-east-1.amazonaws.com/1/chunks';

interface Entry {
  Id: string;
  MessageBody: string;
  DelaySeconds: number;
}

async function sent(messages: unknown[], delaySeconds?: number, answer: object = {}) {
  const { asked } = answerFor(SQSClient, () => answer);
  await createQueue(queueUrl).send(messages, delaySeconds);
  return asked.map(({ command, input }) => {
    expect([command, input['QueueUrl']]).toEqual(['SendMessageBatch', queueUrl]);
    return input['Entries'] as Entry[];
  });
}
const sizes = (batches: Entry[][]) => batches.map((batch) => batch.length);
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('a queue', () => {
  it.each([
    [0, []],
    [1, [1]],
    [10, [10]],
    [11, [10, 1]],
    [20, [10, 10]],
    [25, [10, 10, 5]],
  ])('gets %i messages in parts of ten, each once and in order', async (count, parts) => {
    const batches = await sent(numbers(count));
    expect(sizes(batches)).toEqual(parts);
    expect(batches.flat().map(({ MessageBody }) => JSON.parse(MessageBody))).toEqual(numbers(count));
    for (const batch of batches) expect(new Set(batch.map(({ Id }) => Id)).size).toBe(batch.length);
  });

  it('gets what fills 64 KB at once, and no byte more', async () => {
    // With its two quotation marks each is half of that.
    const half = 'x'.repeat(32 * 1024 - 2);
    expect(sizes(await sent([half, half]))).toEqual([2]);
    vi.restoreAllMocks();
    expect(sizes(await sent([half, `${half}x`, half]))).toEqual([1, 1, 1]);
    vi.restoreAllMocks();
    expect(sizes(await sent(['陳'.repeat(11_000), '陳'.repeat(11_000)]))).toEqual([1, 1]);
  });

  it('gets a message that is too large for any part alone', async () => {
    expect(sizes(await sent(['a', 'x'.repeat(70_000), 'b']))).toEqual([1, 1, 1]);
  });

  it.each([
    [undefined, 0],
    [0, 0],
    [900, 900],
  ])('holds each of them back for %s seconds', async (delaySeconds, asked) => {
    const [batch = []] = await sent(numbers(3), delaySeconds);
    expect(batch.map(({ DelaySeconds }) => DelaySeconds)).toEqual([asked, asked, asked]);
  });

  it('that refuses one of a part is not taken for one that has it, and gets no more', async () => {
    const { asked } = answerFor(SQSClient, () => ({ Failed: [{ Id: '3', Code: 'InternalError' }] }));
    await expect(createQueue(queueUrl).send(numbers(11))).rejects.toThrow(
      'refused 1 messages: InternalError',
    );
    expect(asked).toHaveLength(1);
  });
});

describe('an upload', () => {
  const service = () => {
    Object.assign(process.env, {
      AWS_REGION: 'ap-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    return createUploadService('bucket');
  };

  it('may be made for a quarter of an hour, of exactly so many bytes', async () => {
    const { method, url } = await service().presign({ objectKey: 'imports/1', contentLength: 7 });
    const { searchParams } = new URL(url);
    expect(method).toBe('PUT');
    expect(url).toContain('/imports/1?');
    expect(searchParams.get('X-Amz-Expires')).toBe('900');
    expect(searchParams.get('X-Amz-SignedHeaders')?.split(';')).toContain('content-length');
    // Its sender does not know any.
    expect([...searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
  });

  it('from a browser goes to the same place', async () => {
    const { asked } = answerFor(S3Client, () => ({}));
    const bytes = new Uint8Array([1, 2]);
    await service().put({ objectKey: 'imports/1', bytes });
    expect(asked).toEqual([
      { command: 'PutObject', input: { Bucket: 'bucket', Key: 'imports/1', Body: bytes } },
    ]);
  });

  it('is read only while it is the one that was announced', async () => {
    const { asked } = answerFor(S3Client, () => {
      throw Object.assign(new Error('x'), { name: 'PreconditionFailed' });
    });
    const opened = createUploadedFiles('bucket').open('imports/1', 'abc');
    await expect(opened).rejects.toMatchObject({ code: 'replaced' });
    const { input } = new GetObjectCommand({ Bucket: 'bucket', Key: 'imports/1', IfMatch: '"abc"' });
    expect(asked).toEqual([{ command: 'GetObject', input }]);
  });

  it('is brought here while it is read, and its copy goes then, or at once where it is no table', async () => {
    const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('upload-')).length;
    const before = copies();
    let bytes = 'Name,Course\nCHAN Tai Man,OFA\n';
    answerFor(S3Client, () => ({ Body: Readable.from([Buffer.from(bytes)]) }));
    const file = await createUploadedFiles('bucket').open('imports/1', 'abc');
    expect(copies()).toBe(before + 1);
    expect(await Array.fromAsync(file.tables[0]?.rows() ?? [])).toEqual([
      { row: 1, cells: ['Name', 'Course'] },
      { row: 2, cells: ['CHAN Tai Man', 'OFA'] },
    ]);
    await file.close();
    expect(copies()).toBe(before);
    bytes = '';
    await expect(createUploadedFiles('bucket').open('imports/1', 'abc')).rejects.toMatchObject({
      code: 'empty',
    });
    expect(copies()).toBe(before);
    answerFor(S3Client, () => ({}));
    await expect(createUploadedFiles('bucket').open('imports/1', 'abc')).rejects.toThrow('without a body');
  });

  it('is removed by its key', async () => {
    const { asked } = answerFor(S3Client, () => ({}));
    await createUploadedFiles('bucket').remove('imports/1');
    expect(asked).toEqual([{ command: 'DeleteObject', input: { Bucket: 'bucket', Key: 'imports/1' } }]);
  });

  it('that cannot be read is not taken for a replaced one', async () => {
    answerFor(S3Client, () => {
      throw Object.assign(new Error('x'), { name: 'SlowDown' });
    });
    await expect(createUploadedFiles('bucket').open('imports/1', 'abc')).rejects.toMatchObject({
      name: 'SlowDown',
    });
  });
});

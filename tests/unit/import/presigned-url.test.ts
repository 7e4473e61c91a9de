import type { IncomingMessage } from 'node:http';
import { expect, it, vi } from 'vitest';
import { uploadScripting } from '#import/console/upload/upload-box.tsx';
import { createUploadService } from '#import/store/upload-service.ts';
import { LOCAL_SECRET, refusePresigned } from '#infra/local/emulators/presigned-url';

/** A presigned PUT as the product makes it, and how the local store judges it `seconds` later. */
async function judged(seconds: number, change: (put: Put) => void) {
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
    AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9000',
  });
  const { url } = await createUploadService('bucket').presign({
    objectKey: 'imports/ABC/1',
    contentLength: 10,
  });
  const { pathname, search, host } = new URL(url);
  const request = { url: pathname + search, headers: { host, 'content-length': '10' } };
  change(request);
  return refusePresigned(
    { method: 'PUT', ...request } as unknown as IncomingMessage,
    new Date(Date.now() + seconds * 1000),
  )?.code;
}

interface Put {
  url: string;
  headers: Record<string, string>;
}
const asMade = () => {};
const longer = (put: Put) => Object.assign(put.headers, { 'content-length': '11' });
const elsewhere = (put: Put) => Object.assign(put, { url: put.url.replace('/1?', '/2?') });
const unsigned = (put: Put) => Object.assign(put, { url: put.url.split('?')[0] });

it.each([
  ['as it was made', 0, asMade, undefined],
  ['nearly a quarter of an hour later', 890, asMade, undefined],
  ['after its time', 901, asMade, 'AccessDenied'],
  ['with a longer file', 0, longer, 'SignatureDoesNotMatch'],
  ['for another object', 0, elsewhere, 'SignatureDoesNotMatch'],
  ['without its signature', 0, unsigned, 'AccessDenied'],
])('an upload %s', async (_, seconds, change, code) => {
  expect(await judged(seconds, change)).toBe(code);
});

it('on AWS an upload goes to a host that is the bucket’s alone, which is all that the console’s pages may send to', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_S3', undefined);
  vi.stubEnv('AWS_REGION', 'ap-east-1');
  const { connect } = await uploadScripting(createUploadService('certkeeper-prod-uploads'));
  expect(connect).toEqual(['https://certkeeper-prod-uploads.s3.ap-east-1.amazonaws.com']);
  vi.unstubAllEnvs();
});

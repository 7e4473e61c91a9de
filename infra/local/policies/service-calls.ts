import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { SendRequest } from '#infra/local/emulators/ses-request';
import { ACCOUNT } from '#infra/local/template/resources';
import type { Call } from './rights.ts';

const OF_SIGNATURE = /^(x-id|x-amz-(checksum-.+|sdk-checksum-algorithm))$|^X-Amz-[A-Z]/;
const OF_LIST = /^(list-type|prefix|delimiter|start-after|max-keys|continuation-token|encoding-type)$/;
/** With these a request asks for more rights than its method. */
const MORE = ['x-amz-acl', 'x-amz-copy-source', 'x-amz-tagging'];

const ofObjects: Record<string, string> = {
  GET: 'GetObject',
  HEAD: 'GetObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};
const ofBuckets: Record<string, string> = { GET: 'ListBucket', HEAD: 'ListBucket' };

/** What a request to S3 asks for. One that is not read here asks for what AWS does not know, and nobody may. */
export function objectCall({
  method = '',
  url = '/',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): Call {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(decodeURIComponent(pathname)) ?? [];
  const isRead =
    bucket !== '' &&
    MORE.every((header) => headers[header] === undefined) &&
    [...searchParams.keys()].every((name) => OF_SIGNATURE.test(name) || (key === '' && OF_LIST.test(name)));
  const action = isRead ? (key === '' ? ofBuckets : ofObjects)[method] : undefined;
  return {
    action: `s3:${action ?? method}`,
    on: [`arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`],
  };
}

const ofQueue = z.looseObject({ QueueUrl: z.string().optional(), QueueName: z.string().optional() });

/** What a request to SQS asks for, by its `X-Amz-Target`: a batch asks for what each of its messages would. */
export function queueCall(operation: string, body: Buffer, region: string): Call {
  const { QueueUrl, QueueName } = ofQueue.parse(JSON.parse(body.toString('utf8')));
  const name = QueueUrl?.split('/').at(-1) ?? QueueName;
  return {
    action: `sqs:${operation.replace(/Batch$/, '')}`,
    on: [name === undefined ? '*' : `arn:aws:sqs:${region}:${ACCOUNT}:${name}`],
  };
}

/** What sending a mail asks for: a right over the sender's identity, and one over the configuration set. */
export function sendCalls(
  { source, configurationSet }: Pick<SendRequest, 'source' | 'configurationSet'>,
  region: string,
): Call[] {
  const action = 'ses:SendRawEmail';
  const arn = (resource: string) => `arn:aws:ses:${region}:${ACCOUNT}:${resource}`;
  const address = /<([^<>]+)>$/.exec(source)?.[1] ?? source;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return [
    // The domain or the address itself, whichever was verified: on this machine neither has to be.
    { action, on: [arn(`identity/${domain}`), arn(`identity/${address}`)] },
    ...(configurationSet === undefined
      ? []
      : [{ action, on: [arn(`configuration-set/${configurationSet}`)] } satisfies Call]),
  ];
}

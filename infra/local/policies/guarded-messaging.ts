import type { IncomingMessage, ServerResponse } from 'node:http';
import { peekBytes, sendJson } from '#infra/local/emulators/loopback-server';
import { refuseObject } from '#infra/local/emulators/object-proxy';
import { LOCAL_KEY } from '#infra/local/emulators/presigned-url';
import { operationOf } from './guarded-table.ts';
import type { Denied, Rights } from './rights.ts';
import { objectCall, queueCall } from './service-calls.ts';
import { signerOf } from './signer.ts';

/** A batch of SQS has a megabyte at most, before it is written as JSON. */
const MAX_BYTES = 8_000_000;

/**
 * Refuses what a function asks the queues or the objects for and may not, as AWS would; true when it has answered. A presigned URL
 * is worth what its signer may when it is used.
 */
export async function refuseUnallowed(
  rights: Rights,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const signer = signerOf(request);
  if (signer === undefined || signer.caller === LOCAL_KEY) return false;
  const { caller, region } = signer;
  const isOfQueue = request.headers['x-amz-target'] !== undefined;
  const call = isOfQueue
    ? queueCall(operationOf(request.headers), await peekBytes(request, MAX_BYTES), region)
    : objectCall(request);
  const denied = await rights(caller, [call]);
  if (denied === undefined) return false;
  const message = inWords(caller, denied);
  if (isOfQueue) refuseQueue(response, message);
  else refuseObject(response, { status: 403, code: 'AccessDenied', message });
  return true;
}

const inWords = (caller: string, { action, resource }: Denied) =>
  `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;

function refuseQueue(response: ServerResponse, message: string): void {
  // The name that the error had before SQS spoke JSON, which SDKs go by.
  response.setHeader('x-amzn-query-error', 'AccessDenied;Sender');
  sendJson(
    response,
    403,
    { __type: 'com.amazon.coral.service#AccessDeniedException', message },
    'application/x-amz-json-1.0',
  );
}

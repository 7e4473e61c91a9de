import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Denied } from '#infra/local/policies/rights';

/** For XML. */
export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const XMLNS = 'http://ses.amazonaws.com/doc/2010-12-01/';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const xml = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`),
});

const failure = (status: number, type: string, code: string, message: string): Answer =>
  xml(
    status,
    `<ErrorResponse xmlns="${XMLNS}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
/** What SES says of a request that it does not take. */
export const refusal = (code: string, message: string) => failure(400, 'Sender', code, message);
/** What SES says to somebody who may not. */
export const accessDenied = (caller: string, { action, resource }: Denied) =>
  failure(
    403,
    'Sender',
    'AccessDenied',
    `User \`${caller}' is not authorized to perform \`${action}' on resource \`${resource}'`,
  );
export const unavailable = failure(503, 'Receiver', 'ServiceUnavailable', 'The inbox does not answer.');
/** The answer to GetSendQuota. */
export function quotaAnswer(quota: {
  sentLast24Hours: number;
  max24HourSend: number;
  maxSendRate: number;
}): Answer {
  const figures = [
    `<SentLast24Hours>${quota.sentLast24Hours}.0</SentLast24Hours>`,
    `<Max24HourSend>${quota.max24HourSend}.0</Max24HourSend>`,
    `<MaxSendRate>${quota.maxSendRate}.0</MaxSendRate>`,
  ];
  return xml(
    200,
    `<GetSendQuotaResponse xmlns="${XMLNS}"><GetSendQuotaResult>${figures.join('')}</GetSendQuotaResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetSendQuotaResponse>`,
  );
}

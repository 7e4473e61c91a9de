import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Matched } from './routes.ts';

export interface Target {
  /** Decoded, as an HTTP API gives it to a function. */
  rawPath: string;
  /** As it was sent. */
  rawQueryString: string;
}

/** The path and query of a request line, or `undefined` when its percent-encoding cannot be read. */
export function parseTarget(url: string): Target | undefined {
  const absolute = /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
  const [beforeFragment = ''] = url.slice(absolute.length).split('#', 1);
  const mark = beforeFragment.indexOf('?');
  const path = mark === -1 ? beforeFragment : beforeFragment.slice(0, mark);
  try {
    const rawPath = decodeURIComponent(path || '/');
    return { rawPath, rawQueryString: mark === -1 ? '' : beforeFragment.slice(mark + 1) };
  } catch {
    return undefined;
  }
}

/** API Gateway's event of payload format 2.0. */
export function httpEvent(
  request: IncomingMessage,
  body: Buffer,
  target: Target,
  matched: Matched,
  requestId: string,
) {
  const now = new Date();
  const host = request.headers.host ?? 'localhost';
  const sourceIp = (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  const { cookie, ...headers } = request.headersDistinct;
  const text = isText(request, body);
  const query = new URLSearchParams(target.rawQueryString);
  return {
    version: '2.0',
    routeKey: matched.key,
    rawPath: target.rawPath,
    rawQueryString: target.rawQueryString,
    ...(cookie && { cookies: cookie.flatMap((line) => line.split(/;\s*/)).filter((pair) => pair !== '') }),
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values?.join(',') ?? ''])),
      'x-forwarded-for': [...(headers['x-forwarded-for'] ?? []), sourceIp].join(', '),
      'x-forwarded-port': host.split(':').at(-1) ?? '',
      'x-forwarded-proto': 'http',
    },
    ...(query.size > 0 && {
      queryStringParameters: Object.fromEntries(
        [...query.keys()].map((key) => [key, query.getAll(key).join(',')]),
      ),
    }),
    ...(matched.pathParameters && { pathParameters: matched.pathParameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: host.split(':')[0],
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: target.rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: matched.key,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !text,
  };
}

/** What an HTTP API passes on as text; all else, forms too, comes base64-encoded. */
function isText(request: IncomingMessage, body: Buffer): boolean {
  if (request.headers['content-encoding'] !== undefined) return false;
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^(text\/.*|application\/(json|xml|javascript|.+\+(json|xml)))$/.test(type) && isUtf8(body);
}

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

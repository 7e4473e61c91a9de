import type { MiddlewareHandler } from 'hono';
import type * as z from 'zod';
import type { ProblemCode } from '#web/messages/problems.ts';
import type { HttpEnv } from './http-env.ts';

/** What headers of the API mean, by their names. */
export const headerMeanings = {
  'Accept-Language': 'The language of messages: en or zh-HK. “?lang=” comes before it.',
  'Idempotency-Key':
    'Your own name for this request, 1 to 255 printable ASCII characters. Sent again with it, the request is not done twice.',
  'If-Match':
    'The ETag of the version that you have read, or *. Another version: 412, and nothing is changed.',
  'x-request-id': 'The number of this request. Name it when you ask us about it.',
  ETag: 'The certificate’s version, in quotes.',
  Location: 'The address of the order.',
  Link: 'The address of the next page, with rel="next".',
  'Idempotent-Replayed': '“true” when this is the kept answer of an earlier request.',
  'Retry-After': 'Seconds to wait before asking again.',
  'WWW-Authenticate': 'How to sign in: Bearer.',
  'Content-Disposition': 'A name for the file.',
} as const;
export type Header = keyof typeof headerMeanings;

/** What a route answers with one status. */
interface Answer {
  means: string;
  /** Of the JSON; left out: any object. */
  json?: z.ZodType;
  /** Also as a CSV, when `Accept: text/csv`. */
  csv?: true;
  headers?: readonly Header[];
}

/** One verb of one path, for people. What every route has (signing in, a failure of ours, a request id) is added to all. */
export interface Operation {
  operationId: string;
  tag: string;
  summary: string;
  description: string;
  /** What stands in the path, with its meaning. */
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body may be left out. */
  bodyOptional?: true;
  headers?: readonly Header[];
  answers: Readonly<Record<number, Answer>>;
  /** Besides the common ones. */
  problems?: readonly ProblemCode[];
  /** Needs no key. */
  open?: true;
}

/**
 * Goes between a route's path and its handler, and says there what the route is: the handler reads its query and body with
 * these very schemas, and the API's description is made from the routes that carry one.
 */
export function operation<const O extends Operation>(said: O): MiddlewareHandler<HttpEnv> & O {
  return Object.assign<MiddlewareHandler<HttpEnv>, O>((_, next) => next(), said);
}

export const isOperation = (handler: object): handler is Operation => 'operationId' in handler;

import type { Hono } from 'hono';
import { defaultIsContentTypeBinary, handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import type { HttpEnv } from './http-env.ts';

/**
 * What goes to API Gateway in base64. Read as text, a CSV would lose its byte order mark, and a spreadsheet would take its
 * Chinese for Big5.
 */
export const isBinary = (type: string): boolean =>
  type.startsWith('text/csv') || defaultIsContentTypeBinary(type);

/** The function's handler for an app behind an HTTP API (payload format 2.0). */
export function httpHandler(app: Hono<HttpEnv>) {
  const handler = handle(app, { isContentTypeBinary: isBinary });
  return (event: LambdaEvent, context?: LambdaContext) =>
    handler('rawPath' in event ? { ...event, rawPath: asPath(event.rawPath) } : event, context);
}

/**
 * API Gateway gives the path decoded, and Hono reads it as part of a URL: what would end the path there, or be decoded a
 * second time, is encoded again. A `?` in a certificate's number must not become a query.
 */
function asPath(rawPath: string): string {
  return rawPath.replace(/%(?![0-9A-Fa-f]{2})|[?#]/g, encodeURIComponent);
}

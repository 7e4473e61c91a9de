import type { OutgoingHttpHeaders } from 'node:http';

export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/** Headers that belong to the connection, which is the gateway's and not the function's. */
const NOT_PASSED_ON = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade']);

/** What a function gave back, as API Gateway (payload format 2.0) answers it; `undefined` when it would answer 500. */
export function toAnswer(payload: unknown): Answer | undefined {
  // A result without a status code is a JSON body.
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) {
    if (payload === undefined || payload === null) return undefined;
    const body = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = Number(payload.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  const headers: OutgoingHttpHeaders = { 'content-type': 'text/plain;charset=UTF-8' };
  if ('headers' in payload && typeof payload.headers === 'object' && payload.headers !== null)
    for (const [name, value] of Object.entries(payload.headers))
      if (!NOT_PASSED_ON.has(name.toLowerCase())) headers[name.toLowerCase()] = String(value);
  if ('cookies' in payload && Array.isArray(payload.cookies) && payload.cookies.length > 0)
    headers['set-cookie'] = payload.cookies.map(String);
  const body =
    'body' in payload && payload.body !== undefined && payload.body !== null ? String(payload.body) : '';
  const encoded = 'isBase64Encoded' in payload && payload.isBase64Encoded === true;
  return { status, headers, body: Buffer.from(body, encoded ? 'base64' : 'utf8') };
}

import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ProblemCode } from '#web/messages/problems.ts';
import type { HttpEnv } from './http-env.ts';
import { page } from './page.ts';
import { type ProblemError, problemStatus } from './problem.ts';

/** The problem as a page, with its status and headers. `requestId`: only of a fault of ours, to be quoted. */
export function problemPage(
  c: Context<HttpEnv>,
  { code, extras }: ProblemError,
  document: (code: ProblemCode, requestId: string | undefined) => Child,
): Response | Promise<Response> {
  for (const [name, value] of Object.entries(extras.headers ?? {})) c.header(name, value);
  return page(
    c,
    problemStatus[code],
    document(code, code === 'internal_error' ? c.get('requestId') : undefined),
  );
}

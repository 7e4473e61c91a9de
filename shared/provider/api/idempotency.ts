import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import type { ApiDeps } from '#provider/deps.ts';
import type { KeptAnswer } from '#register/idempotency.ts';
import { runIdempotently } from '#register/run-idempotently.ts';
import { signedInKey } from '#web/console/signed-in-request.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { fieldMessages } from '#web/messages/problems.ts';

const HEADER = 'Idempotency-Key';
/** One line of printable ASCII. */
const keyPattern = /^[\x20-\x7e]{1,255}$/;

/** Of an answer, what is the same for whoever asks again; a request id is not. */
const KEPT_HEADERS = ['content-type', 'content-language', 'location', 'etag', 'allow'];

/** Most requests are done within this; the lease of one that crashed is longer, and asking more often does no harm. */
const RETRY_AFTER_SECONDS = '2';

/**
 * A POST with an Idempotency-Key is done once: asked again, it answers what it answered the first time. Comes after the
 * sign-in; keys are a provider's own. Fails with 422 for what is no key, 409 idempotency_key_reused when the key was
 * another request's, 409 request_in_progress while the first one runs.
 *
 * After a crash a request runs again, which every POST of ours allows: the same registration is `unchanged`, the same
 * renewal is found done, an import without a file does nothing, and a revocation, suspension, reinstatement or extension
 * that this very request has already recorded is recognised (`before` in changeStatus).
 */
export const answersOnce = (deps: ApiDeps) =>
  createMiddleware<HttpEnv>(async (c, next) => {
    const key = c.req.method === 'POST' ? c.req.header(HEADER) : undefined;
    if (key === undefined) return await next();
    if (!keyPattern.test(key)) {
      const code = 'invalid_idempotency_key';
      const message = fieldMessages[code][c.get('language')];
      throw new ProblemError('invalid_request', { errors: [{ path: HEADER, code, message }] });
    }

    // Hono keeps the bytes, so that the route reads them again.
    const body = new Uint8Array(await c.req.arrayBuffer());
    const asked = await runIdempotently(
      deps,
      {
        provider: signedInKey(c).provider,
        keyHash: sha256(key),
        fingerprint: sha256(`${c.req.method}\n${c.req.path}\n`, body),
      },
      async (before) => {
        if (before) c.set('firstAskedAt', before);
        await next();
        return await kept(c.res);
      },
    );
    switch (asked.outcome) {
      case 'answered':
        return;
      case 'replayed': {
        const { status, headers, body } = asked.answer;
        return new Response(body, { status, headers: { ...headers, 'Idempotent-Replayed': 'true' } });
      }
      case 'inProgress':
        throw new ProblemError('request_in_progress', { headers: { 'Retry-After': RETRY_AFTER_SECONDS } });
      case 'reused':
        throw new ProblemError('idempotency_key_reused');
    }
  });

async function kept(response: Response): Promise<KeptAnswer> {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return {
    status: response.status,
    headers: Object.fromEntries(headers),
    body: await response.clone().text(),
  };
}

function sha256(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

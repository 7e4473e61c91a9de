import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ProblemCode, problemMessages } from '#web/messages/problems.ts';
import type { HttpEnv } from './http-env.ts';

/**
 * One place of what was sent that is wrong: `path` as `items.3.name`, and how to correct it. Never holds a value that
 * was sent.
 */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** RFC 9457, with a `code` for programs. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: ContentfulStatusCode;
  detail: string;
  code: ProblemCode;
  errors?: FieldError[];
}

export const problemStatus: Record<ProblemCode, ContentfulStatusCode> = {
  malformed_json: 400,
  unauthorized: 401,
  cross_site: 403,
  role_too_low: 403,
  not_found: 404,
  method_not_allowed: 405,
  number_taken: 409,
  revoked: 409,
  already_revoked: 409,
  already_suspended: 409,
  not_revoked_or_suspended: 409,
  already_superseded: 409,
  history_full: 409,
  no_expiry: 409,
  changed_meanwhile: 409,
  order_applied_before: 409,
  order_not_applied: 409,
  order_in_progress: 409,
  idempotency_key_reused: 409,
  request_in_progress: 409,
  list_in_progress: 409,
  not_previewed: 409,
  not_finished: 409,
  too_late: 409,
  not_asked: 409,
  precondition_failed: 412,
  too_large: 413,
  unsupported_media_type: 415,
  before_issue: 422,
  not_later: 422,
  too_long_validity: 422,
  invalid_request: 422,
  invalid_number: 422,
  wrong_check_character: 422,
  invalid_date: 422,
  invalid_cursor: 422,
  lists_used_up: 429,
  too_many_requests: 429,
  internal_error: 500,
  unavailable: 503,
};

interface Extras {
  errors?: FieldError[];
  headers?: Record<string, string>;
}

/** Throw this in any handler or middleware: the app answers with the problem in the reader's language. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly extras: Extras;

  constructor(code: ProblemCode, extras: Extras = {}) {
    super(code);
    this.name = 'ProblemError';
    this.code = code;
    this.extras = extras;
  }
}

/** The problem in the language of the request. */
export function problemDetails(
  c: Context<HttpEnv>,
  code: ProblemCode,
  errors?: FieldError[],
): ProblemDetails {
  const messages = problemMessages[code];
  const language = c.get('language');
  return {
    type: `urn:certkeeper:problem:${code}`,
    title: messages.title[language],
    status: problemStatus[code],
    detail: messages.detail[language],
    code,
    ...(errors && { errors }),
  };
}

/** Answers `application/problem+json`. The same code and language always give the same bytes but for `errors`. */
export function problem(c: Context<HttpEnv>, code: ProblemCode, { errors, headers }: Extras = {}): Response {
  const details = problemDetails(c, code, errors);
  return c.body(JSON.stringify(details), details.status, {
    'content-type': 'application/problem+json',
    'content-language': c.get('language'),
    ...headers,
  });
}

import type { Context } from 'hono';
import type * as z from 'zod';
import { fieldMessages } from '#web/messages/problems.ts';
import type { HttpEnv } from './http-env.ts';
import { type FieldError, ProblemError } from './problem.ts';

/** The most that a JSON body or a form may weigh, where a route does not say otherwise. */
const MAX_BODY_BYTES = 256 * 1024;

interface BodyLimit {
  mostBytes: number;
}
const usual: BodyLimit = { mostBytes: MAX_BODY_BYTES };

/** The media type of the body without its parameters, in lower case; empty when none is named. */
export function mediaType(c: Context<HttpEnv>): string {
  return (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/**
 * Reads a JSON body and parses it with `schema`.
 * Fails with 415 unsupported_media_type, 413 too_large, 400 malformed_json, 422 invalid_request with `errors[]`.
 */
export async function readJson<S extends z.ZodType>(
  c: Context<HttpEnv>,
  schema: S,
  limit = usual,
): Promise<z.output<S>> {
  if (mediaType(c) !== 'application/json') throw new ProblemError('unsupported_media_type');
  const text = await readText(c, limit);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ProblemError('malformed_json');
  }
  return validate(c, schema, body);
}

/** Reads an `application/x-www-form-urlencoded` body; fails with 415 or 413. The first value of a name counts. */
export async function readForm(c: Context<HttpEnv>, limit = usual): Promise<Record<string, string>> {
  const form: Record<string, string> = {};
  for (const [name, value] of await readFormFields(c, limit)) {
    if (!Object.hasOwn(form, name)) form[name] = value;
  }
  return form;
}

/** The same with every value of a name, for a form with boxes to tick. */
export async function readFormFields(c: Context<HttpEnv>, limit = usual): Promise<URLSearchParams> {
  if (mediaType(c) !== 'application/x-www-form-urlencoded') throw new ProblemError('unsupported_media_type');
  return new URLSearchParams(await readText(c, limit));
}

/** A form in either of its two encodings, as mail programs send theirs (RFC 8058); files are left out. Fails like `readForm`. */
export async function readAnyForm(c: Context<HttpEnv>): Promise<Record<string, string>> {
  return mediaType(c) === 'multipart/form-data' ? (await readFiles(c)).fields : readForm(c);
}

/** A form with files, which are bytes and the name that they had. Fails with 413, or 422 when it is not whole. */
export async function readFiles(
  c: Context<HttpEnv>,
  limit = usual,
): Promise<{ fields: Record<string, string>; files: Record<string, { name: string; bytes: Uint8Array }> }> {
  const headers = { 'content-type': c.req.header('content-type') ?? '' };
  const form = await new Response(await readBytes(c, limit), { headers }).formData().catch(() => {
    throw new ProblemError('invalid_request');
  });
  const entries = [...form].toReversed();
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const files = await Promise.all(
    entries.map(async ([field, value]) =>
      typeof value === 'string' ? [] : [[field, { name: value.name, bytes: await value.bytes() }] as const],
    ),
  );
  return { fields: Object.fromEntries(texts), files: Object.fromEntries(files.flat()) };
}

/** Nobody corrects more at once, and an answer must not be many times what was sent. */
const MAX_ERRORS = 100;

/** Parses what came from outside (a body, a query) with `schema`; fails with 422 invalid_request and `errors[]`, a hundred at most. */
export function validate<S extends z.ZodType>(c: Context<HttpEnv>, schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .slice(0, MAX_ERRORS)
    .flatMap((issue) => fieldErrors(c, issue, input))
    .slice(0, MAX_ERRORS);
  throw new ProblemError('invalid_request', { errors });
}

async function readBytes(c: Context<HttpEnv>, { mostBytes }: BodyLimit): Promise<ArrayBuffer> {
  if (Number(c.req.header('content-length') ?? 0) > mostBytes) throw new ProblemError('too_large');
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > mostBytes) throw new ProblemError('too_large');
  return bytes;
}

async function readText(c: Context<HttpEnv>, limit: BodyLimit): Promise<string> {
  const bytes = await readBytes(c, limit);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError('malformed_json');
  }
}

function fieldErrors(c: Context<HttpEnv>, issue: z.core.$ZodIssue, input: unknown): FieldError[] {
  const one = (path: PropertyKey[], code: keyof typeof fieldMessages): FieldError => ({
    path: path.map(String).join('.').slice(0, 200),
    code,
    message: fieldMessages[code][c.get('language')],
  });
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MAX_ERRORS).map((key) => one([...issue.path, key], 'unknown_field'));
  return [one(issue.path, fieldCode(issue, input))];
}

/** What a schema of ours says of a value itself, as `params.code` of a refinement. */
const ownCodes = [
  'invalid_date',
  'identity_number',
  'empty_file',
] as const satisfies (keyof typeof fieldMessages)[];

function fieldCode(issue: z.core.$ZodIssue, input: unknown): keyof typeof fieldMessages {
  switch (issue.code) {
    case 'invalid_type':
      return at(input, issue.path) === undefined ? 'missing' : 'wrong_type';
    case 'too_big':
      return issue.origin === 'array' ? 'too_many' : 'too_long';
    case 'too_small':
      return issue.origin === 'array' ? 'too_few' : 'too_short';
    case 'invalid_value':
    case 'invalid_union':
      return at(input, issue.path) === undefined ? 'missing' : 'unknown_value';
    case 'custom': {
      const code = ownCodes.find((own) => own === issue.params?.['code']);
      return code ?? 'invalid';
    }
    default:
      return 'invalid';
  }
}

function at(input: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    input,
  );
}

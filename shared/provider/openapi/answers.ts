import { answerWords, type headerWords } from '#provider/messages/api-docs.ts';
import type { Language } from '#register/certificate/credential.ts';
import { statusOf } from '#web/http/problem.ts';
import { type ProblemCode, problemWords } from '#web/messages/problems.ts';
import { type JsonSchema, refTo } from './components.ts';
import { type Route, routes } from './routes.ts';
import { samples } from './samples.ts';

interface MediaType {
  schema: JsonSchema;
  example?: unknown;
  examples?: Record<string, { $ref: string }>;
}

/** One status of a route, as OpenAPI has it. */
export interface AnswerDescription {
  description: string;
  headers: Record<string, { $ref: string }>;
  content?: Record<string, MediaType>;
}

const headersOf = (...names: (keyof typeof headerWords)[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** Every status that a route can answer, in their order. */
export function answersOf(route: Route, language: Language): Record<string, AnswerDescription> {
  return {
    ...successes(route, language),
    ...refusals(route, language),
    // By the gateway, before any function of ours runs.
    429: {
      description: answerWords.tooMany[language],
      headers: {},
      content: {
        'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } } } },
      },
    },
  };
}

function successes(route: Route, language: Language): Record<string, AnswerDescription> {
  return Object.fromEntries(
    Object.entries(route.answers).map(([status, { words, schemas = [], csv, headers = [] }]) => {
      const [first, ...others] = schemas;
      const example = first && samples[first];
      const json: MediaType = {
        schema: first ? (others.length ? { oneOf: schemas.map(refTo) } : refTo(first)) : { type: 'object' },
        ...(example !== undefined && { example }),
      };
      const replayed = route.method === 'post' ? (['Idempotent-Replayed'] as const) : [];
      return [
        status,
        {
          description: answerWords[words][language],
          headers: headersOf('x-request-id', ...replayed, ...headers),
          content: { 'application/json': json, ...(csv && { 'text/csv': { schema: { type: 'string' } } }) },
        },
      ];
    }),
  );
}

/** The codes that a route can answer: its own, and those of everything that it does. */
function problemsOf({ method, open, query, body, problems = [] }: Route): ProblemCode[] {
  const codes: ProblemCode[] = [...problems];
  if (query || body || method === 'post') codes.push('invalid_request');
  if (body) codes.push('malformed_json', 'too_large', 'unsupported_media_type');
  if (method === 'post') codes.push('idempotency_key_reused', 'request_in_progress');
  if (!open) codes.push('unauthorized', 'unavailable');
  return [...new Set<ProblemCode>([...codes, 'internal_error'])];
}

function refusals(route: Route, language: Language): Record<string, AnswerDescription> {
  const byStatus = Map.groupBy(problemsOf(route), (code) => statusOf[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, refusal(status, codes, language)]),
  );
}

const headersOfStatus: Partial<Record<number, (keyof typeof headerWords)[]>> = {
  401: ['WWW-Authenticate'],
  412: ['ETag'],
  503: ['Retry-After'],
};

function refusal(status: number, codes: ProblemCode[], language: Language): AnswerDescription {
  const headers =
    headersOfStatus[status] ?? (codes.includes('request_in_progress') ? ['Retry-After' as const] : []);
  return {
    description: codes.map((code) => `${code}: ${problemWords[code].title[language]}`).join('\n\n'),
    headers: headersOf('x-request-id', ...headers),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            refTo('Problem'),
            { type: 'object', properties: { status: { const: status }, code: { enum: codes } } },
          ],
        },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

/** Every problem of the API as it is answered. */
export function problemExamples(language: Language): Record<string, { value: object }> {
  const codes = new Set(routes.flatMap(problemsOf));
  return Object.fromEntries([...codes].map((code) => [code, { value: sampleOf(code, language) }]));
}

function sampleOf(code: ProblemCode, language: Language) {
  const { title, detail } = problemWords[code];
  return {
    type: `urn:certkeeper:problem:${code}`,
    title: title[language],
    status: statusOf[code],
    detail: detail[language],
    code,
  };
}

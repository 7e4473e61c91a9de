import * as z from 'zod';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Header } from '#web/http/operation.ts';
import { problemStatus } from '#web/http/problem.ts';
import { type ProblemCode, problemMessages } from '#web/messages/problems.ts';
import type { DescribedRoute } from './described-route.ts';
import { problem } from './problem.ts';

const headersNamed = (...names: Header[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** Every status that a route can answer, in their order. */
export function describeAnswers(route: DescribedRoute): ZodOpenApiResponsesObject {
  return {
    ...successes(route),
    ...refusals(route),
    // By the gateway, before any function of ours runs.
    429: {
      description: 'Too many requests in a short time. Wait a moment, then send it again.',
      headers: {},
      content: {
        'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } } } },
      },
    },
  };
}

function successes({ method, operation }: DescribedRoute): Record<string, ZodOpenApiResponseObject> {
  const replayed = method === 'post' ? (['Idempotent-Replayed'] as const) : [];
  return Object.fromEntries(
    Object.entries(operation.answers).map(([status, { means, json, csv, headers = [] }]) => [
      status,
      {
        description: means,
        headers: headersNamed('x-request-id', ...replayed, ...headers),
        content: {
          'application/json': { schema: json ?? { type: 'object' } },
          ...(csv && { 'text/csv': { schema: { type: 'string' } } }),
        },
      },
    ]),
  );
}

/** The codes that a route can answer: its own, and those of everything that it does. */
function possibleProblems({
  method,
  operation: { open, query, body, problems = [] },
}: DescribedRoute): ProblemCode[] {
  const codes: ProblemCode[] = [...problems];
  if (query || body || method === 'post') codes.push('invalid_request');
  if (body) codes.push('malformed_json', 'too_large', 'unsupported_media_type');
  if (method === 'post') codes.push('idempotency_key_reused', 'request_in_progress');
  if (!open) codes.push('unauthorized', 'unavailable');
  return [...new Set<ProblemCode>([...codes, 'internal_error'])];
}

function refusals(route: DescribedRoute): Record<string, ZodOpenApiResponseObject> {
  const byStatus = Map.groupBy(possibleProblems(route), (code) => problemStatus[code]);
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, refusal(status, codes)]));
}

const headersOfStatus: Partial<Record<number, Header[]>> = {
  401: ['WWW-Authenticate'],
  412: ['ETag'],
  503: ['Retry-After'],
};

function refusal(status: number, codes: ProblemCode[]): ZodOpenApiResponseObject {
  const headers =
    headersOfStatus[status] ?? (codes.includes('request_in_progress') ? ['Retry-After' as const] : []);
  return {
    description: codes.map((code) => `${code}: ${problemMessages[code].title.en}`).join('\n\n'),
    headers: headersNamed('x-request-id', ...headers),
    content: {
      'application/problem+json': {
        schema: z.intersection(problem, z.looseObject({ status: z.literal(status), code: z.enum(codes) })),
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

/** Every problem of these routes as it is answered. */
export function problemExamples(routes: readonly DescribedRoute[]): Record<string, { value: object }> {
  const codes = new Set(routes.flatMap(possibleProblems));
  return Object.fromEntries([...codes].map((code) => [code, { value: exampleProblem(code) }]));
}

function exampleProblem(code: ProblemCode) {
  const { title, detail } = problemMessages[code];
  return {
    type: `urn:certkeeper:problem:${code}`,
    title: title.en,
    status: problemStatus[code],
    detail: detail.en,
    code,
  };
}

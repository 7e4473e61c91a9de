import type { RouterRoute } from 'hono/types';
import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import { headerMeanings } from '#web/http/operation.ts';
import { describeAnswers, problemExamples } from './answers.ts';
import { type DescribedRoute, describedRoutes } from './described-route.ts';
import { describeFields, fieldMeaning, tidy } from './fields.ts';

const SIGN_IN =
  'Send your key with every request: “Authorization: Bearer <key>”. A revoked key stops immediately.';

/** What holds for the whole API, in the order in which somebody who begins needs it. */
const guide = `## Sign in

${SIGN_IN}

## Errors

Every error is a problem document (RFC 9457). Its “code” is for your program; title and detail are for people, in the language of Accept-Language or ?lang=. With invalid_request, “errors” names each wrong field. Too many requests in a short time are refused by the gateway with 429; wait, and send them again.

## Idempotent requests

Give a POST an Idempotency-Key of your own, such as a UUID. Sent again within 24 hours it is not done again: you get the first answer, with “Idempotent-Replayed: true”. The same key with another body is refused, and answers of 5xx are not kept.

## Concurrent changes

Every certificate comes with its version in the ETag header. Send it back as If-Match with a correction: if somebody was faster, nothing is changed and you are told (412).

## Lists

A list comes page by page. While there is more, an answer has a “cursor”: ask again with it, and with everything else as before.

## Dates

Days are Hong Kong days, written 2026-11-21. Instants are UTC, written 2026-11-21T01:00:00.000Z. The last valid day is included.`;

const tags = {
  certificates: 'Certificates',
  files: 'Files of certificates',
  orders: 'Extension orders',
  reports: 'Reports',
  description: 'This description',
};

/** OpenAPI 3.1 of all routes of an app that say what they are. The same routes always give the same. */
export function openApiDocument(routes: readonly RouterRoute[], baseUrl: string) {
  const described = describedRoutes(routes);
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of described) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationObject(route) };
  }
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Certkeeper: API for training providers',
        version: '1',
        summary:
          'Register certificates, correct them and read their current status. A provider sees and changes only its own.',
        description: guide,
      },
      jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
      servers: [{ url: baseUrl }],
      security: [{ key: [] }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      paths,
      components: {
        securitySchemes: { key: { type: 'http', scheme: 'bearer', description: SIGN_IN } },
        headers: Object.fromEntries(
          Object.entries(headerMeanings).map(([name, description]) => [
            name,
            { description, schema: { type: 'string' as const } },
          ]),
        ),
        examples: problemExamples(described),
      },
    },
    { override: tidy },
  );
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {}))
    describeFields(schema, name);
  return document;
}

function operationObject(route: DescribedRoute): ZodOpenApiOperationObject {
  const { operationId, tag, summary, description, params, query, body, bodyOptional, open } = route.operation;
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query: z.object(withMeanings(query.shape)) }),
      header: z.object(sentHeaders(route)),
    },
    ...(body && {
      requestBody: { required: !bodyOptional, content: { 'application/json': { schema: body } } },
    }),
    responses: describeAnswers(route),
    ...(open && { security: [] }),
  };
}

function withMeanings(shape: z.ZodObject['shape']) {
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, field.describe(fieldMeaning('query', name) ?? '')]),
  );
}

function sentHeaders({ method, operation: { headers = [] } }: DescribedRoute) {
  const text = z.string();
  const names = [
    ...(method === 'post' ? (['Idempotency-Key'] as const) : []),
    ...headers,
    'Accept-Language' as const,
  ];
  return Object.fromEntries(
    names.map((name) => [
      name,
      (name === 'Idempotency-Key' ? text.min(1).max(255) : text).optional().describe(headerMeanings[name]),
    ]),
  );
}

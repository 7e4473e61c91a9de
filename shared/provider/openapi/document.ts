import { apiWords, guideWords, headerWords, tagWords } from '#provider/messages/api-docs.ts';
import type { Language } from '#register/certificate/credential.ts';
import { type AnswerDescription, answersOf, problemExamples } from './answers.ts';
import { components, type JsonSchema, meaningOf, queryFields, refTo } from './components.ts';
import { type Route, routes, wordsOf } from './routes.ts';
import { samples } from './samples.ts';

/** A parameter of a route: in its path, its query or its headers. */
interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters: Parameter[];
  requestBody?: {
    required: boolean;
    content: { 'application/json': { schema: { $ref: string }; example?: unknown } };
  };
  responses: Record<string, AnswerDescription>;
  security?: [];
}

/** OpenAPI 3.1 of the whole API in one language. The same language always gives the same. */
export function openApiDocument(language: Language, baseUrl: string) {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, language) };
  }
  const guide = guideWords.map(({ title, text }) => `## ${title[language]}\n\n${text[language]}`);
  return {
    openapi: '3.1.0',
    info: {
      title: apiWords.title[language],
      version: '1',
      summary: apiWords.lead[language],
      description: guide.join('\n\n'),
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: baseUrl }],
    security: [{ key: [] }],
    tags: Object.entries(tagWords).map(([name, words]) => ({ name, description: words[language] })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: guideWords[0].text[language] },
      },
      headers: Object.fromEntries(
        Object.entries(headerWords).map(([name, words]) => [
          name,
          { description: words[language], schema: { type: 'string' } },
        ]),
      ),
      examples: problemExamples(language),
      schemas: components(language),
    },
  };
}
export type OpenApiDocument = ReturnType<typeof openApiDocument>;

function operation(route: Route, language: Language): Operation {
  const { id, tag, body, bodyOptional, open } = route;
  const { summary, description } = wordsOf(route);
  return {
    operationId: id,
    tags: [tag],
    summary: summary[language],
    description: description[language],
    parameters: parametersOf(route, language),
    ...(body && {
      requestBody: {
        required: !bodyOptional,
        content: { 'application/json': { schema: refTo(body), example: samples[body] } },
      },
    }),
    responses: answersOf(route, language),
    ...(open && { security: [] }),
  };
}

function parametersOf({ tag, path, query, method, headers = [] }: Route, language: Language): Parameter[] {
  const text = { type: 'string' } as const;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']): Parameter => {
    const description =
      name === 'number' ? headerWords.number : tag === 'orders' ? headerWords.orderId : headerWords.importId;
    return { name, in: 'path', required: true, description: description[language], schema: text };
  });
  const inQuery = queryFields(query).map(({ name, schema, required }): Parameter => {
    const description = meaningOf('query', name, language);
    return { name, in: 'query', required, ...(description && { description }), schema };
  });
  const keyed = method === 'post' ? (['Idempotency-Key'] as const) : [];
  const inHeaders = [...keyed, ...headers, 'Accept-Language' as const].map((name): Parameter => {
    const schema = name === 'Idempotency-Key' ? { ...text, minLength: 1, maxLength: 255 } : text;
    return { name, in: 'header', required: false, description: headerWords[name][language], schema };
  });
  return [...inPath, ...inQuery, ...inHeaders];
}

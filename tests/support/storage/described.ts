import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';

interface Content {
  schema: { $ref?: string };
}
interface ServedAnswer {
  description: string;
  headers: Record<string, unknown>;
  content?: Record<string, Content>;
}
interface ServedOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters: { name: string; in: string; description?: string }[];
  requestBody?: { content: { 'application/json': Content } };
  responses: Record<string, ServedAnswer>;
  security?: unknown[];
}
/** What is served at /v1/openapi.json, as far as tests read it. */
export interface ServedDocument {
  openapi: string;
  tags: { name: string }[];
  paths: Record<string, Record<string, ServedOperation>>;
  components: {
    schemas: Record<string, { examples?: unknown[] }>;
    examples: Record<string, { value: unknown }>;
  };
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** Holds answers against a served description: status, headers, media type and every field. */
export function describedBy(document: ServedDocument) {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { date: /^\d{4}-\d\d-\d\d$/, 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
  });
  ajv.addSchema(document as AnySchema, 'api');
  const operations = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ path, verb, ...operation })),
  );
  const compiled = new Map<string, ValidateFunction>();
  const valid = (pointer: string, value: unknown): string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    compiled.set(pointer, validate);
    return validate(value)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
  const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

  return {
    operations,
    /** An example of what a schema of the document, or one that it names, describes. */
    exampleOf: ({ $ref = '' }: Content['schema']): unknown =>
      document.components.schemas[$ref.split('/').at(-1) ?? '']?.examples?.[0],
    /** What is wrong with a value, of a schema named in the document; nothing: an empty list. */
    problemsOf: (schema: string, value: unknown) => valid(`/components/schemas/${schema}`, value),
    /** Fails unless the answer is one that the operation is said to give. */
    hold(operationId: string, answer: Answer): void {
      const operation = operations.find((each) => each.operationId === operationId);
      const said = operation?.responses[String(answer.status)];
      expect(said, `${operationId} ${answer.status}: ${answer.text}`).toBeDefined();
      if (!operation || !said) return;

      const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
      expect(Object.keys(said.content ?? {}), operationId).toContain(type);
      expect(answer.headers.get('x-request-id')).toBeTruthy();
      for (const header of ['etag', 'location', 'retry-after', 'www-authenticate', 'idempotent-replayed']) {
        if (!answer.headers.has(header)) continue;
        const names = Object.keys(said.headers).map((name) => name.toLowerCase());
        expect(names, `${operationId} ${answer.status}`).toContain(header);
      }
      if (type === 'text/csv') return;
      const path = [
        'paths',
        operation.path,
        operation.verb,
        'responses',
        String(answer.status),
        'content',
        type,
      ];
      const pointer = `/${path.map(escaped).join('/')}/schema`;
      expect(
        valid(pointer, JSON.parse(answer.text)),
        `${operationId} ${answer.status}: ${answer.text}`,
      ).toEqual([]);
    },
  };
}

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

type Part = Record<string, unknown>;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

/** A copy that has each field of a schema named, in its keyword `x-said`: `Import.rows.total`, of whatever alternative. */
function withNames<Value>(value: Value, at: string, isOfFields = false): Value {
  if (Array.isArray(value)) return value.map((inner) => withNames(inner, at)) as Value;
  if (!isPart(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    if (!isOfFields) return [name, withNames(inner, at, name === 'properties')];
    const said = `${at}.${name}`;
    return [name, { ...Object(withNames(inner, said)), 'x-said': said }];
  });
  return Object.fromEntries(entries);
}

/** The fields that a part of the description names, with those of what it refers to. */
function* fieldsIn(document: Part, part: unknown, met = new Set<unknown>()): Generator<string> {
  if (!isPart(part) || met.has(part)) return;
  met.add(part);
  const { $ref, 'x-said': said, examples: _, example: __, ...rest } = part;
  if (typeof said === 'string') yield said;
  if (typeof $ref === 'string') {
    const names = $ref.replace(/^#\//, '').split('/');
    yield* fieldsIn(
      document,
      names.reduce<unknown>((at, name) => Object(at)[name], document),
      met,
    );
  }
  for (const inner of Object.values(rest)) yield* fieldsIn(document, inner, met);
}

/** Holds answers against a served description: status, headers, media type and every field. */
export function describedBy(document: ServedDocument) {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { date: /^\d{4}-\d\d-\d\d$/, 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
  });
  const unseen = new Set<string>();
  ajv.addKeyword({
    keyword: 'x-said',
    validate: (field: string, value: unknown) => {
      if (value !== null) unseen.delete(field);
      return true;
    },
  });
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [
    name,
    withNames(schema, name),
  ]);
  const named = { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } };
  ajv.addSchema(named as AnySchema, 'api');
  for (const verbs of Object.values(named.paths))
    for (const { responses } of Object.values(verbs))
      for (const field of fieldsIn(named, responses)) unseen.add(field);
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
    /** Fields of answers, as in `Import.rows.total`, that none held so far had, or had with null alone. */
    unseenFields: () => [...unseen],
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

import * as z from 'zod';
import { apiFieldWords } from '#provider/messages/api-fields.ts';
import type { Language } from '#register/certificate/credential.ts';
import { civilDate } from '#register/civil-date.ts';
import { responses } from './responses.ts';
import { requests } from './routes.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

const REF = '#/components/schemas/';
export const refTo = (name: keyof typeof responses | keyof typeof requests) => ({ $ref: REF + name });

/** A file may say 3/4/2026; here these are days as programs write them (`looseDates` refuses the rest). */
const DAYS = new Set(['issuedOn', 'expiresOn']);

/** Every schema of a body or an answer as JSON Schema, with what each field means. */
export function components(language: Language): Record<string, JsonSchema> {
  const schemas = { ...convert(requests, 'input'), ...convert(responses, 'output') };
  for (const [name, schema] of Object.entries(schemas)) describe(schema, name, language);
  return schemas;
}

/** The fields of a query, each with its schema and whether it must be there. */
export function queryFields(
  query: z.ZodObject | undefined,
): { name: string; schema: JsonSchema; required: boolean }[] {
  if (!query) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input', override: tidy });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema: schema as JsonSchema,
    required: required.includes(name),
  }));
}

export function meaningOf(schema: string, field: string, language: Language): string | undefined {
  return (apiFieldWords[`${schema}.${field}`] ?? apiFieldWords[field])?.[language];
}

/** `input`: what may be sent (what has a default may be left out); `output`: what is answered, and nothing besides. */
function convert(schemas: Record<string, z.ZodType>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const converted = z.toJSONSchema(registry, { uri: (id) => REF + id, io, override: tidy });
  return Object.fromEntries(
    Object.entries(converted.schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}

/** Formats instead of patterns of two lines, and no bound that only a machine's integers have. */
function tidy({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: JsonSchema }): void {
  if (zodSchema === civilDate) jsonSchema.format = 'date';
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

function describe(schema: unknown, name: string, language: Language): void {
  if (Array.isArray(schema)) for (const each of schema) describe(each, name, language);
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  const { properties, ...rest } = schema as JsonSchema;
  for (const [field, inner] of Object.entries(properties ?? {})) {
    if (typeof inner !== 'object') continue;
    const description = meaningOf(name, field, language);
    if (description) inner.description = description;
    if (DAYS.has(field)) for (const each of [inner, ...(inner.anyOf ?? [])]) asDay(each);
    describe(inner, name, language);
  }
  for (const each of Object.values(rest)) describe(each, name, language);
}

function asDay(schema: boolean | JsonSchema): void {
  if (typeof schema !== 'object' || schema.type !== 'string') return;
  schema.format = 'date';
  delete schema.maxLength;
}

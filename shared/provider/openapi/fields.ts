import type { oas32, ZodOpenApiOverride } from 'zod-openapi';
import { civilDate } from '#register/civil-date.ts';
import { fieldMeanings } from './field-meanings.ts';

/** A file may say 3/4/2026; here these are days as programs write them (`looseDates` refuses the rest). */
const DAYS = new Set(['issuedOn', 'expiresOn']);

export function fieldMeaning(schema: string, field: string): string | undefined {
  return fieldMeanings[`${schema}.${field}`] ?? fieldMeanings[field];
}

/** Formats instead of patterns of two lines, and no bound that only a machine's integers have. */
export const tidy: ZodOpenApiOverride = ({ zodSchema, jsonSchema }) => {
  if (zodSchema === civilDate) jsonSchema.format = 'date';
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
};

type Schema = oas32.SchemaObject | oas32.ReferenceObject;

/** Says of every field of a component, however deep, what it means. */
export function describeFields(schema: unknown, name: string): void {
  if (Array.isArray(schema)) for (const each of schema) describeFields(each, name);
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  const { properties, examples: _, ...rest } = schema as Exclude<oas32.SchemaObject, boolean>;
  for (const [field, inner] of Object.entries(properties ?? {})) {
    if (typeof inner !== 'object') continue;
    const description = fieldMeaning(name, field);
    if (description) inner.description = description;
    if (DAYS.has(field)) for (const each of [inner, ...anyOf(inner)]) asDay(each);
    describeFields(inner, name);
  }
  for (const each of Object.values(rest)) describeFields(each, name);
}

const anyOf = (schema: Schema) =>
  typeof schema === 'object' && 'anyOf' in schema ? (schema.anyOf ?? []) : [];

function asDay(schema: Schema): void {
  if (typeof schema !== 'object' || '$ref' in schema || schema.type !== 'string') return;
  schema.format = 'date';
  delete schema.maxLength;
}

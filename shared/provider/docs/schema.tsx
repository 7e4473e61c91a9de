import type { Child } from 'hono/jsx';
import type { oas32 } from 'zod-openapi';

export type Schema = oas32.SchemaObject | oas32.ReferenceObject | undefined;
type Rules = Exclude<oas32.SchemaObject, boolean>;
export const readRules = (schema: Schema): Rules | undefined =>
  typeof schema === 'object' ? schema : undefined;

export const referredName = ($ref: string): string => $ref.split('/').at(-1) ?? '';

/** What a field may hold: a type, a list of values, or a link to the schema that says more. */
export function Kind({ schema }: { schema: Schema }): Child {
  const { $ref, anyOf = [], oneOf = [], ...rules } = readRules(schema) ?? {};
  if ($ref) return <a href={`#schema-${referredName($ref)}`}>{referredName($ref)}</a>;
  const parts = [...anyOf, ...oneOf];
  if (parts.length) {
    return (
      <>
        {parts.map((part, i) => (
          <>
            {i > 0 && ' or '}
            <Kind schema={part} />
          </>
        ))}
      </>
    );
  }
  if (rules.enum) return <code>{rules.enum.map(String).join(' · ')}</code>;
  if (rules.const !== undefined) return <code>{String(rules.const)}</code>;
  if (rules.items) {
    return (
      <>
        list of <Kind schema={rules.items} />
      </>
    );
  }
  return <code>{rules.format ?? [rules.type ?? 'any'].flat().join(' · ')}</code>;
}

/** Every field of a schema with its meaning, and those of what it holds below it. */
export function Fields({ schema }: { schema: Schema }): Child {
  const { properties, required = [], items, anyOf = [], oneOf = [] } = readRules(schema) ?? {};
  if (!properties) {
    return <>{[...anyOf, ...oneOf, items].map((part) => part && <Fields schema={part} />)}</>;
  }
  return (
    <dl class="fields">
      {Object.entries(properties).map(([name, field]) => (
        <Field name={name} schema={field} needed={required.includes(name)}>
          <Fields schema={field} />
        </Field>
      ))}
    </dl>
  );
}

interface FieldProps {
  name: string;
  schema: Schema;
  needed?: boolean | undefined;
  meaning?: string | undefined;
  children?: Child;
}

export function Field({ name, schema, needed, meaning, children }: FieldProps) {
  return (
    <div>
      <dt>
        <code>
          <b>{name}</b>
        </code>
        <span class="kind">
          <Kind schema={schema} />
          {needed && ' · needed'}
        </span>
      </dt>
      <dd>
        {meaning ?? readRules(schema)?.description}
        {children}
      </dd>
    </div>
  );
}

import type { Child } from 'hono/jsx';
import { apiWords } from '#provider/messages/api-docs.ts';
import type { JsonSchema } from '#provider/openapi/components.ts';
import type { Language } from '#register/certificate/credential.ts';

type Schema = JsonSchema | boolean | undefined;
const isSchema = (schema: Schema): schema is JsonSchema => typeof schema === 'object';
const partsOf = ({ anyOf = [], oneOf = [] }: JsonSchema) => [...anyOf, ...oneOf].filter(isSchema);

/** Where a schema of the document stands on the page. */
export const anchorOf = (name: string) => `schema-${name}`;

/** What a field may hold: a type, a list of values, or a link to the schema that says more. */
export function Kind({ schema, language }: { schema: Schema; language: Language }): Child {
  if (!isSchema(schema)) return <>{apiWords.anyText[language]}</>;
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return <a href={`#${anchorOf(name)}`}>{name}</a>;
  }
  const parts = partsOf(schema);
  if (parts.length) return <Joined parts={parts} language={language} />;
  if (schema.enum) return <code>{schema.enum.map(String).join(' · ')}</code>;
  if (schema.const !== undefined) return <code>{String(schema.const)}</code>;
  if (schema.type === 'array' && isSchema(schema.items as Schema)) {
    return (
      <>
        {`${apiWords.listOf[language]} `}
        <Kind schema={schema.items as Schema} language={language} />
      </>
    );
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'any'];
  return <code>{schema.format ?? types.join(' · ')}</code>;
}

function Joined({ parts, language }: { parts: JsonSchema[]; language: Language }) {
  return (
    <>
      {parts.map((part, i) => (
        <>
          {i > 0 && apiWords.or[language]}
          <Kind schema={part} language={language} />
        </>
      ))}
    </>
  );
}

/** Every field of a schema with its meaning, and those of what it holds below it. */
export function Fields({ schema, language }: { schema: Schema; language: Language }): Child {
  if (!isSchema(schema)) return null;
  const { properties, required = [], items } = schema;
  if (!properties) {
    const inner = [...partsOf(schema), ...(isSchema(items as Schema) ? [items as JsonSchema] : [])];
    return (
      <>
        {inner.map((part) => (
          <Fields schema={part} language={language} />
        ))}
      </>
    );
  }
  return (
    <dl class="fields">
      {Object.entries(properties).map(([name, field]) => (
        <Field name={name} schema={field} needed={required.includes(name)} language={language}>
          <Fields schema={field} language={language} />
        </Field>
      ))}
    </dl>
  );
}

interface FieldProps {
  name: string;
  schema: Schema;
  needed?: boolean;
  meaning?: string | undefined;
  language: Language;
  children?: Child;
}

export function Field({ name, schema, needed, meaning, language, children }: FieldProps) {
  return (
    <div>
      <dt>
        <code>
          <b>{name}</b>
        </code>
        <span class="kind">
          <Kind schema={schema} language={language} />
          {needed && ` · ${apiWords.needed[language]}`}
        </span>
      </dt>
      <dd>
        {meaning ?? (isSchema(schema) ? schema.description : undefined)}
        {children}
      </dd>
    </div>
  );
}

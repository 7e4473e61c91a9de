import type { oas32 } from 'zod-openapi';
import { Field, Kind, readRules, referredName, type Schema } from './schema.tsx';

const methods = ['get', 'post', 'patch', 'delete'] as const;

export function listOperations({ paths = {} }: oas32.OpenAPIObject) {
  return Object.entries(paths).flatMap(([path, verbs]: [string, oas32.PathItemObject]) =>
    methods.flatMap((method) => {
      const operation = verbs[method];
      return operation ? [{ method, path, ...operation }] : [];
    }),
  );
}
type Props = { operation: ReturnType<typeof listOperations>[number]; document: oas32.OpenAPIObject };

/** One verb of one address: what it does, what it takes, what it answers. */
export function Operation({ operation, document }: Props) {
  const {
    operationId,
    method,
    path,
    summary,
    description,
    parameters = [],
    requestBody,
    responses,
  } = operation;
  const body = requestBody && 'content' in requestBody ? schemaOf(requestBody.content) : undefined;
  const answers: [string, oas32.ResponseObject][] = Object.entries(responses ?? {});
  return (
    <section class="operation" id={operationId} aria-labelledby={`${operationId}-title`}>
      <h3 id={`${operationId}-title`}>{summary}</h3>
      <p class="address">
        <code>
          <b>{method.toUpperCase()}</b>
          {path}
        </code>
      </p>
      <p>{description}</p>
      <h4>In the address and the headers</h4>
      <dl class="fields">
        {parameters.map(
          (each) =>
            'name' in each && (
              <Field
                name={each.name}
                schema={each.schema}
                needed={each.required}
                meaning={each.description}
              />
            ),
        )}
      </dl>
      {body && (
        <>
          <h4>Body</h4>
          <p>
            <Kind schema={body} />
          </p>
          <Example schema={body} document={document} />
        </>
      )}
      <h4>Answers</h4>
      <dl class="fields">
        {answers.map(([status, { description: meaning, content }]) => (
          <Field
            name={status}
            schema={status.startsWith('2') ? schemaOf(content) : { $ref: 'Problem' }}
            meaning={meaning}
          />
        ))}
      </dl>
      <Example
        schema={schemaOf(answers.find(([status]) => status.startsWith('2'))?.[1].content)}
        document={document}
      />
    </section>
  );
}

/** Of JSON, which comes first. */
const schemaOf = (content: oas32.ContentObject = {}): Schema => {
  const [first] = Object.values(content);
  return first && 'schema' in first ? first.schema : undefined;
};

function Example({ schema, document }: { schema: Schema; document: oas32.OpenAPIObject }) {
  const { $ref } = readRules(schema) ?? {};
  const [example] =
    readRules($ref ? document.components?.schemas?.[referredName($ref)] : schema)?.examples ?? [];
  return example === undefined ? null : (
    <pre>
      <code>{JSON.stringify(example, null, 2)}</code>
    </pre>
  );
}

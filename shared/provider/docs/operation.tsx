import { apiWords } from '#provider/messages/api-docs.ts';
import type { OpenApiDocument } from '#provider/openapi/document.ts';
import type { Language } from '#register/certificate/credential.ts';
import { Field, Kind } from './fields.tsx';

type Verbs = OpenApiDocument['paths'][string];
export type OperationOfPage = Verbs[string] & { path: string; verb: string };

/** One verb of one address: what it does, what it takes, what it answers. */
export function Operation({ operation, language }: { operation: OperationOfPage; language: Language }) {
  const { operationId, verb, path, summary, description, parameters, requestBody } = operation;
  const body = requestBody?.content['application/json'];
  return (
    <section class="operation" id={operationId} aria-labelledby={`${operationId}-title`}>
      <h3 id={`${operationId}-title`}>{summary}</h3>
      <p class="address">
        <code>
          <b>{verb.toUpperCase()}</b>
          {path}
        </code>
      </p>
      <p>{description}</p>
      <h4>{apiWords.parameters[language]}</h4>
      <dl class="fields">
        {parameters.map(({ name, schema, required, description: meaning }) => (
          <Field name={name} schema={schema} needed={required} meaning={meaning} language={language} />
        ))}
      </dl>
      {body && (
        <>
          <h4>{apiWords.body[language]}</h4>
          <p>
            <Kind schema={body.schema} language={language} />
          </p>
          <Example value={body.example} />
        </>
      )}
      <Answers operation={operation} language={language} />
    </section>
  );
}

function Answers({ operation, language }: { operation: OperationOfPage; language: Language }) {
  const answers = Object.entries(operation.responses);
  const [, first] = answers.find(([status]) => status.startsWith('2')) ?? [];
  const example = Object.values(first?.content ?? {})[0]?.example;
  return (
    <>
      <h4>{apiWords.answers[language]}</h4>
      <dl class="fields">
        {answers.map(([status, { description, content = {} }]) => (
          <Field
            name={status}
            schema={status.startsWith('2') ? Object.values(content)[0]?.schema : { $ref: 'Problem' }}
            meaning={description}
            language={language}
          />
        ))}
      </dl>
      {example !== undefined && (
        <>
          <h4>{apiWords.example[language]}</h4>
          <Example value={example} />
        </>
      )}
    </>
  );
}

function Example({ value }: { value: unknown }) {
  return (
    <pre>
      <code>{JSON.stringify(value, null, 2)}</code>
    </pre>
  );
}

import type { oas32 } from 'zod-openapi';
import { Document } from '#web/ui/document.tsx';
import { listOperations, Operation } from './operation.tsx';
import { Fields } from './schema.tsx';
import { style } from './style.ts';

/** The description as a page; everything on it comes from the document that programs read. */
export function docsPage(document: oas32.OpenAPIObject): string {
  return `<!doctype html>${<DocsPage document={document} />}`;
}

function DocsPage({ document }: { document: oas32.OpenAPIObject }) {
  const { info, tags = [], components = {} } = document;
  const operations = listOperations(document);
  const [, ...guide] = (info.description ?? '').split(/^## /m).map((part) => part.split('\n\n'));
  return (
    <Document
      language="en"
      title={info.title}
      style={style}
      brand={{ href: '/docs', name: 'Certkeeper' }}
      aside={null}
      footer={<p>This page is made from the same schemas that check every request.</p>}
    >
      <div class="stack">
        <h1>{info.title}</h1>
        <p class="lead">{info.summary}</p>
        <p>
          <a href="/v1/openapi.json">The same for programs (OpenAPI 3.1)</a>
        </p>
      </div>
      {guide.map(([heading, text]) => (
        <section class="stack">
          <h2>{heading}</h2>
          <p>{text}</p>
        </section>
      ))}
      <nav class="stack" aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ul class="contents">
          {operations.map(({ operationId, summary }) => (
            <li>
              <a href={`#${operationId}`}>{summary}</a>
            </li>
          ))}
        </ul>
      </nav>
      {tags.map(({ name, description }) => (
        <section class="stack">
          <h2>{description}</h2>
          {operations
            .filter((operation) => operation.tags?.includes(name))
            .map((operation) => (
              <Operation operation={operation} document={document} />
            ))}
        </section>
      ))}
      <section class="stack">
        <h2>Schemas</h2>
        {Object.entries(components.schemas ?? {}).map(([name, schema]) => (
          <section class="schema" id={`schema-${name}`} aria-labelledby={`schema-${name}-title`}>
            <h3 id={`schema-${name}-title`}>{name}</h3>
            <Fields schema={schema} />
          </section>
        ))}
      </section>
    </Document>
  );
}

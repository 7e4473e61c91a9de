import type { oas32 } from 'zod-openapi';
import { tidy } from '#register/names/holder-input.ts';
import { Document } from '#web/ui/document.tsx';
import { listOperations, Operation } from './operation.tsx';
import { Fields } from './schema.tsx';
import { style } from './style.ts';

const MAX_SOUGHT_LENGTH = 100;

/** The description as a page; everything on it comes from the document that programs read. `sought`: only operations that have these words. */
export function docsPage(document: oas32.OpenAPIObject, sought = ''): string {
  const read = (tidy(sought) ?? '').slice(0, MAX_SOUGHT_LENGTH).toWellFormed();
  return `<!doctype html>${<DocsPage document={document} sought={read} />}`;
}

function DocsPage({ document, sought }: { document: oas32.OpenAPIObject; sought: string }) {
  const { info, tags = [], components = {} } = document;
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const operations = listOperations(document).filter((operation) => {
    const text = JSON.stringify(operation).toLowerCase();
    return words.every((word) => text.includes(word));
  });
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
      <div class="docs">
        <div class="side stack">
          <Search sought={sought} found={operations.length} />
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
        </div>
        <div class="sections">
          {words.length === 0 &&
            guide.map(([heading, text]) => (
              <section class="stack">
                <h2>{heading}</h2>
                <p>{text}</p>
              </section>
            ))}
          {tags.map((tag) => (
            <Tag tag={tag} operations={operations} document={document} />
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
        </div>
      </div>
    </Document>
  );
}

/** Without a script: it asks for the page with fewer operations. */
function Search({ sought, found }: { sought: string; found: number }) {
  return (
    <search>
      <form action="/docs">
        <div class="field">
          <label for="q">Search the operations</label>
          <input id="q" name="q" maxlength={MAX_SOUGHT_LENGTH} value={sought} autocomplete="off" />
        </div>
        <button class="main" type="submit">
          Search
        </button>
      </form>
      {sought && (
        <p role="status">
          {found === 1 ? '1 operation has' : `${found} operations have`} “{sought}”.{' '}
          <a href="/docs">Show all</a>
        </p>
      )}
    </search>
  );
}

interface TagProps {
  tag: oas32.TagObject;
  operations: ReturnType<typeof listOperations>;
  document: oas32.OpenAPIObject;
}

function Tag({ tag: { name, description }, operations, document }: TagProps) {
  const own = operations.filter((operation) => operation.tags?.includes(name));
  if (own.length === 0) return null;
  return (
    <section class="stack">
      <h2>{description}</h2>
      {own.map((operation) => (
        <Operation operation={operation} document={document} />
      ))}
    </section>
  );
}

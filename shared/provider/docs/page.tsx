import { apiWords, guideWords } from '#provider/messages/api-docs.ts';
import type { OpenApiDocument } from '#provider/openapi/document.ts';
import type { Language } from '#register/certificate/credential.ts';
import { Document } from '#web/ui/document.tsx';
import { anchorOf, Fields } from './fields.tsx';
import { Operation, type OperationOfPage } from './operation.tsx';
import { style } from './style.ts';

/** The description as a page; everything on it comes from the document that programs read. */
export function docsPage(document: OpenApiDocument, language: Language): string {
  return `<!doctype html>${<DocsPage document={document} language={language} />}`;
}

interface Props {
  document: OpenApiDocument;
  language: Language;
}

function DocsPage({ document, language }: Props) {
  const { title, summary } = document.info;
  const other = language === 'en' ? 'zh-HK' : 'en';
  return (
    <Document
      language={language}
      title={title}
      style={style}
      brand={{ href: `/docs?lang=${language}`, name: 'Certkeeper' }}
      aside={
        <a class="switch" href={`/docs?lang=${other}`} lang={other} hreflang={other}>
          {apiWords.otherLanguage[language]}
        </a>
      }
      footer={<p>{apiWords.footer[language]}</p>}
    >
      <div class="stack">
        <h1>{title}</h1>
        <p class="lead">{summary}</p>
        <p>
          <a href={`/v1/openapi.json?lang=${language}`}>{apiWords.forPrograms[language]}</a>
        </p>
      </div>
      {guideWords.map(({ title: heading, text }) => (
        <section class="stack">
          <h2>{heading[language]}</h2>
          <p>{text[language]}</p>
        </section>
      ))}
      <Contents document={document} language={language} />
      {document.tags.map(({ name, description }) => (
        <section class="stack">
          <h2>{description}</h2>
          {operationsOf(document, name).map((operation) => (
            <Operation operation={operation} language={language} />
          ))}
        </section>
      ))}
      <Schemas document={document} language={language} />
    </Document>
  );
}

function operationsOf({ paths }: OpenApiDocument, tag: string): OperationOfPage[] {
  return Object.entries(paths)
    .flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([verb, operation]) => ({ ...operation, path, verb })),
    )
    .filter(({ tags }) => tags.includes(tag));
}

function Contents({ document, language }: Props) {
  return (
    <nav class="stack" aria-labelledby="contents">
      <h2 id="contents">{apiWords.contents[language]}</h2>
      <ul class="contents">
        {document.tags
          .flatMap(({ name }) => operationsOf(document, name))
          .map(({ operationId, summary }) => (
            <li>
              <a href={`#${operationId}`}>{summary}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function Schemas({ document, language }: Props) {
  return (
    <section class="stack">
      <h2>{apiWords.schemas[language]}</h2>
      {Object.entries(document.components.schemas).map(([name, schema]) => (
        <section class="schema" id={anchorOf(name)} aria-labelledby={`${anchorOf(name)}-title`}>
          <h3 id={`${anchorOf(name)}-title`}>{name}</h3>
          <Fields schema={schema} language={language} />
        </section>
      ))}
    </section>
  );
}

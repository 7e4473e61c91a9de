import type { Child } from 'hono/jsx';
import { UploadBox } from '#import/console/upload/upload-box.tsx';
import {
  countMessages,
  givenText,
  grouped,
  importListMessages,
  importPageMessages,
  resultLead,
  resultTitle,
} from '#import/messages/console-imports.ts';
import { importMessage } from '#import/messages/rejection-reasons.ts';
import type { ImportReport } from '#import/report-import.ts';
import type { Language } from '#register/certificate/credential.ts';
import { StatusIcon } from '#web/ui/icons.tsx';
import { Downloads } from './imports-downloads.tsx';
import { importPath } from './imports-list.tsx';
import type { RejectedPage } from './imports-rejected.ts';
import { RejectedTable } from './imports-rejected-table.tsx';

interface ImportResultProps {
  report: ImportReport;
  /** Where rows were rejected. */
  rejected: RejectedPage | undefined;
  /** Which of them. */
  query: { row?: number | undefined };
  language: Language;
}

/** What came of a file: problems first, with what to do about them, then what is registered. */
export function ImportResult({ report, rejected, query, language }: ImportResultProps) {
  const { importId, fileName, rows, error, ignoredColumns, sheetsNotRead = [], given = [] } = report;
  const taken = rows.accepted + rows.updated + rows.unchanged;
  const total = taken + rows.rejected;
  if (error) {
    return (
      <Refused fileName={fileName} language={language}>
        <p>{importMessage(error, language)}</p>
        <p>{importPageMessages.nothing[language]}</p>
      </Refused>
    );
  }
  return (
    <>
      <h1 class="file">{fileName}</h1>
      <section class={`panel measure ${rows.rejected > 0 ? 'soon' : 'valid'}`}>
        {rows.rejected === 0 && <StatusIcon status="valid" />}
        <div>
          <h2>{resultTitle(total, rows.rejected, language)}</h2>
          {rows.rejected > 0 && <p>{resultLead(taken, language)}</p>}
        </div>
      </section>
      {rejected && (
        <section class="stack">
          <h2 id="mend">{importPageMessages.corrections[language]}</h2>
          <p class="measure">{importPageMessages.correctionSteps[language]}</p>
          <Downloads
            address={importPath(importId, '/mend.csv')}
            of="corrections"
            rows={rows.rejected}
            main
            language={language}
          />
          <UploadBox language={language} second />
          <RejectedTable
            report={report}
            page={rejected}
            later={query.row !== undefined}
            language={language}
          />
        </section>
      )}
      <Counts rows={rows} language={language} />
      {given.length > 0 && (
        <section class="stack measure">
          <p>{importPageMessages.given[language]}</p>
          <ul class="plain-list">
            {given.map((fact) => (
              <li>{givenText(fact, language)}</li>
            ))}
          </ul>
        </section>
      )}
      {ignoredColumns.length > 0 && (
        <section class="stack measure">
          <p>{importPageMessages.ignored[language]}</p>
          <ul class="plain-list">
            {ignoredColumns.map((heading) => (
              <li class="badge plain file">{heading}</li>
            ))}
          </ul>
        </section>
      )}
      {sheetsNotRead.length > 0 && (
        <section class="stack measure">
          <p>{importPageMessages.sheetsNotRead[language]}</p>
          <ul class="plain-list">
            {sheetsNotRead.map(({ name, because }) => (
              <li>
                <span class="badge plain file">{name}</span> {importPageMessages[because][language]}
              </li>
            ))}
          </ul>
        </section>
      )}
      {taken > 0 && (
        <section class="stack">
          <h2>{importPageMessages.registered[language]}</h2>
          <p class="measure">{importPageMessages.registeredHint[language]}</p>
          <Downloads
            address={importPath(importId, '/registered.csv')}
            of="registered"
            rows={taken}
            language={language}
          />
          <p>
            <a class="button" href={importPath(importId, '/labels')}>
              {importPageMessages.labels[language]}
            </a>
          </p>
        </section>
      )}
      <AllFiles language={language} />
    </>
  );
}

/** The upload was begun and no file came. */
export function NotArrived({ fileName, language }: { fileName: string; language: Language }) {
  return (
    <Refused fileName={fileName} language={language}>
      <p>{importPageMessages.neverCame[language]}</p>
    </Refused>
  );
}

function Refused({
  fileName,
  language,
  children,
}: {
  fileName: string;
  language: Language;
  children: Child;
}) {
  return (
    <>
      <h1 class="file">{fileName}</h1>
      <section class="panel stop measure">
        <StatusIcon status="revoked" />
        <div>
          <h2>{importPageMessages.refused[language]}</h2>
          {children}
        </div>
      </section>
      <section class="stack">
        <h2>{importPageMessages.again[language]}</h2>
        <UploadBox language={language} />
      </section>
      <AllFiles language={language} />
    </>
  );
}

function Counts({ rows, language }: { rows: ImportReport['rows']; language: Language }) {
  return (
    <section class="stack measure">
      <h2>{importPageMessages.counts[language]}</h2>
      <table>
        <tbody>
          {(['rejected', 'accepted', 'updated', 'unchanged'] as const).map((way) => (
            <tr>
              <th scope="row">{countMessages[way].name[language]}</th>
              <td class="figure">{grouped(rows[way])}</td>
              <td>{countMessages[way].means[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function AllFiles({ language }: { language: Language }) {
  return (
    <p>
      <a href="/console/imports">{importListMessages.all[language]}</a>
    </p>
  );
}

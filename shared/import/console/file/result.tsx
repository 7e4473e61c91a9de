import type { Child } from 'hono/jsx';
import { AllFiles, importPath } from '#import/console/imports-list.tsx';
import type { RowsPage } from '#import/console/imports-rows.ts';
import { UploadBox } from '#import/console/upload/upload-box.tsx';
import {
  countMessages,
  grouped,
  importPageMessages,
  resultLead,
  resultTitle,
} from '#import/messages/console-imports.ts';
import { importMessage } from '#import/messages/rejection-reasons.ts';
import type { ImportReport } from '#import/report-import.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { RegisteredRow, RejectedRow } from '#tables/import-job.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import { StatusIcon } from '#web/ui/icons.tsx';
import { Downloads } from './downloads.tsx';
import { FileNotes } from './file-notes.tsx';
import { PeopleTable } from './people.tsx';
import { RejectedTable } from './rejected-table.tsx';
import { UndoForm } from './undone.tsx';

interface ImportResultProps {
  report: ImportReport;
  /** Where rows were rejected. */
  rejected: RowsPage<RejectedRow> | undefined;
  /** Where rows are on the register. */
  people: RowsPage<RegisteredRow> | undefined;
  /** What it did can still be taken back. */
  mayUndo: boolean;
  language: Language;
}

/** What came of a file: problems first, with what to do about them, then what is registered. */
export function ImportResult({ report, rejected, people, mayUndo, language }: ImportResultProps) {
  const { importId, fileName, rows, error } = report;
  const taken = rows.accepted + rows.updated + rows.unchanged;
  const total = taken + rows.rejected;
  if (error) {
    return (
      <NotTaken
        fileName={fileName}
        title={importPageMessages.refused}
        again={importPageMessages.again}
        language={language}
      >
        <p>{importMessage(error, language)}</p>
        <p>{importPageMessages.nothing[language]}</p>
      </NotTaken>
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
          <RejectedTable report={report} page={rejected} language={language} />
        </section>
      )}
      <Counts rows={rows} language={language} />
      <FileNotes report={report} language={language} />
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
          {people && <PeopleTable importId={importId} page={people} language={language} />}
        </section>
      )}
      {mayUndo && rows.accepted + rows.updated > 0 && <UndoForm report={report} language={language} />}
      <AllFiles language={language} />
    </>
  );
}

/** The upload was begun and no file came. */
export function NotArrived({ fileName, language }: { fileName: string; language: Language }) {
  return (
    <NotTaken
      fileName={fileName}
      title={importPageMessages.notArrived}
      again={importPageMessages.sendAgain}
      language={language}
    >
      <p>{importPageMessages.neverCame[language]}</p>
    </NotTaken>
  );
}

interface NotTakenProps {
  fileName: string;
  title: BilingualText;
  /** Over the box for another file. */
  again: BilingualText;
  language: Language;
  children: Child;
}

function NotTaken({ fileName, title, again, language, children }: NotTakenProps) {
  return (
    <>
      <h1 class="file">{fileName}</h1>
      <section class="panel stop measure">
        <StatusIcon status="revoked" />
        <div>
          <h2>{title[language]}</h2>
          {children}
        </div>
      </section>
      <section class="stack">
        <h2>{again[language]}</h2>
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
          {(['rejected', 'accepted', 'updated', 'unchanged'] as const)
            .filter((way) => rows[way] > 0)
            .map((way) => (
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

import { AllFiles, importPath } from '#import/console/imports-list.tsx';
import type { RowsPage } from '#import/console/imports-rows.ts';
import { UploadBox } from '#import/console/upload/upload-box.tsx';
import {
  grouped,
  importPageMessages,
  undoButton,
  undoMessages,
  undoneTitle,
} from '#import/messages/console-imports.ts';
import type { ImportReport } from '#import/report-import.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { UndoneRow } from '#tables/import-job.ts';
import { recordPath } from '#web/console/record-path.ts';
import { Scroll } from '#web/console/scroll.tsx';
import { MoreRows } from './more.tsx';

/** The way back, for a day: it says what it will do, and to how many. */
export function UndoForm({ report, language }: { report: ImportReport; language: Language }) {
  const { importId, rows } = report;
  return (
    <details class="stack measure">
      <summary>{undoMessages.summary[language]}</summary>
      <p>{undoMessages.explained[language]}</p>
      <form method="post" action={importPath(importId, '/undo')}>
        <button class="danger" type="submit">
          {undoButton(rows.accepted + rows.updated, language)}
        </button>
      </form>
    </details>
  );
}

interface ImportUndoneProps {
  report: ImportReport;
  page: RowsPage<UndoneRow>;
  mayUpload: boolean;
  language: Language;
}

/** What became of each row of a file that was undone. */
export function ImportUndone({ report, page, mayUpload, language }: ImportUndoneProps) {
  const {
    importId,
    fileName,
    undone = { takenBack: 0, changedSince: 0, unreadable: 0, nothing: 0 },
  } = report;
  const left = undone.changedSince + undone.unreadable;
  return (
    <>
      <h1 class="file">{fileName}</h1>
      <section class={`panel measure ${left > 0 ? 'soon' : 'note'}`}>
        <div>
          <h2>{undoneTitle(undone.takenBack, left, language)}</h2>
          {undone.changedSince > 0 && <p>{undoMessages.afterwards[language]}</p>}
        </div>
      </section>
      {page.rows.length > 0 && (
        <section class="stack">
          <h2>{undoMessages.rows[language]}</h2>
          <Scroll label={undoMessages.rows[language]} tall>
            <table id="people">
              <thead>
                <tr>
                  <th scope="col" class="figure">
                    {importPageMessages.row[language]}
                  </th>
                  <th scope="col">{importPageMessages.number[language]}</th>
                  <th scope="col">{importPageMessages.outcome[language]}</th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map(({ row, sheet, number, outcome }) => (
                  <tr>
                    <th scope="row" class="figure">
                      {grouped(row)}
                      {sheet !== undefined && <span class="own">{sheet}</span>}
                    </th>
                    <td class="num">
                      {outcome === 'takenBack' ? number : <a href={recordPath(number)}>{number}</a>}
                    </td>
                    <td>{undoMessages[outcome][language]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <MoreRows
            importId={importId}
            of={{ anchor: 'people', query: 'people' }}
            page={page}
            language={language}
          />
        </section>
      )}
      {mayUpload && (
        <section class="stack">
          <h2>{undoMessages.again[language]}</h2>
          <UploadBox language={language} />
        </section>
      )}
      <AllFiles language={language} />
    </>
  );
}

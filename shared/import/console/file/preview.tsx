import { AllFiles, importPath } from '#import/console/imports-list.tsx';
import type { RowsPage } from '#import/console/imports-rows.ts';
import { UploadBox } from '#import/console/upload/upload-box.tsx';
import {
  importPageMessages,
  previewCount,
  previewLead,
  previewMessages,
  previewTitle,
  registerButton,
} from '#import/messages/console-imports.ts';
import type { ImportReport } from '#import/report-import.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { PreviewedRow, RejectedRow } from '#tables/import-job.ts';
import { Downloads } from './downloads.tsx';
import { FileNotes } from './file-notes.tsx';
import { PeopleTable } from './people.tsx';
import { RejectedTable } from './rejected-table.tsx';

interface ImportPreviewProps {
  report: ImportReport;
  rejected: RowsPage<RejectedRow> | undefined;
  people: RowsPage<PreviewedRow> | undefined;
  mayRegister: boolean;
  language: Language;
}

/** What a file will do, before anything of it is registered; one press registers it. */
export function ImportPreview({ report, rejected, people, mayRegister, language }: ImportPreviewProps) {
  const { importId, fileName, rows } = report;
  const changing = rows.accepted + rows.updated;
  return (
    <>
      <h1 class="file">{fileName}</h1>
      <section class={`panel measure ${rows.rejected > 0 ? 'soon' : 'note'}`}>
        <div>
          <h2>{previewTitle(language)}</h2>
          <ul class="lines">
            {(['accepted', 'updated', 'unchanged', 'rejected'] as const)
              .filter((outcome) => rows[outcome] > 0)
              .map((outcome) => (
                <li>{previewCount(outcome, rows[outcome], language)}</li>
              ))}
          </ul>
          <p>{previewLead(changing, rows.unchanged, language)}</p>
        </div>
      </section>
      {mayRegister && changing + rows.unchanged > 0 && (
        <form method="post" action={importPath(importId, '/confirm')} class="stack measure">
          <p class="row">
            <button class="main" type="submit">
              {changing > 0 ? registerButton(changing, language) : previewMessages.finish[language]}
            </button>
            <a class="button" href="/console/imports">
              {previewMessages.leave[language]}
            </a>
          </p>
          <p class="small">{previewMessages.kept[language]}</p>
        </form>
      )}
      <FileNotes report={report} language={language} />
      {rejected && (
        <section class="stack">
          <h2 id="mend">{importPageMessages.corrections[language]}</h2>
          <p class="measure">{previewMessages.correctionSteps[language]}</p>
          <Downloads
            address={importPath(importId, '/mend.csv')}
            of="corrections"
            rows={rows.rejected}
            language={language}
          />
          <RejectedTable report={report} page={rejected} language={language} />
        </section>
      )}
      {people && (
        <section class="stack">
          <h2>{previewMessages.people[language]}</h2>
          <PeopleTable importId={importId} page={people} isPreview language={language} />
        </section>
      )}
      {mayRegister && (
        <section class="stack">
          <h2>{previewMessages.other[language]}</h2>
          <UploadBox language={language} second />
        </section>
      )}
      <AllFiles language={language} />
    </>
  );
}

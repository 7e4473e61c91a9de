import { givenText, importPageMessages } from '#import/messages/console-imports.ts';
import { isOurs } from '#import/messages/rejection-reasons.ts';
import type { ImportReport } from '#import/report-import.ts';
import type { Language } from '#register/certificate/credential.ts';

/** What was taken of a file besides its rows, and what was not. */
export function FileNotes({ report, language }: { report: ImportReport; language: Language }) {
  const { sheetsNotRead = [], given = [] } = report;
  const ignoredColumns = report.ignoredColumns.filter((heading) => !isOurs(heading));
  return (
    <>
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
    </>
  );
}

import { importPageMessages, importStates } from '#import/messages/console-imports.ts';
import type { ImportReport } from '#import/report-import.ts';
import type { Language } from '#register/certificate/credential.ts';

interface ImportProgressProps {
  report: ImportReport;
  /** Rows that are dealt with. */
  done: number;
  text: string;
  /** Where the script asks how far it is. */
  address: string;
  language: Language;
}

/** The bar of a file that is not over; the script moves it, and without one the page is asked for again. */
export function ImportProgress({ report, done, text, address, language }: ImportProgressProps) {
  const { total } = report.rows;
  // While the file is being read, a bar that stands at nothing would look stuck.
  const known = total !== null && report.state !== 'splitting';
  return (
    <section class="stack measure" data-progress={address} data-lost={importPageMessages.touchLost[language]}>
      <h1 class="file">{report.fileName}</h1>
      <progress
        aria-label={importStates[report.state][language]}
        {...(known && { max: total, value: done })}
      />
      <p data-said>{text}</p>
      <p class="hidden" role="status" />
      <p class="small">{importPageMessages.leave[language]}</p>
    </section>
  );
}

import type { ImportReport } from '#import/report-import.ts';
import { stemOf } from '#web/console/attachment.ts';

/** Ends the name of the file that has a file's rows to correct. */
export const TO_CORRECT = '-to-correct';

/**
 * The files, of some that are newest first, whose rows are still to be corrected. A file is done with when it was undone, when its
 * file of rows to correct came back under the name that it was given, or when it came itself again: under its own name, with rows
 * that were registered already. One file alone is done with by each, since schools use a name again for the next class.
 */
export function filesToCorrect(imports: readonly ImportReport[]): ImportReport[] {
  let open: ImportReport[] = [];
  for (const report of imports.toReversed()) {
    const answered =
      report.state === 'finished' ? open.findLast((earlier) => isAnswerTo(earlier, report)) : undefined;
    open = open.filter((earlier) => earlier !== answered);
    if (report.rows.rejected > 0 && report.state !== 'undone') open.push(report);
  }
  return open.reverse();
}

function isAnswerTo(earlier: ImportReport, { fileName, rows }: ImportReport): boolean {
  const before = named(earlier.fileName);
  const now = named(fileName);
  const isSame = now === before && (rows.unchanged > 0 || now.endsWith(TO_CORRECT));
  return isSame || now === `${before}${TO_CORRECT}`;
}

/** Without what a browser adds to the name of a file that it has already. */
const named = (fileName: string) => stemOf(fileName).replace(/ ?\(\d{1,3}\)$/, '');

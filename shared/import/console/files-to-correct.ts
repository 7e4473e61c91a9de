import type { ImportReport } from '#import/report-import.ts';
import { stemOf } from '#web/console/attachment.ts';
import { countParts, partEnd } from './file-parts.ts';

interface Open {
  report: ImportReport;
  /** The names under which its rows to correct are still to come back, one for each part. */
  awaited: string[];
}

/**
 * The files, of some that are newest first, whose rows are still to be corrected. A file is done with when it was undone, when its
 * files of rows to correct all came back under the names that they were given, or when it came itself again: under its own name, with
 * rows that were registered already. One file alone is answered by each, since schools use a name again for the next class.
 */
export function filesToCorrect(imports: readonly ImportReport[]): ImportReport[] {
  let open: Open[] = [];
  for (const report of imports.toReversed()) {
    const answered =
      report.state === 'finished' ? open.findLast((one) => isAnswerTo(one, report)) : undefined;
    if (answered) {
      const awaited = isSentAgain(answered, report)
        ? []
        : answered.awaited.filter((name) => name !== named(report.fileName));
      open = open.flatMap((one) =>
        one !== answered ? [one] : awaited.length > 0 ? [{ ...one, awaited }] : [],
      );
    }
    if (report.rows.rejected > 0 && report.state !== 'undone') open.push(opened(report));
  }
  return open.map(({ report }) => report).reverse();
}

function opened(report: ImportReport): Open {
  const parts = countParts('corrections', report.rows.rejected);
  const name = named(report.fileName);
  return {
    report,
    awaited: Array.from({ length: parts }, (_, at) => name + partEnd('corrections', at + 1)),
  };
}

const isAnswerTo = (one: Open, report: ImportReport): boolean =>
  isSentAgain(one, report) || one.awaited.includes(named(report.fileName));

/** Rows to correct may come back corrected whole, with none of them registered before. */
function isSentAgain(one: Open, { fileName, rows }: ImportReport): boolean {
  const name = named(fileName);
  return name === named(one.report.fileName) && (rows.unchanged > 0 || IS_TO_CORRECT.test(name));
}

const IS_TO_CORRECT = new RegExp(`${partEnd('corrections', 1)}(?:-\\d{1,6})?$`);

/** Without what a browser adds to the name of a file that it has already. */
const named = (fileName: string) => stemOf(fileName).replace(/ ?\(\d{1,3}\)$/, '');

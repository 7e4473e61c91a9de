import type { FileProblem } from '#import/rows/file-row.ts';
import type { Heading } from '#tables/headings/heading-row.ts';
import type { RejectedRow } from '#tables/import-job.ts';

export interface CorrectionMessages {
  /** Headings of our own two columns; none that a file's columns have. */
  row: string;
  correction: string;
  /** How one problem is to be corrected; `heading` undefined: the file has no such column. */
  reason: (problem: FileProblem, heading: string | undefined) => string;
  /** What stands between two reasons. */
  between: string;
}

/**
 * The rejected rows as a file to correct and upload again, for `toCsv`: the provider's own headings in their order, the
 * cells as sent, then the row's number in the file that was sent and all that is wrong with it. A row that could not be
 * taken apart has no cells: it is to be looked up in that file.
 */
export function correctionsFile(
  headings: readonly Heading[],
  rejected: readonly RejectedRow[],
  messages: CorrectionMessages,
): string[][] {
  const toReason = (problem: FileProblem) =>
    messages.reason(problem, headings.find(({ column }) => column === problem.column)?.heading);
  return [
    [...headings.map(({ heading }) => heading), messages.row, messages.correction],
    ...rejected.map((row) => [
      ...headings.map(({ column }) => row.cells[column] ?? ''),
      String(row.row),
      [row, ...row.also].map(toReason).join(messages.between),
    ]),
  ];
}

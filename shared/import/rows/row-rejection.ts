import { hasIdentityNumber, isIdentityNumber } from '#register/names/holder-input.ts';
import { cellColumns, fileColumns, halfColumns } from '#tables/headings/map-headings.ts';
import type { RawRow, RejectedRow } from '#tables/import-job.ts';
import type { FileProblem, FileProblems } from './file-row.ts';

/**
 * The problems that a row has of its own with the one that its whole file shows: lost zeros and months that stand first are
 * problems of their cell; that other rows say otherwise matters only of a row that could be taken. Undefined: the row has none.
 */
export function problemsWith(
  own: readonly FileProblem[],
  ofFile: FileProblem | undefined,
): FileProblems | undefined {
  const [first, ...rest] =
    ofFile?.because === 'lostZeros' || ofFile?.because === 'monthFirst'
      ? [...own.filter(({ column }) => column !== ofFile.column), ofFile].toSorted(
          (a, b) => rank(a) - rank(b),
        )
      : own.length
        ? own
        : ofFile
          ? [ofFile]
          : [];
  return first && [first, ...rest];
}

const rank = ({ column, code }: FileProblem) =>
  code === 'identity_number' ? -1 : fileColumns.indexOf(column);

/** What is kept of a row that was not taken. An identity number is never stored, not even to say that it was refused. */
export function rejection(row: RawRow, problems: FileProblems): RejectedRow {
  const sent = 'cells' in row ? row.cells : {};
  const identities = problems.filter(({ code }) => code === 'identity_number').map(({ column }) => column);
  const hidden = identities.flatMap((column) =>
    column === 'nameEn' || column === 'nameZh' ? [column, ...halfColumns[column]] : [column],
  );
  const cells: RejectedRow['cells'] = {};
  for (const column of cellColumns) {
    const text = sent[column];
    if (text !== undefined) cells[column] = hidden.some((other) => other === column) ? '' : blanked(text);
  }
  const text = 'unreadable' in row ? blanked(row.unreadable) : undefined;
  const [first, ...also] = problems.map((problem) => ({
    ...problem,
    value: text ?? cells[problem.column] ?? '',
  }));
  if (!first) throw new Error('a row that is refused has a problem');
  return { row: row.row, ...sheetOf(row), ...first, also, cells };
}

export const sheetOf = ({ sheet }: Pick<RawRow, 'sheet'>) => (sheet === undefined ? {} : { sheet });

function blanked(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return hasIdentityNumber(plain) || isIdentityNumber(plain) ? '' : text;
}

import { tidy } from '#register/names/holder-input.ts';
import { isPlaceholder } from './placeholder.ts';
import type { Column } from './upload-columns.ts';

/** Why a row was not taken (design.md §5). `revoked`, `conflicting_row`, `not_registered`, `others_number`, `erased` are the register's to say. */
export const rowCodes = [
  'missing',
  'unknown_type',
  'invalid_date',
  'in_future',
  'before_issue',
  'too_long_validity',
  'invalid_email',
  'invalid_name',
  'invalid_number',
  'too_long',
  'wrong_check_character',
  'others_number',
  'revoked',
  'conflicting_row',
  'identity_number',
  'unreadable_row',
  'undecodable',
  'hidden_row',
  'unknown_action',
  'managers_only',
  'not_registered',
  'history_full',
  'erased',
] as const;
export type RowCode = (typeof rowCodes)[number];

/**
 * What more than the code there is to say, where the correction differs.
 * `invalid_number`: a spreadsheet took the zeros from it (`lostZeros`), or made a date of it (`date`); or it says that the number is still to come (`stillToCome`).
 * `invalid_date`: it is a month without a day (`noDay`), eight figures with the year last (`yearLast`), or its column has dates that can only have the month first, as `detail`
 * has, and none that can only have the day first (`monthFirst`).
 * `missing`: of a name in two columns one half alone is there (`halfName`). `invalid_name`: a Latin name in the place of the
 * Chinese one, beside another (`notChinese`), or two names in one script (`twoNames`); an address of the web or of mail (`webAddress`), characters that nobody sees
 * (`unseen`), or more marks on a letter than any script has (`tooManyMarks`). `unreadable_row`: it has `detail` cells more than the headings (`tooManyCells`), or as many, with a name
 * that a comma cut in two (`cutName`).
 * `conflicting_row`: the number differs from `detail`, which has its key, by its separators alone (`otherNumber`); the row has
 * no name that the certificate has too (`oneScript`).
 */
export const rowReasons = [
  'lostZeros',
  'date',
  'stillToCome',
  'noDay',
  'yearLast',
  'monthFirst',
  'halfName',
  'notChinese',
  'twoNames',
  'webAddress',
  'unseen',
  'tooManyMarks',
  'tooManyCells',
  'cutName',
  'otherNumber',
  'oneScript',
] as const;

/** `detail` is what the message names. */
export interface ProblemReason {
  because?: (typeof rowReasons)[number] | undefined;
  detail?: string | undefined;
}

export interface RowProblem extends ProblemReason {
  column: Column;
  code: RowCode;
}

/** What a cell says: nothing (it is empty), a value, or a problem. */
export type Cell<T> = { value?: T | undefined; code?: RowCode; because?: ProblemReason['because'] };

const MAX_CELL_LENGTH = 500;

/** Reads a cell that is not empty by `reader`, its text tidied; `unreadable` is said of what is no line of text. */
export function readCell<T>(
  raw: string | undefined,
  unreadable: RowCode,
  reader: (text: string) => Cell<T>,
): Cell<T> {
  if (raw === undefined) return {};
  const text = raw.length > MAX_CELL_LENGTH ? undefined : tidy(raw);
  if (text === undefined) return { code: unreadable };
  return text === '' ? {} : reader(text);
}

/** The same of a cell that may be left empty: a word for nothing is nothing. */
export function readOptionalCell<T>(
  raw: string | undefined,
  unreadable: RowCode,
  reader: (text: string) => Cell<T>,
): Cell<T> {
  return readCell(raw !== undefined && isPlaceholder(raw) ? undefined : raw, unreadable, reader);
}

export function valueOr<T>(code: RowCode, value: T | undefined): Cell<T> {
  return value === undefined ? { code } : { value };
}

export const isEmpty = (cell: Cell<unknown>): boolean => cell.value === undefined && cell.code === undefined;

import { tidy } from '#register/names/holder-input.ts';
import type { Column } from './columns.ts';

/** Why a row was not taken (design.md §5). `revoked`, `conflicting_row`, `not_registered` are the register's to say. */
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
  'revoked',
  'conflicting_row',
  'identity_number',
  'unreadable_row',
  'undecodable',
  'unknown_action',
  'not_registered',
] as const;
export type RowCode = (typeof rowCodes)[number];

/** `because` says more than the code where the mending differs: a number that its spreadsheet made a date of. */
export interface RowProblem {
  column: Column;
  code: RowCode;
  because?: 'date' | undefined;
}

/** What a cell says: nothing (it is empty), a value, or a problem. */
export type Cell<T> = { value?: T | undefined; code?: RowCode; because?: 'date' };

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

export function valueOr<T>(code: RowCode, value: T | undefined): Cell<T> {
  return value === undefined ? { code } : { value };
}

export const isEmpty = (cell: Cell<unknown>): boolean => cell.value === undefined && cell.code === undefined;

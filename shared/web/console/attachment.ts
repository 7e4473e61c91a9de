import { contentDisposition } from '#web/http/content-disposition.ts';
import type { ConsoleContext } from './page.tsx';

/** Answers with a CSV that the browser keeps as a file of this name. */
export function csvFile(c: ConsoleContext, fileName: string, csv: string): Response {
  return c.body(csv, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': contentDisposition(fileName),
  });
}

/** `證書 2026.xlsx` and `-to-correct` -> `證書 2026-to-correct.csv`. */
export function derivedName(fileName: string, suffix: string): string {
  return `${stemOf(fileName)}${suffix}.csv`;
}

/** `證書 2026.xlsx` -> `證書 2026`. */
export const stemOf = (fileName: string): string => fileName.replace(/\.(?:csv|txt|xlsx|xlsb|xls|ods)$/i, '');

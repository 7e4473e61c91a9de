import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** The rows of a file of `tests/support/samples` as the reader of uploads hands them over: UTF-8, headings first. */
export function sampleRows(file: string): string[][] {
  return parse(readFileSync(new URL(`./samples/${file}`, import.meta.url)), { bom: true });
}

/** What each row of `dirty.csv` must come to on 2026-11-21; `row` as a spreadsheet counts. */
export interface ExpectedRow {
  row: number;
  outcome: 'accepted' | 'unchanged' | 'rejected';
  column?: string;
  code?: string;
}

export function dirtyExpected(): ExpectedRow[] {
  return JSON.parse(readFileSync(new URL('./samples/dirty.expected.json', import.meta.url), 'utf8'));
}

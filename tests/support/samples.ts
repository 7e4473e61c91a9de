import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Files as providers send them. */
export const samplePath = (file: string): string => join(import.meta.dirname, 'samples', file);

/** The rows of a file of `tests/support/samples` as the reader of uploads hands them over: UTF-8, headings first. */
export function sampleRows(file: string): string[][] {
  return parse(readFileSync(samplePath(file)), { bom: true });
}

/** What each row of `dirty.csv` must come to on 2026-11-21; `row` as a spreadsheet counts. */
export interface ExpectedRow {
  row: number;
  outcome: 'accepted' | 'unchanged' | 'rejected';
  column?: string;
  code?: string;
}

export function dirtyExpected(): ExpectedRow[] {
  return JSON.parse(readFileSync(samplePath('dirty.expected.json'), 'utf8'));
}

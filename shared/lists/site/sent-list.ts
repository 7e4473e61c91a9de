import * as z from 'zod';
import {
  type LeftOut,
  type ListRow,
  MAX_ISSUER_LENGTH,
  MAX_LIST_ROWS,
  NAME_KEPT,
} from '#lists/check-list.ts';
import { keptFileName, refuseIdentities, rowWith } from '#lists/list-rows.ts';
import type { ListProblem } from '#lists/messages/list-form.ts';
import { readPastedList } from '#lists/pasted-list.ts';
import { readListFile } from '#lists/read-list-file.ts';
import { FileRefused } from '#tables/import-job.ts';
import type { SentFiles } from '#tables/ports.ts';
import { mediaType, readFiles, readForm, readJson } from '#web/http/body.ts';
import { ProblemError } from '#web/http/problem.ts';
import type { C } from './deps.ts';

/** What Lambda is handed of a request: 6 MB in which a file stands in base64. */
const MAX_SENT_BYTES = Math.floor(4.4 * 1024 * 1024);

/** What a row weighs, as people send them. */
const BYTES_A_ROW = 40;

/** About how many rows a request has, by its bytes alone: a list is paid for before it is read. */
export const rowsByWeight = async (c: C): Promise<number> =>
  Math.ceil((await c.req.arrayBuffer()).byteLength / BYTES_A_ROW);

/** A list, and the fields of the form that came beside it. */
export interface SentList {
  fields: Record<string, string>;
  rows: ListRow[];
  leftOut?: LeftOut;
  columns?: string[];
  fileName?: string;
}

const most = { mostBytes: MAX_SENT_BYTES };

/**
 * Reads a form with a list pasted into `list`, or with a `file`. Fails with ListRefused for what is wrong with
 * the list, and with 415 for another kind of body.
 */
export async function readSentList(c: C, files: SentFiles): Promise<SentList> {
  const { fields, file } = await sentForm(c);
  if (file && fields['list']?.trim()) throw new ListRefused('both', fields);
  try {
    if (!file) return { fields, rows: readPastedList(fields['list'] ?? '') };
    return { fields, ...(await rowsIn(file.bytes, files)), fileName: keptFileName(file.name) };
  } catch (error) {
    throw error instanceof FileRefused ? new ListRefused(toListProblem(error), fields) : error;
  }
}

interface SentFile {
  name: string;
  bytes: Uint8Array;
}

async function sentForm(c: C): Promise<{ fields: Record<string, string>; file?: SentFile | undefined }> {
  try {
    if (mediaType(c) !== 'multipart/form-data') return { fields: await readForm(c, most) };
    const { fields, files } = await readFiles(c, most);
    const { file } = files;
    // A form whose file nobody chose has an empty one without a name.
    return { fields, ...(file && (file.name !== '' || file.bytes.length > 0) && { file }) };
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'too_large') throw new ListRefused('too_large', {});
    throw error;
  }
}

async function rowsIn(bytes: Uint8Array, files: SentFiles): Promise<Omit<SentList, 'fields'>> {
  const file = await files.open(bytes);
  try {
    return await readListFile(file);
  } finally {
    await file.close();
  }
}

const name = z.string().max(NAME_KEPT - 1);
const sent = z.strictObject({
  on: z.string().max(40).nullish(),
  items: z
    .array(
      z.strictObject({
        number: z.string(),
        name: name.nullish(),
        issuer: z.string().max(MAX_ISSUER_LENGTH).nullish(),
      }),
    )
    .min(1)
    .max(MAX_LIST_ROWS),
});

/** The same as JSON `{on?, items}`. Fails with 400, 413, 415 or 422. */
export async function readJsonList(c: C): Promise<SentList> {
  const { on, items } = await readJson(c, sent, most);
  const rows = items.map(({ number, name, issuer }, at) =>
    rowWith(at + 1, number, name ?? '', issuer ?? undefined),
  );
  try {
    refuseIdentities(rows.map((row) => [row.number, row.name ?? '']));
  } catch (error) {
    throw error instanceof FileRefused ? new ListRefused(toListProblem(error), {}) : error;
  }
  return { fields: { ...(on && { on }) }, rows };
}

/** The list cannot be taken as it is; `fields`: what else was typed, to be shown again. */
export class ListRefused extends Error {
  readonly problem: ListProblem;
  readonly fields: Record<string, string>;

  constructor(problem: ListProblem, fields: Record<string, string>) {
    super(`the list was refused: ${problem}`);
    this.name = 'ListRefused';
    this.problem = problem;
    this.fields = fields;
  }
}

function toListProblem({ code }: FileRefused): ListProblem {
  switch (code) {
    case 'empty':
    case 'no_rows':
    case 'missing_columns':
    case 'doubled_heading':
    case 'identity_number':
    case 'too_many_rows':
    case 'not_a_table':
    case 'has_password':
    case 'undecodable':
      return code;
    case 'no_headings':
      return 'missing_columns';
    case 'expands_too_much':
      return 'too_much';
    case 'workbook_too_long':
      return 'too_many_rows';
    case 'line_too_long':
    case 'too_many_columns':
      return 'too_wide';
    case 'replaced':
      return 'not_a_table';
  }
}

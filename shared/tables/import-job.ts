import * as z from 'zod';
import { rowCodes, rowReasons } from '#register/certificate/cell.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { neededFields } from '#tables/headings/heading-row.ts';
import { cellColumns, fileColumns } from '#tables/headings/map-headings.ts';

/** An upload of a file: a job, cut into chunks of rows; progress is the sum over the chunks. */
export const importErrors = [
  'no_headings',
  'doubled_heading',
  'identity_number',
  'undecodable',
  'line_too_long',
  'replaced',
  'no_rows',
  'empty',
  'not_a_table',
  'has_password',
  'expands_too_much',
  'too_many_columns',
  'too_many_rows',
  'workbook_too_long',
  'missing_columns',
] as const;

const column = z.enum(fileColumns);

/** `detail`: the heading as written. `missing` and `headings`: what the file lacks, and the headings that it has. */
const importError = z.object({
  code: z.enum(importErrors),
  detail: z.string().optional(),
  missing: z.array(z.enum(neededFields)).optional(),
  headings: z.array(z.string()).optional(),
});
export type ImportError = z.infer<typeof importError>;

export const sheetNotRead = z.object({ name: z.string(), because: z.enum(['hidden', 'noHeadings']) });

/** A fact that the rows of a file do not have and were given: what the provider said for all, or what stands above the headings. */
const givenFact = z.object({
  column: z.enum(['type', 'issuedOn']),
  value: z.string(),
  from: z.enum(['defaults', 'title']),
  sheet: z.string().optional(),
});
export type GivenFact = z.infer<typeof givenFact>;

export const importJob = z.object({
  id: z.string(),
  provider: z.string(),
  keyId: z.string(),
  /** Who had it imported may not revoke or suspend by a file. */
  withoutRevoking: z.literal(true).optional(),
  fileName: z.string(),
  contentLength: z.int(),
  state: z.enum(['awaitingUpload', 'splitting', 'importing', 'failed']),
  createdAt: instant,
  /** For columns that the file lacks: a course by its code, and a day. */
  defaults: z.object({ type: z.string().optional(), issuedOn: civilDate.optional() }).optional(),
  /** Its rows are looked at and kept for a day; nothing is registered until it is confirmed. */
  preview: z.literal(true).optional(),
  /** Of a preview: somebody is there to say what the file has no column for. */
  mayAsk: z.literal(true).optional(),
  /** What they are to say, before the rows can be looked at. */
  asked: z.array(z.enum(['type', 'issuedOn'])).optional(),
  /** When and by whose key a preview was confirmed: from then on its rows are registered. */
  confirmed: z
    .object({ at: instant, keyId: z.string(), withoutRevoking: z.literal(true).optional() })
    .optional(),
  /** When and by whose key what its rows did was begun to be undone. */
  undo: z.object({ at: instant, keyId: z.string() }).optional(),
  /** What rows were given. */
  given: z.array(givenFact).optional(),
  /** Of the first file that came; another one PUT to the same place is not this import's. */
  etag: z.string().optional(),
  /** Rows of data in the file, known once it is split. */
  total: z.int().optional(),
  ignoredColumns: z.array(z.string()).optional(),
  /** The headings of the mapped columns as written, in the order of the file. */
  headings: z.array(z.object({ column: z.enum(cellColumns), heading: z.string() })).optional(),
  /** Of a workbook: in their order, those with no row taken, and why. */
  sheetsNotRead: z.array(sheetNotRead).optional(),
  /** When its first chunk was queued. */
  queuedAt: instant.optional(),
  /** When its last chunk was: the file is not looked at again. */
  queuedAllAt: instant.optional(),
  error: importError.optional(),
  failedAt: instant.optional(),
});
export type ImportJob = z.infer<typeof importJob>;

const problem = {
  column,
  code: z.enum(rowCodes),
  because: z.enum(rowReasons).optional(),
  detail: z.string().optional(),
};
const cells = z.partialRecord(z.enum(cellColumns), z.string());

/** As a spreadsheet counts, the first is 1; `sheet`: where the file has several that are read. */
const place = { row: z.int(), sheet: z.string().optional() };

/**
 * A row as the file has it: the mapped cells that are not empty, with the problem that only the whole file shows or that
 * the row is hidden; or its text when it cannot be taken apart, as with `surplus` cells more than the headings.
 */
export const rawRow = z.union([
  z.object({ ...place, cells, problem: z.object(problem).optional() }),
  /** `surplus`: how many cells it has too many; with 0 a comma cut its name in two. */
  z.object({ ...place, unreadable: z.string(), surplus: z.int().optional() }),
  z.object({ ...place, undecodable: z.literal(true) }),
]);
export type RawRow = z.infer<typeof rawRow>;

export const importChunk = z.object({
  importId: z.string(),
  provider: z.string(),
  /** Whose key had the file imported; goes into the history. */
  keyId: z.string().optional(),
  withoutRevoking: z.literal(true).optional(),
  n: z.int(),
  rows: z.array(rawRow),
  /** Not to be registered: `look` keeps the rows and says what would come of them, `keep` only keeps them. */
  only: z.enum(['look', 'keep']).optional(),
});
export type ImportChunk = z.infer<typeof importChunk>;

/** What is to be done with the n-th chunk of a file whose rows are kept, or on record. */
export const importStep = z.object({
  step: z.enum(['look', 'confirm', 'undo']),
  importId: z.string(),
  provider: z.string(),
  keyId: z.string(),
  n: z.int(),
});
export type ImportStep = z.infer<typeof importStep>;

/** The first problem of a row, the others in `also`, and its mapped cells as sent; identity numbers are left blank. */
export const rejectedRow = z.object({
  ...place,
  ...problem,
  value: z.string(),
  also: z.array(z.object({ ...problem, value: z.string() })).default([]),
  cells: cells.default({}),
});
export type RejectedRow = z.infer<typeof rejectedRow>;

const change = z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() });

/** A row that is on the register, with the number that it was given or brought, and its mapped cells as sent. */
export const registeredRow = z.object({
  ...place,
  number: z.string(),
  outcome: z.enum(['accepted', 'updated', 'unchanged']),
  cells: cells.optional(),
});
export type RegisteredRow = z.infer<typeof registeredRow>;

/**
 * What would come of a row. Without a `number`: one will be assigned. The course and both days are the certificate's, as they were
 * read or follow from the row. `changes`: what it would change of a certificate.
 */
export const previewedRow = registeredRow.extend({
  number: z.string().optional(),
  type: z.string().optional(),
  issuedOn: civilDate.optional(),
  expiresOn: civilDate.optional(),
  changes: z.array(change).optional(),
});
export type PreviewedRow = z.infer<typeof previewedRow>;

/**
 * What became of a row when its file was undone: `takenBack`; `changedSince`, because of something that happened to its certificate
 * later, which stays; `unreadable`, because only a person can repair what is stored of it, and it stays; `nothing`, because the row
 * had changed nothing.
 */
export const undoOutcomes = ['takenBack', 'changedSince', 'unreadable', 'nothing'] as const;
export const undoneRow = z.object({ ...place, number: z.string(), outcome: z.enum(undoOutcomes) });
export type UndoneRow = z.infer<typeof undoneRow>;

export const undoSums = z.object({
  takenBack: z.int(),
  changedSince: z.int(),
  unreadable: z.int().default(0),
  nothing: z.int(),
});
export type UndoSums = z.infer<typeof undoSums>;

export const chunkCounts = z.object({
  n: z.int(),
  accepted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejectedCount: z.int(),
  finishedAt: instant,
});
export type ChunkCounts = z.infer<typeof chunkCounts>;

export type ChunkOutcome<Row = RegisteredRow> = ChunkCounts & {
  importId: string;
  rejected: RejectedRow[];
  registered: Row[];
};

/** The file as a whole cannot be taken; the job ends with this code. */
export class FileRefused extends Error {
  readonly code: (typeof importErrors)[number];
  readonly detail: string | undefined;
  /** Of `missing_columns`. */
  readonly lack: Pick<ImportError, 'missing' | 'headings'>;

  constructor(
    code: ImportError['code'],
    detail?: string,
    lack: Pick<ImportError, 'missing' | 'headings'> = {},
  ) {
    super(`the file was refused: ${code}`);
    this.name = 'FileRefused';
    this.code = code;
    this.detail = detail;
    this.lack = lack;
  }
}

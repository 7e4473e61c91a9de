import * as z from 'zod';
import { instant } from './civil-date.ts';
import { rowCodes } from './credential-input.ts';
import { columns } from './file-columns.ts';

/** An upload of a file: a job, cut into chunks of rows; progress is the sum over the chunks. */
export const importErrors = [
  'no_headings',
  'doubled_heading',
  'identity_number',
  'undecodable',
  'line_too_long',
  'replaced',
  'no_rows',
] as const;

export const importJob = z.object({
  id: z.string(),
  provider: z.string(),
  keyId: z.string(),
  fileName: z.string(),
  contentLength: z.int(),
  state: z.enum(['awaitingUpload', 'splitting', 'importing', 'failed']),
  createdAt: instant,
  /** Of the first file that came; another one PUT to the same place is not this import's. */
  etag: z.string().optional(),
  /** Rows of data in the file, known once it is split. */
  total: z.int().optional(),
  ignoredColumns: z.array(z.string()).optional(),
  error: z.object({ code: z.enum(importErrors), detail: z.string().optional() }).optional(),
  failedAt: instant.optional(),
});
export type ImportJob = z.infer<typeof importJob>;

const column = z.enum(columns);

/** A row as the file has it: the mapped cells that are not empty, or its text when it cannot be taken apart. */
const rawRow = z.union([
  z.object({ row: z.int(), cells: z.partialRecord(column, z.string()) }),
  z.object({ row: z.int(), unreadable: z.string() }),
]);
export type RawRow = z.infer<typeof rawRow>;

export const importChunk = z.object({
  importId: z.string(),
  provider: z.string(),
  n: z.int(),
  rows: z.array(rawRow),
});
export type ImportChunk = z.infer<typeof importChunk>;

const rejectedRow = z.object({
  row: z.int(),
  column,
  code: z.enum(rowCodes),
  value: z.string(),
});
export type RejectedRow = z.infer<typeof rejectedRow>;

export const chunkCounts = z.object({
  accepted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejectedCount: z.int(),
  finishedAt: instant,
});
export type ChunkCounts = z.infer<typeof chunkCounts>;

export const chunkOutcome = chunkCounts.extend({
  importId: z.string(),
  n: z.int(),
  rejected: z.array(rejectedRow),
});
export type ChunkOutcome = z.infer<typeof chunkOutcome>;

/** The file as a whole cannot be taken; the job ends with this code. */
export class FileRefused extends Error {
  readonly code: (typeof importErrors)[number];
  readonly detail: string | undefined;

  constructor(code: (typeof importErrors)[number], detail?: string) {
    super(`the file was refused: ${code}`);
    this.name = 'FileRefused';
    this.code = code;
    this.detail = detail;
  }
}

import type { Instant } from '#register/civil-date.ts';
import type { Page, PageQuery } from '#register/page.ts';
import type {
  ChunkCounts,
  ChunkOutcome,
  ImportChunk,
  ImportError,
  ImportJob,
  ImportStep,
  PreviewedRow,
  RawRow,
  RegisteredRow,
  RejectedRow,
  UndoneRow,
  UndoSums,
} from './import-job.ts';

export interface UploadService {
  /** Where a file of exactly this length may be PUT during the next 15 minutes. */
  presign(input: {
    objectKey: string;
    contentLength: number;
  }): Promise<{ method: 'PUT'; url: string; headers: Record<string, string> }>;
  /** Puts a small file there itself, for a browser that cannot. */
  put(input: { objectKey: string; bytes: Uint8Array }): Promise<void>;
}

/**
 * One record of a file, numbered as a spreadsheet counts rows (1 is the first). `hidden`: its workbook does not show it, or
 * strikes it through; `across`: the places that only repeat the cell to their left, merged with it. `unreadable`: its cells
 * cannot be told apart; `undecodable`: it has bytes that are not of the file's encoding.
 */
export type FileRow =
  | { row: number; cells: string[]; hidden?: true; across?: number[] }
  | { row: number; unreadable: string }
  | { row: number; undecodable: true };

export interface FileTable {
  /** Of a sheet. */
  name?: string;
  /** Its cells are parted by a separator that may stand within one, so that a row with too many has others in its columns. */
  separated?: true;
  /** A day that it does not show as one is counted from 1904, as older ones for the Macintosh did. */
  from1904?: true;
  /** The rows from the first on, never the whole file in memory; may be read again. Fails with FileRefused. */
  rows(): AsyncIterable<FileRow>;
}

/** An uploaded file, brought here. A text file is one table, a workbook one a sheet that it shows, in the workbook's order. */
export interface TableFile {
  tables: readonly FileTable[];
  /** Names of sheets that the workbook does not show. */
  hidden: readonly string[];
  /** Removes the copy. */
  close(): Promise<void>;
}

export interface UploadedFiles {
  /**
   * Brings the file here. Fails with FileRefused: `replaced` when it is no longer the one with that `etag`, and for what
   * is no table (`empty`, `not_a_table`, `has_password`, `expands_too_much`, `workbook_too_long`, `undecodable`).
   */
  open(objectKey: string, etag: string): Promise<TableFile>;
  /** The file is needed no longer; also one that is not there. */
  remove(objectKey: string): Promise<void>;
}

export interface ImportJobs {
  create(job: ImportJob): Promise<void>;
  get(importId: string): Promise<ImportJob | undefined>;
  /** Binds the job to the first file that came; that same file may come again, another one is none of the job's. */
  claim(importId: string, etag: string): Promise<'claimed' | 'anotherFile'>;
  /** Overwrites what splitting found out; the same again changes nothing. */
  update(
    importId: string,
    found: Partial<
      Pick<
        ImportJob,
        | 'state'
        | 'total'
        | 'ignoredColumns'
        | 'headings'
        | 'given'
        | 'sheetsNotRead'
        | 'asked'
        | 'queuedAt'
        | 'queuedAllAt'
      >
    >,
  ): Promise<void>;
  /** Ends the job with what is wrong with its file, unless all its rows were queued meanwhile. */
  fail(importId: string, error: ImportError, failedAt: Instant): Promise<void>;
  /** Answers what was asked about the file; false when nothing is asked any more. */
  answer(importId: string, given: NonNullable<ImportJob['given']>): Promise<boolean>;
  /** Marks it confirmed, or being undone; false when it is marked already. */
  mark(
    importId: string,
    as: 'confirmed' | 'undo',
    by: { at: Instant; keyId: string; withoutRevoking?: true },
  ): Promise<boolean>;
  /** A provider's jobs, newest first. */
  list(provider: string, page: PageQuery): Promise<Page<ImportJob>>;
}

export interface ImportChunks<Row = RegisteredRow> {
  /** The first write stays; a second one of the same chunk changes nothing. */
  record(outcome: ChunkOutcome<Row>): Promise<void>;
  isRecorded(importId: string, n: number): Promise<boolean>;
  /** What came of every chunk so far, without the rejected rows themselves. */
  counts(importId: string): AsyncIterable<ChunkCounts>;
  /** Rejected rows in the order of the file, about a megabyte at a time. */
  rejected(importId: string, cursor?: string): Promise<Page<RejectedRow>>;
  /** Rows that are on the register, with their numbers, in the same way. */
  registered(importId: string, cursor?: string): Promise<Page<Row>>;
}

/** What would come of a file's chunks, and their rows, kept until somebody has decided. */
export interface ImportPreviews extends ImportChunks<PreviewedRow> {
  keep(chunk: Pick<ImportChunk, 'importId' | 'n' | 'rows'>, at: Instant): Promise<void>;
  kept(importId: string, n: number): Promise<RawRow[] | undefined>;
  /** How many rows each chunk has that is kept, in their order. */
  keptCounts(importId: string): Promise<number[]>;
}

/** What became of the chunks of a file that was undone. */
export interface ImportUndos {
  /** The first write stays. */
  record(importId: string, n: number, rows: UndoneRow[], at: Instant): Promise<void>;
  isRecorded(importId: string, n: number): Promise<boolean>;
  /** Of every chunk so far. */
  counts(importId: string): AsyncIterable<UndoSums>;
  /** Its rows in the order of the file, about a megabyte at a time. */
  rows(importId: string, cursor?: string): Promise<Page<UndoneRow>>;
  /** The rows of one chunk that are on the register. */
  registeredIn(importId: string, n: number): Promise<RegisteredRow[]>;
}

export interface ChunkQueue {
  /** Returns once every chunk is stored in the queue. */
  send(chunks: ImportChunk[]): Promise<void>;
}

export interface StepQueue {
  send(steps: ImportStep[]): Promise<void>;
}

export interface SentFiles {
  /** Reads a file that came with a request. Fails with FileRefused for what is no table. */
  open(bytes: Uint8Array): Promise<TableFile>;
}

import type { CivilDate, Instant } from '#register/civil-date.ts';
import type { CheckedRow, CheckList, ListChunk, RowKind } from './check-list.ts';

/** Lists of numbers that somebody checks, for a day. The id in a list's address is stored nowhere, only its hash. */
export interface CheckLists {
  /** Stores it under a fresh id, which is given back this once. */
  begin(list: Omit<CheckList, 'list'>): Promise<{ listId: string; list: CheckList }>;
  /** A consistent read; undefined: there is none, or its time is over at that time. */
  find(listId: string, at: Instant): Promise<CheckList | undefined>;
  /** A consistent read. */
  isRecorded(list: string, n: number): Promise<boolean>;
  /** Stores what came of a part, all or nothing; a part that is stored already stays as it is. */
  record(part: { list: string; n: number; until: Instant; at: Instant; rows: CheckedRow[] }): Promise<void>;
  /** What each part that is recorded came to, in their order: consistent, and small. */
  outcomes(list: string): AsyncIterable<{ n: number; at: Instant; kinds: RowKind[] }>;
  /** The rows of one part; none while it is not recorded. */
  rowsOf(list: string, n: number): Promise<CheckedRow[]>;
  /** The rows of the parts from the `from`-th on, as far as they are recorded, in their order. */
  rows(list: string, from: number): AsyncIterable<CheckedRow[]>;
}

export interface ListAllowance {
  /** Counts so many rows of that Hong Kong day; none when there would be more than `most` then. */
  take(of: { caller: string; most: number }, rows: number, on: CivilDate): Promise<'taken' | 'usedUp'>;
}

export interface ListQueue {
  send(chunks: ListChunk[]): Promise<void>;
}

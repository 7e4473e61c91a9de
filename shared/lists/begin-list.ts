import { addSeconds, type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';
import { markRepeats, markTooManyNames } from '#verify/list-marks.ts';
import {
  AT_ONCE_ROWS,
  type CheckList,
  type LeftOut,
  LIST_KEPT_HOURS,
  type ListChunk,
  type ListRow,
  MAX_ROWS_A_DAY,
  ROWS_A_CHUNK,
} from './check-list.ts';
import { type CheckChunkDeps, checkListChunk } from './check-list-chunk.ts';
import type { ListAllowance, ListQueue } from './ports.ts';

export interface BeginListDeps extends CheckChunkDeps {
  queue: ListQueue;
  allowance: ListAllowance;
  clock: Clock;
}

interface Sent {
  rows: readonly ListRow[];
  leftOut?: LeftOut | undefined;
  columns?: string[] | undefined;
  fileName?: string | undefined;
  on: CivilDate;
  at: Instant;
  /** The network that asks. */
  caller: string;
}

/**
 * Takes a list of 1 to 50,000 rows, to be answered as of a Hong Kong day. A short one is checked before this returns; of a
 * longer one all parts are in the queue by then. The id is the only way to it. `usedUp`: the caller's rows of the day are,
 * and nothing was begun.
 */
export async function beginList(
  deps: BeginListDeps,
  { rows, leftOut, columns, fileName, on, at, caller }: Sent,
): Promise<{ listId: string; list: CheckList; done: number } | 'usedUp'> {
  const taken = await deps.allowance.take({ caller, most: MAX_ROWS_A_DAY }, rows.length, hongKongDay(at));
  if (taken === 'usedUp') return 'usedUp';
  const until = addSeconds(at, LIST_KEPT_HOURS * 3600);
  const named = rows.filter(({ name }) => name).length;
  const begun = await deps.lists.begin({
    on,
    total: rows.length,
    named,
    ...(leftOut && { leftOut }),
    ...(columns && { columns }),
    ...(fileName && { fileName }),
    createdAt: at,
    until,
  });
  const chunks = [...chunksOf(begun.list, markTooManyNames(markRepeats(rows)))];
  if (rows.length > AT_ONCE_ROWS) {
    await deps.queue.send(chunks);
    return { ...begun, done: 0 };
  }
  for (const chunk of chunks) await checkListChunk(deps, chunk, deps.clock);
  return { ...begun, done: rows.length };
}

function* chunksOf({ list, on, until }: CheckList, rows: ListRow[]): Generator<ListChunk> {
  for (let n = 0; n * ROWS_A_CHUNK < rows.length; n++) {
    yield { list, n, on, until, rows: rows.slice(n * ROWS_A_CHUNK, (n + 1) * ROWS_A_CHUNK) };
  }
}

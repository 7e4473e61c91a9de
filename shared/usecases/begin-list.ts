import {
  AT_ONCE_ROWS,
  type CheckList,
  LIST_KEPT_HOURS,
  type ListChunk,
  type ListRow,
  markRepeats,
  ROWS_A_CHUNK,
} from '#domain/check-list';
import { addSeconds, type CivilDate, type Instant } from '#domain/civil-date';
import type { Clock, ListQueue } from '#ports';
import { type CheckChunkDeps, checkListChunk } from './check-list-chunk.ts';

export interface BeginListDeps extends CheckChunkDeps {
  queue: ListQueue;
  clock: Clock;
}

/**
 * Takes a list of 1 to 50,000 rows, to be answered as of a Hong Kong day. A short one is checked before this returns; of a
 * longer one all parts are in the queue by then. The id is the only way to it.
 */
export async function beginList(
  deps: BeginListDeps,
  { rows, on, at }: { rows: readonly ListRow[]; on: CivilDate; at: Instant },
): Promise<{ listId: string; list: CheckList; done: number }> {
  const until = addSeconds(at, LIST_KEPT_HOURS * 3600);
  const named = rows.filter(({ name }) => name).length;
  const begun = await deps.lists.begin({ on, total: rows.length, named, createdAt: at, until });
  const chunks = [...chunksOf(begun.list, markRepeats(rows))];
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

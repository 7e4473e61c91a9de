import type { Instant } from '#register/civil-date.ts';
import { doneOf, estimateFinish, isStuck } from '#storage/job-progress.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { type CheckedRow, type CheckList, ROWS_A_CHUNK, type RowKind, rowKinds } from './check-list.ts';
import type { CheckLists } from './ports.ts';

export interface ListReport {
  list: CheckList;
  /** `stuck`: the rest should long have come, and nobody knows why it did not. */
  state: 'checking' | 'finished' | 'stuck';
  done: number;
  counts: Record<RowKind, number>;
  /** While rows are being checked, from the pace so far. */
  estimatedFinishAt?: Instant | undefined;
  /** The places of the rows that are answered, from 0, by what they came to. */
  places: Record<RowKind, number[]>;
}

type Deps = { lists: CheckLists };

const PARTS_AT_ONCE = 20;

/** How far a list is and what came of it. `undefined`: there is none of this id, or its time is over. */
export async function reportList(deps: Deps, listId: string, at: Instant): Promise<ListReport | undefined> {
  const list = await deps.lists.find(listId, at);
  if (!list) return undefined;
  const places = byKind((): number[] => []);
  const finishes: { at: Instant; rows: number }[] = [];
  for await (const { n, at: finishedAt, kinds } of deps.lists.outcomes(list.list)) {
    for (const [at, kind] of kinds.entries()) places[kind].push(n * ROWS_A_CHUNK + at);
    finishes.push({ at: finishedAt, rows: kinds.length });
  }
  const { done, latest } = doneOf(finishes, list.createdAt);
  const state = done === list.total ? 'finished' : isStuck(latest, at) ? 'stuck' : 'checking';
  return {
    list,
    state,
    done,
    counts: byKind((kind) => places[kind].length),
    places,
    ...(state === 'checking' && {
      estimatedFinishAt: estimateFinish({ finishes, total: list.total, queuedAt: list.createdAt, at }),
    }),
  };
}

const byKind = <Value>(make: (kind: RowKind) => Value): Record<RowKind, Value> => ({
  mistyped: make('mistyped'),
  several: make('several'),
  notFound: make('notFound'),
  nameDiffers: make('nameDiffers'),
  revoked: make('revoked'),
  suspended: make('suspended'),
  expired: make('expired'),
  superseded: make('superseded'),
  notYetValid: make('notYetValid'),
  unclear: make('unclear'),
  expiringSoon: make('expiringSoon'),
  valid: make('valid'),
  repeated: make('repeated'),
});

/** Some rows of a report, the most urgent first, those of one kind in the order asked; `kind`: only these. */
export async function rankedRows(
  { lists }: Deps,
  { list, places }: ListReport,
  { kind, from, count }: { kind?: RowKind | undefined; from: number; count: number },
): Promise<CheckedRow[]> {
  const ranked = kind ? places[kind] : rowKinds.flatMap((each) => places[each]);
  const shown = ranked.slice(from, from + count);
  const wanted = [...new Set(shown.map((place) => Math.floor(place / ROWS_A_CHUNK)))];
  const read = await eachAtOnce(wanted, PARTS_AT_ONCE, async (n) => {
    const rows = await lists.rowsOf(list.list, n);
    return [n, rows] as const;
  });
  const parts = new Map(read);
  return shown.flatMap((place) => parts.get(Math.floor(place / ROWS_A_CHUNK))?.[place % ROWS_A_CHUNK] ?? []);
}

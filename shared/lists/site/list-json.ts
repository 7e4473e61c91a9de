import { type CheckedRow, type CheckList, ROWS_A_CHUNK } from '#lists/check-list.ts';
import type { CheckLists } from '#lists/ports.ts';
import type { ListReport } from '#lists/report-list.ts';

/** Lambda hands back 6 MB. */
const ROWS_AN_ANSWER = 5000;

export function progressJson(list: CheckList, done: number) {
  return {
    on: list.on,
    state: done === list.total ? 'finished' : 'checking',
    rows: { total: list.total, done },
    ...(list.leftOut && { leftOut: list.leftOut }),
    until: list.until,
  };
}

/** A list in JSON: rows in the order asked, `after` so many of them, and where the next ones are. None while it is being checked. */
export async function listJson(
  deps: { lists: CheckLists; publicBaseUrl: string },
  { listId, report, after }: { listId: string; report: ListReport; after: number },
) {
  const { list, state, done, counts, estimatedFinishAt } = report;
  const url = new URL(`/lists/${listId}`, deps.publicBaseUrl).href;
  const items = state === 'checking' ? [] : await rowsJson(deps.lists, list.list, after);
  const next = items.length === ROWS_AN_ANSWER && after + items.length < done ? after + items.length : null;
  return {
    listId,
    url,
    ...progressJson(list, done),
    state,
    ...(estimatedFinishAt && { estimatedFinishAt }),
    counts,
    items,
    next: next === null ? null : `${url}?after=${next}`,
  };
}

async function rowsJson(lists: CheckLists, list: string, after: number) {
  const items: ReturnType<typeof rowJson>[] = [];
  const skipped = after % ROWS_A_CHUNK;
  for await (const rows of lists.rows(list, Math.floor(after / ROWS_A_CHUNK))) {
    items.push(...rows.map(rowJson));
    if (items.length >= skipped + ROWS_AN_ANSWER) break;
  }
  return items.slice(skipped, skipped + ROWS_AN_ANSWER);
}

/** Named as `POST /verify` names them: an impossible number is `invalid` with a code. */
function rowJson({ problem, match, crowded: _, own: __, ...row }: CheckedRow) {
  return {
    ...row,
    outcome: outcomeJson(row.kind),
    ...(problem && { code: problem }),
    ...(match && { match }),
  };
}

function outcomeJson(kind: CheckedRow['kind']) {
  if (kind === 'mistyped') return 'invalid';
  return kind === 'notFound' || kind === 'repeated' || kind === 'several' ? kind : 'found';
}

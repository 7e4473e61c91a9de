import { type CivilDate, hongKongDay } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { CredentialFinder, ProviderDirectory } from '#register/ports/register.ts';
import { cachingFinder } from '#storage/caching-finder.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { LOOKUPS_AT_ONCE, verifyNumber } from '#verify/verify-number.ts';
import { answerRow, type CheckedRow, type ListChunk, type ListRow } from './check-list.ts';
import type { CheckLists } from './ports.ts';

export interface CheckChunkDeps {
  lists: CheckLists;
  credentials: CredentialFinder;
  providers: ProviderDirectory;
}

/**
 * Checks a part of a list and records what came of it, once: a second delivery, or one after a worker died, finds it
 * there and changes nothing. Nothing is done for a list whose time is over.
 */
export async function checkListChunk(deps: CheckChunkDeps, chunk: ListChunk, clock: Clock): Promise<void> {
  const { list, n, on, until, rows } = chunk;
  if (clock() >= until || (await deps.lists.isRecorded(list, n))) return;
  const today = hongKongDay(clock());
  const once = { ...deps, credentials: cachingFinder(deps.credentials) };
  const check = async (row: ListRow): Promise<CheckedRow> => {
    if (row.sameAs !== undefined) return { ...row, kind: 'repeated' };
    if (row.crowded) return { ...row, kind: 'mistyped', problem: 'crowded_number' };
    const { number, name, issuer } = row;
    const asked = { on, today, ...(name && { name }) };
    const verdict = await verifyNumber(once, { ...asked, number, ...(issuer && { issuer }) });
    return await withNewer(once, answerRow(row, verdict), asked);
  };
  const checked = await eachAtOnce(rows, LOOKUPS_AT_ONCE, check);
  await deps.lists.record({ list, n, until, at: clock(), rows: checked });
}

/** With how the certificate stands by which another was replaced, if it is the same person's and may be shown. */
async function withNewer(
  deps: Parameters<typeof verifyNumber>[0],
  row: CheckedRow,
  asked: { on: CivilDate; today: CivilDate; name?: string },
): Promise<CheckedRow> {
  const { kind, match } = row;
  if (kind !== 'superseded' || !match?.supersededBy) return row;
  const verdict = await verifyNumber(deps, { ...asked, ...match.supersededBy });
  const [newer] = verdict.outcome === 'found' ? verdict.matches : [];
  if (!newer || newer.nameMatch === 'mismatch') return row;
  const { status, expiresOn } = newer;
  return { ...row, match: { ...match, newer: { status, expiresOn } } };
}

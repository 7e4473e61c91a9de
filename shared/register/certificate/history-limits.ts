import type { HistoryEntry } from './credential.ts';

/** Of corrections and extensions by its provider, some 200 of them. What others record is counted apart. */
const MAX_CHANGES_BYTES = 80_000;
/** A change of status is never refused: beyond it the oldest that have ended make room. The store ends at 400 kB. */
const MAX_BYTES_KEPT = 200_000;
/** So often the registry believes one other provider's certificates, and all other providers' together. */
const MAX_REPLACEMENTS_A_PROVIDER = 10;
const MAX_REPLACEMENTS = 50;
/** So many moves of the address by its holder, taken back or not. */
const MAX_HOLDER_ENTRIES = 100;

const REFUSABLE = new Set<HistoryEntry['event']>(['corrected', 'extended', 'extensionWithdrawn']);
const STATUS = new Set<HistoryEntry['event']>(['revoked', 'suspended', 'reinstated']);

const sizeOf = (entries: readonly HistoryEntry[]): number => Buffer.byteLength(JSON.stringify(entries));

/** Whether no more corrections and extensions have a place. What the holder or the registry recorded does not fill it. */
export function isFull(history: readonly HistoryEntry[]): boolean {
  const own = history.filter(({ event, source }) => REFUSABLE.has(event) && isProviders(source));
  return sizeOf(own) > MAX_CHANGES_BYTES;
}

const isProviders = ({ via }: HistoryEntry['source']): boolean => via !== 'holder' && via !== 'registry';

/** Whether its holder has moved the address as often as it may be. */
export const isMovedTooOften = (history: readonly HistoryEntry[]): boolean =>
  history.filter(({ source }) => source.via === 'holder').length >= MAX_HOLDER_ENTRIES;

/** Whether the registry has recorded that this provider's certificates, or all others', replace this one as often as it will. */
export function isReplacedTooOften(history: readonly HistoryEntry[], provider: string): boolean {
  const by = history.flatMap((entry) =>
    entry.event === 'superseded' && entry.source.via === 'registry' ? [entry.by.provider] : [],
  );
  return (
    by.length >= MAX_REPLACEMENTS ||
    by.filter((one) => one === provider).length >= MAX_REPLACEMENTS_A_PROVIDER
  );
}

/**
 * A history with a place for its last entry. Revocations and suspensions that have ended go first, the oldest with what ended
 * them: on no day from then on does the certificate read otherwise. Then those that an earlier day of the same makes
 * needless, then the oldest corrections.
 */
export function withRoom(
  history: HistoryEntry[],
  lifts: (reinstated: HistoryEntry, entry: HistoryEntry) => boolean,
): HistoryEntry[] {
  let kept = history;
  let size = sizeOf(kept);
  while (size > MAX_BYTES_KEPT) {
    const dropped = oldestNeedless(kept, lifts);
    if (dropped.size === 0) return kept;
    size -= sizeOf([...dropped]);
    kept = kept.filter((entry) => !dropped.has(entry));
  }
  return kept;
}

function oldestNeedless(
  history: HistoryEntry[],
  lifts: (reinstated: HistoryEntry, entry: HistoryEntry) => boolean,
): ReadonlySet<HistoryEntry> {
  const before = history.slice(0, -1);
  const end = before.findIndex(({ event }) => event === 'reinstated');
  const reinstated = before[end];
  if (reinstated) {
    const ended = before.slice(0, end).filter((entry) => STATUS.has(entry.event) && lifts(reinstated, entry));
    return new Set([reinstated, ...ended]);
  }
  const needless =
    before.find(
      (entry, index) =>
        (entry.event === 'revoked' || entry.event === 'suspended') &&
        history.slice(index + 1).some(({ event, on }) => event === entry.event && on <= entry.on),
    ) ?? before.find(({ event, source }) => event === 'corrected' && isProviders(source));
  return new Set(needless ? [needless] : []);
}

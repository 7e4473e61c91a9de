/** What people and spreadsheets write into a cell that has nothing to say. */
const messages = new Set(
  `n/a, na, n.a., n.a, n/a., #n/a, nil, nill, none, null, nan, undefined, not applicable, not available, nothing, blank, empty,
  無, 无, 沒有, 没有, 冇, 未有, 不適用, 不适用, 無資料, 无资料, 空, 空白`
    .split(',')
    .map((word) => word.trim()),
);

/** Whether a cell only says that it is empty: such a word, also in brackets, or nothing but strokes (`-`, `/`, `—`, `..`). */
export function isPlaceholder(cell: string): boolean {
  if (cell.length > 20) return false;
  const bare = cell
    .normalize('NFKC')
    .trim()
    .replace(/^[([<](.*)[)\]>]$/, '$1')
    .trim()
    .toLowerCase();
  return messages.has(bare) || /^[\p{Dash}ー/\\._*×]+$/u.test(bare);
}

/** What people and spreadsheets write into a cell that has nothing to say. */
const messages = new Set(
  `n/a, na, n.a, n / a, n\\a, #n/a, nil, nill, none, null, nan, undefined, not applicable, not available, not provided, not given,
  unknown, tbc, tba, tbd, to be confirmed, to be provided, no email, no e-mail, no english name, no chinese name, nothing, blank, empty,
  無, 无, 沒有, 没有, 冇, 未有, 不適用, 不适用, 無資料, 无资料, 未提供, 沒有提供, 没有提供, 未填, 未知, 不詳, 不详, 暫無, 暂无, 暫缺, 待補, 待定,
  無電郵, 无电邮, 沒有電郵, 没有电邮, 無英文名, 沒有英文名, 無中文名, 沒有中文名, 無編號, 沒有編號, なし, 空, 空白`
    .split(',')
    .map((word) => word.trim()),
);

/** Whether a cell only says that it is empty: such a word, also in brackets or quotation marks, or nothing but strokes (`-`, `/`, `—`, `..`). */
export function isPlaceholder(cell: string): boolean {
  if (cell.length > 20) return false;
  const bare = cell
    .normalize('NFKC')
    .trim()
    .replace(/^[([<「『"'‘“](.*)[)\]>」』"'’”]$/, '$1')
    .trim()
    .toLowerCase();
  return messages.has(bare.replace(/[.。!]$/, '')) || /^[\p{Dash}ー─│|/\\._*×~·・?]+$/u.test(bare);
}

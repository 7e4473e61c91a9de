/** What people and spreadsheets write into a cell that has nothing to say. */
const messages = new Set(
  `n/a, na, n.a, n / a, n\\a, #n/a, nil, nill, none, null, nan, undefined, not applicable, not available, not provided, not given,
  unknown, tbc, tba, tbd, to be confirmed, to be provided, no email, no e-mail, no english name, no chinese name, nothing, blank, empty,
  無, 无, 沒有, 没有, 冇, 未有, 不適用, 不适用, 無資料, 无资料, 未提供, 沒有提供, 没有提供, 未填, 未知, 不詳, 不详, 暫無, 暂无, 暫缺, 待補, 待定,
  無電郵, 无电邮, 沒有電郵, 没有电邮, 無英文名, 沒有英文名, 無中文名, 沒有中文名, 無編號, 沒有編號, なし, 空, 空白`
    .split(',')
    .map((word) => word.trim()),
);

/** Of these somebody knows the answer, or will: no reason to make one up. */
const laterOn = new Set(
  'unknown, tbc, tba, tbd, to be confirmed, to be provided, 未知, 不詳, 不详, 待補, 待定, 暫缺'
    .split(',')
    .map((word) => word.trim()),
);

/** Whether a cell says that what belongs there is still to come, or that whoever wrote it does not know. */
export const isStillToCome = (cell: string): boolean =>
  cell.length <= 20 && (laterOn.has(bareWord(cell)) || /^[?？]+$/.test(cell.trim()));

/** Whether a cell only says that it is empty: such a word, also in brackets or quotation marks, or nothing but strokes (`-`, `/`, `—`, `..`). */
export function isPlaceholder(cell: string): boolean {
  if (cell.length > 20) return false;
  const bare = bareWord(cell);
  return messages.has(bare) || /^[\p{Dash}ー─│|/\\._*×~·・?]+$/u.test(bare);
}

function bareWord(cell: string): string {
  return cell
    .normalize('NFKC')
    .trim()
    .replace(/^[([<「『"'‘“](.*)[)\]>」』"'’”]$/, '$1')
    .trim()
    .toLowerCase()
    .replace(/(?<=[^.])[.。!]$/, '');
}

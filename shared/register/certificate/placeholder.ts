/** What people and spreadsheets write into a cell that has nothing to say. */
const messages = new Set(
  `n/a, na, n.a, n / a, n\\a, #n/a, nil, nill, none, null, nan, undefined, not applicable, not available, not provided, not given,
  unknown, tbc, tba, tbd, pending, to be confirmed, to be provided, to follow, 待發, 待发, 待編, no email, no e-mail, no english name, no chinese name, nothing, blank, empty,
  無, 无, 沒有, 没有, 冇, 未有, 不適用, 不适用, 無資料, 无资料, 未提供, 沒有提供, 没有提供, 未填, 未知, 不詳, 不详, 暫無, 暂无, 暫缺, 待補, 待定,
  無電郵, 无电邮, 沒有電郵, 没有电邮, 無英文名, 沒有英文名, 無中文名, 沒有中文名, 無編號, 沒有編號, なし, 空, 空白`
    .split(',')
    .map((word) => word.trim()),
);

/** `無中文名`, `没有电邮地址`, `未填寫`, `no Chinese name`, `not supplied`. */
const ABSENT =
  /^(?:(?:無|无|沒有|没有|沒|没|冇|未有|未|暫無|暂无)(?:提供|填寫|填写)?(?:此|該|该)?(?:中文|英文)?(?:姓名|全名|名字?|電郵(?:地址)?|电邮(?:地址)?|電子郵件|编号|編號|證書編號|資料|资料|項|项)?|(?:no|without) (?:english|chinese)(?: name)?|no (?:name|e-?mail(?: address)?|number)|not (?:supplied|stated|given|filled(?: in)?|specified)|略|nul)$/;

/** Of these somebody knows the answer, or will: no reason to make one up. */
const laterOn = new Set(
  'unknown, tbc, tba, tbd, pending, to be confirmed, to be provided, to follow, 未知, 不詳, 不详, 待補, 待定, 待發, 待发, 待編, 暫缺'
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
  // Also in both languages: `NIL / 無`.
  return isWord(bare) || bare.split(/\/(?! ?a)/).every(isWord);
}

function isWord(text: string): boolean {
  const word = text.trim();
  return (
    messages.has(word) ||
    ABSENT.test(word) ||
    /^[\p{Dash}ー─│|/\\._*×~·・?]+$/u.test(word) ||
    /^n[ ./\\-]a$/.test(word)
  );
}

/** A cell that points to the one above, which may be another after sorting. Without its full stop `DO` is a name. */
export const isDitto = (cell: string): boolean =>
  /^(?:[〃″"]+|[("']?do\.[)"']?)$/i.test(cell.trim()) ||
  /^(?:同上|如上|同前|〃|″|["']{1,2}|ditto|as above|same as above|same)$/.test(bareWord(cell));

function bareWord(cell: string): string {
  return cell
    .normalize('NFKC')
    .trim()
    .replace(/^[([<「『"'‘“](.*)[)\]>」』"'’”]$/, '$1')
    .trim()
    .toLowerCase()
    .replace(/(?<=[^.])[.。!]$/, '');
}

import { isPlaceholder } from '#register/certificate/placeholder.ts';
import { traditionalForms } from '#tables/headings/accepted-headings.ts';

/** What a row of a file asks for. Renewing and reinstating are a person's decision, one certificate at a time. */
const rowActions = ['register', 'correct', 'revoke', 'suspend'] as const;
export type RowAction = (typeof rowActions)[number];

const messages: Record<RowAction, string> = {
  register: 'register, registration, add, new, issue, issued, 登記, 新增, 註冊, 簽發, 新證書',
  correct: `correct, corrected, correction, update, amend, amended, amendment, change, edit,
    更正, 修正, 修改, 更改, 改正, 更新, 修訂`,
  revoke: 'revoke, revoked, revocation, cancel, cancelled, canceled, 撤銷, 吊銷, 註銷, 取消, 作廢',
  suspend: 'suspend, suspended, suspension, 暫停, 中止, 停用',
};

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, (character) => traditionalForms.get(character) ?? character)
    .replace(/[^\p{L}]/gu, '');

const known = new Map(
  rowActions.flatMap((action) => messages[action].split(',').map((word) => [fold(word), action] as const)),
);

/** An empty cell registers, as a row without the column does; undefined for a word that is none of these. */
export function readAction(cell = ''): RowAction | undefined {
  return cell.trim() === '' || isPlaceholder(cell) ? 'register' : known.get(fold(cell.slice(0, 100)));
}

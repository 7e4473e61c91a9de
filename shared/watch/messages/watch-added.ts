import type { Language } from '#register/certificate/credential.ts';
import type { NumberProblem } from '#register/certificate-number.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The result of each row that was to be added. */
type AddedOutcome =
  | 'added'
  | 'already'
  | 'notFound'
  | 'impossible'
  | 'nameDiffers'
  | 'several'
  | 'crowded'
  | 'full';

export const addedMessages = {
  title: { en: 'Results', 'zh-HK': '加入結果' },
  row: { en: 'Row', 'zh-HK': '列' },
  typed: { en: 'Number and name', 'zh-HK': '編號及姓名' },
  outcome: { en: 'Result', 'zh-HK': '結果' },
  mend: {
    en: 'What was added is on the list. Correct the other rows and add them again. Repeats have no effect.',
    'zh-HK': '成功的證書已列入名單。請更正其餘各列後再次加入；重複加入並無影響。',
  },
  tooMany: {
    en: 'These are more than 500 rows. Add 500 at a time.',
    'zh-HK': '內容超過500列，請分次加入，每次最多500列。',
  },
} as const satisfies Record<string, BilingualText>;

/** In the order in which the page lists them: what has to be corrected first. */
export const addedOutcomes: Record<Exclude<AddedOutcome, 'several'>, BilingualText> = {
  impossible: {
    en: 'Not a certificate number: it has 4 to 32 letters A–Z and digits.',
    'zh-HK': '並非證書編號；編號由4至32個英文字母及數字組成。',
  },
  notFound: {
    en: 'No record found. Look at the number again, and add the name as printed.',
    'zh-HK': '查無記錄。請再次核對編號，並附上證書上的姓名。',
  },
  nameDiffers: {
    en: 'The name is not the one registered. Not added; check it against the certificate.',
    'zh-HK': '姓名與登記資料不符，未有加入。請與證書核對。',
  },
  full: {
    en: 'Not added: the list holds 1,000 certificates at most.',
    'zh-HK': '未有加入：名單最多可載1,000張證書。',
  },
  crowded: {
    en: 'Not added: so many sites watch this certificate that no more can. Verify it on its own page when you need to.',
    'zh-HK': '未有加入：監察此證書的工作地點數目已達上限。如有需要，請於核實頁面查詢。',
  },
  added: { en: 'Added', 'zh-HK': '已加入' },
  already: { en: 'On the list already', 'zh-HK': '已在名單上' },
};

/** Of a row that has a name, too. */
export const notFoundNamed: BilingualText = {
  en: 'No record found. Look at the number and the name again.',
  'zh-HK': '查無記錄。請再次核對編號及姓名。',
};

export const mistypedCharacter: Record<NumberProblem, BilingualText> = {
  invalid_number: addedOutcomes.impossible,
  wrong_check_character: {
    en: 'A character was mistyped: compare each one with the paper, such as 0 and O, 1 and I.',
    'zh-HK': '有字元輸入錯誤，請與證書逐一核對，例如0與O、1與I。',
  },
};

/** The sum of it, before the table. */
export function addedSummary(added: number, already: number, failed: number, language: Language): string {
  if (language === 'en') {
    const rows = failed === 0 ? '' : failed === 1 ? ', 1 row was not' : `, ${failed} rows were not`;
    const there = already > 0 ? `, ${already} ${already === 1 ? 'was' : 'were'} there already` : '';
    return `${added} ${added === 1 ? 'was' : 'were'} added${there}${rows}.`;
  }
  return `已加入${added}張${already > 0 ? `，${already}張原已在名單上` : ''}${failed > 0 ? `，${failed}列未能加入` : ''}。`;
}

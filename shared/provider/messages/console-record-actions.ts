import { rowMessage } from '#import/messages/rejection-reasons.ts';
import type { RowCode, RowProblem } from '#register/certificate/cell.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { RecordAction } from '#register/certificate/record-action.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

interface ActionMessages {
  /** Names what it does: the heading, the link and the button. */
  name: BilingualText;
  /** What will be so afterwards. */
  means: BilingualText;
}

export const actionMessages: Record<RecordAction, ActionMessages> = {
  renew: {
    name: { en: 'Renew this certificate', 'zh-HK': '續發此證書' },
    means: {
      en: 'A new certificate is registered for the same holder. It replaces this one from its date of issue, and the old one’s reminders stop.',
      'zh-HK': '系統將為同一持證人登記新證書。新證書由其簽發日期起取代此證書，舊證書的續期提示亦會停止。',
    },
  },
  correct: {
    name: { en: 'Correct this certificate', 'zh-HK': '更正此證書' },
    means: {
      en: 'Corrections show immediately; earlier details stay in the history.',
      'zh-HK': '更正即時生效，原有資料保留於更改記錄。',
    },
  },
  extend: {
    name: { en: 'Extend this certificate', 'zh-HK': '延長此證書的有效期' },
    means: {
      en: 'It stays valid through a later day. The day printed on the paper stays on record beside it, and reminders follow the new day.',
      'zh-HK': '證書的最後有效日將會延後。證書上所印的日期仍保留於記錄，續期提示則按新的日期發出。',
    },
  },
  reinstate: {
    name: { en: 'Reinstate this certificate', 'zh-HK': '恢復此證書' },
    means: {
      en: 'Its revocation or suspension ends. Anyone who verifies it will see it is valid again.',
      'zh-HK': '撤銷或暫停將予解除，核實證書者會得知證書再次有效。',
    },
  },
  suspend: {
    name: { en: 'Suspend this certificate', 'zh-HK': '暫停此證書' },
    means: {
      en: 'Until you reinstate it, anyone who verifies it is told to ask you before relying on it, and its holder gets no reminders.',
      'zh-HK': '在恢復之前，核實證書者會得知證書已被暫停，採納前須先向貴機構查詢；持證人不會收到續期提示。',
    },
  },
  revoke: {
    name: { en: 'Revoke this certificate', 'zh-HK': '撤銷此證書' },
    means: {
      en: 'Anyone who verifies it is told not to accept it, and its holder gets no more reminders. If it was a mistake, you can reinstate it.',
      'zh-HK': '核實證書者會得知證書已被撤銷而不應接納，持證人亦不再收到續期提示。如屬誤撤，可予恢復。',
    },
  },
};

/** Of one that is neither revoked nor suspended, but was replaced by another provider's. */
export const rejectionMeans: BilingualText = {
  en: 'It is neither revoked nor suspended, but another provider’s certificate replaced it. This rejects that replacement for good: no certificate of that provider replaces this one again. Anyone who verifies it will see it is valid again.',
  'zh-HK':
    '此證書並非被撤銷或暫停，而是已由另一機構的證書取代。此項處理會永久拒絕該取代，該機構的證書日後亦不能再取代此證書；核實證書者會得知證書再次有效。',
};

/** What was done, by the code that the address of the next page carries. */
export const doneMessages = {
  revoked: { en: 'Certificate revoked.', 'zh-HK': '證書已撤銷。' },
  suspended: { en: 'Certificate suspended.', 'zh-HK': '證書已暫停。' },
  reinstated: { en: 'Certificate reinstated.', 'zh-HK': '證書已恢復。' },
  rejected: {
    en: 'Replacement rejected: no certificate of that provider replaces this one again.',
    'zh-HK': '已拒絕取代：該機構的證書日後不能再取代此證書。',
  },
  extended: { en: 'Certificate extended.', 'zh-HK': '證書已延期。' },
  corrected: { en: 'Certificate corrected.', 'zh-HK': '資料已更正。' },
  unchanged: {
    en: 'No changes made.',
    'zh-HK': '所有資料與原有記錄相同，未有作出任何更改。',
  },
  registered: {
    en: 'Certificate registered.',
    'zh-HK': '證書已登記。',
  },
  renewed: {
    en: 'This new certificate is registered, and replaces the old one.',
    'zh-HK': '此新證書已登記，並取代舊證書。',
  },
} as const satisfies Record<string, BilingualText>;

export const formMessages = {
  reason: { en: 'Reason', 'zh-HK': '原因' },
  reasonHint: {
    en: 'For your own records: it is kept in the history, and is not shown to the public. Write no identity card number.',
    'zh-HK': '供貴機構備查，保留於更改記錄而不向公眾顯示。請勿填寫身份證號碼。',
  },
  optional: { en: '(optional)', 'zh-HK': '（可選填）' },
  on: { en: 'Takes effect on', 'zh-HK': '生效日期' },
  onHint: { en: 'Leave blank for today.', 'zh-HK': '留空即為今日。' },
  until: { en: 'New last valid day (inclusive)', 'zh-HK': '新的最後有效日（包括當日）' },
  untilNow: { en: 'Current:', 'zh-HK': '現時：' },
  oneName: { en: 'One of the two names is enough.', 'zh-HK': '中英文姓名填寫其一即可。' },
  printed: {
    en: 'The day printed on the certificate. An extension has a page of its own.',
    'zh-HK': '證書上所印的日期。如屬延期，請使用延期頁面。',
  },
  byRule: {
    en: 'Leave blank for the standard period.',
    'zh-HK': '留空則按證書類別的規則計算。',
  },
  assigned: { en: 'Leave blank for an assigned number.', 'zh-HK': '留空則由系統編配。' },
  back: { en: 'Cancel', 'zh-HK': '取消' },
  toRecord: { en: 'Back to the certificate', 'zh-HK': '返回證書' },
  overtaken: {
    en: 'Somebody else has just changed this certificate',
    'zh-HK': '此證書剛被他人更改',
  },
  overtakenMeans: {
    en: 'Your changes were not saved. Below is the certificate as it is now, with your own changes in it. Check them, and send them again if you still want them.',
    'zh-HK':
      '閣下的更正未有記錄。下列為證書的現有資料，並已填入閣下所作的更改；請核對，如仍需更正，請再次遞交。',
  },
} as const satisfies Record<string, BilingualText>;

/** How a field of a form is to be corrected, where the words for a row of a file would speak of rows and cells. */
const fieldMessages: Partial<Record<RowCode, BilingualText>> = {
  missing: { en: 'Enter a value.', 'zh-HK': '請填寫此項。' },
  before_issue: {
    en: 'The last valid day is before the date of issue. Check both dates.',
    'zh-HK': '最後有效日早於簽發日期，請檢查兩個日期。',
  },
  in_future: {
    en: 'The date of issue is in the future. Check the year.',
    'zh-HK': '簽發日期遲於今日，請檢查年份。',
  },
  invalid_date: {
    en: 'This date cannot be read, or is not in the calendar. Write it as year-month-day, for example 2026-11-21.',
    'zh-HK': '未能讀取此日期，或日曆上沒有此日期。請按「年-月-日」填寫，例如 2026-11-21。',
  },
  invalid_email: {
    en: 'This is not one email address. Write one address, such as name@example.com, or leave it empty.',
    'zh-HK': '這不是一個電郵地址。請填寫一個地址（例如 name@example.com），或留空。',
  },
  invalid_number: {
    en: 'A certificate number has 4 to 32 letters A–Z and digits. Leave it empty to have one assigned.',
    'zh-HK': '證書編號由4至32個英文字母（A至Z）及數字組成。如需系統編配，請留空。',
  },
  identity_number: {
    en: 'This looks like an identity card number, and none may be kept here. Take it out.',
    'zh-HK': '此項似乎是身份證號碼，本系統不會儲存。請刪去。',
  },
};

/** What is to be entered where nothing was. */
export const enterMessages: Partial<Record<string, BilingualText>> = {
  reason: { en: 'Enter a reason.', 'zh-HK': '請輸入原因。' },
  issuedOn: { en: 'Enter the date of issue.', 'zh-HK': '請輸入簽發日期。' },
  expiresOn: { en: 'Enter the last valid day.', 'zh-HK': '請輸入最後有效日。' },
  type: { en: 'Choose the course or certificate.', 'zh-HK': '請選擇課程或證書。' },
};

const nameMissing: BilingualText = {
  en: 'There is no name. Fill in the English or the Chinese name; one is enough.',
  'zh-HK': '沒有姓名。請填寫中文或英文姓名，填寫其一即可。',
};

export function fieldMessage({ column, code, because }: RowProblem, language: Language): string {
  if (column === 'nameEn' && code === 'missing') return nameMissing[language];
  // Says of which date it is, where there is one: better than that something is missing.
  if (column === 'expiresOn' && code === 'missing') return rowMessage({ column, code }, language);
  const enter = code === 'missing' && enterMessages[column];
  if (enter) return enter[language];
  if (because) return rowMessage({ column, code, because }, language);
  return fieldMessages[code]?.[language] ?? rowMessage({ column, code }, language);
}

/** Which certificate, of whom. */
export function certificateTitle(number: string, holder: string, language: Language): string {
  return language === 'en' ? `Certificate ${number} of ${holder}.` : `證書 ${number}，持證人${holder}。`;
}

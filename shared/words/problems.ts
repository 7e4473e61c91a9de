import type { Language } from '#domain/credential';
import type { RowCode } from '#domain/credential-input';
import type { Column } from '#domain/file-columns';
import type { importErrors } from '#domain/import-job';

type Words = Record<Language, string>;

/** What an answer says when it is not the one that was hoped for: the fact as a title, what to do as a detail. */
interface ProblemWords {
  title: Words;
  detail: Words;
}

/** By `code` of the answer (RFC 9457 with a code of our own). Both languages, always. */
export const problemWords = {
  malformed_json: {
    title: { en: 'The body is not JSON', 'zh-HK': '內容並非 JSON 格式' },
    detail: {
      en: 'The body cannot be read as JSON. Check its quotes, commas and brackets, and send it as UTF-8.',
      'zh-HK': '未能以 JSON 格式讀取內容。請檢查引號、逗號及括號，並以 UTF-8 編碼傳送。',
    },
  },
  unauthorized: {
    title: { en: 'A valid key is needed', 'zh-HK': '需要有效的密鑰' },
    detail: {
      en: 'Send your API key as “Authorization: Bearer <key>”. A key that was revoked or has run out no longer opens anything.',
      'zh-HK': '請以「Authorization: Bearer <密鑰>」傳送 API 密鑰。已撤銷或已到期的密鑰不能再使用。',
    },
  },
  not_found: {
    title: { en: 'There is nothing here', 'zh-HK': '找不到此項目' },
    detail: {
      en: 'Nothing is kept at this address. Check how it is spelt.',
      'zh-HK': '此網址沒有任何內容，請檢查網址是否正確。',
    },
  },
  method_not_allowed: {
    title: { en: 'This address does not take that method', 'zh-HK': '此網址不接受該請求方法' },
    detail: {
      en: 'The Allow header names the methods that it takes.',
      'zh-HK': '可用的請求方法見 Allow 標頭。',
    },
  },
  number_taken: {
    title: { en: 'This number is already registered', 'zh-HK': '此證書編號已經登記' },
    detail: {
      en: 'Another certificate of yours has this number, with other details. To change it, correct that certificate instead.',
      'zh-HK': '貴機構已有另一張證書使用此編號，而資料不同。如需更改，請更正該張證書的資料。',
    },
  },
  revoked: {
    title: { en: 'This certificate is revoked', 'zh-HK': '此證書已被撤銷' },
    detail: {
      en: 'A revoked certificate stays as it is. Reinstate it first if it was revoked by mistake.',
      'zh-HK': '已撤銷的證書不能更改。如屬誤撤，請先將其恢復。',
    },
  },
  already_revoked: {
    title: { en: 'This certificate is already revoked', 'zh-HK': '此證書早已被撤銷' },
    detail: { en: 'Nothing was changed.', 'zh-HK': '未有作出任何更改。' },
  },
  already_suspended: {
    title: { en: 'This certificate is already suspended', 'zh-HK': '此證書早已被暫停' },
    detail: { en: 'Nothing was changed.', 'zh-HK': '未有作出任何更改。' },
  },
  not_revoked_or_suspended: {
    title: {
      en: 'This certificate is neither revoked nor suspended',
      'zh-HK': '此證書並未被撤銷或暫停',
    },
    detail: {
      en: 'Only a revoked or suspended certificate can be reinstated. Nothing was changed.',
      'zh-HK': '只有已撤銷或已暫停的證書才可恢復。未有作出任何更改。',
    },
  },
  already_superseded: {
    title: {
      en: 'A newer certificate has already replaced this one',
      'zh-HK': '此證書早已由新證書取代',
    },
    detail: {
      en: 'Renew the newer certificate instead. Nothing was changed.',
      'zh-HK': '請改為續發該張新證書。未有作出任何更改。',
    },
  },
  no_expiry: {
    title: { en: 'This certificate does not expire', 'zh-HK': '此證書沒有屆滿日期' },
    detail: {
      en: 'A certificate without a last valid day cannot be extended. Nothing was changed.',
      'zh-HK': '沒有最後有效日的證書不能延期。未有作出任何更改。',
    },
  },
  before_issue: {
    title: { en: 'That day is before the date of issue', 'zh-HK': '該日期早於簽發日期' },
    detail: {
      en: 'Give a day on or after the date of issue. Nothing was changed.',
      'zh-HK': '請填寫簽發日期當日或之後的日期。未有作出任何更改。',
    },
  },
  not_later: {
    title: { en: 'That day is not later than the last valid day', 'zh-HK': '該日期並非在最後有效日之後' },
    detail: {
      en: 'An extension must end after the certificate’s present last valid day. Nothing was changed.',
      'zh-HK': '延期後的日期必須遲於證書現有的最後有效日。未有作出任何更改。',
    },
  },
  too_long_validity: {
    title: { en: 'That is more than 15 years', 'zh-HK': '有效期超過15年' },
    detail: {
      en: 'No certificate is valid for more than 15 years from its date of issue. Check the year. Nothing was changed.',
      'zh-HK': '證書的有效期自簽發日期起計不會超過15年。請檢查年份。未有作出任何更改。',
    },
  },
  changed_meanwhile: {
    title: { en: 'Somebody else has just changed this', 'zh-HK': '此項目剛被他人更改' },
    detail: {
      en: 'Read it again, then repeat your change if you still want it.',
      'zh-HK': '請重新讀取資料；如仍需更改，請再試一次。',
    },
  },
  too_large: {
    title: { en: 'This is too large', 'zh-HK': '內容過大' },
    detail: {
      en: 'Send it in smaller parts. For many certificates at once, upload a file.',
      'zh-HK': '請分成較小的部分傳送；如證書數量眾多，請上載檔案。',
    },
  },
  unsupported_media_type: {
    title: { en: 'This kind of body is not read here', 'zh-HK': '不接受此類內容格式' },
    detail: {
      en: 'Say in the Content-Type header what you send: application/json, or a form where a page offers one.',
      'zh-HK': '請於 Content-Type 標頭註明格式：application/json，或網頁所提供的表格。',
    },
  },
  invalid_request: {
    title: { en: 'Some of what was sent cannot be used', 'zh-HK': '部分資料未能使用' },
    detail: {
      en: 'The list of errors names each place and says what is wanted there. Nothing was changed.',
      'zh-HK': '錯誤清單已列出各項問題的位置及所需內容。未有作出任何更改。',
    },
  },
  invalid_number: {
    title: { en: 'This cannot be a certificate number', 'zh-HK': '這不可能是證書編號' },
    detail: {
      en: 'A certificate number has 4 to 32 letters A–Z and digits. Spaces, hyphens, slashes and dots do not matter.',
      'zh-HK': '證書編號由4至32個英文字母（A至Z）及數字組成；空格、連字號、斜線及句點可有可無。',
    },
  },
  wrong_check_character: {
    title: { en: 'A character was mistyped', 'zh-HK': '編號中有字元輸入錯誤' },
    detail: {
      en: 'The last character of this number does not agree with the rest, so at least one of them was mistyped. Compare it with the certificate again.',
      'zh-HK': '此編號的最後一個字元與其餘部分不符，即最少有一個字元輸入錯誤。請與證書再次核對。',
    },
  },
  invalid_date: {
    title: { en: 'This date is not in the calendar', 'zh-HK': '日曆上沒有此日期' },
    detail: {
      en: 'Write the date as year-month-day, for example 2026-11-21.',
      'zh-HK': '請按「年-月-日」填寫日期，例如 2026-11-21。',
    },
  },
  invalid_cursor: {
    title: { en: 'This cursor is not one of ours', 'zh-HK': '此分頁標記無效' },
    detail: {
      en: 'Begin the list again without a cursor, and follow the one that each page gives.',
      'zh-HK': '請不帶分頁標記重新列出，然後使用每頁所提供的標記。',
    },
  },
  unavailable: {
    title: { en: 'The register cannot answer just now', 'zh-HK': '登記冊暫時未能回應' },
    detail: { en: 'Try again in a minute.', 'zh-HK': '請於一分鐘後再試。' },
  },
  internal_error: {
    title: { en: 'Something went wrong on our side', 'zh-HK': '系統發生錯誤' },
    detail: {
      en: 'This is not your doing. Try again in a minute; if it happens again, tell us the request number.',
      'zh-HK': '這並非閣下的問題。請於一分鐘後再試；如再次發生，請將請求編號告知我們。',
    },
  },
} as const satisfies Record<string, ProblemWords>;

export type ProblemCode = keyof typeof problemWords;

/** How one place of a JSON body or query is to be mended, by the code in `errors[]`. */
export const fieldWords = {
  missing: { en: 'This is needed.', 'zh-HK': '必須填寫此項。' },
  unknown_field: {
    en: 'There is no field of this name. Check how it is spelt, or leave it out.',
    'zh-HK': '沒有此名稱的欄位。請檢查拼寫，或刪去此項。',
  },
  wrong_type: { en: 'This is of another type than is wanted.', 'zh-HK': '此項的資料類型不正確。' },
  too_long: { en: 'This is too long.', 'zh-HK': '此項過長。' },
  too_short: { en: 'This is too short.', 'zh-HK': '此項過短。' },
  too_many: {
    en: 'These are too many at once. Send them in several requests.',
    'zh-HK': '項目過多，請分多次傳送。',
  },
  too_few: { en: 'At least one is needed.', 'zh-HK': '最少需要一項。' },
  unknown_value: { en: 'This value is not one of the list.', 'zh-HK': '此值不在可選範圍內。' },
  invalid_date: {
    en: 'This date is not in the calendar. Write it as year-month-day, for example 2026-11-21.',
    'zh-HK': '日曆上沒有此日期。請按「年-月-日」填寫，例如 2026-11-21。',
  },
  invalid: { en: 'This cannot be used here.', 'zh-HK': '此內容不適用於此處。' },
} as const satisfies Record<string, Words>;

/** How a rejected row or a rejected certificate is to be mended, by the row's code (design.md §5). */
const rowWords: Record<RowCode, Words> = {
  missing: {
    en: 'Nothing stands here, and it is needed. Fill in this cell.',
    'zh-HK': '此欄空白，而此項必須填寫。請補上資料。',
  },
  unknown_type: {
    en: 'This course or certificate is not in the catalogue. Use its code (for example OFA) or its full name.',
    'zh-HK': '目錄中沒有此課程或證書。請使用其代號（例如 OFA）或全名。',
  },
  invalid_date: {
    en: 'This date is not in the calendar. Use day/month/year, or year-month-day.',
    'zh-HK': '日曆上沒有此日期。請按「日/月/年」或「年-月-日」填寫。',
  },
  in_future: {
    en: 'The date of issue is in the future. Check the year, and that day and month are in this order.',
    'zh-HK': '簽發日期在今天之後。請檢查年份，並確定日在前、月在後。',
  },
  before_issue: {
    en: 'The last valid day is before the date of issue. Check both dates, and that they are in the right columns.',
    'zh-HK': '最後有效日早於簽發日期。請檢查兩個日期是否正確、欄位有否倒置。',
  },
  too_long_validity: {
    en: 'The certificate would be valid for more than 15 years. Check the year of both dates.',
    'zh-HK': '證書的有效期超過15年。請檢查兩個日期的年份。',
  },
  invalid_email: {
    en: 'This is not one e-mail address. Write one address, such as name@example.com, or leave the cell empty.',
    'zh-HK': '這不是一個電郵地址。請填寫一個地址（例如 name@example.com），或留空。',
  },
  invalid_name: {
    en: 'This is not a name as it is printed on a certificate. Take out line breaks, tabs and signs that are not letters.',
    'zh-HK': '這不是印在證書上的姓名。請刪去換行、跳格及非文字符號。',
  },
  invalid_number: {
    en: 'A certificate number has 4 to 32 letters A–Z and digits. If the spreadsheet shows it as 1.2E+11, format the column as text.',
    'zh-HK': '證書編號由4至32個英文字母（A至Z）及數字組成。如試算表顯示為 1.2E+11，請將該欄設為文字格式。',
  },
  wrong_check_character: {
    en: 'A character of this number was mistyped: its last character does not agree with the rest.',
    'zh-HK': '此編號有字元輸入錯誤：最後一個字元與其餘部分不符。',
  },
  revoked: {
    en: 'This certificate is revoked, and an upload does not change that. Reinstate it first if it was revoked by mistake.',
    'zh-HK': '此證書已被撤銷，上載檔案不會改變其狀況。如屬誤撤，請先將其恢復。',
  },
  conflicting_row: {
    en: 'This number is registered, or stands in another row, with another course or date. Check which one is right; a file does not change either.',
    'zh-HK':
      '此編號已登記或在另一行出現，而課程或日期不同。請核對何者正確；上載檔案不會更改已登記的課程或日期。',
  },
  identity_number: {
    en: 'This looks like an identity card number, and none may be kept here. Take it out of the file.',
    'zh-HK': '此項似乎是身分證號碼，本系統不會儲存。請從檔案中刪去。',
  },
  unreadable_row: {
    en: 'This row cannot be taken apart. Look for a quotation mark that is not closed, or a cell too many.',
    'zh-HK': '未能讀取此行。請檢查是否有引號未關閉，或多出了儲存格。',
  },
};

/** Where the column says more than the code alone. */
const columnWords: Partial<Record<`${Column} ${RowCode}`, Words>> = {
  'nameEn missing': {
    en: 'There is no name in this row. Fill in the English or the Chinese name; one is enough.',
    'zh-HK': '此行沒有姓名。請填寫中文或英文姓名，填寫其一即可。',
  },
  'expiresOn missing': {
    en: 'This course has no fixed period of validity. Fill in the last valid day that is printed on the certificate.',
    'zh-HK': '此課程沒有劃一的有效期。請填寫證書上所印的最後有效日。',
  },
};

/** How a rejected row or a rejected field is to be mended. */
export function rowMessage(problem: { column: Column; code: RowCode }, language: Language): string {
  return (columnWords[`${problem.column} ${problem.code}`] ?? rowWords[problem.code])[language];
}

/** Why a whole file was refused, and how to mend it. */
export const importWords: Record<(typeof importErrors)[number], Words> = {
  no_headings: {
    en: 'The first row does not name the columns. Give at least the name, the course and the date of issue a heading.',
    'zh-HK': '第一行沒有欄位標題。請最少為姓名、課程及簽發日期加上標題。',
  },
  doubled_heading: {
    en: 'Two columns have headings of the same meaning. Take one of them out, or rename it.',
    'zh-HK': '有兩欄的標題意思相同。請刪去其中一欄，或更改其標題。',
  },
  identity_number: {
    en: 'The file has a column of identity card numbers. None may be kept here: take the column out and upload the file again.',
    'zh-HK': '檔案載有身分證號碼一欄，本系統不會儲存。請刪去該欄後重新上載。',
  },
  undecodable: {
    en: 'The characters of this file cannot be read. Save it as “CSV UTF-8” or as .xlsx, and upload it again.',
    'zh-HK': '未能讀取檔案的文字。請另存為「CSV UTF-8」或 .xlsx 格式後重新上載。',
  },
  no_rows: {
    en: 'The file has headings and no rows below them.',
    'zh-HK': '檔案只有標題，沒有資料行。',
  },
  line_too_long: {
    en: 'A line of this file does not end. Save it as “CSV UTF-8” from your spreadsheet, and upload it again.',
    'zh-HK': '檔案中有一行過長。請在試算表軟件中另存為「CSV UTF-8」格式後重新上載。',
  },
  replaced: {
    en: 'Another file was put in the place of this one while it was read. Start a new upload with the right file.',
    'zh-HK': '讀取期間，檔案被另一檔案取代。請以正確的檔案重新開始上載。',
  },
};

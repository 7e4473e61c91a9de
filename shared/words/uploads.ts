import type { Language } from '#domain/credential';
import type { RowCode } from '#domain/credential-input';
import type { Column } from '#domain/file-columns';
import type { importErrors } from '#domain/import-job';

type Words = Record<Language, string>;

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
    en: 'This date cannot be read, or is not in the calendar. Write day/month/year with all four digits of the year.',
    'zh-HK': '未能讀取此日期，或日曆上沒有此日期。請按「日/月/年」填寫，年份須為四位數字。',
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
    en: 'This number is registered, or stands in another row, with other details. Check which is right; a file never changes a course or a date that is registered.',
    'zh-HK': '此編號已登記或在另一行出現，而資料不同。請核對何者正確；上載檔案不會更改已登記的課程或日期。',
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
    en: 'The characters of this file cannot be read. In your spreadsheet choose “Save as” and “CSV UTF-8”, and upload that file.',
    'zh-HK': '未能讀取檔案的文字。請在試算表軟件中另存為「CSV UTF-8」格式後重新上載。',
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

import type { CorrectionMessages } from '#import/corrections-file.ts';
import type { FileProblem } from '#import/rows/file-row.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import type { RowCode } from '#register/certificate/cell.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { NeededField } from '#tables/headings/heading-row.ts';
import type { FileColumn } from '#tables/headings/map-headings.ts';
import type { ImportError, importErrors } from '#tables/import-job.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

const listed = catalogue.map(({ code, name }) => `${name['zh-HK']} ${name.en} (${code})`);

/** How a rejected row or a rejected certificate is to be corrected, by the row's code (design.md §5). */
const rowMessages: Record<RowCode, BilingualText> = {
  missing: {
    en: 'This cell is empty, and it is needed. Fill it in.',
    'zh-HK': '此欄空白，而此項必須填寫。請補上資料。',
  },
  history_full: {
    en: 'This certificate has been corrected so often that no more corrections have a place. Register it anew under another number and revoke this one.',
    'zh-HK': '此證書的更正次數已達上限。請以另一編號重新登記，並撤銷此證書。',
  },
  unknown_type: {
    en: `This course or certificate is not in the catalogue. Use a name or a code of these: ${listed.join('; ')}.`,
    'zh-HK': `目錄中沒有此課程或證書。請使用以下名稱或代號：${listed.join('；')}。`,
  },
  invalid_date: {
    en: 'This date cannot be read, or is not in the calendar. Write day/month/year with all four digits of the year.',
    'zh-HK': '未能讀取此日期，或日曆上沒有此日期。請按「日/月/年」填寫，年份須為四位數字。',
  },
  in_future: {
    en: 'The date of issue is in the future. Check the year, and that day and month are in this order.',
    'zh-HK': '簽發日期遲於今日。請檢查年份，並確定日在前、月在後。',
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
    en: 'This is not one email address. Write one address, such as name@example.com, or leave the cell empty.',
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
  too_long: {
    en: 'This is too long. Write at most 40 characters.',
    'zh-HK': '此項過長，請以最多40個字元填寫。',
  },
  wrong_check_character: {
    en: 'A character of this number was mistyped: its last character does not agree with the rest.',
    'zh-HK': '此編號有字元輸入錯誤：最後一個字元與其餘部分不符。',
  },
  others_number: {
    en: 'A number of this form is assigned by the register, and this one begins with the code of another provider. Write the number as it is printed on the certificate, or leave it empty to have one assigned.',
    'zh-HK':
      '此格式的編號由本系統編配，而此編號以另一機構的代號開首。請按證書所印填寫編號；如留空，本系統會編配編號。',
  },
  revoked: {
    en: 'This certificate is revoked, and an upload does not change that. Reinstate it first if it was revoked by mistake.',
    'zh-HK': '此證書已被撤銷，上載檔案不會改變其狀況。如屬誤撤，請先將其恢復。',
  },
  erased: {
    en: 'The holder had the name and address erased from this certificate’s record, and it is corrected no more. For a new certificate use a new number.',
    'zh-HK': '此證書的姓名及地址已應持證人要求刪除，記錄不再更正。如為新證書，請使用新編號。',
  },
  conflicting_row: {
    en: 'This number is in more than one row of the file, with different details, and none of them was registered. Keep the row that is right.',
    'zh-HK': '此編號在檔案中出現多於一次，而資料不同，故全部未有登記。請只保留正確的一列。',
  },
  identity_number: {
    en: 'This looks like an identity card number, and none may be kept here. Take it out of the file.',
    'zh-HK': '此項似乎是身份證號碼，本系統不會儲存。請從檔案中刪去。',
  },
  unreadable_row: {
    en: 'We could not read this row. Look for a quotation mark that is not closed, or a cell too many.',
    'zh-HK': '未能讀取此列。請檢查是否有引號未關閉，或多出了儲存格。',
  },
  undecodable: {
    en: 'This row has characters that cannot be read. Type them again, or save the file as “CSV UTF-8” from your spreadsheet.',
    'zh-HK': '此列有未能讀取的文字。請重新輸入，或在試算表軟件中另存為「CSV UTF-8」格式。',
  },
  hidden_row: {
    en: 'This row is hidden, filtered out or struck through in the workbook, so it was not registered. To register it, show it again or remove the strikethrough. If it is not to be registered, delete it also from the file of rows to correct before you upload that.',
    'zh-HK':
      '此列在活頁簿中被隱藏、篩選或劃上刪除線，故未有登記。如須登記，請取消隱藏或刪除線。如無須登記，上載待更正的檔案前，請先在該檔案內刪去此列。',
  },
  unknown_action: {
    en: 'This is not something that a file can ask for. Write correct, revoke or suspend, or leave the cell empty to register the certificate.',
    'zh-HK': '檔案不能要求此項操作。請填寫「更正」、「撤銷」或「暫停」；如屬登記證書，請留空。',
  },
  managers_only: {
    en: 'A file that revokes or suspends is for a manager of your organisation to upload. Revoke or suspend this certificate on its own page.',
    'zh-HK': '以檔案撤銷或暫停證書，須由貴機構的主管上載。請在該證書的頁面撤銷或暫停。',
  },
  not_registered: {
    en: 'No certificate of yours has this number, so there is nothing to change. Check how the number is spelt.',
    'zh-HK': '貴機構沒有此編號的證書，故無從更改。請檢查編號是否正確。',
  },
};

/** Only a person who says so and why changes what a certificate is. */
const registeredOtherwise: BilingualText = {
  en: 'This number is registered with another course or date. If the file is right, add a column “action” with the word correct, and a column “reason” that says why.',
  'zh-HK':
    '此編號登記的課程或日期與此不同。如以檔案為準，請加上「處理方式」一欄並填寫「更正」，另加「原因」一欄說明理由。',
};
const otherName: BilingualText = {
  en: 'This number belongs to somebody of another name, on the register or in another row of the file. Check the number and the name. If the name registered is wrong, write the word correct in a column “action”, and why in a column “reason”.',
  'zh-HK':
    '在登記冊或檔案的另一列中，此編號屬於另一姓名。請核對編號及姓名。如登記的姓名有誤，請在「處理方式」一欄填寫「更正」，並在「原因」一欄說明理由。',
};

/** Where the column says more than the code alone. */
const columnMessages: Partial<Record<`${FileColumn} ${RowCode}`, BilingualText>> = {
  'type conflicting_row': registeredOtherwise,
  'issuedOn conflicting_row': registeredOtherwise,
  'expiresOn conflicting_row': registeredOtherwise,
  'nameEn conflicting_row': otherName,
  'nameZh conflicting_row': otherName,
  'number missing': {
    en: 'There is no number in this row, and without it nobody knows which certificate is meant. Fill it in.',
    'zh-HK': '此列沒有證書編號，無法得知所指的是哪張證書。請補上編號。',
  },
  'reason missing': {
    en: 'A correction, revocation or suspension needs a reason, which stays on record. Write it in the column “reason”.',
    'zh-HK': '更正、撤銷或暫停證書須說明原因，並會記錄在案。請在「原因」一欄填寫。',
  },
  'nameEn missing': {
    en: 'There is no name in this row. Fill in the English or the Chinese name; one is enough.',
    'zh-HK': '此列沒有姓名。請填寫中文或英文姓名，填寫其一即可。',
  },
  'expiresOn missing': {
    en: 'This course has no fixed period of validity. Fill in the last valid day that is printed on the certificate.',
    'zh-HK': '此課程沒有劃一的有效期。請填寫證書上所印的最後有效日。',
  },
};

/** Where the reason says more than column and code; `…` stands for its detail. */
const reasonMessages: Record<NonNullable<FileProblem['because']>, BilingualText> = {
  lostZeros: {
    en: 'This number seems to have lost the zeros at its beginning; other numbers of the file have theirs. Format the column as text, and type the number as it is printed.',
    'zh-HK':
      '此編號開首的0似乎已遺失；檔案中其他編號仍保留開首的0。請將該欄設為文字格式，並按證書所印填寫編號。',
  },
  date: {
    en: 'This looks like a date. The spreadsheet may have turned the number into a date, for example 1-3-26. Format the column as text, and type the number as it is printed.',
    'zh-HK':
      '此項看似日期，可能是試算表軟件將編號（例如 1-3-26）轉換而成。請將該欄設為文字格式，並按證書所印填寫編號。',
  },
  noDay: {
    en: 'This shows a month and no day. Write the whole date, day/month/year, as it is printed on the certificate.',
    'zh-HK': '此項只有年月而沒有日子。請按證書所印填寫完整日期（日/月/年）。',
  },
  stillToCome: {
    en: 'The number is still to come. Enter it, or leave the cell empty to have a number assigned.',
    'zh-HK': '證書編號尚待提供。請填寫編號；如留空，本系統會編配編號。',
  },
  yearLast: {
    en: 'Eight figures are read as year, month, day. Here the year is last, and nobody can tell whether day or month comes first. Write day/month/year, or year-month-day.',
    'zh-HK':
      '八位數字按「年月日」讀取，而此項的年份在最後，無法確定日和月的次序。請按「日/月/年」或「年-月-日」填寫。',
  },
  monthFirst: {
    en: 'Other dates of this column, such as …, are only possible with the month first, so nobody can tell which day this one is. Dates are read day first: write day/month/year, or year-month-day.',
    'zh-HK':
      '此欄有日期只能按「月/日/年」讀取（例如 …），因此無法確定此日期的日和月。本系統按「日/月/年」讀取日期，請按此填寫，或按「年-月-日」填寫。',
  },
  halfName: {
    en: 'Only the surname or only the given name is in this row. Fill in both. For a person with one name only, use a file with a single column “Name”.',
    'zh-HK': '此列只有姓氏或只有名字，請一併填寫。如該人只有單一名稱，請改用只有「姓名」一欄的檔案。',
  },
  notChinese: {
    en: 'This is not a Chinese name, and another name is in the English column. Write the Chinese name in Chinese characters, or leave the cell empty.',
    'zh-HK': '此項並非中文姓名，而英文姓名一欄另有姓名。請以中文填寫，或留空。',
  },
  twoNames: {
    en: 'This row has two different names in one language, one in each column. Keep the one that is printed on the certificate.',
    'zh-HK': '此列的兩欄以同一語文載有兩個不同的姓名。請只保留證書上所印的一個。',
  },
  cutName: {
    en: 'A comma seems to have cut this name in two: the rest of it is in the next column. A cell with a comma in it needs quotation marks around it, as in "CHAN, Tai Man".',
    'zh-HK': '此姓名似乎被逗號分成兩格，餘下部分在下一欄。含逗號的儲存格須加上引號（例如 "CHAN, Tai Man"）。',
  },
  webAddress: {
    en: 'This looks like a web address or an email address, and names are part of emails to people. Write the name alone, as it is printed on the certificate.',
    'zh-HK': '此項似乎是網址或電郵地址，而姓名會載於發給他人的電郵。請只填寫證書上所印的姓名。',
  },
  unseen: {
    en: 'This name has characters that nobody can see. Type it again, as it is printed on the certificate.',
    'zh-HK': '此姓名含有無法看見的字元。請按證書所印重新輸入。',
  },
  tooManyMarks: {
    en: 'A letter of this name has more accents or marks on it than any language uses. Type it again, as it is printed on the certificate.',
    'zh-HK': '此姓名有字母附有過多的變音符號。請按證書所印重新輸入。',
  },
  tooManyCells: {
    en: 'Cells too many in this row: …. A cell with a comma in it needs quotation marks around it, as in "CHAN, Tai Man"; a last column without a heading needs one; and a Chinese name is in Chinese characters.',
    'zh-HK':
      '此列多出…個儲存格。含逗號的儲存格須加上引號（例如 "CHAN, Tai Man"）；如最後一欄沒有標題，請加上標題；中文姓名須以中文填寫。',
  },
  otherNumber: {
    en: 'Only its hyphens, slashes or spaces tell this number from …, which is registered or is in another row of the file; anyone who looks one of them up would find the other. If the same certificate is meant, write … here. If not, give this certificate another number.',
    'zh-HK':
      '此編號與登記冊或檔案另一列中的 … 只差連字號、斜線或空格的位置，核實時無法分辨。如屬同一張證書，請在此填寫 …；否則請為此證書另定編號。',
  },
  oneScript: {
    en: 'The certificate of this number is registered with another spelling or only in the other script, so this row may be somebody else’s. Give the English and the Chinese name as they are printed. To change the name all the same, write the word correct in a column “action”, and why in a column “reason”.',
    'zh-HK':
      '此編號的證書登記了另一寫法的姓名，或只登記了另一語文的姓名，故此列可能屬於另一人。請填寫證書上所印的中文及英文姓名；如仍需更改姓名，請在「處理方式」一欄填寫「更正」，並在「原因」一欄說明理由。',
  },
};

/** How a rejected row or a rejected field is to be corrected. */
export function rowMessage({ column, code, because, detail = '' }: FileProblem, language: Language): string {
  const messages = because
    ? reasonMessages[because]
    : (columnMessages[`${column} ${code}`] ?? rowMessages[code]);
  return messages[language].replaceAll('…', () => detail);
}

/** Why a whole file was refused, and how to correct it. */
export const importMessages: Record<(typeof importErrors)[number], BilingualText> = {
  no_headings: {
    en: 'None of the first ten rows names the columns. Give at least the name, the course and the date of issue a heading.',
    'zh-HK': '首十列均沒有欄位標題。請最少為姓名、課程及簽發日期加上標題。',
  },
  doubled_heading: {
    en: 'Two columns have headings of the same meaning. Take one of them out, or rename it.',
    'zh-HK': '有兩欄的標題意思相同。請刪去其中一欄，或更改其標題。',
  },
  identity_number: {
    en: 'The file has a column of identity card numbers. None may be kept here: take the column out and upload the file again.',
    'zh-HK': '檔案載有身份證號碼一欄，本系統不會儲存。請刪去該欄後重新上載。',
  },
  undecodable: {
    en: 'The characters of this file cannot be read. In your spreadsheet choose “Save as” and “CSV UTF-8”, and upload that file.',
    'zh-HK': '未能讀取檔案的文字。請在試算表軟件中另存為「CSV UTF-8」格式後重新上載。',
  },
  no_rows: {
    en: 'The file has headings and no rows below them.',
    'zh-HK': '檔案只有標題，沒有資料列。',
  },
  line_too_long: {
    en: 'A line of this file does not end. Save it as “CSV UTF-8” from your spreadsheet, and upload it again.',
    'zh-HK': '檔案中有一列過長。請在試算表軟件中另存為「CSV UTF-8」格式後重新上載。',
  },
  replaced: {
    en: 'Another file replaced this one while it was being read. Start a new upload with the right file.',
    'zh-HK': '讀取期間，檔案被另一檔案取代。請以正確的檔案重新開始上載。',
  },
  empty: {
    en: 'The file is empty. Export it again, and upload that file.',
    'zh-HK': '檔案沒有內容。請重新匯出後再上載。',
  },
  not_a_table: {
    en: 'This is not a spreadsheet that can be read. Upload an Excel workbook (.xlsx) or a CSV file.',
    'zh-HK': '未能以試算表形式讀取此檔案。請上載 Excel 活頁簿（.xlsx）或 CSV 檔案。',
  },
  has_password: {
    en: 'This workbook has a password. Save it without one, and upload that file.',
    'zh-HK': '此活頁簿設有密碼。請另存為不設密碼的檔案後重新上載。',
  },
  expands_too_much: {
    en: 'This workbook is too large when unpacked. Save the sheet of the certificates as “CSV UTF-8”, and upload that file.',
    'zh-HK': '檔案解壓後過大。請將載有證書資料的工作表另存為「CSV UTF-8」格式後重新上載。',
  },
  workbook_too_long: {
    en: 'The workbook has more than 50,000 rows. Save it as “CSV UTF-8”, which may have 500,000, or divide it.',
    'zh-HK': '活頁簿超過50,000列。請另存為「CSV UTF-8」格式（上限500,000列），或分成數個檔案。',
  },
  too_many_columns: {
    en: 'The file has more than 256 columns. Keep the columns of the certificates only.',
    'zh-HK': '檔案超過256欄。請只保留證書資料所需的欄。',
  },
  too_many_rows: {
    en: 'The file has more than 500,000 rows. Divide it, and upload the parts one after the other.',
    'zh-HK': '檔案超過500,000列。請分成數個檔案，逐一上載。',
  },
  missing_columns: {
    en: 'The file lacks columns that every certificate needs. Add them, or give them headings that say what they are.',
    'zh-HK': '檔案缺少證書必需的欄。請補上該等欄，或更改其標題以說明內容。',
  },
};

const fieldNames: Record<NeededField, BilingualText> = {
  number: { en: 'certificate number', 'zh-HK': '證書編號' },
  type: { en: 'course', 'zh-HK': '課程' },
  name: { en: 'name', 'zh-HK': '姓名' },
  issuedOn: { en: 'date of issue', 'zh-HK': '簽發日期' },
};

/** Why a whole file was refused, with what it lacks and the heading that is to blame. */
export function importMessage(error: ImportError, language: Language): string {
  const { code, detail, missing = [], headings = [] } = error;
  const message = importMessages[code][language];
  const isEnglish = language === 'en';
  const list = (items: string[]) => items.join(isEnglish ? ', ' : '、');
  const parts = [message];
  if (detail) parts.push(isEnglish ? `The heading is “${detail}”.` : `該標題為「${detail}」。`);
  if (missing.length) {
    const lacking = list(missing.map((field) => fieldNames[field][language]));
    parts.push(isEnglish ? `Missing: ${lacking}.` : `欠缺：${lacking}。`);
  }
  if (headings.length) {
    parts.push(
      isEnglish ? `The headings found are: ${list(headings)}.` : `檔案現有的標題：${list(headings)}。`,
    );
  }
  return parts.join(isEnglish ? ' ' : '');
}

const correctionHeadings = {
  row: { en: 'Row in your file', 'zh-HK': '原檔案列號' },
  correction: { en: 'What to correct', 'zh-HK': '須更正之處' },
} as const satisfies Record<string, BilingualText>;

/** Whether a heading is of a file of rows to correct, and not of the provider's own. */
export const isOurs = (heading: string): boolean =>
  Object.values(correctionHeadings).some((words) => Object.values<string>(words).includes(heading));

/** For `correctionsFile`: two columns behind the provider's own, which an upload of the corrected file ignores. */
export function correctionMessages(language: Language): CorrectionMessages {
  const isEnglish = language === 'en';
  return {
    row: correctionHeadings.row[language],
    correction: correctionHeadings.correction[language],
    reason: (problem, heading) => {
      const message = rowMessage(problem, language);
      if (heading === undefined) return message;
      return isEnglish ? `${heading}: ${message}` : `「${heading}」：${message}`;
    },
    between: isEnglish ? ' ' : '',
  };
}

import { problemMessages } from '#web/messages/problems.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The form by which a list of certificates is sent. */
export const listFormMessages = {
  title: { en: 'Check a list of certificates', 'zh-HK': '一次核實多張證書' },
  lead: {
    en: 'Paste a list, or upload a file. Every number is compared with the register, and those that need your attention come first.',
    'zh-HK': '貼上清單或選擇檔案，系統會與登記冊逐一核對，並將須跟進的證書排在最前。',
  },
  paste: { en: 'Paste the list', 'zh-HK': '貼上清單' },
  pasteHint: {
    en: 'Enter one number on each line. To check names, add the name after a tab, a comma or two spaces. Cells copied from a spreadsheet are fine, with or without headings.',
    'zh-HK':
      '每行一個證書編號；如需核對姓名，可在編號後以 Tab 鍵、逗號或兩個空格隔開，再填寫姓名。亦可直接貼上試算表的儲存格，有沒有標題均可。',
  },
  example: {
    en: 'SPMC-OFA-2024-00017, CHAN Tai Man',
    'zh-HK': 'SPMC-OFA-2024-00017, 陳大文',
  },
  file: { en: 'Or choose a file, or drop one here', 'zh-HK': '或選擇檔案，或將檔案拖放至此' },
  fileHint: {
    en: 'An Excel workbook (.xlsx) or a CSV of at most 4 MB and 50,000 rows. It needs a column of certificate numbers; a column of names is compared if there is one.',
    'zh-HK':
      'Excel 活頁簿（.xlsx）或 CSV 檔案，上限4 MB及50,000列。檔案須有證書編號一欄；如有姓名一欄，亦會一併核對。',
  },
  on: { en: 'Date to check', 'zh-HK': '查詢日期' },
  onHint: {
    en: 'Leave it as it is for today. For a day in the past, such as that of an accident, the result is for that date.',
    'zh-HK': '如查詢今日的狀況，無須更改。如選擇過去的日期（例如意外當日），結果以當日的狀況為準。',
  },
  send: { en: 'Check the list', 'zh-HK': '核實清單' },
  kept: {
    en: 'The list and its results are kept for 24 hours at an address that only you know, and are then deleted. Names are only compared. Do not include HKID numbers.',
    'zh-HK': '清單及結果會於只有閣下知道的網址保留24小時，其後刪除。姓名只用作核對。請勿提供身份證號碼。',
  },
} as const satisfies Record<string, BilingualText>;

/** Why a list was not taken, and what to do. By the code of what was wrong with it. */
export const listProblems = {
  empty: {
    en: 'Paste a list or choose a file, then send it again.',
    'zh-HK': '尚未貼上清單或選擇檔案，請補上後再次遞交。',
  },
  both: {
    en: 'You pasted a list and chose a file. Nothing was checked: send one of them, then the other.',
    'zh-HK': '閣下同時貼上了清單及選擇了檔案，故未有核實。請分開遞交。',
  },
  no_rows: {
    en: 'There are headings, and no certificate number below them. Add the numbers, then send it again.',
    'zh-HK': '只有標題列，其下沒有證書編號。請加上編號後再次遞交。',
  },
  missing_columns: {
    en: 'It is not clear which column has the certificate numbers. Give that column the heading “Certificate No.”, or paste the numbers alone.',
    'zh-HK': '未能確定哪一欄是證書編號。請為該欄加上標題「證書編號」，或只貼上編號。',
  },
  doubled_heading: {
    en: 'Two columns have headings that mean a certificate number. Take one of them out, or rename it.',
    'zh-HK': '有兩欄的標題均指證書編號。請刪去其中一欄，或更改其標題。',
  },
  identity_number: {
    en: 'It has what looks like identity card numbers, and none may be sent here. Nothing was kept. Take them out, then send the list again.',
    'zh-HK': '內容似乎載有身份證號碼，本系統不接受此類資料，亦未有儲存任何內容。請刪去後再次遞交。',
  },
  too_many_rows: {
    en: 'These are more than 50,000 rows. Divide the list, and send the parts one after the other.',
    'zh-HK': '清單超過50,000列。請分成數份，逐一遞交。',
  },
  too_large: {
    en: 'This is more than 4 MB. Keep only the columns of numbers and names, or divide the list.',
    'zh-HK': '內容超過4 MB。請只保留證書編號及姓名兩欄，或分成數份遞交。',
  },
  not_a_table: {
    en: 'We could not read this file. Save it as an Excel workbook (.xlsx) or as “CSV UTF-8”, or paste the cells.',
    'zh-HK':
      '未能以表格形式讀取此檔案。請另存為 Excel 活頁簿（.xlsx）或「CSV UTF-8」格式，或直接貼上儲存格。',
  },
  has_password: {
    en: 'This workbook has a password. Save it without one, and send that file.',
    'zh-HK': '此活頁簿設有密碼。請另存為不設密碼的檔案後再次遞交。',
  },
  too_much: {
    en: 'This workbook is too large when unpacked. Save the sheet of the list as “CSV UTF-8”, or paste the cells.',
    'zh-HK': '活頁簿解壓後過大。請將載有清單的工作表另存為「CSV UTF-8」格式，或直接貼上儲存格。',
  },
  undecodable: {
    en: 'Some characters cannot be read. Save the file as “CSV UTF-8” or as an Excel workbook (.xlsx).',
    'zh-HK': '部分文字未能讀取。請另存為「CSV UTF-8」格式或 Excel 活頁簿（.xlsx）。',
  },
  too_wide: {
    en: 'One row is too long. Keep only the columns of numbers and names.',
    'zh-HK': '檔案中有過長的資料列。請只保留證書編號及姓名兩欄。',
  },
  invalid_date: problemMessages.invalid_date.detail,
} as const satisfies Record<string, BilingualText>;
export type ListProblem = keyof typeof listProblems;

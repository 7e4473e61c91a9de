import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import { civilDate } from '#register/civil-date.ts';
import { type FileColumn, fileColumns } from '#tables/headings/map-headings.ts';
import type { GivenFact } from '#tables/import-job.ts';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { longDate } from '#web/messages/dates.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The console's files: uploading, progress, results, correcting. */
export const uploadMessages = {
  title: { en: 'Upload certificates', 'zh-HK': '上載證書資料' },
  choose: { en: 'Drop a file here, or choose one', 'zh-HK': '將檔案拖放至此，或選擇檔案' },
  hint: {
    en: 'An Excel workbook (.xlsx) or a CSV file of at most 50 MB, with a row of headings: Name, Course and Date of Issue; also Certificate No., Expiry Date, Email and Language if you have them. Columns can be in any order. A dropped file is uploaded immediately.',
    'zh-HK':
      '可上載 Excel 活頁簿（.xlsx）或 CSV 檔案，上限50 MB。檔案須有標題列：姓名、課程及簽發日期；如有證書編號、到期日、電郵及語文，亦請一併列出。欄位次序不限。拖放的檔案會即時上載。',
  },
  template: { en: 'Download an empty workbook to fill in (.xlsx)', 'zh-HK': '下載空白活頁簿範本（.xlsx）' },
  noScript: {
    en: 'JavaScript is off, so the file can have at most 4 MB.',
    'zh-HK': '由於已停用 JavaScript，檔案上限為4 MB。',
  },
  send: { en: 'Upload', 'zh-HK': '上載' },
  sending: { en: 'Sending the file: {percent}%', 'zh-HK': '正在傳送檔案：{percent}%' },
  sent: { en: 'Uploaded, importing.', 'zh-HK': '檔案已送達，即將開始匯入。' },
  noFile: { en: 'Choose a file first.', 'zh-HK': '請先選擇檔案。' },
  broken: {
    en: 'Upload incomplete: nothing was registered. Choose the file again, and press Upload.',
    'zh-HK': '表格未能完整送達，未有登記任何資料。請重新選擇檔案，再按「上載」。',
  },
  identityInName: {
    en: 'The name of this file has what looks like an identity card number, and none may be kept here. Rename the file, and upload it again.',
    'zh-HK': '檔案名稱似乎載有身份證號碼，本系統不會儲存。請更改檔案名稱後重新上載。',
  },
  several: {
    en: 'These are several files. Send them one after the other.',
    'zh-HK': '每次只可上載一個檔案，請逐一上載。',
  },
  tooLarge: {
    en: 'This file is larger than 50 MB. Divide it, and upload the parts one after the other.',
    'zh-HK': '檔案超過50 MB。請分成數個檔案，逐一上載。',
  },
  needsScript: {
    en: 'A file of more than 4 MB needs JavaScript. Turn it on for this site in your browser, or divide the file into parts of at most 4 MB.',
    'zh-HK':
      '上載超過4 MB的檔案須使用 JavaScript。請在瀏覽器為本網站啟用 JavaScript，或將檔案分成每個不超過4 MB的部分。',
  },
  lost: {
    en: 'Upload incomplete: the connection was lost, and nothing was registered. The file is still chosen: check your connection, and press Upload again.',
    'zh-HK': '檔案未傳送完畢，連線已中斷，未有登記任何資料。檔案仍保留在此，請檢查網絡連線後再按「上載」。',
  },
  refused: {
    en: 'The file could not be received, and nothing was registered. It is still chosen: press Upload again in a minute.',
    'zh-HK': '未能接收檔案，未有登記任何資料。檔案仍保留在此，請於一分鐘後再按「上載」。',
  },
  signedOut: {
    en: 'You are no longer signed in. Sign in again in another tab, then press Upload here: the file is still chosen.',
    'zh-HK': '閣下已登出。請在另一分頁重新登入，再回到本頁按「上載」；檔案仍保留在此。',
  },
} as const satisfies Record<string, BilingualText>;

export const importListMessages = {
  title: { en: 'Uploads', 'zh-HK': '上載記錄' },
  recent: { en: 'Recent files', 'zh-HK': '最近的檔案' },
  none: { en: 'No file was uploaded in the last 90 days.', 'zh-HK': '過去90日未有上載檔案。' },
  kept: {
    en: 'Files are listed for 90 days. What they registered stays.',
    'zh-HK': '檔案記錄保留90日，已登記的證書不受影響。',
  },
  file: { en: 'File', 'zh-HK': '檔案' },
  came: { en: 'Uploaded', 'zh-HK': '上載時間' },
  state: { en: 'State', 'zh-HK': '狀態' },
  rows: { en: 'Rows', 'zh-HK': '列數' },
  all: { en: 'All files', 'zh-HK': '所有檔案' },
  older: { en: 'Older files', 'zh-HK': '較早的檔案' },
  newest: { en: 'Back to the newest files', 'zh-HK': '返回最新的檔案' },
} as const satisfies Record<string, BilingualText>;

/** How far a file is, as somebody sees it who sent it. */
export const importStates = {
  awaitingUpload: { en: 'Uploading', 'zh-HK': '傳送中' },
  neverCame: { en: 'Did not arrive', 'zh-HK': '未有送達' },
  splitting: { en: 'Being read', 'zh-HK': '讀取中' },
  asking: { en: 'Waits for your answer', 'zh-HK': '待補充資料' },
  previewing: { en: 'Being checked', 'zh-HK': '檢查中' },
  previewed: { en: 'Not registered yet', 'zh-HK': '尚未登記' },
  importing: { en: 'Being imported', 'zh-HK': '匯入中' },
  finished: { en: 'Finished', 'zh-HK': '已完成' },
  toCorrect: { en: 'Rows to correct', 'zh-HK': '有資料待更正' },
  undoing: { en: 'Being undone', 'zh-HK': '撤回中' },
  undone: { en: 'Undone', 'zh-HK': '已撤回' },
  failed: { en: 'Rejected', 'zh-HK': '未能處理' },
} as const satisfies Record<string, BilingualText>;

export const importPageMessages = {
  waiting: { en: 'The file is on its way.', 'zh-HK': '檔案正在傳送。' },
  reading: { en: 'The file is being read.', 'zh-HK': '正在讀取檔案。' },
  leave: {
    en: 'You can close this page: the import goes on, and you find it again under “Uploads”.',
    'zh-HK': '閣下可關閉本頁，匯入會繼續進行；其後可在「上載記錄」查看結果。',
  },
  touchLost: {
    en: 'Connection lost. Trying again; the import itself goes on.',
    'zh-HK': '連線中斷，本頁正在重試。匯入不受影響，仍在進行。',
  },
  neverCame: {
    en: 'The file did not arrive within 15 minutes, and nothing was registered. Upload it again.',
    'zh-HK': '檔案未有於15分鐘內送達，未有登記任何資料。請重新上載。',
  },
  notArrived: { en: 'This file did not arrive', 'zh-HK': '此檔案未有送達' },
  sendAgain: { en: 'Upload the file again', 'zh-HK': '重新上載檔案' },
  refused: { en: 'This file was rejected', 'zh-HK': '未能處理此檔案' },
  nothing: { en: 'Nothing in it was registered.', 'zh-HK': '未有登記檔案中的任何資料。' },
  again: { en: 'Upload the corrected file', 'zh-HK': '上載已更正的檔案' },
  counts: { en: 'Import summary', 'zh-HK': '匯入結果' },
  ignored: {
    en: 'We ignored these columns. Nothing in them was kept:',
    'zh-HK': '以下各欄並非本系統所需，內容未有儲存：',
  },
  given: {
    en: 'The file has no column for these. They were taken for all rows:',
    'zh-HK': '檔案沒有以下資料的欄，所有列均採用：',
  },
  sheetsNotRead: {
    en: 'Nothing was registered from these sheets of the workbook:',
    'zh-HK': '活頁簿中以下工作表的資料未有登記：',
  },
  hidden: { en: 'It is hidden.', 'zh-HK': '工作表已隱藏。' },
  noHeadings: {
    en: 'It has no row of headings with the columns that a certificate needs.',
    'zh-HK': '沒有載有證書必需欄位的標題列。',
  },
  corrections: { en: 'Rows to correct', 'zh-HK': '待更正的資料' },
  correctionSteps: {
    en: 'Correct these rows in the downloaded file and upload it here. Rows that are registered need not be sent again.',
    'zh-HK': '請在下載的檔案中更正以下各列，然後在此上載。已登記的資料無須再次上載。',
  },
  correctionsFile: { en: 'Download the rows to correct (CSV)', 'zh-HK': '下載待更正的資料（CSV）' },
  row: { en: 'Row', 'zh-HK': '列' },
  column: { en: 'Column', 'zh-HK': '欄' },
  reason: { en: 'What is wrong, and what to do', 'zh-HK': '問題及處理方法' },
  value: { en: 'As sent', 'zh-HK': '原來內容' },
  blank: { en: '(blank)', 'zh-HK': '（空白）' },
  moreRows: { en: 'Next', 'zh-HK': '下一頁' },
  firstRows: { en: 'Back to the first rows', 'zh-HK': '返回第一頁' },
  registered: { en: 'Registered certificates', 'zh-HK': '已登記的證書' },
  registeredHint: {
    en: 'The download has your own columns, with the number and the result of each row; also the numbers that were assigned where the file had none.',
    'zh-HK': '下載的檔案保留原有各欄，並加上每列的證書編號及結果，包括由本系統編配的編號。',
  },
  registeredFile: { en: 'Download the results (CSV)', 'zh-HK': '下載結果（CSV）' },
  people: { en: 'People in this file', 'zh-HK': '檔案中的持證人' },
  name: { en: 'Name', 'zh-HK': '姓名' },
  labels: { en: 'Print QR labels for the certificates', 'zh-HK': '列印證書的二維碼標籤' },
  number: { en: 'Certificate no.', 'zh-HK': '證書編號' },
  outcome: { en: 'Result', 'zh-HK': '結果' },
} as const satisfies Record<string, BilingualText>;

/** Before anything of a file is registered. */
export const previewMessages = {
  accepted: { en: 'New', 'zh-HK': '新證書' },
  updated: { en: 'Will be updated', 'zh-HK': '將會更改' },
  unchanged: { en: 'Already registered', 'zh-HK': '沒有改變' },
  outcome: { en: 'What will happen', 'zh-HK': '處理方式' },
  toBeAssigned: { en: 'assigned on registering', 'zh-HK': '登記時編配' },
  finish: { en: 'Finish', 'zh-HK': '完成' },
  leave: { en: 'Do not register', 'zh-HK': '不登記' },
  kept: {
    en: 'Register within 24 hours; after that the file has to be uploaded again.',
    'zh-HK': '請於24小時內登記，逾時須重新上載檔案。',
  },
  people: { en: 'Rows that will be registered', 'zh-HK': '將會登記的資料' },
  correctionSteps: {
    en: 'These rows will not be registered. Correct them in your file and upload it again, or register the others now and correct these afterwards.',
    'zh-HK': '以下各列不會登記。可先在檔案中更正再重新上載，或先登記其餘資料，其後再更正。',
  },
  other: { en: 'Upload another file instead', 'zh-HK': '改為上載另一個檔案' },
} as const satisfies Record<string, BilingualText>;

export const previewTitle = (language: Language) =>
  ({ en: 'Check before registering', 'zh-HK': '登記前請先核對' })[language];

/** One count of a preview: `60 new certificates`. */
export function previewCount(
  outcome: 'accepted' | 'updated' | 'unchanged' | 'rejected',
  count: number,
  language: Language,
): string {
  const many = grouped(count);
  const rows = count === 1 ? 'row' : 'rows';
  return {
    accepted: {
      en: `${many} new ${count === 1 ? 'certificate' : 'certificates'}`,
      'zh-HK': `${many}張新證書`,
    },
    updated: {
      en: `${many} ${count === 1 ? 'certificate' : 'certificates'} to update`,
      'zh-HK': `${many}張證書將會更改`,
    },
    unchanged: {
      en: `${many} ${rows} already registered, nothing to change`,
      'zh-HK': `${many}列此前已登記，沒有改變`,
    },
    rejected: { en: `${many} ${rows} to correct`, 'zh-HK': `${many}列須更正` },
  }[outcome][language];
}

export function previewLead(changing: number, unchanged: number, language: Language): string {
  if (changing === 0 && unchanged > 0)
    return { en: 'Nothing in it is new or changed.', 'zh-HK': '檔案中沒有新增或更改的資料。' }[language];
  if (changing === 0)
    return { en: 'There is nothing in it to register.', 'zh-HK': '檔案中沒有可登記的資料。' }[language];
  return { en: 'Nothing is registered yet.', 'zh-HK': '目前尚未登記任何資料。' }[language];
}

export function registerButton(count: number, language: Language): string {
  const many = grouped(count);
  return language === 'en'
    ? `Register ${many} ${count === 1 ? 'certificate' : 'certificates'}`
    : `登記${many}張證書`;
}

/** What is asked once for all rows of a file that has no column for it. */
export const askMessages = {
  title: { en: 'This file needs one more answer', 'zh-HK': '此檔案尚欠資料' },
  lead: {
    en: 'It has no column for this. Say it once for all rows; nothing is registered yet.',
    'zh-HK': '檔案沒有載有以下資料的欄。請為所有列一次過填寫；目前尚未登記任何資料。',
  },
  type: { en: 'Course for all rows', 'zh-HK': '所有列的課程' },
  choose: { en: 'Choose a course', 'zh-HK': '請選擇課程' },
  issuedOn: { en: 'Date of issue for all rows', 'zh-HK': '所有列的簽發日期' },
  go: { en: 'Check the file', 'zh-HK': '核對檔案' },
} as const satisfies Record<string, BilingualText>;

/** Taking back what a file did. */
export const undoMessages = {
  summary: { en: 'Undo this upload', 'zh-HK': '撤回此次上載' },
  explained: {
    en: 'This takes back what the file did: new certificates are deleted, also where a later file found them registered already; changed details are as they were before. What was changed since stays. Possible for 24 hours.',
    'zh-HK':
      '撤回後，此檔案新登記的證書會被刪除（包括其後的檔案顯示為「沒有改變」者），更改過的資料會還原；其後已再作更改的證書不受影響。24小時內可撤回。',
  },
  going: { en: 'The upload is being undone.', 'zh-HK': '正在撤回此次上載。' },
  rows: { en: 'Row by row', 'zh-HK': '逐列結果' },
  takenBack: { en: 'Undone', 'zh-HK': '已撤回' },
  changedSince: { en: 'Not undone: it was changed since', 'zh-HK': '未有撤回：其後已再作更改' },
  unreadable: {
    en: 'Not undone: the register cannot read it. Ask its operator',
    'zh-HK': '未有撤回：系統未能讀取此記錄，請聯絡登記冊營運者',
  },
  nothing: { en: 'The file had changed nothing', 'zh-HK': '此檔案未有作出更改' },
  afterwards: {
    en: 'Certificates that were changed since stay as they are; open them to correct or revoke them.',
    'zh-HK': '其後已再作更改的證書維持不變；如有需要，請開啟該證書更正或撤銷。',
  },
  again: { en: 'Upload the right file', 'zh-HK': '上載正確的檔案' },
} as const satisfies Record<string, BilingualText>;

export function undoButton(count: number, language: Language): string {
  const many = grouped(count);
  return language === 'en'
    ? `Undo the upload of ${many} ${count === 1 ? 'certificate' : 'certificates'}`
    : `撤回${many}張證書的上載`;
}

/** `others`: so many rows that were not undone. */
export function undoneTitle(takenBack: number, others: number, language: Language): string {
  const [back, left] = [grouped(takenBack), grouped(others)];
  if (language === 'en')
    return others === 0
      ? `This upload was undone: ${back} ${takenBack === 1 ? 'row' : 'rows'}`
      : `${back} ${takenBack === 1 ? 'row was' : 'rows were'} undone, ${left} not`;
  return others === 0 ? `已撤回此次上載：${back}列` : `已撤回${back}列，${left}列未有撤回`;
}

/** The four ways of a row, problems first; a word, and a sentence that says what it means. */
export const countMessages = {
  rejected: {
    name: { en: 'Not registered', 'zh-HK': '待更正' },
    means: { en: 'Nothing of these rows was registered.', 'zh-HK': '此等資料未有登記。' },
  },
  accepted: {
    name: { en: 'Registered', 'zh-HK': '已登記' },
    means: { en: 'New certificates.', 'zh-HK': '新登記的證書。' },
  },
  updated: {
    name: { en: 'Updated', 'zh-HK': '已更改' },
    means: {
      en: 'Certificates that were registered before; earlier details are kept in their history.',
      'zh-HK': '更改了原有的證書，先前的資料保留在其更改記錄中。',
    },
  },
  unchanged: {
    name: { en: 'Already registered', 'zh-HK': '沒有改變' },
    means: { en: 'They were registered with the same details before.', 'zh-HK': '此前已按相同資料登記。' },
  },
} as const satisfies Record<string, { name: BilingualText; means: BilingualText }>;

const actionColumns = {
  action: { en: 'Action', 'zh-HK': '處理方式' },
  reason: { en: 'Reason', 'zh-HK': '原因' },
} as const satisfies Partial<Record<FileColumn, BilingualText>>;

/** A fact that is changed, by the name that people call it. */
export function columnOf(field: string, language: Language): string {
  if (field === 'status') return { en: 'Status', 'zh-HK': '狀態' }[language];
  const column = fileColumns.find((one) => one === field);
  return column ? columnName(column, language) : field;
}

/** A column of a file by the name that people call it. */
export function columnName(column: FileColumn, language: Language): string {
  const messages =
    column === 'action' || column === 'reason' ? actionColumns[column] : fieldNames[column].inFile;
  return messages[language];
}

const thousands = new Intl.NumberFormat('en-HK');

/** `3,120` in both languages. */
export function grouped(count: number): string {
  return thousands.format(count);
}

/** `3,120 of 10,000 rows, about 20 s left`; `left` in seconds, where it can be told. */
export function progressText(
  done: number,
  total: number,
  left: number | undefined,
  language: Language,
): string {
  const time = left === undefined ? '' : timeLeft(left, language);
  if (language === 'en')
    return [`${grouped(done)} of ${grouped(total)} ${total === 1 ? 'row' : 'rows'}`, time]
      .filter(Boolean)
      .join(', ');
  return [`已處理${grouped(done)}列，共${grouped(total)}列`, time].filter(Boolean).join('，');
}

/** Rounded up, the coarser the longer: a number that jumps about is not believed. */
function timeLeft(seconds: number, language: Language): string {
  const [count, en, zh] =
    seconds < 90
      ? [Math.max(5, Math.ceil(seconds / 5) * 5), 's', '秒']
      : seconds < 90 * 60
        ? [Math.ceil(seconds / 60), 'min', '分鐘']
        : [Math.ceil(seconds / 3600), 'h', '小時'];
  return language === 'en' ? `about ${count} ${en} left` : `尚餘約${count}${zh}`;
}

/** The outcome of a whole file in a line. */
export function resultTitle(total: number, rejected: number, language: Language): string {
  const [all, bad] = [grouped(total), grouped(rejected)];
  const one = rejected === 1;
  if (language === 'en') {
    if (rejected === 0) return total === 1 ? 'The one row was imported' : `All ${all} rows were imported`;
    return `${bad} of ${all} ${total === 1 ? 'row' : 'rows'} ${one ? 'needs' : 'need'} correcting`;
  }
  return rejected === 0 ? `全部${all}列已成功匯入` : `${all}列中有${bad}列須更正`;
}

/** The result of the others. */
export function resultLead(taken: number, language: Language): string {
  const count = grouped(taken);
  if (language === 'en')
    return taken === 0
      ? 'Nothing was registered.'
      : `${count} ${taken === 1 ? 'row was' : 'rows were'} imported.`;
  return taken === 0 ? '未有登記任何資料。' : `其餘${count}列已成功匯入。`;
}

/** A download that is too long for one file comes in several. */
export function partLabel(part: number, parts: number, language: Language): string {
  return language === 'en' ? `part ${part} of ${parts}` : `第${part}部分，共${parts}部分`;
}

/** One fact that rows were given: what it is, and where it stands. */
export function givenText({ column, value, from, sheet }: GivenFact, language: Language): string {
  const name = fieldNames[column].inFile[language];
  const said =
    column === 'type'
      ? (typeByCode(value)?.name[language] ?? value)
      : longDate(civilDate.parse(value), language);
  const where = {
    title: { en: 'from the title above the headings', 'zh-HK': '取自標題列上方的文字' },
    defaults: { en: 'as you said for the whole file', 'zh-HK': '按上載時為整個檔案指定的資料' },
  }[from][language];
  return language === 'en'
    ? `${name}: ${said} (${where}${sheet === undefined ? '' : `, sheet ${sheet}`})`
    : `${name}：${said}（${where}${sheet === undefined ? '' : `，工作表「${sheet}」`}）`;
}

import type { CheckedRow, RowKind } from '#domain/check-list';
import type { CivilDate } from '#domain/civil-date';
import type { Language } from '#domain/credential';
import { longDate } from './dates.ts';
import { factWords } from './pages.ts';
import { problemWords } from './problems.ts';
import { statusWords, type Words } from './verdict.ts';

/** Many certificates at once: the list that is sent, and what came of it. */
export const listFormWords = {
  title: { en: 'Check a list of certificates', 'zh-HK': '一次核實多張證書' },
  lead: {
    en: 'Paste a list, or give a file. Every number is compared with the register, and those that need your attention come first.',
    'zh-HK': '貼上清單或選擇檔案，系統會逐一核對登記冊，並將須留意的證書排在最前。',
  },
  paste: { en: 'Paste the list', 'zh-HK': '貼上清單' },
  pasteHint: {
    en: 'One certificate number a line; if you like, the name after a tab, a comma or two spaces. Cells copied from a spreadsheet are fine, with their headings or without.',
    'zh-HK':
      '每行一個證書編號；如需核對姓名，可在編號後以定位字元、逗號或兩個空格隔開，再填寫姓名。亦可直接貼上試算表的儲存格，有否標題行均可。',
  },
  example: {
    en: 'SPMC-OFA-2024-00017, CHAN Tai Man',
    'zh-HK': 'SPMC-OFA-2024-00017, 陳大文',
  },
  file: { en: 'Or choose a file, or drop one here', 'zh-HK': '或選擇檔案，或將檔案拖放至此' },
  fileHint: {
    en: 'An Excel workbook (.xlsx) or a CSV of at most 4 MB and 50,000 rows. It needs a column of certificate numbers; a column of names is compared if there is one.',
    'zh-HK':
      'Excel 活頁簿（.xlsx）或 CSV 檔案，上限4 MB及50,000行。檔案須有證書編號一欄；如有姓名一欄，亦會一併核對。',
  },
  on: { en: 'As of which day', 'zh-HK': '以哪一日計' },
  onHint: {
    en: 'Leave it as it is for today. For a day in the past, such as that of an accident, the answer is what held then.',
    'zh-HK': '如查詢今日的狀況，毋須更改。如選擇過去的日期（例如意外當日），結果以當日的狀況為準。',
  },
  send: { en: 'Check the list', 'zh-HK': '核實清單' },
  kept: {
    en: 'The list and its results are kept for 24 hours at an address that only you know, and are then deleted. Names are only compared. No identity card numbers, please.',
    'zh-HK': '清單及結果會於只有閣下知道的網址保留24小時，其後刪除。姓名只用作核對。請勿提供身分證號碼。',
  },
} as const satisfies Record<string, Words>;

/** Why a list was not taken, and what to do. By the code of what was wrong with it. */
export const listProblems = {
  empty: {
    en: 'There is nothing in it. Paste the list or choose a file, then send it again.',
    'zh-HK': '沒有任何內容。請貼上清單或選擇檔案，然後再次遞交。',
  },
  no_rows: {
    en: 'There are headings, and no certificate number below them. Add the numbers, then send it again.',
    'zh-HK': '只有標題行，其下沒有證書編號。請加上編號後再次遞交。',
  },
  missing_columns: {
    en: 'No column of certificate numbers was found. Give that column the heading “Certificate No.”, or paste the numbers alone.',
    'zh-HK': '找不到證書編號一欄。請為該欄加上標題「證書編號」，或只貼上編號。',
  },
  doubled_heading: {
    en: 'Two columns have headings that mean a certificate number. Take one of them out, or rename it.',
    'zh-HK': '有兩欄的標題均指證書編號。請刪去其中一欄，或更改其標題。',
  },
  identity_number: {
    en: 'It has what looks like identity card numbers, and none may be sent here. Nothing was kept. Take them out, then send the list again.',
    'zh-HK': '內容似乎載有身分證號碼，本系統不接受此類資料，亦未有儲存任何內容。請刪去後再次遞交。',
  },
  too_many_rows: {
    en: 'These are more than 50,000 rows. Divide the list, and send the parts one after the other.',
    'zh-HK': '清單超過50,000行。請分成數份，逐一遞交。',
  },
  too_large: {
    en: 'This is more than 4 MB. Keep only the columns of numbers and names, or divide the list.',
    'zh-HK': '內容超過4 MB。請只保留證書編號及姓名兩欄，或分成數份遞交。',
  },
  not_a_table: {
    en: 'This file is no table that can be read. Save it as an Excel workbook (.xlsx) or as “CSV UTF-8”, or paste the cells.',
    'zh-HK':
      '未能以表格形式讀取此檔案。請另存為 Excel 活頁簿（.xlsx）或「CSV UTF-8」格式，或直接貼上儲存格。',
  },
  old_excel: {
    en: 'This is an Excel workbook of the old kind (.xls), or has a password. Save it as .xlsx without one.',
    'zh-HK': '此為舊式 Excel 活頁簿（.xls）或設有密碼。請另存為沒有密碼的 .xlsx 檔案。',
  },
  undecodable: {
    en: 'Some characters cannot be read. Save the file as “CSV UTF-8” or as an Excel workbook (.xlsx).',
    'zh-HK': '部分文字未能讀取。請另存為「CSV UTF-8」格式或 Excel 活頁簿（.xlsx）。',
  },
  too_wide: {
    en: 'A row is longer than any list needs. Keep only the columns of numbers and names.',
    'zh-HK': '檔案中有過長的資料行。請只保留證書編號及姓名兩欄。',
  },
  invalid_date: problemWords.invalid_date.detail,
} as const satisfies Record<string, Words>;
export type ListProblem = keyof typeof listProblems;

export const listPageWords = {
  title: { en: 'Your list', 'zh-HK': '清單結果' },
  checking: { en: 'Your list is being checked', 'zh-HK': '正在核實清單' },
  leave: {
    en: 'You can close this page and come back to its address within 24 hours.',
    'zh-HK': '閣下可關閉本頁，並於24小時內以同一網址返回。',
  },
  lost: {
    en: 'The connection is broken, and this page tries again. The checking itself goes on.',
    'zh-HK': '連線中斷，本頁正在重試。核實不受影響，仍在進行。',
  },
  stuck: {
    en: 'Some of the rows could not be checked. Below is what is there; send the list again in a few minutes.',
    'zh-HK': '部分資料未能核實。以下為已有的結果；請於數分鐘後重新遞交清單。',
  },
  private: {
    en: 'Whoever has the address of this page can see the list. It is deleted after 24 hours.',
    'zh-HK': '任何人如有本頁網址，均可查看此清單。清單將於24小時後刪除。',
  },
  kinds: { en: 'What was found', 'zh-HK': '核實結果' },
  all: { en: 'All rows', 'zh-HK': '全部' },
  download: { en: 'Download everything (CSV)', 'zh-HK': '下載全部結果（CSV）' },
  again: { en: 'Check another list', 'zh-HK': '核實另一份清單' },
  row: { en: 'Row', 'zh-HK': '行' },
  number: { en: 'Certificate no.', 'zh-HK': '證書編號' },
  name: { en: 'Name in your list', 'zh-HK': '清單上的姓名' },
  result: { en: 'Result', 'zh-HK': '結果' },
  meaning: { en: 'What it means, and what to do', 'zh-HK': '說明及處理方法' },
  type: factWords.certificate,
  holder: factWords.holder,
  provider: factWords.registeredBy,
  expiresOn: { en: 'Valid through', 'zh-HK': '有效期至' },
  newer: { en: 'Newer certificate', 'zh-HK': '新證書' },
  on: { en: 'As of', 'zh-HK': '查詢日期' },
  noNumber: { en: '(no number)', 'zh-HK': '（沒有編號）' },
  earlier: { en: 'Earlier rows', 'zh-HK': '較前各行' },
  later: { en: 'Later rows', 'zh-HK': '往後各行' },
  gone: { en: 'This list is not there, or no longer', 'zh-HK': '找不到此清單，或已刪除' },
  goneMeans: {
    en: 'Lists are deleted 24 hours after they were sent. Check that the address is whole, or send the list again.',
    'zh-HK': '清單會於遞交24小時後刪除。請檢查網址是否完整，或重新遞交清單。',
  },
} as const satisfies Record<string, Words>;

/** One word or two for what a row comes to. */
export const kindWords: Record<RowKind, Words> = {
  mistyped: { en: 'Mistyped number', 'zh-HK': '編號有誤' },
  notFound: statusWords.notFound,
  nameDiffers: factWords.nameDiffers,
  revoked: statusWords.revoked,
  suspended: statusWords.suspended,
  expired: statusWords.expired,
  superseded: statusWords.superseded,
  notYetValid: statusWords.notYetValid,
  unclear: { en: 'Could not be fully checked', 'zh-HK': '部分項目未能核實' },
  expiringSoon: statusWords.expiringSoon,
  valid: statusWords.valid,
  repeated: { en: 'Same as an earlier row', 'zh-HK': '與前面的資料行相同' },
};

const grouped = (count: number) => count.toLocaleString('en');

/** Before all else: how many rows somebody has to look at. */
export function listHeadline(
  { problems, answered }: { problems: number; answered: number },
  on: CivilDate,
  language: Language,
): string {
  const day = longDate(on, language);
  if (problems > 0)
    return language === 'en'
      ? `${grouped(problems)} of ${grouped(answered)} ${answered === 1 ? 'row' : 'rows'} ${problems === 1 ? 'needs' : 'need'} your attention`
      : `${grouped(answered)}行中有${grouped(problems)}行須留意`;
  return language === 'en'
    ? `No problem found in ${grouped(answered)} ${answered === 1 ? 'row' : 'rows'} as of ${day}`
    : `以${day}計，${grouped(answered)}行均沒有發現問題`;
}

/** Which of the rows are shown. */
export function rowsShown(first: number, last: number, total: number, language: Language): string {
  return language === 'en'
    ? `Rows ${grouped(first)} to ${grouped(last)} of ${grouped(total)}`
    : `第${grouped(first)}至${grouped(last)}項，共${grouped(total)}項`;
}

export function namesCompared(named: number, language: Language): string {
  if (named === 0)
    return language === 'en'
      ? 'The list has no names, so none were compared: compare the name on each certificate yourself.'
      : '清單沒有姓名，故未有核對姓名；請自行核對每張證書上的姓名。';
  return language === 'en'
    ? `Names were compared in ${grouped(named)} ${named === 1 ? 'row' : 'rows'}.`
    : `已核對${grouped(named)}行的姓名。`;
}

/** What a row comes to in whole sentences: the fact, then what to do. Dates as in tables. */
export function rowSentence(row: CheckedRow, language: Language): string {
  const { kind, match, others } = row;
  const sentences = [meaningOf(row, language)];
  // A name that differs does not say how the certificate stands.
  if (kind === 'nameDiffers' && match) sentences.push(statusWith(match.status, match.statusSince, language));
  if (match?.today) sentences.push(sinceThen(match.today, language));
  if (others) sentences.push(otherProviders[language]);
  return sentences.join(language === 'en' ? ' ' : '');
}

function meaningOf({ kind, problem, sameAs, match }: CheckedRow, language: Language): string {
  const since = match?.statusSince ?? '';
  const until = match?.expiresOn ?? '';
  const days = match?.daysLeft ?? 0;
  const en = language === 'en';
  switch (kind) {
    case 'mistyped':
      return problemWords[problem ?? 'invalid_number'].detail[language];
    case 'notFound':
      return notFoundMeans[language];
    case 'nameDiffers':
      return nameDiffersMeans[language];
    case 'revoked':
      return en
        ? `The provider revoked it on ${since}. Do not accept it.`
        : `頒證機構已於${since}撤銷，請勿接納。`;
    case 'suspended':
      return en
        ? `Suspended since ${since}. Ask the provider before you rely on it.`
        : `自${since}起暫停，採納前請先向頒證機構查詢。`;
    case 'expired':
      return en ? `The last valid day was ${until}.` : `最後有效日為${until}。`;
    case 'superseded':
      return en
        ? `A newer certificate, ${match?.supersededBy?.number ?? ''}, replaced it on ${since}. Check that one.`
        : `已於${since}由新證書${match?.supersededBy?.number ?? ''}取代，請核實該新證書。`;
    case 'notYetValid':
      return notYetMeans[language];
    case 'unclear':
      return match?.nameMatch === 'unknown' ? factWords.nameUnknownMeans[language] : unclearMeans[language];
    case 'expiringSoon':
      return en
        ? `${days} more ${days === 1 ? 'day' : 'days'}: the last valid day is ${until}.`
        : `尚餘${days}日，最後有效日為${until}。`;
    case 'valid':
      return until
        ? en
          ? `The last valid day is ${until}.`
          : `最後有效日為${until}。`
        : factWords.doesNotExpire[language];
    case 'repeated':
      return en ? `Same as row ${sameAs ?? ''}.` : `與第${sameAs ?? ''}行相同。`;
  }
}

function statusWith(status: keyof typeof statusWords, since: CivilDate | null, language: Language): string {
  const word = statusWords[status][language];
  const day = since ? (language === 'en' ? ` (${since})` : `（${since}）`) : '';
  return language === 'en' ? `Status: ${word}${day}.` : `證書狀況：${word}${day}。`;
}

function sinceThen(
  { status, since }: { status: keyof typeof statusWords; since: CivilDate | null },
  language: Language,
): string {
  const word = statusWords[status][language];
  const day = since ? (language === 'en' ? ` (${since})` : `（${since}）`) : '';
  return language === 'en' ? `Today: ${word}${day}.` : `今日狀況：${word}${day}。`;
}

const notFoundMeans: Words = {
  en: 'No certificate with this number is registered here. That alone does not make it false. Look at the number again, give the printed name as well, or ask the provider.',
  'zh-HK':
    '本系統查無此編號。查無記錄並不等於證書屬偽造。請再次核對編號，並一併填寫證書上的姓名，或向頒證機構查詢。',
};
const nameDiffersMeans: Words = {
  en: 'The name in your list is not the one registered for this number. Check both; ask the provider before you rely on it.',
  'zh-HK': '清單上的姓名與此編號的登記姓名不符。請核對兩者；採納前請先向頒證機構查詢。',
};
const notYetMeans: Words = {
  en: 'The day you ask about is before its first valid day.',
  'zh-HK': '查詢日期早於生效日。',
};
const unclearMeans: Words = {
  en: 'The register has no last valid day for it. Look at the certificate, or ask the provider.',
  'zh-HK': '登記冊未有記錄其最後有效日。請查看證書，或向頒證機構查詢。',
};
const otherProviders: Words = {
  en: 'Other providers use the same number: open it to compare.',
  'zh-HK': '另有機構使用相同編號，請開啟頁面核對。',
};

import type { CheckedRow, RowKind } from '#lists/check-list.ts';
import { replacedBy } from '#lists/newer-numbers.ts';
import type { CredentialStatus, Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { isIdentityForNumber } from '#register/names/holder-input.ts';
import { knownThenSentence } from '#verify/messages/past-day.ts';
import { longDate, shortDate } from '#web/messages/dates.ts';
import { factMessages } from '#web/messages/pages.ts';
import { identityForNumber, problemMessages } from '#web/messages/problems.ts';
import { type BilingualText, statusMessages } from '#web/messages/verdict.ts';

/** The results of a list of certificates. */
export const listPageMessages = {
  title: { en: 'Results for your list', 'zh-HK': '清單結果' },
  checking: { en: 'Your list is being checked', 'zh-HK': '正在核實清單' },
  leave: {
    en: 'You can close this page and come back to its address within 24 hours.',
    'zh-HK': '閣下可關閉本頁，並於24小時內以同一網址返回。',
  },
  lost: {
    en: 'Connection lost. Trying again; your list is still being checked.',
    'zh-HK': '連線中斷，本頁正在重試。核實不受影響，仍在進行。',
  },
  stuck: {
    en: 'Some of the rows could not be checked. Below is what is there; send the list again in a few minutes.',
    'zh-HK': '部分資料未能核實。以下為已有的結果；請於數分鐘後重新遞交清單。',
  },
  private: {
    en: 'Anyone who has the address of this page can see the list. It is deleted after 24 hours.',
    'zh-HK': '任何人如有本頁網址，均可查看此清單。清單將於24小時後刪除。',
  },
  kinds: { en: 'Results by status', 'zh-HK': '核實結果' },
  all: { en: 'All rows', 'zh-HK': '全部' },
  download: { en: 'Download everything (CSV)', 'zh-HK': '下載全部結果（CSV）' },
  again: { en: 'Check another list', 'zh-HK': '核實另一份清單' },
  row: { en: 'Row', 'zh-HK': '列' },
  number: { en: 'Certificate no.', 'zh-HK': '證書編號' },
  name: { en: 'Name in your list', 'zh-HK': '清單上的姓名' },
  ownName: { en: 'Name', 'zh-HK': '姓名' },
  issuerCode: { en: 'Provider', 'zh-HK': '機構代號' },
  result: { en: 'Result', 'zh-HK': '結果' },
  meaning: { en: 'What it means, and what to do', 'zh-HK': '說明及處理方法' },
  type: factMessages.certificate,
  holder: factMessages.holder,
  provider: factMessages.registeredBy,
  expiresOn: { en: 'Valid through', 'zh-HK': '有效期至' },
  newer: { en: 'Newer certificate', 'zh-HK': '新證書' },
  on: { en: 'As of', 'zh-HK': '查詢日期' },
  noNumber: { en: '(no number)', 'zh-HK': '（沒有編號）' },
  file: { en: 'File', 'zh-HK': '檔案' },
  pasted: { en: 'Pasted list', 'zh-HK': '貼上的清單' },
  rows: { en: 'Rows', 'zh-HK': '項數' },
  checkedAt: { en: 'Sent', 'zh-HK': '遞交時間' },
  allToPrint: { en: 'Show all rows on one page, to print', 'zh-HK': '在同一頁顯示全部各項，以便列印' },
  replaced: { en: 'Some certificates were replaced by newer ones', 'zh-HK': '部分證書已由新證書取代' },
  replacedHow: {
    en: 'Where the newer one is valid, check your list again with its number, or download the list so corrected. Names and your other columns stay as they are.',
    'zh-HK': '如新證書有效，可改用其編號再次核實清單，或下載已更正的清單；姓名及其他欄位維持不變。',
  },
  checkNewer: { en: 'Check it with the newer numbers', 'zh-HK': '以新證書編號再次核實' },
  downloadNewer: { en: 'Download my list with the newer numbers (CSV)', 'zh-HK': '下載已更正的清單（CSV）' },
  earlier: { en: 'Earlier rows', 'zh-HK': '較前各項' },
  later: { en: 'Later rows', 'zh-HK': '往後各項' },
  gone: { en: 'This list has expired or does not exist', 'zh-HK': '找不到此清單，可能已刪除' },
  goneMeans: {
    en: 'Lists are deleted 24 hours after they were sent. Check that the address is whole, or send the list again.',
    'zh-HK': '清單會於遞交24小時後刪除。請檢查網址是否完整，或重新遞交清單。',
  },
} as const satisfies Record<string, BilingualText>;

/** One word or two for what a row comes to. */
export const kindMessages: Record<RowKind, BilingualText> = {
  mistyped: { en: 'Mistyped number', 'zh-HK': '編號有誤' },
  notFound: statusMessages.notFound,
  several: { en: 'Several: say which provider', 'zh-HK': '多於一間機構，請註明' },
  nameDiffers: factMessages.nameDiffers,
  revoked: statusMessages.revoked,
  suspended: statusMessages.suspended,
  expired: statusMessages.expired,
  superseded: statusMessages.superseded,
  notYetValid: statusMessages.notYetValid,
  unclear: { en: 'Could not be fully checked', 'zh-HK': '部分項目未能核實' },
  expiringSoon: statusMessages.expiringSoon,
  valid: statusMessages.valid,
  repeated: { en: 'Same as an earlier row', 'zh-HK': '與前面的資料列相同' },
};

/** What a row comes to in a word or two, the graver first; of a number that was not looked up nobody knows whether it is mistyped. */
export function rowWord({ kind, problem, match }: CheckedRow, language: Language): string {
  const both = match?.nameMatch === 'mismatch' ? alsoNameDiffers[match.status] : undefined;
  return (problem === 'crowded_number' ? notLookedUp : (both ?? kindMessages[kind]))[language];
}

/** Where the name does not match either: the status and the name in one. */
const alsoNameDiffers: Partial<Record<CredentialStatus, BilingualText>> = {
  revoked: { en: 'Revoked, and the name does not match', 'zh-HK': '已撤銷，且姓名不符' },
  suspended: { en: 'Suspended, and the name does not match', 'zh-HK': '已暫停，且姓名不符' },
  expired: { en: 'Name does not match, and expired', 'zh-HK': '姓名不符，且已過期' },
};

const notLookedUp: BilingualText = { en: 'Not looked up', 'zh-HK': '未有核實' };

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
      : `${grouped(answered)}項中有${grouped(problems)}項須跟進`;
  return language === 'en'
    ? `No problem found in ${grouped(answered)} ${answered === 1 ? 'row' : 'rows'} as of ${day}`
    : `按${day}的狀況，${grouped(answered)}項${answered === 1 ? '' : '均'}沒有發現問題`;
}

/** Which of the rows are shown. */
export function rowsShown(first: number, last: number, total: number, language: Language): string {
  return language === 'en'
    ? `Rows ${grouped(first)} to ${grouped(last)} of ${grouped(total)}`
    : `第${grouped(first)}至${grouped(last)}項，共${grouped(total)}項`;
}

/** Folds them away on a narrow screen, and shows them there again. */
export function showFine(count: number, language: Language): string {
  if (language === 'zh-HK') return `顯示沒有問題的${grouped(count)}項`;
  return count === 1
    ? 'Show the 1 row without a problem'
    : `Show the ${grouped(count)} rows without a problem`;
}

export function namesCompared(named: number, language: Language): string {
  if (named === 0)
    return language === 'en'
      ? 'No names were found in the list, so none were compared. Give their column the heading “Name” and send the list again, or compare the name on each certificate yourself.'
      : '清單內未有找到姓名，故未有核對姓名。請為該欄加上標題「姓名」後再次遞交，或自行核對每張證書上的姓名。';
  return language === 'en'
    ? `${grouped(named)} ${named === 1 ? 'row has' : 'rows have'} a name; it was compared wherever the number was found.`
    : `${grouped(named)}項附有姓名；凡查得編號者，均已核對姓名。`;
}

/** What a row comes to in whole sentences: the fact, then what to do. */
export function rowSentence(row: CheckedRow, language: Language): string {
  const { kind, match, others } = row;
  const sentences = [explainRow(row, language)];
  // A name that differs does not say how the certificate stands.
  if (kind === 'nameDiffers' && match) {
    const { status, statusSince: since } = match;
    sentences.push(statusSince(certificateStatus, { status, since }, language));
  }
  if (kind !== 'nameDiffers' && match?.nameMatch === 'mismatch') sentences.push(otherName[language]);
  if (match?.knownThen) {
    const { knownThen, statusRecordedOn = null } = match;
    const known = knownThenSentence({ ...match, knownThen, statusRecordedOn }, language);
    if (known) sentences.push(known);
  }
  if (match?.today) sentences.push(statusSince(todaysStatus, match.today, language));
  if (others) sentences.push(otherProviders[language]);
  return sentences.join(language === 'en' ? ' ' : '');
}

/** Of a row that has a name alone, or whatever else is no number. */
export const noNumber: BilingualText = {
  en: 'There is no certificate number in this row. Add the number as it is printed on the certificate.',
  'zh-HK': '此列沒有證書編號。請按證書所印補上編號。',
};

function explainRow(row: CheckedRow, language: Language): string {
  const { kind, number, problem, sameAs, match, severalIssuers = [] } = row;
  const since = match?.statusSince ? shortDate(match.statusSince, language) : '';
  const until = match?.expiresOn ? shortDate(match.expiresOn, language) : '';
  const days = match?.daysLeft ?? 0;
  const en = language === 'en';
  switch (kind) {
    case 'mistyped':
      if (isIdentityForNumber(number)) return identityForNumber[language];
      if (!/\d/.test(number)) return noNumber[language];
      if (problem === 'crowded_number') return tooManyNamesMeans[language];
      return problemMessages[problem ?? 'invalid_number'].detail[language];
    case 'notFound':
      return (row.name ? notFoundNamed : notFoundMeans)[language];
    case 'several':
      return severalMeans(severalIssuers, number, language);
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
      return en
        ? `The last valid day was ${until}. Ask the holder for the renewed one.`
        : `最後有效日為${until}，請向持證人索取續期後的證書。`;
    case 'superseded':
      if (replacedBy(row)) return replacedMeans(row, since, language);
      if (!match?.supersededBy)
        return en
          ? `A newer certificate replaced it on ${since}. Ask the holder for that one.`
          : `已於${since}由新證書取代，請向持證人索取該新證書。`;
      return en
        ? `A newer certificate, ${match.supersededBy.number}, replaced it on ${since}. Check that one.`
        : `已於${since}由新證書${match.supersededBy.number}取代，請核實該新證書。`;
    case 'notYetValid':
      return notYetMeans[language];
    case 'unclear':
      return match?.nameMatch === 'unknown'
        ? factMessages.nameUnknownMeans[language]
        : unclearMeans[language];
    case 'expiringSoon':
      if (days === 0) return en ? `This is the last valid day: ${until}.` : `當日為最後有效日（${until}）。`;
      return en
        ? `${days} more ${days === 1 ? 'day' : 'days'}: the last valid day is ${until}.`
        : `尚餘${days}日，最後有效日為${until}。`;
    case 'valid':
      return until
        ? en
          ? `The last valid day is ${until}.`
          : `最後有效日為${until}。`
        : doesNotExpire[language];
    case 'repeated':
      return en ? `Same as row ${sameAs ?? ''}.` : `與第${sameAs ?? ''}列相同。`;
  }
}

/** By a newer one that is in force: that one is to be on the list. */
function replacedMeans({ match }: CheckedRow, since: string, language: Language): string {
  const number = match?.supersededBy?.number ?? '';
  const until = match?.newer?.expiresOn;
  if (language === 'en')
    return `Replaced on ${since} by ${number}${until ? `, valid until ${shortDate(until, 'en')}` : ', which does not expire'}. Put that number in your list.`;
  return `已於${since}由${number}取代，${until ? `有效期至${shortDate(until, 'zh-HK')}` : '沒有屆滿日期'}。請在清單改用該編號。`;
}

/** A status and since when it is so, after the word for whose it is. */
function statusSince(
  label: BilingualText,
  { status, since }: { status: keyof typeof statusMessages; since: CivilDate | null },
  language: Language,
): string {
  const word = statusMessages[status][language];
  const day = since && shortDate(since, language);
  if (language === 'en') return `${label.en}: ${word}${day ? ` (${day})` : ''}.`;
  return `${label['zh-HK']}：${word}${day ? `（${day}）` : ''}。`;
}
const certificateStatus: BilingualText = { en: 'Status', 'zh-HK': '證書狀況' };
const todaysStatus: BilingualText = { en: 'Today', 'zh-HK': '今日狀況' };

const tooManyNamesMeans: BilingualText = {
  en: 'It was not looked up: this number is beside more than ten different names in your list, and no certificate belongs to so many people. Give each person the number printed on their own certificate.',
  'zh-HK':
    '未有核實：清單中有超過十個不同姓名使用此編號，而一張證書不會屬於這麼多人。請填上各人證書上所印的編號。',
};
/** Whose number it is, and how a row says so. */
export function severalMeans(issuers: readonly string[], number: string, language: Language): string {
  const example = `${issuers[0] ?? ''} ${number}`.trim();
  return language === 'en'
    ? `Several providers use this number: ${issuers.join(', ')}. Write the provider’s code in front of it, for example ${example}, or in a column “Provider”.`
    : `多於一間機構使用此編號：${issuers.join('、')}。請在編號前註明機構代號（例如 ${example}），或另設「機構」一欄。`;
}
const notFoundMeans: BilingualText = {
  en: 'No certificate with this number is registered here. This does not by itself mean the certificate is false. Look at the number again, give the printed name as well, or ask the provider.',
  'zh-HK':
    '本系統查無此編號。查無記錄並不等於證書屬偽造。請再次核對編號，並一併填寫證書上的姓名，或向頒證機構查詢。',
};
const notFoundNamed: BilingualText = {
  en: 'No certificate with this number is registered here. This does not by itself mean the certificate is false. Look at the number and the name again, or ask the provider.',
  'zh-HK': '本系統查無此編號。查無記錄並不等於證書屬偽造。請再次核對編號及姓名，或向頒證機構查詢。',
};
const nameDiffersMeans: BilingualText = {
  en: 'The name in your list is not the one registered for this number. Check both; ask the provider before you rely on it.',
  'zh-HK': '清單上的姓名與此編號的登記姓名不符。請核對兩者；採納前請先向頒證機構查詢。',
};
const otherName: BilingualText = {
  en: 'The name in your list is not the one registered for this number either.',
  'zh-HK': '清單上的姓名亦與此編號的登記姓名不符。',
};
const doesNotExpire: BilingualText = { en: 'It does not expire.', 'zh-HK': '沒有屆滿日期。' };
const notYetMeans: BilingualText = {
  en: 'The day you ask about is before its first valid day.',
  'zh-HK': '查詢日期早於生效日。',
};
const unclearMeans: BilingualText = {
  en: 'The register has no last valid day for it. Look at the certificate, or ask the provider.',
  'zh-HK': '登記冊未有記錄其最後有效日。請查看證書，或向頒證機構查詢。',
};
const otherProviders: BilingualText = {
  en: 'Other providers use the same number: open it to compare.',
  'zh-HK': '另有機構使用相同編號，請開啟頁面核對。',
};

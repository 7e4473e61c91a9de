import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import { clockTime, longDate } from './dates.ts';
import type { BilingualText } from './verdict.ts';

/** Bodies that award what a provider here only registers (domain.md §1), by their code in the catalogue. */
export const awardingBodyMessages: Partial<Record<string, BilingualText>> = {
  NREMT: {
    en: 'National Registry of Emergency Medical Technicians (NREMT)',
    'zh-HK': '美國國家緊急醫療技術員註冊處（NREMT）',
  },
  AHA: { en: 'American Heart Association (AHA)', 'zh-HK': '美國心臟協會（AHA）' },
  ITLS: { en: 'International Trauma Life Support (ITLS)', 'zh-HK': '國際創傷生命支援組織（ITLS）' },
};

/** The messages of the public pages; terms are those of domain.md §6, the voice that of look.md. */
export const siteMessages = {
  name: { en: 'Certificate verification', 'zh-HK': '證書核實' },
  skip: { en: 'Skip to the content', 'zh-HK': '跳至主要內容' },
  /** Named in the language that it leads to. */
  otherLanguage: { en: '繁體中文', 'zh-HK': 'English' },
  onlyForVerification: { en: 'For verification only', 'zh-HK': '只供核實用途' },
  /** Leads to the page on privacy. */
  stored: { en: 'Privacy notice', 'zh-HK': '私隱聲明' },
  help: { en: 'Help and contact', 'zh-HK': '使用說明及聯絡' },
  /** Before the number by which a fault is found. */
  requestNumber: { en: 'Request number: ', 'zh-HK': '請求編號：' },
  /** On top of a printed answer. */
  record: { en: 'Record of a verification', 'zh-HK': '核實記錄' },
  /** Before the title of a page whose form was not taken. */
  error: { en: 'Error: ', 'zh-HK': '錯誤：' },
  thereIsAProblem: { en: 'There is a problem', 'zh-HK': '請更正下列各項' },
  privacy: {
    en: 'Only an exact number finds a record. Email addresses, telephone numbers and identity numbers are never shown.',
    'zh-HK': '必須輸入完整及正確的編號，方可查閱記錄。本系統絕不顯示電郵地址、電話號碼或身份證號碼。',
  },
} as const satisfies Record<string, BilingualText>;

export const homeMessages = {
  title: { en: 'Verify a first-aid or EMS certificate', 'zh-HK': '核實急救及緊急醫療證書' },
  lead: {
    en: 'Type the number printed on the certificate. You see immediately whether it is valid today.',
    'zh-HK': '請輸入證書上的編號，即可得知證書今日是否有效。',
  },
  ways: { en: 'More services', 'zh-HK': '其他服務' },
  more: { en: 'For employers', 'zh-HK': '僱主服務' },
  lists: { en: 'Check a list of certificates', 'zh-HK': '一次核實多張證書' },
  listsHint: {
    en: 'Paste a list of numbers, or upload an Excel or CSV file.',
    'zh-HK': '貼上編號清單，或上載 Excel 或 CSV 檔案。',
  },
  watch: { en: 'Get email alerts when a certificate changes', 'zh-HK': '接收證書變動通知' },
  watchHint: {
    en: 'By email, for all the certificates of a site or a team.',
    'zh-HK': '按工作地點或團隊登記證書，如有變動即以電郵通知。',
  },
  holders: { en: 'For holders', 'zh-HK': '持證人' },
  own: { en: 'Email me my certificates', 'zh-HK': '以電郵取得閣下的證書' },
  ownHint: {
    en: 'If you have lost your number, or our email.',
    'zh-HK': '適用於遺失證書編號或本系統電郵的持證人。',
  },
  providers: { en: 'For training providers', 'zh-HK': '培訓機構' },
  console: { en: 'Sign in to the console', 'zh-HK': '登入培訓機構平台' },
  consoleHint: {
    en: 'Register, correct and revoke certificates. The API for your own system is described there.',
    'zh-HK': '登記、更正及撤銷證書，並設有系統介面（API）說明。',
  },
  help: { en: 'Help and contact', 'zh-HK': '使用說明及聯絡' },
  helpHint: {
    en: 'How it works, whom to write to, and the accessibility statement.',
    'zh-HK': '使用方法、聯絡方法及無障礙聲明。',
  },
  /** What a link to these pages shows in a message. */
  preview: {
    en: 'Verify a first-aid or EMS certificate in Hong Kong by its number. Free, without an account.',
    'zh-HK': '以編號核實香港急救及緊急醫療證書，費用全免，無須開立帳戶。',
  },
  about: { en: 'About this register', 'zh-HK': '關於本登記冊' },
  who: {
    en: 'Training providers register the certificates that they issue, and record here when they revoke, suspend, extend or replace one. The answer is what they have recorded.',
    'zh-HK': '培訓機構在此登記其簽發的證書，並記錄有關證書的撤銷、暫停、延期及取代。查詢結果以該等記錄為準。',
  },
  free: {
    en: 'This service is free. You do not need an account, and we tell nobody that you checked.',
    'zh-HK': '核實服務費用全免，無須開立帳戶，亦不會通知任何人閣下曾作查詢。',
  },
} as const satisfies Record<string, BilingualText>;

export const formMessages = {
  number: { en: 'Certificate no.', 'zh-HK': '證書編號' },
  numberHint: {
    en: 'For example SPMC-OFA-2024-00017. Spaces and hyphens do not matter.',
    'zh-HK': '例如 SPMC-OFA-2024-00017。空格及連字號可有可無。',
  },
  name: { en: 'Name printed on the certificate', 'zh-HK': '證書上的姓名' },
  optional: { en: '(optional)', 'zh-HK': '（可選填）' },
  nameHint: {
    en: 'In English or Chinese. It is compared with the register and not kept.',
    'zh-HK': '中文或英文均可。姓名只用作核對，不會保留。',
  },
  day: { en: 'Date to check', 'zh-HK': '查詢日期' },
  anotherDay: { en: 'Check another date', 'zh-HK': '查詢今日以外的日期' },
  otherDay: { en: 'Check another date', 'zh-HK': '查詢另一日期' },
  otherDayHint: {
    en: 'For example the day of an accident, or the first day of a job.',
    'zh-HK': '例如意外發生當日，或受聘首日。',
  },
  showDay: { en: 'Check this date', 'zh-HK': '查詢該日' },
  verify: { en: 'Verify', 'zh-HK': '核實' },
  compare: { en: 'Compare the name', 'zh-HK': '核對姓名' },
  verifyAgain: { en: 'Verify again', 'zh-HK': '再次核實' },
  another: { en: 'Verify another certificate', 'zh-HK': '核實另一張證書' },
} as const satisfies Record<string, BilingualText>;

export const factMessages = {
  facts: { en: 'Compare with the certificate', 'zh-HK': '與證書核對' },
  holder: { en: 'Holder', 'zh-HK': '持證人' },
  certificate: { en: 'Certificate', 'zh-HK': '證書' },
  number: formMessages.number,
  issuedOn: { en: 'Date of issue', 'zh-HK': '簽發日期' },
  expiresOn: { en: 'Valid through (inclusive)', 'zh-HK': '有效期至（包括當日）' },
  issuer: { en: 'Awarding body', 'zh-HK': '頒證機構' },
  registeredBy: { en: 'Registered by', 'zh-HK': '登記機構' },
  newer: { en: 'Newer certificate', 'zh-HK': '新證書' },
  newerWantsName: {
    en: 'its provider shows it only to those who type the holder’s name.',
    'zh-HK': '輸入持證人姓名後方可查看。',
  },
  recognition: { en: 'Legal recognition', 'zh-HK': '法定認可' },
  recognised: {
    en: 'The issuing organisation was approved by the Commissioner for Labour for this course on the date of issue.',
    'zh-HK': '簽發機構於簽發當日已就此課程獲勞工處處長認可。',
  },
  courseApproved: {
    en: 'The Commissioner for Labour had approved the course by certificate on the date of issue.',
    'zh-HK': '勞工處處長於簽發當日已以證明書認可有關課程。',
  },
  notRecognised: { en: 'None recorded for the date of issue', 'zh-HK': '簽發當日並無認可記錄' },
  doesNotExpire: { en: 'Does not expire', 'zh-HK': '沒有屆滿日期' },
  /** Follows the endorsement itself, which is an English name. */
  endorsed: { en: '(not a regulated qualification)', 'zh-HK': 'TQUK 認可課程（並非受規管資歷）' },
  expiryUnknown: { en: 'Not recorded', 'zh-HK': '未有記錄' },
  partly: { en: 'Shown in part, to protect the holder.', 'zh-HK': '為保障持證人私隱，只顯示部分姓名。' },
  nameMatches: { en: 'Name matches', 'zh-HK': '姓名相符' },
  nameDiffers: { en: 'Name does not match', 'zh-HK': '姓名不符' },
  typed: { en: 'Name you typed: ', 'zh-HK': '輸入的姓名：' },
  nameMatchesMeans: {
    en: 'The name you typed is the one registered for this number.',
    'zh-HK': '輸入的姓名與此編號的登記姓名相符。',
  },
  nameDiffersMeans: {
    en: 'The name you typed is not the one registered for this number. Check how it is spelt. If it is as printed, do not rely on the certificate before you have asked the provider.',
    'zh-HK':
      '輸入的姓名與此編號的登記姓名不符。請檢查輸入是否正確；如與證書上的姓名一致，採納前請先向有關機構查詢。',
  },
  nameUnknown: { en: 'Name could not be compared', 'zh-HK': '未能核對姓名' },
  nameUnknownMeans: {
    en: 'The register has no name in that language for this certificate. Type the name in the other language, as it is printed.',
    'zh-HK': '登記冊沒有此語文的姓名可供核對。請改以另一語文輸入證書上的姓名。',
  },
  nameErasedMeans: {
    en: 'The holder had the name erased from the register. Compare the other facts with the certificate, and ask the provider whose it is.',
    'zh-HK': '登記冊已應持證人要求刪除姓名。請核對證書上的其他資料，並向有關機構查詢證書屬誰所有。',
  },
  severalTitle: { en: 'More than one provider uses this number', 'zh-HK': '多於一間機構使用此編號' },
  several: {
    en: 'Look for the provider that is named on the certificate you were shown.',
    'zh-HK': '請按對方所出示證書上的機構名稱辨認。',
  },
} as const satisfies Record<string, BilingualText>;

export const sectionMessages = {
  training: { en: 'What this person is trained to do', 'zh-HK': '持證人所受的訓練' },
  checks: { en: 'What was checked', 'zh-HK': '核實項目' },
  next: { en: 'What to do next', 'zh-HK': '下一步' },
  askProvider: { en: 'Ask the provider', 'zh-HK': '向有關機構查詢' },
  nextMismatch: {
    en: 'Type the name again exactly as it is printed. If it still does not match, do not rely on the certificate: keep a copy, and ask the provider.',
    'zh-HK': '請按證書所印姓名再次輸入。如仍不符，請勿採納此證書，並保留副本，向有關機構查詢。',
  },
  renewal: { en: 'If this is your certificate', 'zh-HK': '如閣下為持證人' },
  keep: {
    en: 'To keep a record, print this page or save it as a PDF.',
    'zh-HK': '如需存檔，可列印本頁或另存為 PDF。',
  },
  futureDay: {
    en: 'This is a future date. The result may change.',
    'zh-HK': '此為未來日期的預計結果，屆時或有改變。',
  },
  seeToday: { en: 'See the result for today', 'zh-HK': '查看今日的結果' },
} as const satisfies Record<string, BilingualText>;

export const tryMessages = {
  title: { en: 'What to try', 'zh-HK': '可嘗試的方法' },
  look: {
    en: 'Look at the number again. These are easily mixed up:',
    'zh-HK': '請再次核對編號。以下字元容易混淆：',
  },
  and: { en: 'and', 'zh-HK': '與' },
  whole: {
    en: 'Type the whole number, with the letters it begins with. Spaces and hyphens do not matter.',
    'zh-HK': '請輸入完整編號，包括開首的英文字母。空格及連字號可有可無。',
  },
  name: {
    en: 'Type the printed name as well. Some providers show a certificate only to those who know both.',
    'zh-HK': '請一併輸入證書上的姓名。部分機構只向同時提供編號及姓名者顯示記錄。',
  },
  ask: {
    en: 'Look up the phone number or email address of the provider named on the certificate yourself, then ask. Not every provider registers here, and older certificates may be missing.',
    'zh-HK':
      '請自行查找證書上所示機構的電話或電郵，再作查詢。並非所有機構均在此登記，較早簽發的證書亦可能未有記錄。',
  },
  numberAsked: { en: 'Number you typed: ', 'zh-HK': '輸入的編號：' },
  readAs: {
    en: 'Numbers given by this register have no letter O, I, L or U, so it was read as: ',
    'zh-HK': '由本登記冊編配的編號不含字母 O、I、L 或 U，故已按以下編號查詢：',
  },
  home: { en: 'Go to the verification page', 'zh-HK': '前往核實頁面' },
} as const satisfies Record<string, BilingualText>;

/** The day that was asked about, for an answer that is not about today. */
export function asOfDay(on: CivilDate, language: Language): string {
  return language === 'en' ? `As of ${longDate(on, language)}` : `查詢日期：${longDate(on, language)}`;
}

/** When the question was asked, as it stands on a printed page. */
export function askedAt(today: CivilDate, at: Instant, language: Language): string {
  return language === 'en'
    ? `Asked on ${longDate(today, language)} at ${clockTime(at)}, Hong Kong time.`
    : `查詢時間：${longDate(today, language)}${clockTime(at)}（香港時間）。`;
}

/** The only host whose answers count. */
export function genuineAt(host: string, language: Language): string {
  return language === 'en'
    ? `Check the address bar: genuine answers come only from ${host}.`
    : `請核對瀏覽器的網址列：真確結果只會由 ${host} 提供。`;
}

/** An extension moved the last valid day; the paper still shows the old one. `extension` with an order is cited. */
export function printedDate(
  extendedFrom: CivilDate,
  extension: { on: CivilDate; order: string | null } | null,
  language: Language,
): string {
  const printed = longDate(extendedFrom, language);
  const ordered = extension?.order ? longDate(extension.on, language) : undefined;
  if (language === 'en') {
    const by = ordered ? `the provider’s order of ${ordered}` : 'the provider';
    return `Extended by ${by}. Printed on the certificate: ${printed}.`;
  }
  const by = ordered ? `頒證機構已按其${ordered}的延期安排延長有效期` : '頒證機構已延長有效期';
  return `${by}；證書上所印日期為${printed}。`;
}

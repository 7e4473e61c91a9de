/**
 * What training centres write above their columns, as data; `map-headings.ts` reads it. Compared without case,
 * spaces and punctuation. Chinese in traditional characters: other forms are folded with `traditionalForms`.
 */

/** Says outright which field it heads. */
export const plainHeadings = {
  number: `number, certificate no, certificate nos, certificate num, certificate number, certificate #, certificate id,
    certificate ref, certificate ref no, certificate reference, certificate reference no, certificate reference number,
    certificate serial no, certificate serial number, certificate code, cert, cert no, cert num, cert number, cert id,
    cert ref, cert ref no, cert serial no, cert code, certification no, certification number, no of certificate,
    number of certificate, card no, card number, ecard no, ecard number, ecard code, diploma no, diploma number,
    licence no, license no, licence number, license number,
    證書編號, 證書號碼, 證書號, 證書序號, 證書代號, 證書編碼, 證書參考編號, 證照編號, 證明書編號, 證明書號碼, 文憑編號,
    急救證書編號, 急救證書號碼, 牌照號碼, 牌照編號`,
  type: `type, course, course title, course name, course type, name of course, title of course, course attended,
    course completed, course taken, programme, programme title, programme name, program, program title, program name,
    certificate type, certificate name, certificate title, certificate course, certificate awarded,
    type of certificate, name of certificate, title of certificate, cert type, cert name, cert title, type of cert,
    qualification, qualification title, qualification name, award title, award name,
    課程, 課程名稱, 課程類別, 課程種類, 課程類型, 課程標題, 修讀課程, 完成課程, 報讀課程, 訓練課程, 培訓課程,
    證書名稱, 證書類別, 證書種類, 證書類型, 證書課程, 所獲證書, 資格, 資格名稱, 資歷, 資歷名稱, 文憑名稱`,
  nameEn: `name en, name eng, name english, name in english, name in eng, english name, eng name, en name,
    full name in english, full english name, english full name, full name english, full name eng,
    name of holder in english, holder name english, holder english name, student name english, student english name,
    participant name english, participant english name, trainee name english, trainee english name,
    英文姓名, 英文名, 英文名字, 英文名稱, 英文全名, 姓名英文, 姓名英, 學員英文姓名, 學員姓名英文, 學生英文姓名, 持證人英文姓名,
    姓名 english, 姓名 eng, 姓名 en, name 英文, name 英`,
  nameZh: `name zh, name zh hk, name chi, name chinese, name in chinese, name in chi, chinese name, chi name, zh name,
    full name in chinese, full chinese name, chinese full name, full name chinese, full name chi,
    name of holder in chinese, holder name chinese, holder chinese name, student name chinese, student chinese name,
    participant name chinese, participant chinese name, trainee name chinese, trainee chinese name,
    中文姓名, 中文名, 中文名字, 中文名稱, 中文全名, 姓名中文, 姓名中, 學員中文姓名, 學員姓名中文, 學生中文姓名, 持證人中文姓名,
    姓名 chinese, 姓名 chi, 姓名 zh, name 中文, name 中`,
  email: `email, emails, email address, email addr, email id, email contact, contact email, personal email,
    holder email, holders email, student email, participant email, trainee email, email of holder,
    電郵, 電郵地址, 電子郵件, 電子郵件地址, 電子郵箱, 電子郵箱地址, 電郵信箱, 電子信箱, 電子郵遞, 電子郵遞地址, 郵箱,
    郵箱地址, 聯絡電郵, 學員電郵, 學員電郵地址, 持證人電郵, 個人電郵`,
  language: `language, lang, languages, preferred language, language preference, email language, language of email,
    correspondence language, language of correspondence, communication language, language of communication,
    contact language, reminder language, 語言, 語文, 通訊語言, 通訊語文, 電郵語言, 電郵語文, 首選語言, 語言偏好, 偏好語言,
    聯絡語言, 聯絡語文, 慣用語言`,
  issuedOn: `issued on, issued, issue on, issue date, issued date, date of issue, date issued, date of issuance,
    issuance date, issuing date, certificate date, date of certificate, certificate issue date,
    certificate issued date, cert date, cert issue date, date of cert, award date, date of award, awarded on,
    date awarded, awarding date,
    簽發日期, 簽發日, 發證日期, 發證日, 發出日期, 發出日, 發牌日期, 頒發日期, 頒發日, 頒授日期, 頒授日, 頒證日期, 頒證日,
    核發日期, 證書日期, 證書簽發日期, 證書簽發日, 證書發出日期, 證書頒發日期, 證書發證日期, 獲證日期, 取證日期`,
  expiresOn: `expires on, expires, expire, expire on, expiry, expiry date, expire date, expired date, expiration,
    expiration date, expiring date, expiring on, date of expiry, date of expiration, certificate expiry,
    certificate expiry date, certificate expiration date, cert expiry, cert expiry date, exp date, exp, valid until,
    valid till, valid to, valid through, valid thru, valid up to, valid until date, valid to date, validity date,
    validity until, valid date,
    到期日, 到期日期, 有效期至, 有效期到, 有效至, 有效日期, 有效日期至, 有效期屆滿日, 有效期屆滿日期, 有效期到期日,
    有效截止日期, 屆滿日期, 屆滿日, 期滿日期, 期滿日, 失效日期, 失效日, 過期日期, 過期日, 證書到期日, 證書到期日期,
    證書有效期, 證書有效期至, 證書有效日期`,
  courseSession: `course session, class session, 課程班次, 班次, 課程班別`,
  action: `action, actions, action to take, action required, operation,
    處理, 處理方式, 處理方法, 動作, 操作, 操作類別, 處理動作, 執行動作`,
  reason: `reason, reasons, reason for action, reason of action, reason for change, reason for correction,
    reason for revocation, reason for suspension, remarks for action, remark for action, action reason, action remarks,
    原因, 理由, 處理原因, 處理理由, 更正原因, 更正理由, 更改原因, 更改理由, 撤銷原因, 撤銷理由, 暫停原因, 暫停理由`,
};

/** May mean the field, and does unless another column says so outright: `No.` beside `Certificate No.` counts rows. */
export const vagueHeadings = {
  number: `no, num, ref, ref no, reference, reference no, reference number, serial no, serial number,
    registration no, registration number, registry no, reg no,
    編號, 號碼, 參考編號, 註冊編號, 註冊號碼, 登記編號, 登記號碼`,
  type: `certificate, course code, programme code, program code, 證書, 課程編號, 課程代號, 課程代碼, 類別, 種類, 類型`,
  expiresOn: `validity, validity period, period of validity, 有效期, 有效期限`,
  courseSession: 'class, 班別',
};

/** Names in whichever script; `姓名 Name` in one cell is read as the English one, and each value goes by its script. */
export const nameHeadings = {
  nameEn: `name, names, full name, holder, holder name, holders name, name of holder, certificate holder, student,
    student name, students name, name of student, trainee, trainee name, name of trainee, participant,
    participant name, participants name, name of participant, candidate, candidate name, name of candidate, learner,
    learner name, name of learner, attendee, attendee name, name of attendee`,
  nameZh: `姓名, 全名, 名字, 名稱, 學員, 學員姓名, 學員名稱, 學生, 學生姓名, 持證人, 持證人姓名, 持有人, 持有人姓名, 證書持有人,
    證書持有人姓名, 參加者, 參加者姓名, 申請人姓名, 考生姓名, 受訓人姓名`,
};

/** Halves of a name. A row's name is both, joined; see `givenWhereSurnames` for headings that are one only beside the other. */
export const halfHeadings = {
  surnameEn: `surname, surnames, family name, last name, english surname, surname english, surname in english, surname eng,
    english family name, family name english, last name english, english last name, student surname,
    英文姓, 英文姓氏, 姓氏英文, 姓英文, 姓氏 english, surname 英文`,
  givenEn: `given name, given names, first name, first names, firstname, forename, forenames, other name, other names,
    english given name, given name english, given names english, given name in english, first name english, english first name,
    first and middle name, first middle name, 名英文, 名字英文, 名字 english, given name 英文`,
  surnameZh: `姓, 姓氏, 中文姓, 中文姓氏, 姓氏中文, 姓中文, 學員姓氏, 學生姓氏, chinese surname, surname chinese, surname in chinese,
    chinese family name, family name chinese, surname 中文`,
  givenZh: `名, 名中文, 名字中文, 學員名字, 學生名字, chinese given name, given name chinese, given names chinese,
    given name in chinese, first name chinese, chinese first name, given name 中文`,
  furtherEn: `middle name, middle names, second name, christian name, 洋名`,
};

/** These head a whole name, and its second half where a column of surnames stands beside them. */
export const givenWhereSurnames = {
  givenEn:
    'name, names, english name, name in english, eng name, name english, student name, trainee name, participant name, 英文名, 英文名字',
  givenZh: '名字, 名, 名稱, 中文名, 中文名字, 中文名稱, 學員名稱, chinese name, name chinese',
};

/** Said in brackets or behind a heading about how to fill the column in; it does not change which field it heads. */
export const hints =
  /^(?:[dmy\s/.-]+|[日月年\s/.-]+|optional|required|mandatory|if any|if applicable|必填|選填|可選|如有|如適用|如無可留空|(?:same )?as\b.*|[須需]?[與同按].*)$/;

/** Simplified and other usual forms of the characters above, each before the form used there. */
export const traditionalForms = new Map(
  (
    '証證 证證 书書 编編 号號 码碼 课課 签簽 发發 颁頒 电電 邮郵 语語 称稱 类類 别別 种種 届屆 满滿 学學 员員 题題 训訓 ' +
    '练練 讯訊 联聯 络絡 标標 获獲 资資 历歷 注註 册冊 记記 级級 过過 効效 个個 参參 护護 乡鄉 选選 与與 须須 无無 请請 ' +
    '处處 动動 执執 销銷 暂暫'
  )
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
);

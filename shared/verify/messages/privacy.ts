import { TAKE_BACK_DAYS } from '#register/address/address-moves.ts';
import { ADDRESS_KEPT_DAYS } from '#register/address/address-retention.ts';
import { INVITATION_DAYS, NAME_KEPT_DAYS } from '#register/catalogue/colleague.ts';
import { KNOWN_BROWSER_DAYS } from '#register/ports/colleagues.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/**
 * What is stored, as the code stores it: the times are those of the stores (items that expire), infra/registry-stack
 * (uploads, backups) and infra/stage (logs). Rights are those of Cap. 486 [486]; no legal advice.
 */
export const privacyMessages = {
  title: {
    en: 'Privacy notice: what is stored, why, and for how long',
    'zh-HK': '私隱聲明：儲存的資料、用途及保存期',
  },
  lead: {
    en: 'This register keeps no more than it needs to verify certificates and to remind their holders. This page says what that is.',
    'zh-HK': '本登記冊只保存核實證書及提示持證人續證所需的資料，詳情如下。',
  },
  contents: { en: 'What is kept, and for how long', 'zh-HK': '保存的資料及期限' },
  howLong: { en: 'How long: ', 'zh-HK': '保存期：' },
  whoSees: { en: 'Who sees it', 'zh-HK': '誰可查閱' },
  rights: { en: 'Your rights under Cap. 486', 'zh-HK': '《個人資料（私隱）條例》下的權利' },
  ask: { en: 'Whom to ask', 'zh-HK': '如何查詢' },
} as const satisfies Record<string, BilingualText>;

/** What is kept: whose data, what and why, and for how long. */
export const keptMessages: readonly { name: BilingualText; what: BilingualText; until: BilingualText }[] = [
  {
    name: { en: 'When you verify a certificate', 'zh-HK': '核實證書時' },
    what: {
      en: 'The number and the name that you type are compared and not stored. No cookie is set, no script runs, and nobody is told that you asked. To stop mass look-ups, your IP address is counted for a short while in the memory of the server.',
      'zh-HK':
        '輸入的編號及姓名只作比對，不會儲存。核實頁面不設 cookie，不使用 JavaScript，亦不會通知任何人閣下曾作查詢。為防止大量查詢，伺服器會在記憶體內短暫計算來自閣下 IP 地址的查詢次數。',
    },
    until: {
      en: 'Nothing is kept of what you typed.',
      'zh-HK': '輸入的內容不作保存。',
    },
  },
  {
    name: { en: 'Certificates', 'zh-HK': '證書記錄' },
    what: {
      en: 'Number, type, name in English and Chinese, dates, language, email address if there is one, and every change with its date and reason. The training provider registers them, so that the certificate can be verified and its holder reminded. Identity card numbers are never stored: a file with a column of them is refused and deleted immediately, and one that is recognised in another place is struck out before the row is kept.',
      'zh-HK':
        '編號、類別、中英文姓名、日期、語文、電郵地址（如有），以及每次更改的日期及原因。資料由培訓機構登記，以供核實證書及提示持證人。本系統從不儲存身份證號碼；載有該等號碼欄位的檔案一律拒收並即時刪除，在其他位置辨認出的號碼亦會在保存該列資料前刪去。',
    },
    until: {
      en: `Without a fixed end: a certificate on paper can be shown, and asked about, many years later. The email addresses, also former ones, until ${ADDRESS_KEPT_DAYS} days after the last valid day; within the week after that they are removed. A certificate that does not expire keeps its address.`,
      'zh-HK': `不設固定期限，因為紙本證書在多年後仍可能須予核實。電郵地址（包括舊地址）保存至最後有效日後${ADDRESS_KEPT_DAYS}日，並於其後一星期內刪除；沒有屆滿日期的證書則繼續保留地址。`,
    },
  },
  {
    name: { en: 'Files that providers upload', 'zh-HK': '培訓機構上載的檔案' },
    what: {
      en: 'The file until it is read, its rows until they are registered, also while the provider looks at what would be registered, and a report of the result of each row with the row itself.',
      'zh-HK': '讀取前的檔案、登記前的各列資料（包括培訓機構核對期間），以及每列的資料和處理結果。',
    },
    until: {
      en: 'The file is deleted as soon as it is read or refused; one that could not be read, within 2 days. Rows that wait, 14 days at most; rows that were looked at and not registered, within 4 days. The report 90 days.',
      'zh-HK':
        '檔案讀取或拒收後即時刪除，未能讀取者於2日內刪除。待登記的資料最長保存14日，核對後未有登記的於4日內刪除。處理結果保存90日。',
    },
  },
  {
    name: { en: 'Reminders and other emails', 'zh-HK': '續期提示及其他電郵' },
    what: {
      en: 'Which email was sent about which certificate and when, and whether it arrived: so that none is sent twice, and none to an address that fails.',
      'zh-HK': '何時就哪張證書發出何種電郵，以及是否送達，以免重複發送，或向無法送達的地址發送。',
    },
    until: {
      en: 'As long as the certificate. The way from one email to its delivery reports: 400 days.',
      'zh-HK': '與證書記錄相同；個別電郵與送達報告的對應資料保存400日。',
    },
  },
  {
    name: { en: 'Requests to stop emails', 'zh-HK': '停收電郵的要求' },
    what: {
      en: 'What you asked to stop and when, under a pseudonym of your address: so that it is honoured, and can be shown to have been.',
      'zh-HK': '要求停收的範圍及時間，以電郵地址的代號記錄，以便遵從要求並備查核。',
    },
    until: { en: 'Permanently (at least 3 years).', 'zh-HK': '長期保存，至少3年。' },
  },
  {
    name: { en: 'Changes of email address', 'zh-HK': '更改電郵地址的要求' },
    what: {
      en: 'The old and the new address, until both have answered and the change can no longer be taken back.',
      'zh-HK': '新舊電郵地址，以待雙方確認，並供撤回更改之用。',
    },
    until: {
      en: `${TAKE_BACK_DAYS + 1} days after they were last answered: for ${TAKE_BACK_DAYS} days a change can be taken back.`,
      'zh-HK': `最後一次處理後${TAKE_BACK_DAYS + 1}日；更改後${TAKE_BACK_DAYS}日內可以撤回。`,
    },
  },
  {
    name: { en: 'When you ask for your certificates by email', 'zh-HK': '以電郵索取證書時' },
    what: {
      en: 'The address that you type, to send the email there if certificates are registered with it; and, under a pseudonym of it, how many such emails were asked for that day.',
      'zh-HK': '閣下輸入的地址，以便在有證書以該地址登記時發出電郵；並以該地址的代號記錄當日要求發出的次數。',
    },
    until: { en: 'One day, and is deleted in the days after that.', 'zh-HK': '一日，其後數日內刪除。' },
  },
  {
    name: { en: 'When you ask for the links to your sites by email', 'zh-HK': '以電郵索取工作地點連結時' },
    what: {
      en: 'The address that you type, to send the email there if a site is watched with it or its alerts come there; and, under a pseudonym of it, how many such emails were asked for that day.',
      'zh-HK':
        '閣下輸入的地址，以便在有工作地點以該地址接收通知時發出電郵；並以該地址的代號記錄當日要求發出的次數。',
    },
    until: { en: 'One day, and is deleted in the days after that.', 'zh-HK': '一日，其後數日內刪除。' },
  },
  {
    name: { en: 'Certificates that holders share by a link', 'zh-HK': '持證人以連結分享的證書' },
    what: {
      en: 'Under which link a holder shares a certificate, until when, and how often it was opened on each day. Who opened it is not kept.',
      'zh-HK': '持證人分享證書的連結、期限及每日開啟次數。本系統不會保留開啟者的資料。',
    },
    until: {
      en: '14 days after the link was made; it is deleted in the days after that.',
      'zh-HK': '連結產生後14日，其後數日內刪除。',
    },
  },
  {
    name: { en: 'Lists that employers check', 'zh-HK': '僱主核實的清單' },
    what: {
      en: 'The numbers and names that were sent, the name of a file and its other columns, and the result of each, so that the list can be worked through and read. Only those who have its link can open it. How many rows came from your IP address that day is counted under a pseudonym of it, to stop mass look-ups.',
      'zh-HK':
        '清單上的編號、姓名、檔案名稱及其他欄位，以及各項結果，以便處理及閱覽；只有持有連結的人方可開啟。為防止大量查詢，本系統另以閣下 IP 地址的代號，記錄該地址當日遞交的列數。',
    },
    until: {
      en: 'It can be opened for 24 hours, and is deleted in the days after that; so is the count of the day.',
      'zh-HK': '可於24小時內開啟，其後數日內刪除；當日的列數亦然。',
    },
  },
  {
    name: { en: 'Sites that employers watch', 'zh-HK': '僱主監察的工作地點' },
    what: {
      en: 'The employer’s email address, the name of the site, the numbers, and the holders’ names as the employer typed them; and of first-aiders who are not registered here, as the employer declared them: name, kind of document and its last day. To tell the employer when a certificate changes or a document expires. Up to two more email addresses that the employer names, whose readers confirm that they want to be told too.',
      'zh-HK':
        '僱主的電郵地址、工作地點名稱、證書編號、僱主輸入的持證人姓名，以及僱主所申報而並非在本系統登記的急救員的姓名、文件種類及最後有效日，用以在證書狀況有變或文件到期時通知僱主；以及僱主所指定並經收件人確認、同樣接收通知的電郵地址（最多兩個）。',
    },
    until: {
      en: 'Until the employer leaves: then all of that is deleted immediately. Somebody declared is kept for a year after the last day at most. Another address that is told goes earlier when its reader stops it or the employer removes it. A site or an address that nobody confirms is dropped after 7 days.',
      'zh-HK':
        '直至僱主停止監察，屆時即時刪除。所申報的人最多保留至最後有效日後一年。其他收件人的地址於對方停止接收或被移除時刪除。未經確認的登記或地址於7日後失效。',
    },
  },
  {
    name: { en: 'Colleagues of training providers', 'zh-HK': '培訓機構的同事' },
    what: {
      en: 'Name, email address and role of those whom a provider invites to its console, when they signed in, and which changes they made: so that the provider knows who did what. Of a passkey the public key is kept, with the name that you gave it and when it was last used; fingerprint and face never leave your device. That an app shows codes for you is kept, and when it was set up, and when you last added or removed a passkey or codes, or somebody else removed them. A link to sign in that was asked for is kept under a pseudonym of the address. In which browser and from which network you signed in is kept under pseudonyms, so that others who ask for links to your address cannot keep you out. Cookies hold your sign-in, and know your browser again.',
      'zh-HK':
        '培訓機構邀請使用其平台者的姓名、電郵地址、角色、登入時間及其所作的更改，供機構查核由何人處理。通行密鑰只保存公開密鑰、閣下所定的名稱及上次使用時間，指紋及面容不會離開閣下的裝置。如閣下啟用驗證碼，亦會記錄其啟用時間；上次加入或移除通行密鑰或驗證碼的時間亦會記錄，包括由他人移除者。索取登入連結的要求以電郵地址的代號記錄。閣下曾登入的瀏覽器及網絡以代號記錄，以免他人不斷索取連結而令閣下無法登入。瀏覽器以 cookie 保存登入狀態及供系統辨認。',
    },
    until: {
      en: `The address until the provider removes the colleague, the name ${NAME_KEPT_DAYS / 365} years longer for the history; an invitation that nobody takes, ${INVITATION_DAYS} days. Passkeys and codes until you remove them or the provider removes you. A sign-in 12 hours, a link one day, the browser and the network ${KNOWN_BROWSER_DAYS} days.`,
      'zh-HK': `地址保存至機構移除該同事為止，姓名為更改記錄另保留${NAME_KEPT_DAYS / 365}年；無人接受的邀請保存${INVITATION_DAYS}日。通行密鑰及驗證碼的設定保存至閣下移除或機構移除閣下為止。登入記錄保存12小時，連結的要求保存1日，瀏覽器及網絡的代號保存${KNOWN_BROWSER_DAYS}日。`,
    },
  },
  {
    name: { en: 'Logs', 'zh-HK': '系統日誌' },
    what: {
      en: 'The time of each request, the kind of page and how it went, to find faults. They hold no names and no email addresses; some name a certificate number.',
      'zh-HK': '每次要求的時間、頁面種類及處理情況，用以查找故障。日誌不載姓名或電郵地址，部分載有證書編號。',
    },
    until: { en: 'For a limited time, as a rule one year at most.', 'zh-HK': '設有期限，一般最長一年。' },
  },
  {
    name: { en: 'Backups', 'zh-HK': '備份' },
    what: {
      en: 'Earlier states of the register, to repair it after a fault.',
      'zh-HK': '登記冊較早時的狀況，供故障後復原之用。',
    },
    until: { en: 'Up to 35 days.', 'zh-HK': '最長35日。' },
  },
];

export const whoSeesMessages: readonly BilingualText[] = [
  {
    en: 'Anybody who types an exact number: the type, the number, the dates, the provider, the status of the certificate, the number of a newer one that replaced it, and the name in part. Providers may choose to show the whole name, or to show nothing before the printed name is typed.',
    'zh-HK':
      '輸入完整而正確編號的人：可查閱類別、編號、日期、機構、證書狀況、取代該證書的新證書編號，以及部分姓名。機構可選擇顯示全名，或只在輸入證書所印姓名後才顯示記錄。',
  },
  {
    en: 'The provider that registered a certificate: all of its record. No provider sees another’s. Where the holder has renewed with another provider, it is told so, with the day, but neither the number nor the provider, which only the public page shows. Problems with an address (emails that come back, or that the holder reported or stopped) are shown only to a provider that has had a reminder sent there; any other sees at most that a reminder was not sent.',
    'zh-HK':
      '登記證書的機構：可查閱該證書的全部記錄，但不能查閱其他機構的記錄。如持證人在另一機構續證，原機構只會獲知已續證及其日期，不會獲知新證書的編號及機構，該等資料只載於公開核實頁面。電郵無法送達某地址，或持證人曾舉報或停收電郵，只會告知曾透過本系統向該地址發送提示的機構；其他機構最多只會看到某次提示未有發出。',
  },
  {
    en: 'Which of its colleagues made a change: that provider alone.',
    'zh-HK': '由哪位同事作出更改：只有該機構可以查閱。',
  },
  {
    en: 'The holder: through the link in each email; and anyone to whom the holder gives the link that shares a certificate, with the whole name.',
    'zh-HK': '持證人：可透過每封電郵內的連結查閱；獲持證人提供分享連結的人，亦可查閱該證書及全名。',
  },
  {
    en: 'The operator of the register, where a fault must be found or a request answered.',
    'zh-HK': '登記冊營運者：只在查找故障或處理要求時查閱。',
  },
  {
    en: 'Amazon Web Services stores the data and sends the emails on the operator’s behalf; emails may leave from, and backups be kept in, a place outside Hong Kong. Email addresses are never shown to the public, and nothing is sold.',
    'zh-HK':
      '資料由 Amazon Web Services 代營運者儲存，電郵亦由其代為發送；電郵可能由香港以外地方發出，備份亦可能存於香港以外地方。電郵地址絕不公開，資料亦不會出售。',
  },
];

export const rightsMessages: readonly BilingualText[] = [
  {
    en: 'The Personal Data (Privacy) Ordinance (Cap. 486) and its six data protection principles govern how personal data is collected, kept accurate, used, protected, explained and opened to those whom it is about.',
    'zh-HK':
      '《個人資料（私隱）條例》（第486章）及其六項保障資料原則，就個人資料的收集、準確性及保留、使用、保安、公開政策，以及查閱及改正作出規管。',
  },
  {
    en: 'You may ask whether data about you is held here, ask for a copy of it, and ask to have it corrected where it is wrong.',
    'zh-HK': '閣下有權查詢本系統是否持有閣下的個人資料，索取有關資料的複本，並要求改正不準確的資料。',
  },
  {
    en: 'You may have your name and email address erased. The number, type and dates of the certificate and its status are kept, so that the paper can still be verified: instead of your name the page then says that it was erased. What you asked to stop is kept, under a pseudonym of your address. Where an erasure breaks off, what finds the rest is kept until it is finished, for 30 days at most.',
    'zh-HK':
      '閣下可要求刪除姓名及電郵地址。證書的編號、類別、日期及狀況會予保留，以便紙本證書仍可核實；核實頁面會註明姓名已刪除。閣下停收電郵的要求會以電郵地址的代號保留。如刪除程序中斷，用以尋找餘下資料的記錄會保留至程序完成為止，最長30日。',
  },
  {
    en: 'You may stop our emails at any time by the link in each of them. Your certificates stay valid, and can be verified as before.',
    'zh-HK': '閣下可隨時以電郵內的連結停收電郵；證書的效力不受影響，並可如常核實。',
  },
];

export const askMessages = {
  provider: {
    en: 'About a name, a date or an address on a certificate, ask the training provider that issued it: it alone can correct the record. Its name and contact details are on the certificate’s page here.',
    'zh-HK':
      '如對證書上的姓名、日期或登記的地址有疑問，請向簽發證書的培訓機構查詢，記錄只可由其改正。機構名稱及聯絡方法載於本系統的證書頁面。',
  },
  /** The address follows. */
  operator: {
    en: 'About this register, and to ask for your data or to have it erased, write to:',
    'zh-HK': '如對本登記冊有疑問，或欲查閱或刪除資料，請電郵至：',
  },
} as const satisfies Record<string, BilingualText>;

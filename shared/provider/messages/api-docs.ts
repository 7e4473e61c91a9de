import type { Words } from '#web/messages/verdict.ts';

/** What the description of the API says: at /v1/openapi.json and /docs. Fields have a file of their own. */
export const apiWords = {
  title: { en: 'Certkeeper: API for training providers', 'zh-HK': 'Certkeeper：培訓機構 API' },
  lead: {
    en: 'Register certificates, mend them, and read what holds today. A provider sees and changes only its own.',
    'zh-HK': '登記及更正證書，並讀取其現時狀況。每間機構只可查閱及更改本身的證書。',
  },
  otherLanguage: { en: '繁體中文', 'zh-HK': 'English' },
  forPrograms: { en: 'The same for programs (OpenAPI 3.1)', 'zh-HK': '供程式讀取的版本（OpenAPI 3.1）' },
  contents: { en: 'What there is', 'zh-HK': '目錄' },
  schemas: { en: 'What is sent and answered', 'zh-HK': '資料結構' },
  parameters: { en: 'In the address and the headers', 'zh-HK': '網址參數及標頭' },
  body: { en: 'Body', 'zh-HK': '請求內容' },
  answers: { en: 'Answers', 'zh-HK': '回應' },
  example: { en: 'Example', 'zh-HK': '示例' },
  needed: { en: 'needed', 'zh-HK': '必填' },
  listOf: { en: 'list of', 'zh-HK': '清單：' },
  or: { en: ' or ', 'zh-HK': '或' },
  anyText: { en: 'text', 'zh-HK': '文字' },
  footer: {
    en: 'This page is made from the same schemas that check every request.',
    'zh-HK': '本頁由檢查每項請求所用的同一套結構定義產生。',
  },
} as const satisfies Record<string, Words>;

/** What holds for the whole API, in the order in which somebody who begins needs it. */
export const guideWords = [
  {
    title: { en: 'Sign in', 'zh-HK': '登入' },
    text: {
      en: 'Send your key with every request: “Authorization: Bearer <key>”. A revoked key stops at once.',
      'zh-HK': '每項請求均須附上密鑰：「Authorization: Bearer <密鑰>」。密鑰一經撤銷，即時失效。',
    },
  },
  {
    title: { en: 'Errors', 'zh-HK': '錯誤' },
    text: {
      en: 'Every error is a problem document (RFC 9457). Its “code” is for your program; title and detail are for people, in the language of Accept-Language or ?lang=. With invalid_request, “errors” names each wrong field. Too many requests at once are refused by the gateway with 429; wait, and send them again.',
      'zh-HK':
        '所有錯誤均以問題文件（RFC 9457）回覆。「code」供程式使用；標題及說明供人閱讀，語言按 Accept-Language 或 ?lang= 而定。如屬 invalid_request，「errors」會列出每個有誤的欄位。請求過於頻密時，閘道會以 429 拒絕，請稍候再傳送。',
    },
  },
  {
    title: { en: 'Sending again', 'zh-HK': '重新傳送' },
    text: {
      en: 'Give a POST an Idempotency-Key of your own, such as a UUID. Sent again within 24 hours it is not done again: you get the first answer, with “Idempotent-Replayed: true”. The same key with another body is refused, and answers of 5xx are not kept.',
      'zh-HK':
        '請為每項 POST 請求附上自訂的 Idempotency-Key，例如 UUID。於24小時內再次傳送時不會重複執行，而會收到首次的回應，並附有「Idempotent-Replayed: true」。同一密鑰如附有不同內容，將被拒絕；5xx 的回應不予保存。',
    },
  },
  {
    title: { en: 'Two people at once', 'zh-HK': '多人同時更改' },
    text: {
      en: 'Every certificate comes with its version in the ETag header. Send it back as If-Match with a correction: if somebody was faster, nothing is changed and you are told (412).',
      'zh-HK':
        '每張證書的版本均載於 ETag 標頭。更正時請以 If-Match 傳回該版本；如已被他人更改，系統不會作出任何更改，並會以 412 通知。',
    },
  },
  {
    title: { en: 'Lists', 'zh-HK': '清單' },
    text: {
      en: 'A list comes page by page. While there is more, an answer has a “cursor”: ask again with it, and with everything else as before.',
      'zh-HK': '清單分頁提供。如尚有其他項目，回應會附有「cursor」；請以相同條件連同該分頁標記再次查詢。',
    },
  },
  {
    title: { en: 'Dates', 'zh-HK': '日期' },
    text: {
      en: 'Days are Hong Kong days, written 2026-11-21. Instants are UTC, written 2026-11-21T01:00:00.000Z. The last valid day is included.',
      'zh-HK':
        '日期以香港日期為準，寫作 2026-11-21；時間以世界協調時間為準，寫作 2026-11-21T01:00:00.000Z。最後有效日當日仍然有效。',
    },
  },
] as const satisfies { title: Words; text: Words }[];

export const tagWords = {
  certificates: { en: 'Certificates', 'zh-HK': '證書' },
  files: { en: 'Files of certificates', 'zh-HK': '證書檔案' },
  orders: { en: 'Extension orders', 'zh-HK': '延期令' },
  reports: { en: 'Reports', 'zh-HK': '報告' },
  description: { en: 'This description', 'zh-HK': '本說明文件' },
} as const satisfies Record<string, Words>;

/** What an answer is, by the name that the table of routes gives it. */
export const answerWords = {
  registered: { en: 'Registered; this is the certificate.', 'zh-HK': '已登記；此為該證書的資料。' },
  unchanged: {
    en: 'It was there already, with the same details. Nothing was changed.',
    'zh-HK': '該證書早已登記，而資料相同。未有作出任何更改。',
  },
  certificate: { en: 'Done; this is the certificate now.', 'zh-HK': '已完成；此為該證書現時的資料。' },
  record: { en: 'The whole record.', 'zh-HK': '完整記錄。' },
  page: { en: 'One page of the list.', 'zh-HK': '清單的其中一頁。' },
  renewed: { en: 'Renewed; this is the new certificate.', 'zh-HK': '已續發；此為新證書的資料。' },
  renewedBefore: {
    en: 'It was renewed in this very way before; this is the new certificate.',
    'zh-HK': '該證書早已按相同資料續發；此為新證書的資料。',
  },
  importOpened: {
    en: 'Now send the file: with this method, to this address, with these headers, within 15 minutes.',
    'zh-HK': '請於15分鐘內，以此方法及標頭將檔案傳送至此網址。',
  },
  importState: { en: 'How far the file is.', 'zh-HK': '檔案的處理進度。' },
  previewed: {
    en: 'With “preview”: what the order would do. Or the very same order, which was given before.',
    'zh-HK': '如附有「preview」：執行該延期令的結果預覽；否則為早前已發出的同一延期令。',
  },
  ordered: {
    en: 'The order is given, and is being applied from now on.',
    'zh-HK': '延期令已發出，現正執行。',
  },
  orderState: { en: 'The order, and how far it is.', 'zh-HK': '延期令及其進度。' },
  withdrawn: {
    en: 'The order is being taken back from now on.',
    'zh-HK': '延期令現正撤回。',
  },
  withdrawnBefore: {
    en: 'The order was taken back before. Nothing was changed.',
    'zh-HK': '延期令早已撤回。未有作出任何更改。',
  },
  description: { en: 'This description.', 'zh-HK': '本說明文件。' },
  tooMany: {
    en: 'Too many requests at once. Wait a moment, then send it again.',
    'zh-HK': '請求過於頻密，請稍候再傳送。',
  },
} as const satisfies Record<string, Words>;

/** What stands in the path and the headers. */
export const headerWords = {
  number: {
    en: 'The certificate’s number. Capital or small letters, spaces, hyphens, slashes and dots do not matter.',
    'zh-HK': '證書編號。英文字母大小寫、空格、連字號、斜線及句點均無影響。',
  },
  importId: { en: 'The importId that the import was opened with.', 'zh-HK': '建立匯入時所得的 importId。' },
  orderId: { en: 'The orderId that the order was given.', 'zh-HK': '發出延期令時所得的 orderId。' },
  'Accept-Language': {
    en: 'The language of messages: en or zh-HK. “?lang=” comes before it.',
    'zh-HK': '訊息所用語言：en 或 zh-HK。「?lang=」優先於此標頭。',
  },
  'Idempotency-Key': {
    en: 'Your own name for this request, 1 to 255 printable ASCII characters. Sent again with it, the request is not done twice.',
    'zh-HK':
      '閣下為此請求自訂的識別碼，由1至255個可顯示的 ASCII 字元組成。以相同識別碼再次傳送，請求不會重複執行。',
  },
  'If-Match': {
    en: 'The ETag of the version that you have read, or *. Another version: 412, and nothing is changed.',
    'zh-HK': '閣下所讀取版本的 ETag，或 *。如版本不同，會回覆 412，而不作任何更改。',
  },
  'x-request-id': {
    en: 'The number of this request. Name it when you ask us about it.',
    'zh-HK': '此請求的編號；如有查詢，請提供此編號。',
  },
  ETag: { en: 'The certificate’s version, in quotes.', 'zh-HK': '證書的版本，以引號括住。' },
  Location: { en: 'The address of the order.', 'zh-HK': '延期令的網址。' },
  Link: { en: 'The address of the next page, with rel="next".', 'zh-HK': '下一頁的網址，附有 rel="next"。' },
  'Idempotent-Replayed': {
    en: '“true” when this is the kept answer of an earlier request.',
    'zh-HK': '如此為早前請求所保存的回應，其值為「true」。',
  },
  'Retry-After': { en: 'Seconds to wait before asking again.', 'zh-HK': '再次傳送前須等候的秒數。' },
  'WWW-Authenticate': { en: 'How to sign in: Bearer.', 'zh-HK': '登入方式：Bearer。' },
  'Content-Disposition': { en: 'A name for the file.', 'zh-HK': '檔案名稱。' },
} as const satisfies Record<string, Words>;

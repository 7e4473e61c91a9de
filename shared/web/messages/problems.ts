import type { BilingualText } from './verdict.ts';

/** What an answer says when it is not the one that was hoped for: the fact as a title, what to do as a detail. */
interface ProblemMessages {
  title: BilingualText;
  detail: BilingualText;
}

/** By `code` of the answer (RFC 9457 with a code of our own). Both languages, always. */
export const problemMessages = {
  malformed_json: {
    title: { en: 'The body is not JSON', 'zh-HK': '內容並非 JSON 格式' },
    detail: {
      en: 'The body cannot be read as JSON. Check its quotes, commas and brackets, and send it as UTF-8.',
      'zh-HK': '未能以 JSON 格式讀取內容。請檢查引號、逗號及括號，並以 UTF-8 編碼傳送。',
    },
  },
  unauthorized: {
    title: { en: 'A valid key is needed', 'zh-HK': '需要有效的密鑰' },
    detail: {
      en: 'Send your API key as “Authorization: Bearer <key>”. A revoked key cannot be used.',
      'zh-HK': '請以「Authorization: Bearer <密鑰>」傳送 API 密鑰。已撤銷的密鑰不能再使用。',
    },
  },
  cross_site: {
    title: { en: 'This form came from another site', 'zh-HK': '此表格來自其他網站' },
    detail: {
      en: 'Nothing was changed. Open our page yourself, and send the form from there.',
      'zh-HK': '未有作出任何更改。請自行開啟本系統的網頁，再從該處遞交表格。',
    },
  },
  role_too_low: {
    title: { en: 'Your role does not allow this', 'zh-HK': '閣下的角色不能使用此功能' },
    detail: {
      en: 'Nothing was changed. Ask a manager of your organisation to do it, or to change your role.',
      'zh-HK': '未有作出任何更改。請由貴機構的主管處理，或請主管更改閣下的角色。',
    },
  },
  not_found: {
    title: { en: 'Page or record not found', 'zh-HK': '找不到網頁或記錄' },
    detail: {
      en: 'Check the web address.',
      'zh-HK': '請檢查網址是否正確。',
    },
  },
  method_not_allowed: {
    title: { en: 'This address does not take that method', 'zh-HK': '此網址不接受該請求方法' },
    detail: {
      en: 'The Allow header names the methods that it takes.',
      'zh-HK': '可用的請求方法見 Allow 標頭。',
    },
  },
  number_taken: {
    title: { en: 'This number is already registered', 'zh-HK': '此證書編號已經登記' },
    detail: {
      en: 'Another certificate of yours has this number, with other details. To change it, correct that certificate instead.',
      'zh-HK': '貴機構已有另一張證書使用此編號，而資料不同。如需更改，請更正該張證書的資料。',
    },
  },
  revoked: {
    title: { en: 'This certificate is revoked', 'zh-HK': '此證書已被撤銷' },
    detail: {
      en: 'A revoked certificate stays as it is. Reinstate it first if it was revoked by mistake.',
      'zh-HK': '已撤銷的證書不能更改。如屬誤撤，請先將其恢復。',
    },
  },
  already_revoked: {
    title: { en: 'This certificate is already revoked', 'zh-HK': '此證書已被撤銷' },
    detail: { en: 'Nothing was changed.', 'zh-HK': '未有作出任何更改。' },
  },
  already_suspended: {
    title: { en: 'This certificate is already suspended', 'zh-HK': '此證書已被暫停' },
    detail: { en: 'Nothing was changed.', 'zh-HK': '未有作出任何更改。' },
  },
  not_revoked_or_suspended: {
    title: {
      en: 'This certificate is neither revoked nor suspended',
      'zh-HK': '此證書並未被撤銷或暫停',
    },
    detail: {
      en: 'Only a revoked or suspended certificate can be reinstated. Nothing was changed.',
      'zh-HK': '只有已撤銷或已暫停的證書才可恢復。未有作出任何更改。',
    },
  },
  already_superseded: {
    title: {
      en: 'A newer certificate has already replaced this one',
      'zh-HK': '此證書已由新證書取代',
    },
    detail: {
      en: 'Renew the newer certificate instead. Nothing was changed.',
      'zh-HK': '請改為續發該張新證書。未有作出任何更改。',
    },
  },
  history_full: {
    title: { en: 'This certificate has been changed too often', 'zh-HK': '此證書的更改次數已達上限' },
    detail: {
      en: 'No more corrections and extensions have a place in its history; it can still be suspended, revoked and reinstated. Renew it, or register it anew under another number and revoke this one. Nothing was changed.',
      'zh-HK':
        '其記錄已不能再加入更正或延期，但仍可暫停、撤銷或恢復。請續發此證書，或以另一編號重新登記並撤銷此證書。未有作出任何更改。',
    },
  },
  no_expiry: {
    title: { en: 'This certificate does not expire', 'zh-HK': '此證書沒有屆滿日期' },
    detail: {
      en: 'A certificate without a last valid day cannot be extended. Nothing was changed.',
      'zh-HK': '沒有最後有效日的證書不能延期。未有作出任何更改。',
    },
  },
  before_issue: {
    title: { en: 'That day is before the date of issue', 'zh-HK': '該日期早於簽發日期' },
    detail: {
      en: 'Give a day on or after the date of issue. Nothing was changed.',
      'zh-HK': '請填寫簽發日期當日或之後的日期。未有作出任何更改。',
    },
  },
  not_later: {
    title: { en: 'That day is not later than the last valid day', 'zh-HK': '新日期必須遲於現有的最後有效日' },
    detail: {
      en: 'An extension must end after the certificate’s present last valid day. Nothing was changed.',
      'zh-HK': '延期後的日期必須遲於證書現有的最後有效日。未有作出任何更改。',
    },
  },
  too_long_validity: {
    title: { en: 'That is more than 15 years', 'zh-HK': '有效期超過15年' },
    detail: {
      en: 'No certificate is valid for more than 15 years from its date of issue. Check the year. Nothing was changed.',
      'zh-HK': '證書的有效期自簽發日期起計不會超過15年。請檢查年份。未有作出任何更改。',
    },
  },
  order_applied_before: {
    title: {
      en: 'This extension order has already extended this certificate',
      'zh-HK': '此證書已按此延期安排延期',
    },
    detail: {
      en: 'An order extends a certificate once. Nothing was changed.',
      'zh-HK': '每張證書只會按同一延期安排延期一次。未有作出任何更改。',
    },
  },
  order_not_applied: {
    title: {
      en: 'This extension order does not extend this certificate',
      'zh-HK': '此證書並未按此延期安排延期',
    },
    detail: { en: 'There is nothing to take back.', 'zh-HK': '沒有可撤回的延期。' },
  },
  order_in_progress: {
    title: {
      en: 'Another extension order of yours is still at work',
      'zh-HK': '貴機構有另一項延期安排仍在處理',
    },
    detail: {
      en: 'Wait until it is applied or withdrawn, look at the certificates again, then repeat this. Nothing was changed.',
      'zh-HK': '請待該延期安排執行完畢或撤回後，重新查看證書再試。未有作出任何更改。',
    },
  },
  changed_meanwhile: {
    title: { en: 'Somebody else has just changed this', 'zh-HK': '此項目剛被他人更改' },
    detail: {
      en: 'Read it again, then repeat your change if you still want it.',
      'zh-HK': '請重新讀取資料；如仍需更改，請再試一次。',
    },
  },
  idempotency_key_reused: {
    title: { en: 'This key was used for another request', 'zh-HK': '此 Idempotency-Key 已用於另一請求' },
    detail: {
      en: 'An Idempotency-Key belongs to one request for 24 hours. Send exactly the same request again, or take a new key. Nothing was changed.',
      'zh-HK':
        'Idempotency-Key 於24小時內只屬於一個請求。請再次傳送完全相同的請求，或改用另一個值。未有作出任何更改。',
    },
  },
  request_in_progress: {
    title: { en: 'The same request is still being worked on', 'zh-HK': '相同的請求仍在處理中' },
    detail: {
      en: 'Send it again after the seconds that the Retry-After header names; you will then get its answer.',
      'zh-HK': '請於 Retry-After 標頭所示的秒數後再次傳送，屆時將會收到該請求的結果。',
    },
  },
  not_previewed: {
    title: { en: 'There is no preview to confirm', 'zh-HK': '沒有可供確認的預覽' },
    detail: {
      en: 'Only an import that was opened with “preview” can be confirmed, and only once its state is “previewed”. Read its state first.',
      'zh-HK': '只有以「preview」開立、而且狀態已是「previewed」的匯入才可確認。請先讀取其狀態。',
    },
  },
  not_finished: {
    title: { en: 'This import cannot be undone yet', 'zh-HK': '此匯入尚未可以撤回' },
    detail: {
      en: 'Only an import that is finished can be undone. Wait until all of its rows are registered.',
      'zh-HK': '只有已完成的匯入才可撤回。請待所有資料登記完畢。',
    },
  },
  too_late: {
    title: { en: 'The 24 hours for this are over', 'zh-HK': '已超過24小時' },
    detail: {
      en: 'A preview can be confirmed, and a finished import undone, within 24 hours. Upload the file again, or change the certificates one by one.',
      'zh-HK': '預覽須於24小時內確認，已完成的匯入亦只可於24小時內撤回。請重新上載檔案，或逐一更改證書。',
    },
  },
  not_asked: {
    title: { en: 'Nothing is asked about this file', 'zh-HK': '此檔案無須補充資料' },
    detail: {
      en: 'It was answered already, or its rows are still being read. Open the file again.',
      'zh-HK': '有關資料已經補充，或檔案仍在讀取。請重新開啟該檔案。',
    },
  },
  list_in_progress: {
    title: { en: 'This list is still being checked', 'zh-HK': '此清單仍在核實中' },
    detail: {
      en: 'Ask for it again after the seconds that the Retry-After header names, or open the page of the list: it says how far it is.',
      'zh-HK': '請於 Retry-After 標頭所示的秒數後再試，或開啟清單的頁面查看進度。',
    },
  },
  precondition_failed: {
    title: { en: 'This certificate has changed since you read it', 'zh-HK': '此證書在閣下讀取後已有更改' },
    detail: {
      en: 'Its present version is in the ETag header, and is not one that If-Match asks for. Read it again, then repeat your change if you still want it. Nothing was changed.',
      'zh-HK':
        '現時版本見 ETag 標頭，與 If-Match 所要求的版本不符。請重新讀取資料；如仍需更改，請再試一次。未有作出任何更改。',
    },
  },
  too_large: {
    title: { en: 'This is too large', 'zh-HK': '內容過大' },
    detail: {
      en: 'Send it in smaller parts. For many certificates, upload a file.',
      'zh-HK': '請分成較小的部分傳送；如證書數量眾多，請上載檔案。',
    },
  },
  unsupported_media_type: {
    title: { en: 'This kind of body is not read here', 'zh-HK': '不接受此類內容格式' },
    detail: {
      en: 'Say in the Content-Type header what you send: application/json, or a form where a page offers one.',
      'zh-HK': '請於 Content-Type 標頭註明格式：application/json，或網頁所提供的表格。',
    },
  },
  invalid_request: {
    title: { en: 'Some of what was sent cannot be used', 'zh-HK': '部分資料未能使用' },
    detail: {
      en: 'The list of errors names each place and says what is wanted there. Nothing was changed.',
      'zh-HK': '錯誤清單已列出各項問題的位置及所需內容。未有作出任何更改。',
    },
  },
  invalid_number: {
    title: { en: 'Check the certificate number', 'zh-HK': '證書編號格式不正確' },
    detail: {
      en: 'A certificate number has 4 to 32 letters A–Z and digits. Spaces, hyphens, slashes and dots do not matter.',
      'zh-HK': '證書編號由4至32個英文字母（A至Z）及數字組成；空格、連字號、斜線及句點可有可無。',
    },
  },
  wrong_check_character: {
    title: { en: 'A character was mistyped', 'zh-HK': '編號中有字元輸入錯誤' },
    detail: {
      en: 'The last character of this number does not agree with the rest, so at least one of them was mistyped. Compare it with the certificate again.',
      'zh-HK': '此編號的最後一個字元與其餘部分不符，即最少有一個字元輸入錯誤。請與證書再次核對。',
    },
  },
  invalid_date: {
    title: { en: 'This date cannot be read', 'zh-HK': '未能讀取此日期' },
    detail: {
      en: 'Write the date as year-month-day, for example 2026-11-21.',
      'zh-HK': '請按「年-月-日」填寫日期，例如 2026-11-21。',
    },
  },
  invalid_cursor: {
    title: { en: 'This cursor is not one of ours', 'zh-HK': '此分頁標記無效' },
    detail: {
      en: 'Begin the list again without a cursor, and follow the one that each page gives.',
      'zh-HK': '請不帶分頁標記重新列出，然後使用每頁所提供的標記。',
    },
  },
  lists_used_up: {
    title: { en: 'Too many rows in lists for one day', 'zh-HK': '本日以清單核實的列數已達上限' },
    detail: {
      en: 'One IP address can send 250,000 rows in lists a day, and this list would pass that. Nothing of it was looked up. Send it again tomorrow, or send a shorter list today. Single certificates can still be checked.',
      'zh-HK':
        '每個 IP 地址每日最多可透過清單核實250,000列資料，這份清單會超出上限，故未有核實。請於明日重新遞交，或於今日改為遞交較短的清單。閣下仍可逐張核實證書。',
    },
  },
  too_many_requests: {
    title: { en: 'Too many checks in a short time', 'zh-HK': '短時間內核實次數過多' },
    detail: {
      en: 'Nothing was checked this time. Wait a minute, then ask again. To check many certificates, send them as one list.',
      'zh-HK': '是次並未核實，請於一分鐘後再試。如需核實多張證書，請以清單形式一次遞交。',
    },
  },
  unavailable: {
    title: { en: 'Sorry, the service is unavailable', 'zh-HK': '登記冊暫時未能回應' },
    detail: { en: 'Try again in a minute.', 'zh-HK': '請於一分鐘後再試。' },
  },
  internal_error: {
    title: { en: 'Sorry, there is a problem with the service', 'zh-HK': '系統出現問題，與閣下的操作無關' },
    detail: {
      en: 'This is not your doing. Try again in a minute. If it happens again, tell the operator of the register the request number.',
      'zh-HK': '請於一分鐘後再試；如再次發生，請將請求編號告知登記冊營運者。',
    },
  },
} as const satisfies Record<string, ProblemMessages>;

export type ProblemCode = keyof typeof problemMessages;

/** How one place of a JSON body or query is to be corrected, by the code in `errors[]`. */
export const fieldMessages = {
  missing: { en: 'Enter a value.', 'zh-HK': '請填寫此項。' },
  unknown_field: {
    en: 'There is no field of this name. Check how it is spelt, or leave it out.',
    'zh-HK': '沒有此名稱的欄位。請檢查拼寫，或刪去此項。',
  },
  wrong_type: { en: 'Wrong type of value.', 'zh-HK': '此項的資料類型不正確。' },
  too_long: { en: 'This is too long.', 'zh-HK': '此項過長。' },
  too_short: { en: 'This is too short.', 'zh-HK': '此項過短。' },
  too_many: {
    en: 'There are too many. Send them in several requests.',
    'zh-HK': '項目過多，請分多次傳送。',
  },
  too_few: { en: 'At least one is needed.', 'zh-HK': '最少需要一項。' },
  unknown_value: { en: 'This value is not one of the list.', 'zh-HK': '此值不在可選範圍內。' },
  invalid_date: {
    en: 'This date cannot be read, or is not in the calendar. Write it as year-month-day, for example 2026-11-21.',
    'zh-HK': '未能讀取此日期，或日曆上沒有此日期。請按「年-月-日」填寫，例如 2026-11-21。',
  },
  invalid_idempotency_key: {
    en: 'Use 1 to 255 printable ASCII characters, such as a UUID.',
    'zh-HK': '請使用1至255個可顯示的 ASCII 字元，例如 UUID。',
  },
  not_after_range: {
    en: 'This must be later than the last day of the range, so that every certificate in it is really extended.',
    'zh-HK': '此日期必須遲於所選範圍的最後一日，範圍內的證書才會真正延期。',
  },
  too_long_validity: {
    en: 'No certificate is valid for more than 15 years. Check the year.',
    'zh-HK': '證書的有效期不會超過15年。請檢查年份。',
  },
  identity_number: {
    en: 'This looks like an identity card number, and none may be kept here. Take it out.',
    'zh-HK': '此項似乎載有身份證號碼，本系統不會儲存。請刪去。',
  },
  empty_file: {
    en: 'The file is empty: it has 0 bytes. Export it again, and upload that file.',
    'zh-HK': '檔案沒有內容（0位元組）。請重新匯出後再上載。',
  },
  invalid: { en: 'This cannot be used here.', 'zh-HK': '此內容不適用於此處。' },
} as const satisfies Record<string, BilingualText>;

/** Of an identity card's number where a certificate's is asked for. */
export const identityForNumber: BilingualText = {
  en: 'This looks like an identity card number. Use the number printed on the certificate instead.',
  'zh-HK': '此項似乎是身份證號碼。請改用證書上所印的證書編號。',
};

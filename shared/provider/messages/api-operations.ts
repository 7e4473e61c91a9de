import type { Words } from '#web/messages/verdict.ts';

/** What each operation of the API does, by its operationId. */
export const operationWords = {
  registerCertificate: {
    summary: { en: 'Register one certificate', 'zh-HK': '登記一張證書' },
    description: {
      en: 'Needs a type, a date of issue and at least one name. Without a number one is assigned. Without a last valid day it follows from the type. The same again changes nothing.',
      'zh-HK':
        '須提供證書類型、簽發日期及最少一個姓名。如沒有編號，系統會編配一個；如沒有最後有效日，則按證書類型計算。重複傳送相同資料不會作出任何更改。',
    },
  },
  listCertificates: {
    summary: { en: 'List certificates by last valid day', 'zh-HK': '按最後有效日列出證書' },
    description: {
      en: 'Those that expire first come first; those that never expire come last.',
      'zh-HK': '最先到期者排在最前；沒有屆滿日期者排在最後。',
    },
  },
  readCertificate: {
    summary: { en: 'Read one certificate', 'zh-HK': '讀取一張證書' },
    description: {
      en: 'The whole record: what holds today, what happened to it and who did it, and what was sent to its holder.',
      'zh-HK': '完整記錄：現時狀況、歷來更改及更改者，以及曾向持證人發出的提示。',
    },
  },
  correctCertificate: {
    summary: { en: 'Correct one certificate', 'zh-HK': '更正一張證書' },
    description: {
      en: 'Send what is to change and the reason; null takes a fact away. The old value stays in the history. When the date of issue moves and the last valid day followed from it, that moves along.',
      'zh-HK':
        '請傳送需要更正的資料及原因；null 代表刪除該項資料。舊有資料會保留於歷史記錄。如更正簽發日期，而最後有效日是按該日期計算，最後有效日亦會隨之更新。',
    },
  },
  revokeCertificate: {
    summary: { en: 'Revoke one certificate', 'zh-HK': '撤銷一張證書' },
    description: {
      en: 'Whoever verifies it is told from that day on that it must not be accepted. Its reminders stop.',
      'zh-HK': '自該日起，任何人核實該證書均會得知不應接納。續證提示亦會停止。',
    },
  },
  suspendCertificate: {
    summary: { en: 'Suspend one certificate', 'zh-HK': '暫停一張證書' },
    description: {
      en: 'For as long as something is being looked into. Its reminders stop until it is reinstated.',
      'zh-HK': '適用於有事項待查期間。續證提示會停止，直至證書恢復為止。',
    },
  },
  reinstateCertificate: {
    summary: { en: 'Reinstate one certificate', 'zh-HK': '恢復一張證書' },
    description: {
      en: 'Ends a suspension, or a revocation that was a mistake. Both stay in the history.',
      'zh-HK': '結束暫停，或取消誤作的撤銷。兩者均會保留於歷史記錄。',
    },
  },
  extendCertificate: {
    summary: { en: 'Extend one certificate', 'zh-HK': '延長一張證書的有效期' },
    description: {
      en: 'Gives it a later last valid day than the one that is printed on it, at most 15 years after its date of issue.',
      'zh-HK': '將最後有效日延至證書所印日期之後，惟不得超過簽發日期起計15年。',
    },
  },
  renewCertificate: {
    summary: { en: 'Renew one certificate', 'zh-HK': '續發一張證書' },
    description: {
      en: 'Registers a new certificate that takes this one’s place. Type, names, address and language are those of the old one where you say nothing.',
      'zh-HK': '登記一張新證書以取代此證書。如未有另行指明，證書類型、姓名、電郵地址及語言均與舊證書相同。',
    },
  },
  openImport: {
    summary: { en: 'Open an import', 'zh-HK': '建立匯入' },
    description: {
      en: 'Says where to put a file of certificates. It is read as soon as it is there: good rows are registered, bad rows are explained.',
      'zh-HK': '提供證書檔案的上載網址。檔案上載後隨即處理：正確的資料列會登記，有誤的資料列會附上說明。',
    },
  },
  listImports: {
    summary: { en: 'List imports', 'zh-HK': '列出匯入記錄' },
    description: { en: 'The newest first, for 90 days.', 'zh-HK': '由新至舊排列，保留90日。' },
  },
  readImport: {
    summary: { en: 'Read how far an import is', 'zh-HK': '讀取匯入進度' },
    description: {
      en: 'The sum of every row that is done. An import is finished when all of its rows are accounted for.',
      'zh-HK': '已處理的資料列總數。所有資料列均有結果時，匯入即告完成。',
    },
  },
  listRejectedRows: {
    summary: { en: 'List the rows that were not registered', 'zh-HK': '列出未能登記的資料列' },
    description: {
      en: 'In the order of the file, with what is wrong and how to mend it. With “Accept: text/csv” as a CSV whose next page is in the Link header.',
      'zh-HK':
        '按檔案次序列出，並說明問題所在及更正方法。如附「Accept: text/csv」，則以 CSV 提供，下一頁見 Link 標頭。',
    },
  },
  listRegisteredRows: {
    summary: { en: 'List the rows that are registered', 'zh-HK': '列出已登記的資料列' },
    description: {
      en: 'In the order of the file, with the number of each, also the ones that were assigned. With “Accept: text/csv” as a CSV whose next page is in the Link header.',
      'zh-HK':
        '按檔案次序列出，並附每列的證書編號，包括由系統編配者。如附「Accept: text/csv」，則以 CSV 提供，下一頁見 Link 標頭。',
    },
  },
  orderExtension: {
    summary: { en: 'Extend many certificates at once', 'zh-HK': '同時延長多張證書的有效期' },
    description: {
      en: 'One order for every certificate whose last valid day is within a range, of all types or of some. What is printed stays; the order can be taken back. With “preview” nothing is done: you are told how many it would extend.',
      'zh-HK':
        '以一項延期令處理最後有效日在指定範圍內的所有證書，可涵蓋全部或部分類型。證書所印日期不變，延期令亦可撤回。如附有「preview」，則不作任何更改，只會告知將延長多少張證書。',
    },
  },
  listExtensionOrders: {
    summary: { en: 'List extension orders', 'zh-HK': '列出延期令' },
    description: { en: 'The newest first.', 'zh-HK': '由新至舊排列。' },
  },
  readExtensionOrder: {
    summary: { en: 'Read how far an extension order is', 'zh-HK': '讀取延期令的進度' },
    description: {
      en: 'What was ordered, by whose key, and how many certificates came to what.',
      'zh-HK': '延期令的內容、所用密鑰，以及各種結果的證書數目。',
    },
  },
  withdrawExtensionOrder: {
    summary: { en: 'Take an extension order back', 'zh-HK': '撤回延期令' },
    description: {
      en: 'Every certificate that it extended gets back the last valid day that it has without the order. Also while the order is still being applied.',
      'zh-HK': '所有因該令延期的證書均回復至沒有該令時的最後有效日。延期令仍在執行時亦可撤回。',
    },
  },
  listSkippedByOrder: {
    summary: { en: 'List what an extension order left out', 'zh-HK': '列出延期令沒有處理的證書' },
    description: {
      en: 'The certificates of its range that it does not extend, with the reason, in order of their last valid day.',
      'zh-HK': '範圍內沒有延期的證書及原因，按最後有效日排列。',
    },
  },
  listUndeliverable: {
    summary: { en: 'List holders who cannot be written to', 'zh-HK': '列出無法送達電郵的持證人' },
    description: {
      en: 'Their address sent mail back, or they reported a mail as unwanted. Correct the address to take one out of the list.',
      'zh-HK': '其電郵地址退回電郵，或持證人曾舉報電郵為垃圾郵件。更正電郵地址後即不再列出。',
    },
  },
  readDescription: {
    summary: { en: 'Read this description', 'zh-HK': '讀取本說明文件' },
    description: {
      en: 'As OpenAPI 3.1, in the language of “?lang=” or Accept-Language. Needs no key.',
      'zh-HK': '以 OpenAPI 3.1 格式提供，語言按「?lang=」或 Accept-Language 而定。無須密鑰。',
    },
  },
} as const satisfies Record<string, { summary: Words; description: Words }>;
export type OperationId = keyof typeof operationWords;

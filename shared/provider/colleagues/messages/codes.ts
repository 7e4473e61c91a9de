import type { BilingualText } from '#web/messages/verdict.ts';

/** Codes of an app, asked for beside the link in an email. */
export const codeMessages = {
  title: { en: 'Codes from an app', 'zh-HK': '驗證碼' },
  lead: {
    en: 'For devices that have no passkeys. Your app shows another code every half minute; with a link in an email, the code is asked for too.',
    'zh-HK':
      '供未能使用通行密鑰的裝置使用。應用程式每半分鐘顯示新的驗證碼；以電郵連結登入時，須同時輸入驗證碼。',
  },
  scan: {
    en: 'Scan this with an authenticator app, or type the key into it:',
    'zh-HK': '請以驗證應用程式掃描此二維碼，或在應用程式輸入此密鑰：',
  },
  qr: { en: 'QR code for the app', 'zh-HK': '供應用程式掃描的二維碼' },
  code: { en: 'Code from your app', 'zh-HK': '應用程式的驗證碼' },
  codeHint: { en: 'The six digits that it shows now.', 'zh-HK': '現時顯示的6位數字。' },
  submit: { en: 'Ask me for codes', 'zh-HK': '啟用驗證碼' },
  isSet: {
    en: 'A code is asked for when you sign in by email, since',
    'zh-HK': '以電郵登入時須輸入驗證碼，啟用日期：',
  },
  stop: { en: 'Stop asking for codes', 'zh-HK': '停用驗證碼' },
  set: {
    en: 'Codes are asked for from now on.',
    'zh-HK': '已啟用驗證碼。',
  },
  stopped: {
    en: 'Codes are asked for no more. Who signed in with one is signed out.',
    'zh-HK': '已停用驗證碼，以其登入者已被登出。',
  },
  wrong: {
    en: 'Enter the six digits that your app shows now. Each code works once; the next comes within half a minute.',
    'zh-HK': '請輸入應用程式現時顯示的6位數字。每個驗證碼只可使用一次，半分鐘內會有新的驗證碼。',
  },
  tooMany: {
    en: 'Five codes were tried in this hour. Try again in the next hour. If your app is lost, ask a manager of your organisation to let you sign in by email alone.',
    'zh-HK': '此小時內已嘗試5次，請於下一小時再試。如已遺失應用程式，請向貴機構主管要求讓閣下只以電郵登入。',
  },
  passkeyNeeded: { en: 'Sign in with your passkey', 'zh-HK': '請以通行密鑰登入' },
  passkeyNeededDetail: {
    en: 'Your organisation asks for more than a link in an email. If your device is lost, ask a manager of your organisation to let you sign in by email alone.',
    'zh-HK': '貴機構要求登入時除電郵連結外另作核實。如已遺失裝置，請向貴機構主管要求讓閣下只以電郵登入。',
  },
  mustAdd: {
    en: 'Your organisation asks for a passkey or a code. Add one here, then sign in with it; the rest of the console opens after that.',
    'zh-HK':
      '貴機構要求以通行密鑰或驗證碼登入。請在此加入其中一項，然後以此登入；其後方可使用平台的其他功能。',
  },
  section: { en: 'More than a link in an email', 'zh-HK': '電郵連結以外的核實' },
  required: {
    en: 'Every colleague signs in with a passkey, or with a code beside the link. Those who have neither add one when they next sign in.',
    'zh-HK': '所有同事均須以通行密鑰登入，或在電郵連結以外輸入驗證碼。兩者皆無者，下次登入時須先加入。',
  },
  notRequired: {
    en: 'A link in an email is enough to sign in, except for colleagues who set up codes. Keys, where they are allowed below, open everything as well.',
    'zh-HK': '除已啟用驗證碼的同事外，只憑電郵連結即可登入。如下方容許以密鑰登入，密鑰亦可使用所有功能。',
  },
  require: { en: 'Ask everyone for a passkey or a code', 'zh-HK': '要求所有人使用通行密鑰或驗證碼' },
  requireNoMore: { en: 'A link is enough again', 'zh-HK': '恢復只憑電郵連結登入' },
  needsColleague: {
    en: 'Only a manager who signed in by email or with a passkey can change this.',
    'zh-HK': '只有以電郵或通行密鑰登入的主管可以更改。',
  },
  reset: { en: 'Remove passkeys and codes', 'zh-HK': '移除通行密鑰及驗證碼' },
  resetHint: {
    en: 'For somebody who has lost their device: they are signed out everywhere, and a link in an email signs them in again, until they add others. Make sure that it is they who ask.',
    'zh-HK':
      '供遺失裝置的同事使用：其所有登入即時結束，其後可再只憑電郵連結登入，直至加入新的通行密鑰或驗證碼。請先核實是否本人提出。',
  },
  wasReset: {
    en: 'Their passkeys and codes were removed. They are signed out everywhere.',
    'zh-HK': '已移除其通行密鑰及驗證碼，其所有登入已經結束。',
  },
} as const satisfies Record<string, BilingualText>;

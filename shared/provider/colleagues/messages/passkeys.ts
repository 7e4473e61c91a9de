import type { BilingualText } from '#web/messages/verdict.ts';

/** Signing in with a passkey, and one's own passkeys. */
export const passkeyMessages = {
  signIn: { en: 'Sign in with a passkey', 'zh-HK': '以通行密鑰登入' },
  signInStopped: {
    en: 'The passkey was not used. Try again, or sign in by email.',
    'zh-HK': '未有使用通行密鑰。請再試一次，或以電郵登入。',
  },
  signInLacking: {
    en: 'This browser cannot use passkeys here. Sign in by email.',
    'zh-HK': '此瀏覽器未能在此使用通行密鑰，請以電郵登入。',
  },
  refusedTitle: { en: 'This passkey did not sign you in', 'zh-HK': '未能以此通行密鑰登入' },
  refused: {
    en: 'It may have been removed, or it took more than five minutes. Try again, or sign in by email and look at your passkeys.',
    'zh-HK': '通行密鑰可能已被移除，或等候超過五分鐘。請再試一次，或以電郵登入並檢視閣下的通行密鑰。',
  },
  title: { en: 'Your passkeys', 'zh-HK': '閣下的通行密鑰' },
  lead: {
    en: 'With a passkey you sign in by the fingerprint, the face or the PIN of your device, without waiting for an email. A page that only looks like this one cannot use it.',
    'zh-HK':
      '通行密鑰讓閣下以裝置的指紋、面容或 PIN 碼登入，無須等候電郵。假冒本系統的網頁不能使用通行密鑰。',
  },
  none: { en: 'You have none yet.', 'zh-HK': '閣下尚未加入通行密鑰。' },
  name: { en: 'Name', 'zh-HK': '名稱' },
  nameHint: {
    en: 'Of the device, such as “Office laptop”.',
    'zh-HK': '裝置的名稱，例如「辦公室手提電腦」。',
  },
  addedOn: { en: 'Added', 'zh-HK': '加入日期' },
  lastUsedOn: { en: 'Last used', 'zh-HK': '上次使用' },
  never: { en: 'Not yet', 'zh-HK': '未曾使用' },
  remove: { en: 'Remove', 'zh-HK': '移除' },
  add: { en: 'Add a passkey', 'zh-HK': '加入通行密鑰' },
  addSubmit: { en: 'Add it', 'zh-HK': '加入' },
  noScript: {
    en: 'To add a passkey, allow JavaScript in your browser.',
    'zh-HK': '如要加入通行密鑰，請在瀏覽器啟用 JavaScript。',
  },
  addStopped: {
    en: 'No passkey was made. Try again, or go on signing in by email.',
    'zh-HK': '未有製作通行密鑰。請再試一次，或繼續以電郵登入。',
  },
  addLacking: {
    en: 'This browser cannot make passkeys here. Go on signing in by email.',
    'zh-HK': '此瀏覽器未能在此製作通行密鑰，請繼續以電郵登入。',
  },
  added: {
    en: 'The passkey was added. Sign in with it the next time.',
    'zh-HK': '已加入通行密鑰，下次可用以登入。',
  },
  removed: {
    en: 'The passkey was removed. Who signed in with it is signed out.',
    'zh-HK': '已移除通行密鑰，以其登入者已被登出。',
  },
  badName: {
    en: 'Enter a name of at most 80 characters.',
    'zh-HK': '請輸入名稱，最多80個字元。',
  },
  identityInName: {
    en: 'Leave out the identity card number: it must not be kept.',
    'zh-HK': '請刪去身份證號碼，本系統不會保存。',
  },
  notRemoved: { en: 'The passkey was not removed', 'zh-HK': '未能移除通行密鑰' },
  signInAgain: {
    en: 'You signed in more than 15 minutes ago. Sign out and sign in again to add or remove a passkey or a code.',
    'zh-HK': '閣下登入已超過15分鐘。如要加入或移除通行密鑰或驗證碼，請先登出，然後重新登入。',
  },
  notAdded: { en: 'The passkey was not added', 'zh-HK': '未能加入通行密鑰' },
  notVerified: {
    en: 'Press the button again, and answer your device within five minutes. JavaScript has to be allowed in your browser.',
    'zh-HK': '請再按一次按鈕，並於五分鐘內回應裝置的要求。瀏覽器須啟用 JavaScript。',
  },
  exists: {
    en: 'This device has a passkey of yours already.',
    'zh-HK': '此裝置已有閣下的通行密鑰。',
  },
  tooMany: {
    en: 'You have ten passkeys. Remove one that you no longer use first.',
    'zh-HK': '閣下已有十個通行密鑰，請先移除不再使用的一個。',
  },
  back: { en: 'Where you are signed in', 'zh-HK': '登入記錄' },
} as const satisfies Record<string, BilingualText>;

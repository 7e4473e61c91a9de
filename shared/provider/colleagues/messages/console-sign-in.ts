import type { BilingualText } from '#web/messages/verdict.ts';
import { codeMessages } from './codes.ts';

/** Signing in to the console by email. */
export const emailSignInMessages = {
  title: { en: 'Sign in with your email address', 'zh-HK': '以電郵地址登入' },
  lead: {
    en: 'For colleagues of a training provider. A link to sign in comes by email; there is no password.',
    'zh-HK': '此處只供培訓機構的同事使用。登入連結會以電郵送達，無須密碼。',
  },
  email: { en: 'Email address', 'zh-HK': '電郵地址' },
  hint: {
    en: 'The address to which your invitation was sent.',
    'zh-HK': '即收到邀請的電郵地址。',
  },
  submit: { en: 'Send the link', 'zh-HK': '發送登入連結' },
  invalid: {
    en: 'Enter an email address, such as office@example.com.',
    'zh-HK': '請輸入電郵地址，例如 office@example.com。',
  },
  usedUp: {
    en: 'Many links were asked for at this address today. Check your inbox, or try again in an hour.',
    'zh-HK': '今日已多次向此地址索取登入連結。請查看收件箱，或於一小時後再試。',
  },
  noMoreMail: {
    en: 'Many links were asked for at this address today. Check your inbox, or try again in an hour.',
    'zh-HK': '今日已多次向此地址索取登入連結。請查看收件箱，或於一小時後再試。',
  },
  askedTitle: { en: 'Check your inbox', 'zh-HK': '請查閱收件箱' },
  asked: {
    en: 'If this address was invited, a link is on its way. Open it within 15 minutes in this browser. If nothing comes, check your junk folder, or ask a manager of your organisation whether your address is right.',
    'zh-HK':
      '如此地址曾獲邀請，登入連結即將送達。請於15分鐘內以此瀏覽器開啟。如未收到，請查看垃圾郵件，或向貴機構主管查詢地址是否正確。',
  },
  again: { en: 'Ask for another link', 'zh-HK': '再次索取連結' },
  withKey: { en: 'Sign in with a key instead', 'zh-HK': '改以密鑰登入' },
  byEmail: { en: 'Sign in with your email address', 'zh-HK': '以電郵地址登入' },
  confirmTitle: { en: 'Sign in', 'zh-HK': '登入' },
  confirm: {
    en: 'Press the button to sign in. The link works once.',
    'zh-HK': '請按下列按鈕登入。連結只可使用一次。',
  },
} as const satisfies Record<string, BilingualText>;

/** Why a link signs nobody in, and what to do. */
export const deadLinkMessages = {
  gone: {
    title: { en: 'This link opens nothing', 'zh-HK': '此連結無效' },
    detail: {
      en: 'Open it again from the email, whole as it is there, or ask for another one.',
      'zh-HK': '請從電郵重新開啟完整連結，或再次索取連結。',
    },
  },
  used: {
    title: { en: 'This link was used', 'zh-HK': '此連結已經使用' },
    detail: {
      en: 'A link signs in once. If it was not you who used it, ask a manager of your organisation to end your sign-ins.',
      'zh-HK': '連結只可登入一次。如非閣下使用，請通知貴機構主管結束閣下的登入。',
    },
  },
  late: {
    title: { en: 'This link is over', 'zh-HK': '此連結已過時' },
    detail: {
      en: 'A link is good for 15 minutes. Ask for another one.',
      'zh-HK': '連結於15分鐘內有效，請再次索取。',
    },
  },
  passkey: { title: codeMessages.passkeyNeeded, detail: codeMessages.passkeyNeededDetail },
  otherBrowser: {
    title: { en: 'Open the link where you asked for it', 'zh-HK': '請以原來的瀏覽器開啟連結' },
    detail: {
      en: 'It signs in only in the browser in which it was asked for. Copy it there, or ask for another link here.',
      'zh-HK': '連結只在提出登入的瀏覽器有效。請將連結複製至該瀏覽器，或在此再次索取連結。',
    },
  },
} as const satisfies Record<string, Record<'title' | 'detail', BilingualText>>;

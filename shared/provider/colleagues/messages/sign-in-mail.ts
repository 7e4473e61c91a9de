import type { Language } from '#register/certificate/credential.ts';

interface SignInMailMessages {
  subject: string;
  headline: string;
  paragraphs: string[];
  action: string;
  smallPrint: string[];
}

/** The email with a link to sign in to the console. */
export const signInMailMessages: Record<Language, SignInMailMessages> = {
  en: {
    subject: 'Your link to sign in',
    headline: 'Use this link within 15 minutes to sign in to the register.',
    paragraphs: [
      'Open it in the browser in which you asked for it. It works once.',
      'If it was not you, do nothing: the link opens nothing in another browser, and ends by itself.',
    ],
    action: 'Sign in',
    smallPrint: [
      'You receive this email because somebody typed this address into the sign-in for training providers.',
      'Send the link to nobody. The register never asks you for it, for a password or for a payment.',
    ],
  },
  'zh-HK': {
    subject: '登入連結',
    headline: '請於15分鐘內以此連結登入本登記冊。',
    paragraphs: [
      '請以提出登入的同一瀏覽器開啟。連結只可使用一次。',
      '如非閣下提出，無須理會：連結在其他瀏覽器無效，並會自動失效。',
    ],
    action: '登入',
    smallPrint: [
      '閣下收到此電郵，是因為有人在培訓機構的登入頁面輸入此電郵地址。',
      '請勿將連結轉交他人。本系統絕不會要求閣下提供連結、密碼或付款。',
    ],
  },
};

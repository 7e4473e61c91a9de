import type { BilingualText } from '#web/messages/verdict.ts';

/** What every form says that has something mailed to the address typed in it, to nobody else. */
export const addressRequestMessages = {
  field: { en: 'Your email address', 'zh-HK': '閣下的電郵地址' },
  ask: { en: 'Send the email', 'zh-HK': '發出電郵' },
  wrong: {
    en: 'This is not an email address. Check it and try again.',
    'zh-HK': '此電郵地址不正確，請檢查後再試。',
  },
  askedTitle: { en: 'Check your inbox', 'zh-HK': '請查閱收件箱' },
} as const satisfies Record<string, BilingualText>;

import type { BilingualText } from '#web/messages/verdict.ts';

/** Registering one certificate by a form. */
export const registerMessages = {
  title: { en: 'Register a certificate', 'zh-HK': '登記一張證書' },
  lead: { en: 'For one person. For a whole class:', 'zh-HK': '供登記一人之用。如登記整班學員：' },
  upload: { en: 'upload its list', 'zh-HK': '上載名單' },
  choose: { en: 'Choose a course', 'zh-HK': '請選擇課程' },
  emailHint: {
    en: 'Reminders to renew go here. Without one the holder gets none.',
    'zh-HK': '續期提示會發送至此地址；不填寫則不會發出提示。',
  },
  byName: {
    en: 'Chinese where there is a Chinese name, otherwise English',
    'zh-HK': '有中文姓名用中文，否則用英文',
  },
  next: { en: 'Continue', 'zh-HK': '繼續' },
  check: { en: 'Check the certificate', 'zh-HK': '請核對證書資料' },
  nothingYet: {
    en: 'Nothing is registered yet. Compare this with the paper, then register it.',
    'zh-HK': '尚未登記。請與證書核對，然後登記。',
  },
  computed: {
    byRule: { en: '(from the rule of this course)', 'zh-HK': '（按此課程的規則計算）' },
    fromRenewed: {
      en: '(two years after the last valid day of the certificate that it renews)',
      'zh-HK': '（所續期證書的最後有效日起計兩年）',
    },
  },
  assigned: { en: 'Assigned when it is registered', 'zh-HK': '登記時由系統編配' },
  register: { en: 'Register', 'zh-HK': '登記' },
  change: { en: 'Change', 'zh-HK': '修改' },
  label: { en: 'Print its label', 'zh-HK': '列印標籤' },
  another: { en: 'Register another of this class', 'zh-HK': '登記同班另一人' },
} as const satisfies Record<string, BilingualText | Record<string, BilingualText>>;

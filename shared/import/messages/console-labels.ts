import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The sheet of QR labels for the paper certificates of one file. */
export const labelMessages = {
  title: { en: 'QR labels', 'zh-HK': '二維碼標籤' },
  lead: {
    en: 'Print on A4 sheets of 24 labels of 70 × 37 mm, at 100 % and with margins set to “None”. Put each label on the paper certificate of that number: anyone who scans it sees immediately whether it is valid.',
    'zh-HK':
      '請以A4標籤紙（24張，每張70 × 37毫米）列印，比例100%，邊界選「無」。將標籤貼於相應編號的證書上，掃描後即可得知證書是否有效。',
  },
  none: {
    en: 'No certificate of this file is on the register.',
    'zh-HK': '此檔案沒有已登記的證書。',
  },
  one: { en: 'QR label', 'zh-HK': '二維碼標籤' },
  noneOfOne: {
    en: 'A revoked certificate gets no label.',
    'zh-HK': '已撤銷的證書不會列印標籤。',
  },
  left: {
    en: 'Revoked certificates get no label.',
    'zh-HK': '已撤銷的證書不會列印標籤。',
  },
  used: { en: 'Labels already used on the first sheet', 'zh-HK': '首張標籤紙已用標籤數目' },
  apply: { en: 'Update', 'zh-HK': '重新排列' },
  toFile: { en: 'Back to the file', 'zh-HK': '返回檔案' },
  verify: { en: 'Verify: scan, or go to', 'zh-HK': '核實：掃描或瀏覽' },
} as const satisfies Record<string, BilingualText>;

/** Which of the pages of labels this is. */
export function labelPart(part: number, parts: number, language: Language): string {
  return language === 'en' ? `Part ${part} of ${parts}` : `第${part}部分（共${parts}部分）`;
}

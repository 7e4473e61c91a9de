import type { disclosurePolicies } from '#register/catalogue/provider.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** What a provider sets for itself. */
export const settingsMessages = {
  title: { en: 'Settings', 'zh-HK': '設定' },
  contact: { en: 'Contact', 'zh-HK': '聯絡方法' },
  contactHint: {
    en: 'A telephone number, an email address or a page. Everybody sees it where a certificate of yours is verified, and in your emails.',
    'zh-HK': '電話號碼、電郵地址或網頁。核實貴機構證書的頁面及電郵均會向所有人顯示。',
  },
  digestEmail: { en: 'Weekly digest to', 'zh-HK': '每週摘要發送至' },
  digestEmailHint: {
    en: 'One email address. Each Monday it gets who expires soon and whose address fails. Leave it empty for none.',
    'zh-HK': '填寫一個電郵地址，逢星期一收取即將到期及電郵有問題的名單；留空則不發送。',
  },
  disclosure: { en: 'Names that the public sees', 'zh-HK': '向公眾顯示的姓名' },
  save: { en: 'Save', 'zh-HK': '儲存' },
  saved: {
    en: 'Saved. Public pages show it within ten minutes.',
    'zh-HK': '已儲存，公開頁面將於十分鐘內更新。',
  },
  badContact: {
    en: 'Enter the contact in one line of at most 200 characters, or leave it empty.',
    'zh-HK': '請輸入聯絡方法，最多200個字元，不可換段；亦可留空。',
  },
  badEmail: {
    en: 'Enter one email address, such as office@example.com, or leave it empty.',
    'zh-HK': '請輸入一個電郵地址，例如 office@example.com，或留空。',
  },
  badDisclosure: { en: 'Choose one of the three.', 'zh-HK': '請選擇其中一項。' },
} as const satisfies Record<string, BilingualText>;

export const disclosureMessages: Record<(typeof disclosurePolicies)[number], BilingualText> = {
  masked: { en: 'Partly hidden: CHAN T** M**', 'zh-HK': '部分隱藏：CHAN T** M**' },
  full: { en: 'The whole name', 'zh-HK': '完整姓名' },
  matchOnly: {
    en: 'Nothing at all, unless the name on the paper was typed',
    'zh-HK': '不顯示任何資料，除非已輸入證書上的姓名',
  },
};

/** That this mail reaches nobody, and who can help. */
export function protectedFails(masked: string, language: Language): string {
  return language === 'en'
    ? `Emails about access keys and colleagues should go to ${masked}, but this address does not take them, so none are sent. Ask the operator of the register for another address.`
    : `有關密鑰及同事的電郵應發送至 ${masked}，但該地址未能接收，現時不會發送。請聯絡登記冊營運者更改地址。`;
}

/** Where mail of new keys and of colleagues goes, and that nothing here changes it. */
export function protectedTo(masked: string, language: Language): string {
  return language === 'en'
    ? `Emails about access keys and colleagues go to ${masked}, also when you change the addresses below. Only the operator of the register changes that, so that nobody can hide a new key.`
    : `有關密鑰及同事的電郵發送至 ${masked}，更改以下地址亦不受影響。為免有人隱瞞新發的密鑰，只有登記冊營運者可更改此地址。`;
}

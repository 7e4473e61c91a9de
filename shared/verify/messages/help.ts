import type { BilingualText } from '#web/messages/verdict.ts';

interface HelpSection {
  id: string;
  title: BilingualText;
  paragraphs: BilingualText[];
  links: { path: string; name: BilingualText }[];
}

export const helpMessages = {
  title: { en: 'Help and contact', 'zh-HK': '使用說明及聯絡' },
  lead: {
    en: 'This is a register of first-aid and EMS certificates for Hong Kong. Training providers register what they issue, employers verify it, and holders are reminded before it expires.',
    'zh-HK':
      '本登記冊收錄香港的急救及緊急醫療證書：培訓機構登記所簽發的證書，僱主可核實證書，持證人則會在證書到期前收到提示。',
  },
  contact: { en: 'Contact', 'zh-HK': '聯絡' },
  write: {
    en: 'Something does not work, or you have a question about this register? Write to:',
    'zh-HK': '系統出現問題，或對本登記冊有疑問，請電郵至：',
  },
  quote: {
    en: 'If a page gave you a request number, quote it. Do not send identity documents.',
    'zh-HK': '如頁面顯示請求編號，請一併提供。請勿發送身份證明文件。',
  },
} as const satisfies Record<string, BilingualText>;

/** For whom the register is, and where each goes on. */
export const helpSections: readonly HelpSection[] = [
  {
    id: 'employers',
    title: { en: 'If you employ first-aiders', 'zh-HK': '僱主' },
    paragraphs: [
      {
        en: 'Type the number printed on a certificate, and the name if you like. You see immediately whether it is valid, and can check an earlier date. For many certificates, paste a list or upload a file. To hear when one changes or expires, register a site.',
        'zh-HK':
          '輸入證書上的編號（可一併輸入姓名），即可得知證書是否有效，亦可查詢較早日期。如有多張證書，可貼上清單或上載檔案。如欲在證書有變或到期時收到通知，可登記工作地點。',
      },
    ],
    links: [
      { path: '/', name: { en: 'Verify a certificate', 'zh-HK': '核實證書' } },
      { path: '/lists', name: { en: 'Check a list of certificates', 'zh-HK': '一次核實多張證書' } },
      {
        path: '/watch',
        name: { en: 'Get email alerts when a certificate changes', 'zh-HK': '接收證書變動通知' },
      },
    ],
  },
  {
    id: 'holders',
    title: { en: 'If you hold a certificate', 'zh-HK': '持證人' },
    paragraphs: [
      {
        en: 'You need no account. The link in each of our emails leads to your own page: there you see, print or share your certificates, change your address, and stop reminders. If you have lost it, have it sent again.',
        'zh-HK':
          '持證人無須開立帳戶。每封電郵內的連結均可開啟閣下的證書頁面，以查看、列印或分享證書，更改電郵地址，以及停止提示。如遺失連結，可要求重新發送。',
      },
      {
        en: 'A wrong name or date is corrected by the training provider that issued the certificate.',
        'zh-HK': '如證書的姓名或日期有誤，須由簽發證書的培訓機構改正。',
      },
    ],
    links: [{ path: '/my', name: { en: 'Email me my certificates', 'zh-HK': '以電郵取得閣下的證書' } }],
  },
  {
    id: 'providers',
    title: { en: 'If you train first-aiders', 'zh-HK': '培訓機構' },
    paragraphs: [
      {
        en: 'With a key from the operator you upload an Excel or CSV file of those who passed, or have your own system do it. To get a key, write to the address below.',
        'zh-HK':
          '取得營運者發出的密鑰後，可上載合格學員的 Excel 或 CSV 檔案，亦可由貴機構的系統自動遞交。如欲申請密鑰，請電郵至下列地址。',
      },
    ],
    links: [
      { path: '/console', name: { en: 'Sign in to the providers’ console', 'zh-HK': '登入培訓機構平台' } },
      { path: '/docs', name: { en: 'API for your own system', 'zh-HK': '系統介面（API）說明（英文）' } },
    ],
  },
];

/** How far everybody can use the pages, and what is not so yet. */
export const accessibilityMessages: { title: BilingualText; paragraphs: BilingualText[] } = {
  title: { en: 'Accessibility statement', 'zh-HK': '無障礙聲明' },
  paragraphs: [
    {
      en: 'The pages are made to meet WCAG 2.2, level AA. They work by keyboard, with a screen reader, at 400% zoom, on a screen 320 pixels wide, in dark and high-contrast settings, and without JavaScript. Each page is checked for faults by a program before it is published; people with disabilities have not tested them yet.',
      'zh-HK':
        '本系統的網頁以符合《無障礙網頁內容指引》（WCAG）2.2 版 AA 級為目標，可以鍵盤或螢幕閱讀器操作，適用於400%放大、320像素闊的螢幕、深色及高對比設定，並無須 JavaScript。每個頁面發布前均經程式檢查，但尚未由殘疾人士測試。',
    },
    {
      en: 'PDF files of certificates are pictures of a page without tags for screen readers: the page that offers them says the same.',
      'zh-HK': '證書的 PDF 檔案未設供螢幕閱讀器使用的標籤；提供檔案的頁面載有相同內容。',
    },
    {
      en: 'If something is in your way, write to the address above. Say which page it is, and what you use.',
      'zh-HK': '如使用時遇到障礙，請電郵至上述地址，並說明有關頁面及所用的裝置或軟件。',
    },
  ],
};

import type { Language } from '#register/certificate/credential.ts';

interface WatchConfirmMessages {
  subject: string;
  headline: string;
  /** `site` as somebody typed it. */
  paragraphs(site: string): string[];
  action: string;
  smallPrint: string[];
}

/** Asks the reader of an address whether a site is to be watched. */
export const watchConfirmMessages: Record<Language, WatchConfirmMessages> = {
  en: {
    subject: 'Confirm you want alerts at this address',
    headline: 'Confirm within 7 days that you want alerts about the certificates of a site at this address.',
    paragraphs: (site) => [
      `You receive this because somebody typed this address into the register of first-aid and EMS certificates, to watch a site named “${site}”.`,
      'Once you confirm, you can list the certificates of the people who work there. We write to you when one of them is revoked, suspended, renewed or about to expire: one email a day at most.',
      'There is no password. Keep this email: its link opens the page of the site.',
      'If it was not you, do nothing. Without your confirmation within 7 days the request ends by itself, and no more emails come.',
    ],
    action: 'Look at the request and confirm it',
    smallPrint: [
      'Nothing is confirmed by opening the page: only its button does it.',
      'The register never asks you for a password or a payment.',
    ],
  },
  'zh-HK': {
    subject: '請確認接收證書變動通知',
    headline: '請於7日內確認，以此電郵地址接收工作地點的證書變動通知。',
    paragraphs: (site) => [
      `閣下收到此電郵，是因為有人在急救及緊急醫療證書登記冊輸入此電郵地址，要求監察名為「${site}」的工作地點的證書。`,
      '確認後，閣下可列出在該處工作的人員的證書；如有證書被撤銷、暫停、續期或即將到期，本系統會以電郵通知閣下，每日最多一封。',
      '使用時無須密碼。請保留此電郵，日後亦須以其連結開啟該工作地點的頁面。',
      '如非閣下提出，無須理會；如未於7日內確認，要求會自動失效，閣下亦不會再收到電郵。',
    ],
    action: '查看要求並確認',
    smallPrint: ['開啟頁面並不等於確認，須按頁面上的按鈕。', '本系統絕不會要求閣下提供密碼或付款。'],
  },
};

import type { Column } from '#register/certificate/columns.ts';
import type { Words } from './verdict.ts';

/** What people call each field of a certificate: on the provider's own pages of it, and as a column of a file. */
export const fieldNames: Record<Column, { onRecord: Words; inFile: Words }> = {
  number: {
    onRecord: { en: 'Certificate no.', 'zh-HK': '證書編號' },
    inFile: { en: 'Certificate no.', 'zh-HK': '證書編號' },
  },
  type: {
    onRecord: { en: 'Certificate', 'zh-HK': '證書' },
    inFile: { en: 'Course', 'zh-HK': '課程' },
  },
  nameEn: {
    onRecord: { en: 'Name in English', 'zh-HK': '英文姓名' },
    inFile: { en: 'English name', 'zh-HK': '英文姓名' },
  },
  nameZh: {
    onRecord: { en: 'Name in Chinese', 'zh-HK': '中文姓名' },
    inFile: { en: 'Chinese name', 'zh-HK': '中文姓名' },
  },
  email: {
    onRecord: { en: 'E-mail', 'zh-HK': '電郵' },
    inFile: { en: 'E-mail', 'zh-HK': '電郵' },
  },
  language: {
    onRecord: { en: 'Language of the e-mails', 'zh-HK': '電郵所用語文' },
    inFile: { en: 'Language', 'zh-HK': '語言' },
  },
  issuedOn: {
    onRecord: { en: 'Date of issue', 'zh-HK': '簽發日期' },
    inFile: { en: 'Date of issue', 'zh-HK': '簽發日期' },
  },
  expiresOn: {
    onRecord: { en: 'Valid through (inclusive)', 'zh-HK': '有效期至（包括當日）' },
    inFile: { en: 'Last valid day', 'zh-HK': '最後有效日' },
  },
};

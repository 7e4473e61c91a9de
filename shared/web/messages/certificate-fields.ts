import type { Column } from '#register/certificate/upload-columns.ts';
import type { BilingualText } from './verdict.ts';

/** What each field of a certificate is called on its provider's pages and as a column of a file, and what it means in the API. */
export const fieldNames: Record<Column, { onRecord: BilingualText; inFile: BilingualText; inApi: string }> = {
  number: {
    onRecord: { en: 'Certificate no.', 'zh-HK': '證書編號' },
    inFile: { en: 'Certificate no.', 'zh-HK': '證書編號' },
    inApi: 'As printed on the certificate.',
  },
  type: {
    onRecord: { en: 'Certificate', 'zh-HK': '證書' },
    inFile: { en: 'Course', 'zh-HK': '課程' },
    inApi: 'The code of the course or certificate, for example OFA.',
  },
  nameEn: {
    onRecord: { en: 'Name in English', 'zh-HK': '英文姓名' },
    inFile: { en: 'English name', 'zh-HK': '英文姓名' },
    inApi: 'The English name.',
  },
  nameZh: {
    onRecord: { en: 'Name in Chinese', 'zh-HK': '中文姓名' },
    inFile: { en: 'Chinese name', 'zh-HK': '中文姓名' },
    inApi: 'The Chinese name.',
  },
  email: {
    onRecord: { en: 'Email', 'zh-HK': '電郵' },
    inFile: { en: 'Email', 'zh-HK': '電郵' },
    inApi: 'Where reminders go.',
  },
  language: {
    onRecord: { en: 'Language of the emails', 'zh-HK': '電郵語文' },
    inFile: { en: 'Language', 'zh-HK': '語文' },
    inApi: 'The language of reminders.',
  },
  issuedOn: {
    onRecord: { en: 'Date of issue', 'zh-HK': '簽發日期' },
    inFile: { en: 'Date of issue', 'zh-HK': '簽發日期' },
    inApi: 'The date of issue.',
  },
  expiresOn: {
    onRecord: { en: 'Valid through (inclusive)', 'zh-HK': '有效期至（包括當日）' },
    inFile: { en: 'Last valid day', 'zh-HK': '最後有效日' },
    inApi: 'The last valid day, with extensions. None: it does not expire.',
  },
  courseSession: {
    onRecord: { en: 'Course session', 'zh-HK': '課程班次' },
    inFile: { en: 'Course session', 'zh-HK': '課程班次' },
    inApi: 'Which class of the course it was, in your own words; at most 40 characters.',
  },
};

import type { Column } from '#register/certificate/columns.ts';
import type { Words } from './verdict.ts';

/** What each field of a certificate is called on its provider's pages and as a column of a file, and what it means in the API. */
export const fieldNames: Record<Column, { onRecord: Words; inFile: Words; inApi: Words }> = {
  number: {
    onRecord: { en: 'Certificate no.', 'zh-HK': '證書編號' },
    inFile: { en: 'Certificate no.', 'zh-HK': '證書編號' },
    inApi: { en: 'As printed on the certificate.', 'zh-HK': '證書上所印的編號。' },
  },
  type: {
    onRecord: { en: 'Certificate', 'zh-HK': '證書' },
    inFile: { en: 'Course', 'zh-HK': '課程' },
    inApi: {
      en: 'The code of the course or certificate, for example OFA.',
      'zh-HK': '課程或證書代號，例如 OFA。',
    },
  },
  nameEn: {
    onRecord: { en: 'Name in English', 'zh-HK': '英文姓名' },
    inFile: { en: 'English name', 'zh-HK': '英文姓名' },
    inApi: { en: 'The English name.', 'zh-HK': '英文姓名。' },
  },
  nameZh: {
    onRecord: { en: 'Name in Chinese', 'zh-HK': '中文姓名' },
    inFile: { en: 'Chinese name', 'zh-HK': '中文姓名' },
    inApi: { en: 'The Chinese name.', 'zh-HK': '中文姓名。' },
  },
  email: {
    onRecord: { en: 'E-mail', 'zh-HK': '電郵' },
    inFile: { en: 'E-mail', 'zh-HK': '電郵' },
    inApi: { en: 'Where reminders go.', 'zh-HK': '接收續證提示的電郵地址。' },
  },
  language: {
    onRecord: { en: 'Language of the e-mails', 'zh-HK': '電郵所用語文' },
    inFile: { en: 'Language', 'zh-HK': '語言' },
    inApi: { en: 'The language of reminders.', 'zh-HK': '續證提示所用語言。' },
  },
  issuedOn: {
    onRecord: { en: 'Date of issue', 'zh-HK': '簽發日期' },
    inFile: { en: 'Date of issue', 'zh-HK': '簽發日期' },
    inApi: { en: 'The date of issue.', 'zh-HK': '簽發日期。' },
  },
  expiresOn: {
    onRecord: { en: 'Valid through (inclusive)', 'zh-HK': '有效期至（包括當日）' },
    inFile: { en: 'Last valid day', 'zh-HK': '最後有效日' },
    inApi: {
      en: 'The last valid day, with extensions. None: it does not expire.',
      'zh-HK': '最後有效日，已計及延期。如無此項，即沒有屆滿日期。',
    },
  },
  courseSession: {
    onRecord: { en: 'Course session', 'zh-HK': '課程班次' },
    inFile: { en: 'Course session', 'zh-HK': '課程班次' },
    inApi: {
      en: 'Which class of the course it was, in your own words; at most 40 characters.',
      'zh-HK': '所屬課程班次，由機構自行填寫，最多40個字元。',
    },
  },
};

import { utils, write } from '@e965/xlsx';
import type { Column } from '../../shared/register/certificate/upload-columns.ts';

/** Each column: both languages in one heading, which reading a file takes as either. */
export const templateHeadings: [Column, string][] = [
  ['number', 'Certificate No. 證書編號'],
  ['type', 'Course 課程'],
  ['nameEn', 'English name 英文姓名'],
  ['nameZh', 'Chinese name 中文姓名'],
  ['issuedOn', 'Date of issue 簽發日期'],
  ['expiresOn', 'Expiry date 到期日'],
  ['email', 'Email 電郵'],
  ['language', 'Language 語文'],
  ['courseSession', 'Class 班別'],
];

/** A sheet with the headings alone; its cells are texts, so that no number loses its zeros and no date its order. */
function template(): string {
  const sheet = utils.aoa_to_sheet([templateHeadings.map(([, heading]) => heading)]);
  sheet['!cols'] = templateHeadings.map(([, heading]) => ({ wch: heading.length + 6 }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Certificates 證書');
  return write(book, { type: 'base64', bookType: 'xlsx', compression: true });
}

export function templateModule(): string {
  return `/** The workbook that providers download to fill in, in base64; made by \`npm run template\`. */
export const templateFile =
  '${template()}';
`;
}

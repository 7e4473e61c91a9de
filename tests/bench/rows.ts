import iconv from 'iconv-lite';
import { workbookOf } from '#support/files/workbook';

/** Rows as a provider's file has them, each a certificate of its own. */
const HEADINGS = [
  'Certificate No.',
  'Name',
  '姓名',
  'Course',
  'Date of Issue',
  'Expiry Date',
  'Email',
  'Language',
];

function* lines(rows: number): Generator<string[]> {
  yield HEADINGS;
  for (let i = 0; i < rows; i++) {
    const number = `SPMC-OFA-2024-${String(i).padStart(6, '0')}`;
    const email = `chan.taiman${i}@example.com`;
    yield [number, 'CHAN Tai Man', '陳大文', 'OFA', '2024-03-01', '2027-02-28', email, 'zh-HK'];
  }
}

/** UTF-8 with commas, line by line. */
export function* csv(rows: number): Generator<string> {
  for (const line of lines(rows)) yield `${line.join(',')}\r\n`;
}

/** The same in Big5-HKSCS. */
export function* big5(rows: number): Generator<Buffer> {
  for (const line of csv(rows)) yield iconv.encode(line, 'big5hkscs');
}

/** The same as Excel saves it: each text once, the cells refer to it. */
export function* workbook(rows: number): Generator<Buffer> {
  const texts = new Map<string, number>();
  const indexOf = (text: string) => {
    const index = texts.get(text) ?? texts.size;
    texts.set(text, index);
    return index;
  };
  const data: string[] = [];
  for (const line of lines(rows)) {
    const row = data.length + 1;
    const cells = line.map((text, i) => `<c r="${'ABCDEFGH'[i]}${row}" t="s"><v>${indexOf(text)}</v></c>`);
    data.push(`<row r="${row}" spans="1:8">${cells.join('')}</row>`);
  }
  const strings = Array.from(texts.keys(), (text) => `<si><t>${text}</t></si>`).join('');
  yield workbookOf({ sheets: [data.join('')], strings });
}

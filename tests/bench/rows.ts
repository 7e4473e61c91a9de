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

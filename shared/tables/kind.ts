/** What a file is by its first bytes; its name says nothing. `text`: nothing that is known. */
export type FileKind = 'empty' | 'zip' | 'ole2' | 'other' | 'text';

const at = (offset: number, ...bytes: (number | string)[]) => ({
  offset,
  bytes: Buffer.concat(
    bytes.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from([part]))),
  ),
});

const ZIP = [at(0, 'PK', 3, 4), at(0, 'PK', 5, 6)];
/** An Excel workbook of before 2007, and any workbook with a password. */
const OLE2 = at(0, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const OTHERS = [
  at(0, '%PDF'),
  at(0, '%!PS'),
  at(0, '{\\rtf'),
  at(0, 0x1f, 0x8b),
  at(0, 'BZh'),
  at(0, 0xfd, '7zXZ'),
  at(0, '7z', 0xbc, 0xaf),
  at(0, 'Rar!'),
  at(0, 0x28, 0xb5, 0x2f, 0xfd),
  at(0, 0x89, 'PNG'),
  at(0, 0xff, 0xd8, 0xff),
  at(0, 'GIF8'),
  at(0, 'RIFF'),
  at(0, 'II*', 0),
  at(0, 'MM', 0, '*'),
  at(4, 'ftyp'),
];
/** Some systems call a page or an XML document `.xls`; Excel opens it, as text it is no table. */
const MARKUP = /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|html|head|meta|table|!--)/i;

export function fileKind(head: Buffer): FileKind {
  const has = ({ offset, bytes }: ReturnType<typeof at>) =>
    head.subarray(offset, offset + bytes.length).equals(bytes);
  if (head.length === 0) return 'empty';
  if (ZIP.some(has)) return 'zip';
  if (has(OLE2)) return 'ole2';
  if (OTHERS.some(has) || MARKUP.test(head.toString('latin1', 0, 200))) return 'other';
  return 'text';
}

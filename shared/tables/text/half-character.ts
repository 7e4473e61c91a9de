/** The second bytes of Big5 that are ASCII, but for what stands between texts. */
const isTrail = (byte: number) => byte >= 0x40 && byte <= 0x7e && byte !== 0x5f && byte !== 0x7c;
/** What ends a cell: nothing, tab, quotation mark, comma, semicolon, bar. */
const isEdge = (byte: number | undefined) =>
  byte === undefined || [0x09, 0x22, 0x2c, 0x3b, 0x7c].includes(byte);
const isCapital = (byte: number) => byte >= 0x41 && byte <= 0x5a;
/** 班 組 座 級 隊 餐 類 型 科 室 光 卡, which a letter may stand before. */
const AFTER_A_LETTER = new Set([
  0xaf5a, 0xb2d5, 0xae79, 0xafc5, 0xb6a4, 0xc05c, 0xc3fe, 0xabac, 0xacec, 0xabc7, 0xa5fa, 0xa564,
]);

/**
 * Whether the ASCII byte at `i` is what is left of a character that lost its first byte: `譚o俊`, `G芬彤`. It stands
 * alone between Chinese, or first in its cell before it, or last in a cell of a name's length. `A班` is none.
 */
export function isHalf(line: Buffer, i: number, { chineseBefore }: { chineseBefore: number }): boolean {
  const byte = line[i] ?? 0;
  if (!isTrail(byte)) return false;
  const next = line[i + 1];
  const isBeforeChinese = next !== undefined && next >= 0x80;
  if (chineseBefore === 0 && !isEdge(line[i - 1])) return false;
  if (!isBeforeChinese) return chineseBefore > 0 && chineseBefore <= 3 && isEdge(next);
  return !(isCapital(byte) && AFTER_A_LETTER.has(next * 256 + (line[i + 2] ?? 0)));
}

import iconv from 'iconv-lite';
import { familiar } from '#tables/text/familiar.ts';

type Encoding = keyof typeof familiar;
const OTHERS = ['gb18030', 'euc-jp', 'shift_jis', 'euc-kr'] as const satisfies Encoding[];
/** A surname that stands first in its cell says as much as two characters elsewhere. */
const SURNAME = 2;
/** Less is chance: a surname, or two other characters. */
const ENOUGH = 2;
const KANA = /[\u3041-\u3096\u30a1-\u30fc]/;
const SEPARATORS = /[,;\t|"]/;

/**
 * Whether this text, lines that all decode as Big5, is likelier Big5 than anything else: more of its characters are
 * common in names and headings than when the same bytes are read in another encoding, and half of all in a short text.
 */
export function readsAsBig5(bytes: Buffer, { isLong }: { isLong: boolean }): boolean {
  const { score, letters } = familiarityOf(bytes, 'big5hkscs');
  const best = Math.max(...OTHERS.map((other) => familiarityOf(bytes, other).score));
  return isLong ? score >= best : score >= ENOUGH && score * 2 >= letters && score > best;
}

function familiarityOf(bytes: Buffer, encoding: Encoding): { score: number; letters: number } {
  const { surnames, others } = familiar[encoding];
  const text = iconv.decode(bytes, encoding);
  let score = 0;
  let letters = 0;
  // Bytes that are nothing in this encoding speak against it as unfamiliar letters do.
  if (text.includes('\uFFFD')) return { score, letters };
  for (const cell of text.split(/[\r\n]/).flatMap((line) => line.split(SEPARATORS))) {
    let isFirst = true;
    for (const letter of cell) {
      if (letter <= '\u007f' || !/\p{L}/u.test(letter)) continue;
      letters++;
      if (isFirst && surnames.has(letter)) score += SURNAME;
      else if (others.has(letter) || (encoding !== 'big5hkscs' && KANA.test(letter))) score++;
      isFirst = false;
    }
  }
  return { score, letters };
}

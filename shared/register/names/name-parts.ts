import { readHan } from './han-forms.ts';
import { withoutTitles } from './titles.ts';

// Private-use characters were Hong Kong's own Chinese characters before Unicode had them.
const HAN = /[\p{Script=Han}\p{Co}]/u;

/** A name as it is compared: its Latin words and its Chinese characters (`readHan`). */
export interface NameParts {
  latin: string[];
  chinese: string[];
}

/**
 * What two ways to write one name have in common, titles and list numbers left out. Of the Latin words: case, accents and
 * punctuation go; an apostrophe of any kind does not part a word from itself, as words are compared run together.
 */
export function nameParts(name: string): NameParts {
  const line = withoutTitles(plainLine(name));
  if (!HAN.test(line)) return { latin: latinWords(line), chinese: [] };
  const characters = [...line];
  const latin = characters.map((character) => (HAN.test(character) ? ' ' : character)).join('');
  const chinese = characters.filter((character) => HAN.test(character)).join('');
  // Where a name has both scripts, each has ends of its own.
  return { latin: latinWords(withoutTitles(latin.trim())), chinese: readHan(withoutTitles(chinese)) };
}

function latinWords(latin: string): string[] {
  return foldLatin(latin)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((token) => token !== '');
}

/** Full-width and other compatibility forms made plain, and one space between tokens. */
export function plainLine(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Letters that are no letter with an accent, as people without them on their keyboard write them (CLDR, Latin-ASCII). */
const plainLetters: Readonly<Record<string, string>> = {
  ...{
    ß: 'ss',
    æ: 'ae',
    ǝ: 'e',
    ə: 'e',
    ɛ: 'e',
    ɓ: 'b',
    ƀ: 'b',
    ƈ: 'c',
    đ: 'd',
    ð: 'd',
    ɗ: 'd',
    ɖ: 'd',
    ƒ: 'f',
    ɠ: 'g',
    ɣ: 'g',
  },
  ...{
    ħ: 'h',
    ı: 'i',
    ɨ: 'i',
    ɩ: 'i',
    ȷ: 'j',
    ƙ: 'k',
    ĸ: 'q',
    ł: 'l',
    ƚ: 'l',
    ŋ: 'n',
    ɲ: 'n',
    ƞ: 'n',
    ø: 'o',
    ɔ: 'o',
  },
  ...{
    œ: 'oe',
    ƥ: 'p',
    ʀ: 'r',
    ʃ: 's',
    ŧ: 't',
    ƭ: 't',
    þ: 'th',
    ʉ: 'u',
    ʊ: 'u',
    ʋ: 'v',
    ƿ: 'w',
    ƴ: 'y',
    ƶ: 'z',
    ʒ: 'z',
  },
};

function foldLatin(text: string): string {
  return text
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u02b9-\u02ff]/g, '')
    .normalize('NFC')
    .replace(/[\u00df-\u02af]/g, (letter) => plainLetters[letter] ?? letter);
}

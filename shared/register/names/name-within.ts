import { isSameHan } from './han-forms.ts';
import type { NameParts } from './name-parts.ts';

/** How many words and Chinese characters a name has. */
export const sizeOf = ({ latin, chinese }: NameParts): number => latin.length + chinese.length;

/** Whether a name says all that another one says, in any order. */
export function saysAll(name: NameParts, part: NameParts): boolean {
  return sizeOf(part) > 0 && saysLatin(name.latin, part.latin) && saysChinese(name.chinese, part.chinese);
}

/** Word by word, or with its words run together or parted: `Taiman`, `Tai Man`. */
export function saysLatin(words: readonly string[], part: readonly string[]): boolean {
  if (part.length <= words.length && part.every((word) => words.includes(word))) return true;
  const together = part.join('');
  return words.some((_, from) =>
    words.some((_, to) => to >= from && words.slice(from, to + 1).join('') === together),
  );
}

export function saysChinese(characters: readonly string[], part: readonly string[]): boolean {
  return (
    part.length <= characters.length &&
    part.every((one) => characters.some((other) => isSameHan([one], [other])))
  );
}

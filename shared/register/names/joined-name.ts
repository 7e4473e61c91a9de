import { hasHan } from './holder-input.ts';

/**
 * A name from what stands in columns of its own, in the order of either script: the family name first, then given ones. A
 * part that another one has in it already (`CHAN` beside `CHAN Tai Man`) is not said twice; empty ones are none.
 */
export function joinedName(...parts: string[]): string {
  const said = parts.filter((part) => part !== '');
  const own = said.filter((part, at) => !said.some((other, place) => place !== at && hasWithin(other, part)));
  return own.reduce((name, part) => {
    const space = name === '' || (hasHan(name) && hasHan(part)) ? '' : ' ';
    return name + space + part;
  }, '');
}

/** Whether all of `part` and more stands in `text`: as words, or as the characters that it begins with. */
function hasWithin(text: string, part: string): boolean {
  if (text.length <= part.length) return false;
  if (hasHan(part)) return text.startsWith(part) || ([...part].length > 1 && text.includes(part));
  const words = wordsOf(text);
  return wordsOf(part).every((word) => words.includes(word));
}

const wordsOf = (text: string) => text.split(/[\s,]+/);

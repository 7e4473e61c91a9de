import { isSameHan } from './han-forms.ts';
import { hasHan } from './holder-input.ts';
import { nameParts } from './name-parts.ts';
import { saysAll, sizeOf } from './name-within.ts';

/**
 * A name from what stands in columns of its own, in the order of either script: the family name first, then the given one, then
 * what more there is. A cell that has the whole name is not said beside its parts; empty ones are none.
 */
export function joinedName(...parts: string[]): string {
  const [family = '', given = '', ...further] = parts.filter((part) => part !== '');
  return further.reduce(withFurther, ofHalves(family, given)).reduce((name, part) => {
    const space = name === '' || (hasHan(name) && hasHan(part)) ? '' : ' ';
    return name + space + part;
  }, '');
}

/** Many a given name has a word that is a family name too (`HO`, `Ka Ho`), so that one word says little. */
function ofHalves(family: string, given: string): string[] {
  if (given === '') return [family];
  const [one, other] = [nameParts(family), nameParts(given)];
  if (sizeOf(other) > 1 && sizeOf(one) >= sizeOf(other) && saysAll(one, other)) return [family];
  const isSaid =
    sizeOf(one) > 1
      ? sizeOf(other) > sizeOf(one) && saysAll(other, one)
      : beginsLatin(family, given) || beginsChinese(one.chinese, other.chinese);
  return isSaid ? [given] : [family, given];
}

/** `CHAN Tai Man` has a word more than a given name of its own; in `CHAN Peter` capitals tell. `HO Man` of a `HO` may be either. */
function beginsLatin(family: string, given: string): boolean {
  const [word, ...more] = nameParts(family).latin;
  const words = nameParts(given).latin;
  if (word === undefined || more.length > 0 || words[0] !== word) return false;
  const rest = given.slice(family.length);
  const isMarked = given.startsWith(family) && family === family.toUpperCase() && rest !== rest.toUpperCase();
  return words.length >= 3 || (words.length === 2 && isMarked);
}

/** `陳大文`, `陳明`, but not `文文` of a `文`. */
function beginsChinese(family: string[], given: string[]): boolean {
  if (family.length === 0 || !isSameHan(given.slice(0, 1), family)) return false;
  return given.length >= 3 || (given.length === 2 && !isSameHan(given.slice(1), family));
}

/** The third column has a name more (`Peter`), the whole name, or what was said. */
function withFurther(said: string[], part: string): string[] {
  const further = nameParts(part);
  const [all, last] = [nameParts(said.join(' ')), nameParts(said.at(-1) ?? '')];
  if (saysAll(sizeOf(further) > 1 ? all : last, further)) return said;
  const isWithin = (one: string) => {
    const parts = nameParts(one);
    return sizeOf(further) > sizeOf(parts) && saysAll(further, parts);
  };
  return [...said.filter((one) => !isWithin(one)), part];
}

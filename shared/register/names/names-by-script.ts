import { hasHan, isHanOnly } from './holder-input.ts';
import { nameParts } from './name-parts.ts';
import { saysChinese, saysLatin } from './name-within.ts';

/** From the first Chinese character to the last; one alone beside a name (`Peter 陳`) is a part of it, not another name. */
const CHINESE = /\p{Script=Han}.*\p{Script=Han}/su;
/** What stands between the two scripts. */
const ENDS_BEFORE = /(?<![ ,/([])[ ,/([]+$/;
const BEGINS_AFTER = /^[ ,/)\]([]+/;
const ENDS_AFTER = /(?<![)\] ])[)\] ]+$/;

/**
 * Names stand in the column of their script: Chinese under `nameEn` moves over, and the other way round; a cell that
 * has both is divided. Tidied texts, empty where there is none. What cannot be told apart stays as it is.
 */
export function namesByScript(nameEn = '', nameZh = ''): { nameEn: string; nameZh: string } {
  const isExchanged = (nameEn === '' || isHanOnly(nameEn)) && !hasHan(nameZh);
  const there = isExchanged ? { nameEn: nameZh, nameZh: nameEn } : { nameEn, nameZh };
  const ofEn = divided(there.nameEn);
  if (ofEn && (there.nameZh === '' || there.nameZh === ofEn.nameZh)) return ofEn;
  const ofZh = divided(there.nameZh);
  return ofZh && (there.nameEn === '' || there.nameEn === ofZh.nameEn) ? ofZh : there;
}

/** Latin letters under the Chinese name too, where the English one has its own. */
export function areBothLatin(nameEn: string, nameZh: string): boolean {
  const isLatin = (name: string) => /\p{Script=Latin}/u.test(name) && !hasHan(name);
  return isLatin(nameEn) && isLatin(nameZh);
}

/**
 * Whether two cells of one row have two names in one script: a record would be of two people. One may say more than the other
 * (`CHAN Tai Man`, `陳大文 (Peter Chan)`).
 */
export function areOfTwo(nameEn: string, nameZh: string): boolean {
  if (!hasHan(nameEn) && !(hasHan(nameZh) && /\p{Script=Latin}{2}/u.test(nameZh))) return false;
  const [en, zh] = [nameParts(nameEn), nameParts(nameZh)];
  return (
    differ(en.chinese, zh.chinese, saysChinese) ||
    (differ(en.latin, zh.latin, saysLatin) && !shareAName(en.latin, zh.latin))
  );
}

function differ(one: string[], other: string[], says: typeof saysLatin): boolean {
  return one.length > 1 && other.length > 1 && !says(one, other) && !says(other, one);
}

/** A family name, which stands at either end, or all of the given ones. */
function shareAName(one: string[], other: string[]): boolean {
  const [first, otherFirst, last, otherLast] = [one[0], other[0], one.at(-1), other.at(-1)];
  // Of three words the last is rarely a family name.
  const isLast = last === otherLast && Math.min(one.length, other.length) === 2;
  if (first === otherFirst || first === otherLast || last === otherFirst || isLast) return true;
  const given = (words: string[]) => [words.slice(1).join(''), words.slice(0, -1).join('')];
  return given(one).some((name) => given(other).includes(name));
}

/** `CHAN Tai Man 陳大文`, `陳大文 (CHAN Tai Man)`, `CHAN Tai Man / 陳大文`: one run of each script, side by side. */
function divided(name: string): { nameEn: string; nameZh: string } | undefined {
  const found = CHINESE.exec(name);
  if (!found || !isHanOnly(found[0])) return undefined;
  const [zh] = found;
  const before = name.slice(0, found.index).replace(ENDS_BEFORE, '');
  const behind = name.slice(found.index + zh.length);
  const after = behind.replace(BEGINS_AFTER, '').replace(ENDS_AFTER, '');
  const latin = before === '' || after === '' ? before + after : '';
  return /\p{L}.*\p{L}/u.test(latin) ? { nameEn: latin, nameZh: zh } : undefined;
}

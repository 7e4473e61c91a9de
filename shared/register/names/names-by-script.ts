import { hasHan, isHanOnly } from './holder-input.ts';

/** `CHAN Tai Man 陳大文`, `陳大文 (CHAN Tai Man)`, `CHAN Tai Man / 陳大文`: one run of each script, side by side. */
const sideBySide =
  /^(?<before>[^\p{Script=Han}]*?)[ ,/([]*(?<zh>\p{Script=Han}[\p{Script=Han} ·・•‧]*\p{Script=Han})[ ,/)\]([]*(?<after>[^\p{Script=Han}]*?)[)\] ]*$/u;

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

function divided(name: string): { nameEn: string; nameZh: string } | undefined {
  const { before = '', zh = '', after = '' } = sideBySide.exec(name)?.groups ?? {};
  // One Chinese character beside a name (`Peter 陳`) is a part of it, not another name.
  const latin = before === '' || after === '' ? before + after : '';
  return /\p{L}.*\p{L}/u.test(latin) ? { nameEn: latin, nameZh: zh.trim() } : undefined;
}

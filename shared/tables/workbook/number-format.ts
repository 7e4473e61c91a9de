import type { Shows } from './serial-date.ts';

/** How a workbook shows a number (ECMA-376 part 1, 18.8.30 and 18.8.31). */
export type NumberFormat =
  | { kind: 'general' }
  | ({ kind: 'date' } & Shows)
  /** Sections for positive, negative and zero. */
  | { kind: 'digits'; sections: string[] };

export const GENERAL: NumberFormat = { kind: 'general' };
const DATE: NumberFormat = { kind: 'date', date: true, time: false };
const TIME: NumberFormat = { kind: 'date', date: false, time: true };

/** Formats that have a number and no code; 27-36 and 50-58 are those of East Asia. */
const builtIn: Record<number, NumberFormat | string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  22: { kind: 'date', date: true, time: true },
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  48: '##0.0E+0',
};
for (const id of [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]) builtIn[id] = DATE;
for (const id of [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]) builtIn[id] = TIME;

/** `code` is the workbook's own for this number, if it has one. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code !== undefined) return formatOf(code);
  const known = builtIn[id] ?? GENERAL;
  return typeof known === 'string' ? formatOf(known) : known;
}

/** Excel takes 255 characters. */
const MAX_CODE_LENGTH = 255;
const ELAPSED = /\[(?:h+|m+|s+)\]/i;
/** What stands for itself: quoted, escaped, padding, and brackets with a colour, a locale or a condition. */
const LITERALS = /"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]/gs;

function formatOf(code: string): NumberFormat {
  if (code.length > MAX_CODE_LENGTH) return GENERAL;
  const sections = sectionsOf(code);
  const bare = (sections[0] ?? '').replace(LITERALS, '').toLowerCase();
  // WPS and some Chinese editions write `G/通用格式`.
  if (/general|g\/通用格式|g\/標準/.test(bare)) return GENERAL;
  const letters = bare.replace(/e[+-]/g, '');
  const time = /[hs]/.test(letters) || ELAPSED.test(code);
  const date = /[ydegb]|aaa/.test(letters) || (letters.includes('m') && !time);
  if (date || time) return { kind: 'date', date, time };
  // A fraction, a text, or nothing but words.
  if (!/[0#?]/.test(bare) || /[/@]/.test(bare)) return GENERAL;
  return { kind: 'digits', sections };
}

function sectionsOf(code: string): string[] {
  const literals = code.match(LITERALS) ?? [];
  let next = 0;
  // A semicolon inside a literal parts nothing.
  return code
    .replace(LITERALS, '\0')
    .split(';')
    .map((section) => section.replace(/\0/g, () => literals[next++] ?? ''));
}

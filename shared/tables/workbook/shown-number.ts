import type { NumberFormat } from './number-format.ts';
import { serialText } from './serial-date.ts';

/** Beyond it a spreadsheet has lost digits. */
const MAX_PRECISE = 1e15;
/** Excel shows 30, and JavaScript writes 100. */
const MAX_DECIMALS = 100;
/** General shows eleven characters. */
const GENERAL_BELOW = 1e11;
const GENERAL_DIGITS = 10;

/** What the user sees in the cell, but dates always as ISO. `text` is the number as the workbook writes it. */
export function shownNumber(text: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  if (format.kind === 'date') return serialText(value, format, from1904) ?? general(value);
  if (format.kind === 'general' || Math.abs(value) >= MAX_PRECISE) return general(value);
  return inDigits(value, format.sections);
}

function general(value: number): string {
  const size = Math.abs(value);
  if (size >= GENERAL_BELOW || (size > 0 && size < 1e-9)) return scientific(value, 5, true);
  if (Number.isInteger(value)) return String(value);
  const whole = Math.trunc(size).toString().length;
  return dropZeros(value.toFixed(Math.max(0, GENERAL_DIGITS - whole)));
}

const dropZeros = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** `1.23457E+11` */
function scientific(value: number, decimals: number, short: boolean): string {
  const [mantissa = '', exponent = ''] = value.toExponential(decimals).split('e');
  return `${short ? dropZeros(mantissa) : mantissa}E${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

function inDigits(value: number, sections: string[]): string {
  const [positive = '', negative, zero] = sections;
  if (value < 0 && negative !== undefined) return inSection(-value, negative);
  if (value === 0 && zero !== undefined) return inSection(0, zero);
  return value < 0 ? `-${inSection(-value, positive)}` : inSection(value, positive);
}

const TOKEN = /"([^"]*)"?|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|E[+-]0+|([0#?])|./gis;

interface Token {
  text: string;
  digit: boolean;
  /** Means something to the format; else the text stands for itself. */
  sign: boolean;
}

function tokensOf(section: string): Token[] {
  return Array.from(section.matchAll(TOKEN), ([whole, quoted, escaped, currency, digit]) => {
    if (digit !== undefined) return { text: digit, digit: true, sign: true };
    const literal = quoted ?? escaped ?? currency;
    if (literal !== undefined) return { text: literal, digit: false, sign: false };
    const isHidden = whole.startsWith('[') || whole.startsWith('_') || whole.startsWith('*');
    return {
      text: isHidden ? '' : whole,
      digit: false,
      sign: !isHidden && /^(?:[.,%]|E[+-]0+)$/i.test(whole),
    };
  });
}

function inSection(size: number, section: string): string {
  const tokens = tokensOf(section);
  const lastDigit = tokens.findLastIndex(({ digit }) => digit);
  if (lastDigit < 0) return tokens.map(({ text }) => text).join('');
  const is = (token: Token | undefined, text: string) => token?.sign === true && token.text === text;
  const point = tokens.findIndex((token) => is(token, '.'));
  const places = point < 0 ? 0 : tokens.slice(point).filter(({ digit }) => digit).length;
  const decimals = Math.min(places, MAX_DECIMALS);
  if (tokens.some(({ sign, text }) => sign && text.length > 1)) return scientific(size, decimals, false);

  const percents = tokens.filter((token) => is(token, '%')).length;
  const wholeEnd = point < 0 ? tokens.length : point;
  const lastWhole = tokens.slice(0, wholeEnd).findLastIndex(({ digit }) => digit);
  const commas = tokens.flatMap((token, i) => (is(token, ',') && i < wholeEnd ? [i] : []));
  const thousands = commas.filter((i) => i > lastWhole).length;
  const grouped = commas.some((i) => i < lastWhole);

  const scaled = size * 100 ** percents * 0.001 ** thousands;
  if (!(scaled < MAX_PRECISE)) return general(size);
  const [whole = '', fraction = ''] = scaled.toFixed(decimals).split('.');
  const left = placeWhole(tokens.slice(0, wholeEnd), whole === '0' ? '' : whole, grouped);
  return left + placeFraction(tokens.slice(wholeEnd), fraction);
}

/** Puts digits into their places from the right; the first place takes all that are left. */
function placeWhole(tokens: Token[], digits: string, grouped: boolean): string {
  const first = tokens.findIndex(({ digit }) => digit);
  let rest = digits;
  let placed = 0;
  let text = '';
  const put = (digit: string) => {
    text = grouped && placed > 0 && placed % 3 === 0 ? `${digit},${text}` : digit + text;
    placed++;
  };
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (!token?.digit) {
      if (token && !(token.sign && token.text === ',')) text = token.text + text;
      continue;
    }
    if (rest !== '') put(rest.slice(-1));
    else if (token.text === '0') put('0');
    rest = rest.slice(0, -1);
    while (i === first && rest !== '') {
      put(rest.slice(-1));
      rest = rest.slice(0, -1);
    }
  }
  return text;
}

/** Digits behind the point; where the format has `#`, zeros at the end are left out. */
function placeFraction(tokens: Token[], digits: string): string {
  const places = tokens.filter(({ digit }) => digit);
  let kept = digits.length;
  while (kept > 0 && digits[kept - 1] === '0' && places[kept - 1]?.text !== '0') kept--;
  let next = 0;
  return tokens
    .map(({ text, digit }) => (digit ? digits.slice(next, Math.min(++next, kept)) : text))
    .join('');
}

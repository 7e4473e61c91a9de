/** `二零二六年九月十五日` -> `2026年9月15日`: figures of a date that are written in Chinese. */
const digits = new Map([...'零一二三四五六七八九'].map((figure, value) => [figure, value]));
digits.set('〇', 0).set('○', 0).set('元', 1);
/** As on a cheque, so that nobody adds a stroke. */
for (const [value, forms] of ['壹', '貳贰', '叁參叄', '肆', '伍', '陸陆', '柒', '捌', '玖'].entries())
  for (const form of forms) digits.set(form, value + 1);
const units = new Map([...'十拾百佰千仟'].map((unit, at) => [unit, 10 ** (1 + Math.floor(at / 2))]));
const inTens = /[十拾廿卅百佰千仟]/;
const FIGURES = `[${[...digits.keys(), ...units.keys()].join('')}廿卅]`;
const WRITTEN = new RegExp(`(?<!${FIGURES})${FIGURES}+(?= ?[年月日號号]|$)`, 'g');

/** A date with its Chinese figures in ours; a text without a Chinese year or month is given back as it is. */
export function withFigures(text: string): string {
  if (!/[年月]/.test(text)) return text;
  return text.replace(WRITTEN, (written) =>
    inTens.test(written)
      ? String(quantityOf(written) ?? written)
      : [...written].map((figure) => digits.get(figure)).join(''),
  );
}

/**
 * `十五` -> 15, `廿一` -> 21, `一百一十五` -> 115. Undefined where a figure follows another, or a unit one that is no larger: `二千零二六` is
 * two ways of writing at once, and each gives another year.
 */
function quantityOf(written: string): number | undefined {
  let sum = 0;
  let waiting = 0;
  let last = Number.POSITIVE_INFINITY;
  for (const figure of written.replaceAll('廿', '二十').replaceAll('卅', '三十')) {
    const unit = units.get(figure);
    if (unit === undefined) {
      if (waiting > 0) return undefined;
      waiting = digits.get(figure) ?? 0;
    } else {
      if (unit >= last) return undefined;
      last = unit;
      sum += (waiting || 1) * unit;
      waiting = 0;
    }
  }
  return sum + waiting;
}

/** `二零二六年九月十五日` -> `2026年9月15日`: figures of a date that are written in Chinese. */
const digits = new Map([...'零一二三四五六七八九'].map((figure, value) => [figure, value]));
digits.set('〇', 0).set('○', 0).set('元', 1);
const inTens = /[十廿卅百]/;

/** A date with its Chinese figures in ours; a text without a Chinese year or month is given back as it is. */
export function withFigures(text: string): string {
  if (!/[年月]/.test(text)) return text;
  return text.replace(
    /(?<![零〇○一二三四五六七八九元十廿卅百])[零〇○一二三四五六七八九元十廿卅百]+(?= ?[年月日號号])/g,
    (written) =>
      inTens.test(written)
        ? String(quantityOf(written))
        : [...written].map((figure) => digits.get(figure)).join(''),
  );
}

/** `十五` -> 15, `廿一` -> 21, `一百一十五` -> 115. */
function quantityOf(written: string): number {
  let sum = 0;
  let waiting = 0;
  for (const figure of written.replaceAll('廿', '二十').replaceAll('卅', '三十')) {
    const unit = figure === '百' ? 100 : figure === '十' ? 10 : undefined;
    if (unit === undefined) waiting = digits.get(figure) ?? 0;
    else {
      sum += (waiting || 1) * unit;
      waiting = 0;
    }
  }
  return sum + waiting;
}

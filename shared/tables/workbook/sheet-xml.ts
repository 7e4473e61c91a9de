import { FileRefused } from '#tables/import-job.ts';

/*
 * Two things that a sheet of Excel's says and the library does not tell: a formula that nobody worked out, and text that is
 * struck through. Both are written into the XML as something that it does tell.
 */

const DATA = /<((?:\w+:)?)sheetData(?:[\s/][^<>]*)?>/;
const MERGED = /<((?:\w+:)?)mergeCells[\s>]/;

/** The cells and merged blocks of a sheet, and nothing else of it; other XML as it is. Fails with FileRefused `not_a_table`. */
export function cellsAlone(xml: string): string {
  const data = DATA.exec(xml);
  if (!data) return xml;
  if (data[0].endsWith('/>')) return '<worksheet><sheetData></sheetData></worksheet>';
  const close = `</${data[1]}sheetData>`;
  const end = xml.indexOf(close, data.index);
  if (end < 0) throw new FileRefused('not_a_table');
  const cells = xml.slice(data.index, end + close.length);
  return `<worksheet>${withFormulas(cells)}${mergedBlocks(xml.slice(end))}</worksheet>`;
}

function mergedBlocks(xml: string): string {
  const open = MERGED.exec(xml);
  const close = `</${open?.[1]}mergeCells>`;
  const end = open ? xml.indexOf(close, open.index) : -1;
  return open && end >= 0 ? xml.slice(open.index, end + close.length) : '';
}

/** A cell with a formula and without what it comes to. */
const UNWORKED =
  /<((?:\w+:)?)c(\s[^<>]*)?>\s*<\1f(?:\s[^<>]*)?(?:\/>|>([^<]*)<\/\1f>)\s*(<\1v\s*\/>\s*|<\1v>\s*<\/\1v>\s*)?<\/\1c>/g;
const TEXT = /\st="str"/;

/** A formula that nobody worked out is not empty: no number would mean that one is to be assigned. */
function withFormulas(cells: string): string {
  return cells.replace(UNWORKED, (whole, space: string, attributes = '', formula = '', value = '') => {
    // Excel writes an empty value for a text that came out empty; openpyxl for what it did not work out.
    if (value && TEXT.test(attributes)) return whole;
    const rest = attributes.replace(/\st="[^"]*"/, '');
    return `<${space}c${rest} t="str"><${space}v>=${formula}</${space}v></${space}c>`;
  });
}

/** Of a cell's style the library tells the fill: a struck font gets one that nobody else has. */
export const STRUCK = 'struckThrough';

/** One that never closes takes the rest: looking for its end again from each one behind it would take for ever. */
const FONT = /<(?:\w+:)?font(?:\s[^<>]*)?(?:\/>|>[\s\S]*?(?:<\/(?:\w+:)?font>|$))/g;
const IS_STRUCK = /<(?:\w+:)?strike(?:\s*\/?>|\s+val="(?:1|true)")/;
const STYLE = /(<(?:\w+:)?xf\s[^<>]*?)(\/?>)/g;

const NO_FILL = '<fills><fill><patternFill patternType="none"/></fill></fills>';

/** Styles with a fill at least: without any the library throws and catches for every cell, which takes longer than the cell. */
export const withFills = (styles: string): string =>
  /<(?:\w+:)?fills[\s>]/.test(styles)
    ? styles
    : styles.replace(/<(?:\w+:)?cellXfs[\s>]/, (start) => NO_FILL + start);

/** The styles of a workbook, where each with a struck font has a fill that says so. */
export function withStruckFills(styles: string): string {
  if (!IS_STRUCK.test(styles)) return styles;
  const struck = (styles.match(FONT) ?? []).map((font) => IS_STRUCK.test(font));
  const fills = styles.match(/<(?:\w+:)?fill[\s/>]/g)?.length ?? 0;
  const at = styles.search(/<(?:\w+:)?cellXfs[\s>]/);
  if (at < 0) return styles;
  const marked = styles.slice(at).replace(STYLE, (whole, style: string, end: string) => {
    const font = Number(/\sfontId="(\d+)"/.exec(style)?.[1]);
    return struck[font] ? `${style.replace(/\sfillId="\d*"/, '')} fillId="${fills}"${end}` : whole;
  });
  const fill = `<fill><patternFill patternType="${STRUCK}"/></fill>`;
  return styles.slice(0, at).replace(/<\/(?:\w+:)?fills>/, (end) => fill + end) + marked;
}

/** Number formats that East Asian editions have without a code (ECMA-376 part 1, 18.8.30), and ones that say the same. */
const EAST_ASIAN = /(<(?:\w+:)?xf\s[^<>]*?\snumFmtId|<(?:\w+:)?xf\snumFmtId)="(2[7-9]|3[0-6]|5[0-8])"/g;
const TIMES = /3[2-5]|5[56]/;
const SHORT_DATE = 14;
const SHORT_TIME = 20;

export const withEastAsianDates = (styles: string): string =>
  styles.replace(EAST_ASIAN, (whole, start: string, id: string) =>
    styles.includes(`numFmt numFmtId="${id}"`)
      ? whole
      : `${start}="${TIMES.test(id) ? SHORT_TIME : SHORT_DATE}"`,
  );

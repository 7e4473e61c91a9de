/** What a spreadsheet takes for a formula, also after spaces: = + - @ (a Chinese one their wide forms too), a tab or a carriage return. */
const FORMULA = /^'*[\s\uFEFF]*[=+\-@＝＋－＠\t\r]/;

/**
 * A CSV that any spreadsheet opens rightly (UTF-8 with BOM, CRLF) and that starts no formula: a cell that could gets an
 * apostrophe in front, as a person would type it.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`;
}

/**
 * A cell of a file that comes back, as it was before `toCsv`: without the apostrophe in front of a formula. A cell that
 * had apostrophes of its own got one more, so exactly one is removed.
 */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

function toCell(text: string): string {
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) || inert !== inert.trim() ? `"${inert.replaceAll('"', '""')}"` : inert;
}

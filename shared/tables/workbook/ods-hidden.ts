import type { WorkBook } from '@e965/xlsx';

/*
 * An OpenDocument sheet says what it hides in attributes that the library passes over. They are read here and put where it
 * puts those of Excel's.
 */

const TAGS = /<(\/?)(?:\w+:)?(style|table-properties|table|table-row)((?:\s[^<>]*?)?)(\/?)>/g;
const HIDES_SHEET = /\s(?:\w+:)?display="false"/;
const HIDES_ROW = /\s(?:\w+:)?visibility="(?:collapse|filter)"/;
const NAME = /\s(?:\w+:)?name="([^"]*)"/;
const STYLE = /\s(?:\w+:)?style-name="([^"]*)"/;
const REPEATED = /\s(?:\w+:)?number-rows-repeated="(\d{1,7})"/;

/** Marks the sheets and rows of `workbook` that `content`, its content.xml, does not show. */
export function markHidden(workbook: WorkBook, content: string): void {
  const hiddenStyles = new Set<string | undefined>();
  let style: string | undefined;
  let isHidden = false;
  let row = 0;
  let ranges: [from: number, to: number][] = [];
  const sheets: NonNullable<NonNullable<WorkBook['Workbook']>['Sheets']> = [];
  for (const [, close, name, attributes = '', empty] of content.matchAll(TAGS)) {
    if (name === 'style') style = close ? undefined : NAME.exec(attributes)?.[1];
    if (name === 'table-properties' && HIDES_SHEET.test(attributes)) hiddenStyles.add(style);
    if (name === 'table-row' && !close) {
      const from = row;
      row += Number(REPEATED.exec(attributes)?.[1] ?? 1);
      if (HIDES_ROW.test(attributes)) ranges.push([from, row]);
    }
    if (name === 'table' && !close && !empty) {
      isHidden = hiddenStyles.has(STYLE.exec(attributes)?.[1] ?? '');
      row = 0;
      ranges = [];
    }
    if (name === 'table' && close) {
      const sheet = workbook.Sheets[workbook.SheetNames[sheets.length] ?? ''];
      const rows = sheet?.['!data'];
      if (sheet && rows)
        sheet['!rows'] = rows.map((_, at) => ({
          hidden: ranges.some(([from, to]) => at >= from && at < to),
        }));
      sheets.push({ Hidden: isHidden ? 1 : 0 });
    }
  }
  workbook.Workbook = { ...workbook.Workbook, Sheets: sheets };
}

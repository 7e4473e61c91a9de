import { zipOf } from './zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface SheetXml {
  /** The rows: what stands inside `sheetData`. */
  data: string;
  state?: 'hidden' | 'veryHidden';
  kind?: 'worksheet' | 'chartsheet';
}

/** A workbook written by hand; each part as Excel has it where nothing is said. */
export interface WorkbookXml {
  sheets: (string | SheetXml)[];
  /** The `si` elements. */
  strings?: string;
  /** Number formats of styles 0, 1, …: a built-in id, or a code. */
  formats?: (number | string)[];
  from1904?: boolean;
  /** Other parts, or others in place of these. */
  parts?: Record<string, string | Uint8Array>;
}

export function workbookOf({ sheets, strings, formats, from1904, parts }: WorkbookXml): Buffer {
  const described = sheets.map((sheet) => (typeof sheet === 'string' ? { data: sheet } : sheet));
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const relations = (...all: string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
  return zipOf({
    '[Content_Types].xml': contentTypes(described.map(({ kind = 'worksheet' }) => kind)),
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${described
      .map(
        ({ state }, i) =>
          `<sheet name="S${i}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="s${i}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...described.map(({ kind = 'worksheet' }, i) => relation(`s${i}`, kind, `sheets/sheet${i}.xml`)),
      relation('styles', 'styles', '/xl/styles.xml'),
      ...(strings === undefined ? [] : [relation('strings', 'sharedStrings', 'sharedStrings.xml')]),
    ),
    'xl/styles.xml': stylesOf(formats ?? []),
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>` }),
    ...Object.fromEntries(
      described.map(({ data }, i) => [
        `xl/sheets/sheet${i}.xml`,
        `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData></worksheet>`,
      ]),
    ),
    ...parts,
  });
}

const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const contentTypes = (kinds: string[]) => {
  const part = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}" ContentType="${CONTENT}.${kind}+xml"/>`;
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[
    part('workbook.xml', 'sheet.main'),
    part('styles.xml', 'styles'),
    part('sharedStrings.xml', 'sharedStrings'),
    ...kinds.map((kind, i) => part(`sheets/sheet${i}.xml`, kind)),
  ].join('')}</Types>`;
};

function stylesOf(formats: (number | string)[]): string {
  const codes = formats.map((format, i) =>
    typeof format === 'number' ? '' : `<numFmt numFmtId="${200 + i}" formatCode="${escaped(format)}"/>`,
  );
  const styles = formats.map(
    (format, i) => `<xf numFmtId="${typeof format === 'number' ? format : 200 + i}"/>`,
  );
  return `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

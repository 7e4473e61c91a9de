import { type CellObject, parse_zip, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { FileRefused } from '#tables/import-job.ts';
import { markHidden } from './ods-hidden.ts';
import { cellsAlone, withEastAsianDates, withFills, withStruckFills } from './sheet-xml.ts';

declare module '@e965/xlsx' {
  /** Of its exports, and not in its types: a workbook from the parts of a zip, each text as bytes or bytes themselves. */
  export function parse_zip(
    zip: {
      FullPaths: string[];
      FileIndex: ({ name: string } & ({ data: string } | { content: Buffer; type: 2 }))[];
    },
    options: typeof READING,
  ): WorkBook;
}

/** Formulas are left unread: one that is shared by many cells would be written out for each. */
const READING = { dense: true, cellStyles: true, cellNF: true, cellFormula: false, cellHTML: false } as const;

/** A workbook of Excel's or LibreOffice's newer kinds. Fails with FileRefused `not_a_table`. */
export function workbookOfParts(parts: ReadonlyMap<string, Buffer>): WorkBook {
  const files = [...parts].map(([name, bytes]) =>
    /\.bin$/i.test(name)
      ? { name, content: bytes, type: 2 as const }
      : { name, data: prepared(name, bytes.toString('latin1')) },
  );
  const workbook = parsed(() =>
    parse_zip({ FullPaths: files.map(({ name }) => name), FileIndex: files }, READING),
  );
  const content = parts.get('content.xml');
  if (content) markHidden(workbook, content.toString('latin1'));
  return workbook;
}

function prepared(name: string, xml: string): string {
  // No spreadsheet writes one, and entities of its own are a bomb.
  if (xml.includes('<!DOCTYPE')) throw new FileRefused('not_a_table');
  return /(?:^|\/)styles\.xml$/i.test(name)
    ? withStruckFills(withFills(withEastAsianDates(xml)))
    : cellsAlone(xml);
}

/** One of before 2007. Fails with FileRefused `not_a_table`, `has_password`. */
export const workbookOfOle2 = (bytes: Buffer): WorkBook =>
  parsed(() => read(bytes, { ...READING, type: 'buffer' }));

function parsed(parse: () => WorkBook): WorkBook {
  try {
    return parse();
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    // The library throws plain errors, of which this one says what to do.
    throw new FileRefused(/password|encrypt/i.test(String(error)) ? 'has_password' : 'not_a_table');
  }
}

/** A sheet's cells, by row and column. Dense, as it was asked for. */
export const cellsOf = (sheet: WorkSheet): (CellObject | undefined)[][] => sheet['!data'] ?? [];

import type { TableFile } from '#tables/ports.ts';
import { orRefused, stumbled } from '#tables/refusal.ts';
import { openArchive } from './archive.ts';
import { readSharedStrings } from './shared-strings.ts';
import { sheetRows } from './sheet.ts';
import type { StringTable } from './string-table.ts';
import { noStyles, readStyles } from './styles.ts';
import { findParts } from './workbook-parts.ts';

/** An Excel workbook (OOXML, transitional or strict). Fails with FileRefused `not_a_table` or `expands_too_much`. */
export async function openWorkbook(path: string): Promise<TableFile> {
  const archive = await openArchive(path);
  let strings: StringTable | undefined;
  try {
    const parts = await findParts(archive);
    const styles = parts.styles === undefined ? noStyles : await readStyles(archive.read(parts.styles));
    if (parts.sharedStrings !== undefined)
      strings = await readSharedStrings(archive.read(parts.sharedStrings));
    const context = { strings, styles, from1904: parts.from1904 };
    return {
      tables: parts.sheets.map((sheet) => ({
        rows: () => orRefused(sheetRows(archive.read(sheet), context)),
      })),
      async close() {
        archive.close();
        strings?.close();
      },
    };
  } catch (error) {
    archive.close();
    strings?.close();
    throw stumbled(error);
  }
}

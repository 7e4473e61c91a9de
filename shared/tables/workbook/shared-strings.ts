import { append, unescaped } from './cell-text.ts';
import { createStringTable, type StringTable } from './string-table.ts';
import { readWholeXml } from './xml.ts';

/** The texts that cells refer to by number: runs of rich text joined, readings (`rPh`) left out. */
export async function readSharedStrings(bytes: AsyncIterable<Buffer>): Promise<StringTable> {
  const table = createStringTable();
  let text = '';
  let inText = false;
  let inReading = false;
  try {
    await readWholeXml(bytes, {
      open(name) {
        if (name === 'si') text = '';
        else if (name === 't') inText = !inReading;
        else if (name === 'rPh') inReading = true;
      },
      text(piece) {
        if (inText) text = append(text, piece);
      },
      close(name) {
        if (name === 't') inText = false;
        else if (name === 'rPh') inReading = false;
        else if (name === 'si') table.add(unescaped(text));
      },
    });
    return table;
  } catch (error) {
    table.close();
    throw error;
  }
}

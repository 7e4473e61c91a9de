import { FileRefused } from '#tables/import-job.ts';
import { GENERAL, type NumberFormat, numberFormat } from './number-format.ts';
import { readWholeXml } from './xml.ts';

/** How a cell shows numbers, by its style (the attribute `s`; 0 when it has none). */
export type Styles = (style: number) => NumberFormat;

/** Excel takes 65,490. */
const MAX_STYLES = 65_536;

export const noStyles: Styles = () => GENERAL;

export async function readStyles(bytes: AsyncIterable<Buffer>): Promise<Styles> {
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  let inCellStyles = false;
  await readWholeXml(bytes, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? 'General');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles) formatIds.push(Number(attributes['numFmtId'] ?? 0));
      if (codes.size + formatIds.length > MAX_STYLES) throw new FileRefused('expands_too_much');
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  const formats = formatIds.map((id) => numberFormat(id, codes.get(id)));
  return (style) => formats[style] ?? GENERAL;
}

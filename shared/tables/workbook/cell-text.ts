import { FileRefused } from '#tables/import-job.ts';
import { MAX_LINE_CHARACTERS } from '#tables/text/lines.ts';

/** Gathers a text that comes in pieces. Fails with FileRefused `line_too_long`. */
export function append(text: string, piece: string): string {
  const longer = text + piece;
  if (longer.length > MAX_LINE_CHARACTERS) throw new FileRefused('line_too_long');
  return longer;
}

/** Characters that XML cannot hold are written `_xHHHH_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

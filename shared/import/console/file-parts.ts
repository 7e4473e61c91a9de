import { derivedName } from '#web/console/attachment.ts';

/**
 * Rows in one file: an answer of a function is at most six megabytes, a third less in base64. What is wrong with a row may take
 * 1.3 kB (the catalogue is listed), and its cells as much, though most take a tenth of it.
 */
export const ROWS_A_PART = { corrections: 1_500, registered: 10_000 };
export type Download = keyof typeof ROWS_A_PART;

export const countParts = (of: Download, rows: number) => Math.ceil(rows / ROWS_A_PART[of]);

/** What the names of the files end in. */
const ENDS: Record<Download, string> = { corrections: '-to-correct', registered: '-numbers' };

/** What is put behind a file's name for a part, from 1, of what came of it. */
export const partEnd = (of: Download, part: number) => (part > 1 ? `${ENDS[of]}-${part}` : ENDS[of]);

export const partName = (fileName: string, of: Download, part: number) =>
  derivedName(fileName, partEnd(of, part));

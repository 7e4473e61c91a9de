import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { FileRefused, importErrors } from '#tables/import-job.ts';
import type { FileRow, TableFile } from '#tables/ports.ts';
import { lines } from '#tables/text/lines.ts';

/** Beside this file, in the source as in a bundle. */
const PROCESS = join(import.meta.dirname, `workbook-process${extname(import.meta.filename)}`);
/** What 50,000 rows of 20 columns take, and half as much again (docs/decisions/028). */
const HEAP_MB = 448;
/** It gets no credentials and no settings, only where Lambda has its libraries. */
const ENVIRONMENT = { LD_LIBRARY_PATH: '/var/lang/lib' };

const answer = z.union([
  /** Names of the visible sheets, whose rows stand in files, and of those hidden. */
  z.object({
    sheets: z.array(z.string()),
    hidden: z.array(z.string()),
    from1904: z.literal(true).optional(),
  }),
  z.object({ refused: z.enum(importErrors) }),
]);
export type ProcessAnswer = z.infer<typeof answer>;

/**
 * Reads the workbook at `path` in a process of its own, which may take so long and so much memory, and leaves its rows beside it.
 * Fails with FileRefused.
 */
export async function openWorkbook(
  path: string,
  { milliseconds }: { milliseconds: number },
): Promise<TableFile> {
  const found = answer.parse(JSON.parse(await outputOf(path, milliseconds)));
  if ('refused' in found) throw new FileRefused(found.refused);
  const { from1904 } = found;
  const tables = found.sheets.map((name, at) => ({
    name,
    ...(from1904 && { from1904 }),
    rows: () => rowsIn(`${path}-${at}`),
  }));
  return { tables, hidden: found.hidden, close: async () => undefined };
}

async function outputOf(path: string, milliseconds: number): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=16', PROCESS, path],
      { env: ENVIRONMENT, timeout: milliseconds, killSignal: 'SIGKILL' },
    );
    return stdout;
  } catch (error) {
    // Killed by us for its time, or by itself for its memory.
    if (error instanceof Error && 'signal' in error && typeof error.signal === 'string') {
      throw new FileRefused('expands_too_much');
    }
    throw error;
  }
}

async function* rowsIn(file: string): AsyncGenerator<FileRow> {
  // Written by ourselves a moment ago, of this very type.
  for await (const batch of lines(createReadStream(file)))
    for (const line of batch) yield JSON.parse(line.toString('utf8')) as FileRow;
}

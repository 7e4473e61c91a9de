import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTableFile } from '#tables/open.ts';
import type { SentFiles } from '#tables/ports.ts';

/** Well within the 29 seconds that API Gateway waits. */
const WORKBOOK_MILLISECONDS = 20_000;

/** Files stand in the temporary directory until they are closed: a workbook takes random access. */
export function createSentFiles(): SentFiles {
  return {
    async open(bytes) {
      const folder = await mkdtemp(join(tmpdir(), 'sent-'));
      const remove = () => rm(folder, { recursive: true, force: true });
      try {
        const path = join(folder, 'file');
        await writeFile(path, bytes);
        const opened = await openTableFile(path, { workbookMilliseconds: WORKBOOK_MILLISECONDS });
        return { ...opened, close: () => opened.close().finally(remove) };
      } catch (error) {
        await remove();
        throw error;
      }
    },
  };
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTableFile } from '#tables/open.ts';
import type { SentFiles } from '#tables/ports.ts';

/** Files stand in the temporary directory until they are closed: a workbook takes random access. */
export function createSentFiles(): SentFiles {
  return {
    async open(bytes) {
      const folder = await mkdtemp(join(tmpdir(), 'sent-'));
      const remove = () => rm(folder, { recursive: true, force: true });
      try {
        const path = join(folder, 'file');
        await writeFile(path, bytes);
        const { tables, close } = await openTableFile(path);
        return { tables, close: () => close().finally(remove) };
      } catch (error) {
        await remove();
        throw error;
      }
    },
  };
}

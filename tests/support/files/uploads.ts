import { randomUUID } from 'node:crypto';
import { listImportRegistered, listImportRejections } from '#import/list-import-rows.ts';
import { reportImport } from '#import/report-import.ts';
import { runChunk } from '#import/rows/run-step.ts';
import { splitImport } from '#import/split-import.ts';
import { eachPage, type Page } from '#register/page.ts';
import { tableFileOf } from '#support/files/table-files';
import { instantFrom, type Registry } from '#support/storage/registry';
import type { ImportChunk, ImportJob } from '#tables/import-job.ts';
import type { TableFile } from '#tables/ports.ts';

export const at = instantFrom('2026-11-21T02:00:00.000Z');

/** How the queue between splitting and importing behaves. */
export type Delivery = (chunks: ImportChunk[]) => Promise<void>;

export function openBytes(bytes: Buffer | string): Promise<TableFile> {
  return tableFileOf(bytes);
}

/** A file of sheets, each a list of rows. */
export function sheets(...tables: string[][][]): TableFile {
  return {
    tables: tables.map((rows) => ({
      async *rows() {
        for (const [n, cells] of rows.entries()) yield { row: n + 1, cells };
      },
    })),
    hidden: [],
    close: async () => undefined,
  };
}

/** The same with sheets that have names, and with those that it hides. */
export function workbook(hidden: string[], ...named: { name: string; rows: string[][] }[]): TableFile {
  const { tables, ...file } = sheets(...named.map(({ rows }) => rows));
  const withName = (table: (typeof tables)[number], n: number) => ({ ...table, name: named[n]?.name ?? '' });
  return { ...file, tables: tables.map(withName), hidden };
}

/** A provider's way with a file, from the request of the upload to the last row. */
export function uploadsTo(registry: Registry) {
  const inOrder: Delivery = async (chunks) => {
    for (const chunk of chunks) await runChunk(registry, chunk, () => at);
  };

  /** Imports whose files were deleted. */
  const removed: string[] = [];

  async function request(
    provider: string,
    keyId = 'k',
    more: Partial<Pick<ImportJob, 'defaults' | 'preview' | 'mayAsk'>> = {},
  ): Promise<string> {
    const id = randomUUID();
    const job = { id, provider, keyId, fileName: 'f.csv', contentLength: 1, createdAt: at, ...more };
    await registry.jobs.create({ ...job, state: 'awaitingUpload' });
    return id;
  }

  async function split(importId: string, file: Buffer | string | TableFile): Promise<ImportChunk[]> {
    const queued: ImportChunk[] = [];
    const open = async () => (typeof file === 'string' || Buffer.isBuffer(file) ? openBytes(file) : file);
    const chunks = { send: async (sent: ImportChunk[]) => void queued.push(...sent) };
    await splitImport(
      { jobs: registry.jobs, files: { open, remove: async () => void removed.push(importId) }, chunks },
      { importId, objectKey: 'x', etag: 'e', at },
    );
    return queued;
  }

  async function outcome(provider: string, importId: string) {
    const report = await reportImport(registry, { provider, importId });
    const rejected = await everyPage((cursor) =>
      listImportRejections(registry, { provider, importId, cursor }),
    );
    const registered = await everyPage((cursor) =>
      listImportRegistered(registry, { provider, importId, cursor }),
    );
    if (!report) throw new Error('no report');
    return { ...report, rejected, registered };
  }

  async function upload(
    file: Buffer | string | TableFile,
    provider: string,
    deliver = inOrder,
    more: Parameters<typeof request>[2] = {},
  ) {
    const importId = await request(provider, 'k', more);
    await deliver(await split(importId, file));
    return outcome(provider, importId);
  }

  return { request, split, outcome, upload, removed };
}

async function everyPage<Row>(
  read: (cursor: string | undefined) => Promise<Page<Row> | undefined>,
): Promise<Row[]> {
  const pages = eachPage(async (cursor) => (await read(cursor)) ?? { items: [] });
  return (await Array.fromAsync(pages)).flatMap(({ items }) => items);
}

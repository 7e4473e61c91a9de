import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { csvRows } from '#adapters/csv-rows';
import type { ImportChunk } from '#domain/import-job';
import { createRegistry, moment, type Registry } from '#support/registry';
import { importRows } from '#usecases/import-rows';
import { listImportRejections } from '#usecases/list-import-rejections';
import { reportImport } from '#usecases/report-import';
import { splitImport } from '#usecases/split-import';

const at = moment('2026-11-21T02:00:00.000Z');
const sample = (name: string) => readFileSync(new URL(`../support/samples/${name}`, import.meta.url));

let registry: Registry;
let imports = 0;
beforeAll(async () => {
  registry = await createRegistry();
});

/** The file's way from the upload to the last row; `deliver` says how its queue behaves. */
async function upload(file: Buffer | string, provider: string, deliver = inOrder) {
  const importId = `import-${++imports}`;
  await registry.jobs.create({
    id: importId,
    provider,
    keyId: 'k',
    fileName: 'f.csv',
    contentLength: file.length,
    state: 'awaitingUpload',
    createdAt: at,
  });
  const queued: ImportChunk[] = [];
  await splitImport(
    {
      jobs: registry.jobs,
      files: { open: async () => inPieces(Buffer.from(file)) },
      reader: csvRows,
      chunks: { send: async (chunks) => void queued.push(...chunks) },
    },
    { importId, objectKey: 'x', etag: 'e', at },
  );
  await deliver(queued);
  const report = await reportImport(registry, { provider, importId });
  if (!report) throw new Error('no report');
  const rejected = (await listImportRejections(registry, { provider, importId }))?.rows ?? [];
  return { ...report, rejected };
}

async function* inPieces(bytes: Buffer) {
  for (let start = 0; start < bytes.length; start += 1000) yield bytes.subarray(start, start + 1000);
}

async function inOrder(chunks: ImportChunk[]) {
  for (const chunk of chunks) await importRows(registry, chunk, () => at);
}

const rows = (count: number, broken?: number) =>
  [
    'number,type,nameEn,email,issuedOn',
    ...Array.from({ length: count }, (_, i) =>
      i === broken
        ? `BULK-${i},"CHAN Tai Man,OFA,x@example.com,2026-01-05`
        : `BULK-${i},OFA,CHAN Tai Man,h${i}@example.com,2026-01-05`,
    ),
  ].join('\r\n');

describe("a provider's file", () => {
  it('comes to exactly what is expected of every row of the dirty sample', async () => {
    const expected: { row: number; outcome: string; column?: string; code?: string }[] = JSON.parse(
      sample('dirty.expected.json').toString(),
    );
    const first = await upload(sample('dirty.csv'), 'DIRTY');
    expect(
      first.rejected.map(({ row, column, code }) => ({ row, outcome: 'rejected', column, code })),
    ).toEqual(expected.filter(({ outcome }) => outcome === 'rejected'));
    const count = (outcome: string) => expected.filter((row) => row.outcome === outcome).length;
    expect(first).toMatchObject({
      state: 'finished',
      rows: {
        total: 12,
        accepted: count('accepted'),
        updated: 0,
        unchanged: count('unchanged'),
        rejected: count('rejected'),
      },
    });
    const again = await upload(sample('dirty.csv'), 'DIRTY');
    expect(again.rows).toEqual({ total: 12, accepted: 0, updated: 0, unchanged: 5, rejected: 7 });
  });

  it.each([
    ['ofa-2023-2026.csv', 60],
    ['ems-2025-2026.csv', 40],
  ])('takes every row of %s, and again changes nothing', async (name, total) => {
    expect((await upload(sample(name), 'CLEAN')).rows).toEqual({
      total,
      accepted: total,
      updated: 0,
      unchanged: 0,
      rejected: 0,
    });
    expect((await upload(sample(name), 'CLEAN')).rows).toEqual({
      total,
      accepted: 0,
      updated: 0,
      unchanged: total,
      rejected: 0,
    });
  });

  it('loses nothing else of 10,000 rows when a line in the middle is broken', async () => {
    const report = await upload(rows(10_000, 5_000), 'BULK', async (chunks) => {
      while (chunks.length)
        await Promise.all(chunks.splice(0, 8).map((chunk) => importRows(registry, chunk, () => at)));
    });
    expect(report.rows).toEqual({ total: 10_000, accepted: 9_999, updated: 0, unchanged: 0, rejected: 1 });
    expect(report.rejected).toMatchObject([{ row: 5_002, code: 'unreadable_row' }]);
  });

  it('counts right when every chunk is delivered twice at the same moment', async () => {
    const report = await upload(rows(250), 'TWICE', async (chunks) => {
      await Promise.all([...chunks, ...chunks].map((chunk) => importRows(registry, chunk, () => at)));
    });
    expect(report.rows).toEqual({ total: 250, accepted: 250, updated: 0, unchanged: 0, rejected: 0 });
  });

  it('counts right when a worker is killed in the middle of a chunk', async () => {
    const report = await upload(rows(100), 'KILLED', async ([chunk]) => {
      if (!chunk) throw new Error('no chunk');
      let left = 37;
      const dying = {
        ...registry,
        credentials: {
          ...registry.credentials,
          create: (record: Parameters<Registry['credentials']['create']>[0]) =>
            left-- > 0 ? registry.credentials.create(record) : Promise.reject(new Error('killed')),
        },
      };
      await expect(importRows(dying, chunk, () => at)).rejects.toThrow('killed');
      await importRows(registry, chunk, () => at);
    });
    expect(report.rows).toEqual({ total: 100, accepted: 100, updated: 0, unchanged: 0, rejected: 0 });
  });

  it('does not make one person of a class when one number was pasted down the file', async () => {
    const file = ['CHAN Tai Man', 'WONG Siu Ming', 'LEE Kin'].map(
      (name) => `PASTED-1,OFA,${name},2026-01-05`,
    );
    const report = await upload(['number,type,nameEn,issuedOn', ...file].join('\n'), 'PASTED');
    expect(report.rows).toMatchObject({ accepted: 0, updated: 0, rejected: 3 });
    expect(report.rejected).toMatchObject(
      [2, 3, 4].map((row) => ({ row, column: 'nameEn', code: 'conflicting_row' })),
    );
  });

  it('rejects the later of two rows of one number also when they are far apart in the file', async () => {
    const lines = rows(250).split('\r\n');
    lines.push('BULK-0,OFA,WONG Siu Ming,h0@example.com,2026-01-05');
    const report = await upload(lines.join('\r\n'), 'APART');
    expect(report.rows).toMatchObject({ total: 251, accepted: 250, updated: 0, rejected: 1 });
    expect(report.rejected).toMatchObject([{ row: 252, column: 'nameEn', code: 'conflicting_row' }]);
  });

  it('reads only the first of two files that are put in one place', async () => {
    const { importId } = await upload(rows(3), 'PUTTWICE');
    let opened = 0;
    const files = { open: async () => Promise.reject(new Error(`opened ${++opened}`)) };
    const chunks = { send: async () => {} };
    const again = { importId, objectKey: 'x', etag: 'another', at };
    await splitImport({ jobs: registry.jobs, files, reader: csvRows, chunks }, again);
    expect(opened).toBe(0);
  });

  it('gives back the rejected rows page by page', async () => {
    const bad = Array.from({ length: 12_000 }, (_, i) => `PAGED-${i},OFA,CHAN Tai Man,${'9'.repeat(60)}`);
    const report = await upload(['number,type,nameEn,issuedOn', ...bad].join('\n'), 'PAGED');
    expect(report.rows).toMatchObject({ total: 12_000, rejected: 12_000 });
    const found: number[] = [];
    let after: number | undefined;
    let pages = 0;
    do {
      const page = await listImportRejections(registry, {
        provider: 'PAGED',
        importId: report.importId,
        after,
      });
      found.push(...(page?.rows.map(({ row }) => row) ?? []));
      after = page?.last;
      pages++;
    } while (after !== undefined);
    expect(pages).toBeGreaterThan(1);
    expect(found).toEqual(Array.from({ length: 12_000 }, (_, i) => i + 2));
  });

  it('corrects a name by sending the row again, and never the date', async () => {
    const file = (name: string, issuedOn: string) =>
      `number,type,nameEn,issuedOn\nCORR-1,OFA,${name},${issuedOn}\n`;
    await upload(file('CHAN Tai Man', '2026-01-05'), 'CORR');
    expect((await upload(file('CHAN Tai Ming', '2026-01-05'), 'CORR')).rows).toMatchObject({ updated: 1 });
    expect((await upload(file('CHAN Tai Ming', '2026-01-06'), 'CORR')).rejected).toMatchObject([
      { row: 2, column: 'issuedOn', code: 'conflicting_row' },
    ]);
    const stored = await registry.credentials.get('CORR1', 'CORR');
    expect(stored?.credential.history.at(-1)).toMatchObject({
      event: 'corrected',
      changes: [{ field: 'nameEn', from: 'CHAN Tai Man', to: 'CHAN Tai Ming' }],
    });
  });

  it.each([
    ['no headings', '1,2,3\n4,5,6\n', 'no_headings'],
    ['no rows', 'number,type,nameEn,issuedOn\r\n\r\n', 'no_rows'],
    ['nothing at all', '', 'no_rows'],
    ['a line that does not end', `number,type\n${'x'.repeat(70_000)}\n`, 'line_too_long'],
    ['a column of identity numbers', 'number,HKID,nameEn\n1,2,3\n', 'identity_number'],
    ['bytes that are no UTF-8', Buffer.from([0x6e, 0xff, 0xfe, 0x0a]), 'undecodable'],
  ])('ends with a clear error for a file with %s', async (_, file, code) => {
    expect(await upload(file, 'WRONG')).toMatchObject({ state: 'failed', error: { code } });
  });

  it('is nobody else’s to see', async () => {
    const { importId } = await upload(rows(1), 'MINE');
    expect(await reportImport(registry, { provider: 'OTHERS', importId })).toBeUndefined();
    expect(await listImportRejections(registry, { provider: 'OTHERS', importId })).toBeUndefined();
  });
});

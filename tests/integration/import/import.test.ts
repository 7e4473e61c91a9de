import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { listImportRegistered, listImportRejections } from '#import/list-import-rows.ts';
import { listImports } from '#import/list-imports.ts';
import { reportImport } from '#import/report-import.ts';
import { importRows } from '#import/rows/import-rows.ts';
import { splitImport } from '#import/split-import.ts';
import { eachPage, InvalidCursor } from '#register/page.ts';
import { at, openBytes, sheets, uploadsTo } from '#support/files/uploads';
import { samplePath } from '#support/samples';
import { createRegistry, instantFrom, type Registry } from '#support/storage/registry';
import { FileRefused, type ImportChunk } from '#tables/import-job.ts';

const sample = (name: string) => readFileSync(samplePath(name));

let registry: Registry;
let uploads: ReturnType<typeof uploadsTo>;
let upload: ReturnType<typeof uploadsTo>['upload'];
beforeAll(async () => {
  registry = await createRegistry();
  uploads = uploadsTo(registry);
  upload = uploads.upload;
});

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
    const importId = await uploads.request('BULK');
    const chunks = await uploads.split(importId, rows(10_000, 5_000));
    const numbers = chunks.flatMap(({ rows }) => rows.map((row) => JSON.stringify(row)));
    expect(numbers).toHaveLength(10_000);
    for (const [i, text] of numbers.entries()) expect(text.includes(`"BULK-${i}"`), text).toBe(i !== 5_000);
    // Of the good ones those that stand next to it will do: the chunks before, with and after it.
    for (const chunk of chunks.slice(49, 52)) await importRows(registry, chunk, () => at);
    const report = await uploads.outcome('BULK', importId);
    expect(report.rows).toEqual({ total: 10_000, accepted: 299, updated: 0, unchanged: 0, rejected: 1 });
    expect(report.rejected).toMatchObject([{ row: 5_002, code: 'unreadable_row' }]);
  });

  it('keeps the counts, which are read again and again, apart from the rows that a wholly wrong file has', async () => {
    const wrong = rows(250).replaceAll(',OFA,', ',NONE,');
    const report = await upload(wrong, 'WRONG');
    expect(report.rows).toMatchObject({ total: 250, rejected: 250 });
    expect(report.rejected).toHaveLength(250);
    const condition = {
      text: '#pk = :pk AND begins_with(#sk, :chunks)',
      values: { ':pk': `IMPORT#${report.importId}`, ':chunks': 'CHUNK#' },
    };
    const { items } = await registry.table.page({ condition });
    expect(items.map(({ rejectedCount }) => rejectedCount)).toEqual([100, 100, 50]);
    expect(JSON.stringify(items)).not.toContain('CHAN');
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
      [2, 3, 4].map((row) => ({ row, column: 'number', code: 'conflicting_row' })),
    );
    expect(await registry.credentials.get('PASTED1', 'PASTED')).toBeUndefined();
  });

  it('takes neither of two rows of one number that differ, also when they are far apart in the file', async () => {
    const lines = rows(300).split('\r\n');
    lines.splice(251, 0, 'BULK-0,OFA,WONG Siu Ming,h0@example.com,2026-01-05');
    const report = await upload(lines.join('\r\n'), 'APART');
    expect(report.rows).toMatchObject({ total: 301, accepted: 299, updated: 0, rejected: 2 });
    expect(report.rejected).toMatchObject(
      [2, 252].map((row) => ({ row, column: 'number', code: 'conflicting_row' })),
    );
    expect(await registry.credentials.get('BULK0', 'APART')).toBeUndefined();
  });

  it('takes the first of two rows that say the same in other words, and the second changes nothing', async () => {
    const file = `number,type,nameEn,issuedOn
SAME-1,OFA,CHAN Tai Man,2026-01-05
same 1,職業急救證書,CHAN  Tai Man,5/1/2026
`;
    expect(await upload(file, 'SAME')).toMatchObject({
      rows: { accepted: 1, unchanged: 1, rejected: 0 },
      registered: [
        { row: 2, number: 'SAME-1', outcome: 'accepted' },
        { row: 3, number: 'SAME-1', outcome: 'unchanged' },
      ],
    });
  });

  it('lets a row that is wrong for another reason contradict nobody', async () => {
    const file = `number,type,nameEn,issuedOn
OTHER-1,OFA,CHAN Tai Man,2026-01-05
OTHER-1,OFA,CHAN Tai Man,31/02/2026
`;
    expect(await upload(file, 'OTHER')).toMatchObject({
      rows: { accepted: 1, rejected: 1 },
      rejected: [{ row: 3, column: 'issuedOn', code: 'invalid_date' }],
    });
  });

  it('reads only the first of two files that are put in one place', async () => {
    const { importId } = await upload(rows(3), 'PUTTWICE');
    let opened = 0;
    const files = {
      open: async () => Promise.reject(new Error(`opened ${++opened}`)),
      remove: async () => {},
    };
    const chunks = { send: async () => {} };
    const again = { importId, objectKey: 'x', etag: 'another', at };
    await splitImport({ jobs: registry.jobs, files, chunks }, again);
    expect(opened).toBe(0);
  });

  it('stays what it came to when another file is put in its place and its own event comes once more', async () => {
    const importId = await uploads.request('AGAIN');
    expect(await uploads.split(importId, rows(3))).toHaveLength(1);
    const open = async () => {
      throw new FileRefused('replaced');
    };
    const chunks = { send: async () => expect.unreachable('queued again') };
    const event = { importId, objectKey: 'x', etag: 'e', at };
    await splitImport({ jobs: registry.jobs, files: { open, remove: async () => {} }, chunks }, event);
    // A delivery that had looked at the job before the other one was through.
    await registry.jobs.fail(importId, { code: 'replaced' }, at);
    expect(await reportImport(registry, { provider: 'AGAIN', importId })).toMatchObject({
      state: 'importing',
    });
  });

  it('is the first of two that come at one moment, and the other one is not read', async () => {
    const importId = await uploads.request('TWOFILES');
    const claims = await Promise.all(['e', 'f'].map((etag) => registry.jobs.claim(importId, etag)));
    expect(claims.toSorted()).toEqual(['anotherFile', 'claimed']);
  });

  it('gives back the rejected rows page by page', async () => {
    // Two of DynamoDB's answers full, of a megabyte each: rows as fat as a chunk's may be.
    const importId = await uploads.request('PAGED');
    const fat = Array.from({ length: 100 }, (_, i) => ({ i, value: '9'.repeat(2500) }));
    for (let n = 0; n < 8; n++) {
      const rejected = fat.map(({ i, value }) => {
        const problem = { column: 'issuedOn', code: 'invalid_date', value } as const;
        return { row: 100 * n + i + 2, ...problem, also: [], cells: {} };
      });
      const counts = { accepted: 0, updated: 0, unchanged: 0, rejectedCount: 100, finishedAt: at };
      await registry.chunks.record({ importId, n, ...counts, registered: [], rejected });
    }
    const found: number[] = [];
    let pages = 0;
    for await (const { items } of eachPage((cursor) => registry.chunks.rejected(importId, cursor))) {
      found.push(...items.map(({ row }) => row));
      pages++;
    }
    expect(pages).toBeGreaterThan(1);
    expect(found).toEqual(Array.from({ length: 800 }, (_, i) => i + 2));
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
    ['no headings', '1,2,3\n4,5,6\n', { code: 'no_headings' }],
    ['no rows', 'number,type,nameEn,issuedOn\r\n\r\n', { code: 'no_rows' }],
    ['nothing at all', '', { code: 'empty' }],
    ['nothing but blank lines', '\r\n,,\r\n', { code: 'empty' }],
    [
      'a column of identity numbers',
      'number,HKID,nameEn\n1,2,3\n',
      { code: 'identity_number', detail: 'HKID' },
    ],
    [
      'no course and no date',
      'A title\nnumber,nameEn,Tutor\nABC-1,CHAN Tai Man,x\n',
      { code: 'missing_columns', missing: ['type', 'issuedOn'], headings: ['number', 'nameEn', 'Tutor'] },
    ],
  ])('ends with a clear error for a file with %s, and nothing is queued', async (_, file, error) => {
    const importId = await uploads.request('WRONG');
    expect(await uploads.split(importId, file)).toEqual([]);
    expect(uploads.removed).toContain(importId);
    expect(await uploads.outcome('WRONG', importId)).toMatchObject({
      state: 'failed',
      error,
      rows: { total: null },
    });
  });

  it('is refused beyond 500,000 rows before the first is queued', async () => {
    const importId = await uploads.request('WRONG');
    const endless = {
      hidden: [],
      tables: [
        {
          async *rows() {
            yield { row: 1, cells: ['number', 'type', 'nameEn', 'issuedOn'] };
            for (let row = 2; ; row++)
              yield { row, cells: [`ABC-${row}`, 'OFA', 'CHAN Tai Man', '2026-01-05'] };
          },
        },
      ],
      close: async () => undefined,
    };
    expect(await uploads.split(importId, endless)).toEqual([]);
    expect(await uploads.outcome('WRONG', importId)).toMatchObject({ error: { code: 'too_many_rows' } });
  });

  it('is found in the sheet that has the headings, below its title', async () => {
    const file = sheets(
      [['Dear registry,'], ['the list is on the next sheet']],
      [
        ['Course', 'Number of certificates'],
        ['OFA', '1'],
      ],
      [
        ['Harbour First Aid Training'],
        [],
        ['Name', 'Course', 'Date of Issue', 'No.'],
        ['CHAN Tai Man', 'OFA', '5/1/2026', 'SHEET-1'],
      ],
    );
    expect(await upload(file, 'SHEETS')).toMatchObject({
      rows: { total: 1, accepted: 1 },
      registered: [{ row: 4, number: 'SHEET-1', outcome: 'accepted' }],
      headings: [
        { column: 'nameEn', heading: 'Name' },
        { column: 'type', heading: 'Course' },
        { column: 'issuedOn', heading: 'Date of Issue' },
        { column: 'number', heading: 'No.' },
      ],
    });
  });

  it('is always closed', async () => {
    for (const file of [rows(2), 'no headings']) {
      let closed = 0;
      const opened = await openBytes(file);
      const close = async () => {
        closed++;
        await opened.close();
      };
      await upload({ ...opened, close }, 'CLOSED');
      expect(closed).toBe(1);
    }
  });

  it('gives the same chunks when it is killed while they are queued and split again', async () => {
    const importId = await uploads.request('AGAIN');
    const queued: ImportChunk[] = [];
    const killed = async (chunks: ImportChunk[]) => {
      queued.push(...chunks);
      throw new Error('killed');
    };
    const files = { open: () => openBytes(rows(1_234)), remove: async () => expect.unreachable('deleted') };
    const event = { importId, objectKey: 'x', etag: 'e', at };
    await expect(
      splitImport({ jobs: registry.jobs, files, chunks: { send: killed } }, event),
    ).rejects.toThrow('killed');
    const again = await uploads.split(importId, rows(1_234));
    expect(again.slice(0, queued.length)).toEqual(queued);
    expect(again).toHaveLength(13);
    expect(again.flatMap((chunk) => chunk.rows)).toHaveLength(1_234);
  });

  it('is deleted once all of it was queued, and not queued again', async () => {
    const importId = await uploads.request('AGAIN');
    expect(await uploads.split(importId, rows(3))).toHaveLength(1);
    expect(await uploads.split(importId, rows(3))).toEqual([]);
    expect(uploads.removed.filter((id) => id === importId)).toHaveLength(2);
  });

  it('reports numbers that lost their zeros, and takes those that did not', async () => {
    const file = `number,type,nameEn,issuedOn
000123,OFA,CHAN Tai Man,2026-01-05
45678,OFA,WONG Siu Ming,2026-01-05
7,OFA,LEE Kin,2026-01-05
123456,OFA,HO Wing Sze,2026-01-05
A-1234,OFA,LAU Ka Yan,2026-01-05
`;
    const lost = { column: 'number', code: 'invalid_number', because: 'lostZeros' };
    expect(await upload(file, 'ZEROS')).toMatchObject({
      rows: { accepted: 3, rejected: 2 },
      rejected: [
        { row: 3, value: '45678', ...lost },
        { row: 4, value: '7', ...lost },
      ],
    });
    expect((await upload(file.replace('000123', '100123'), 'NOZEROS')).rows).toMatchObject({
      accepted: 4,
      rejected: 1,
    });
  });

  it('reports a row whose bytes do not decode, and takes the others', async () => {
    const file = {
      hidden: [],
      tables: [
        {
          async *rows() {
            yield { row: 1, cells: ['number', 'type', 'nameEn', 'issuedOn'] };
            yield { row: 2, undecodable: true as const };
            yield { row: 3, cells: ['BYTES-1', 'OFA', 'CHAN Tai Man', '2026-01-05'] };
          },
        },
      ],
      close: async () => undefined,
    };
    expect(await upload(file, 'BYTES')).toMatchObject({
      rows: { total: 2, accepted: 1, rejected: 1 },
      rejected: [{ row: 2, column: 'number', code: 'undecodable', value: '', cells: {} }],
    });
  });

  it('names all that is wrong with a row, and gives its cells back without identity numbers', async () => {
    const file = `number,type,nameEn,nameZh,email,issuedOn
ALL-1,OFB,CHAN Tai Man Ａ１２３４５６（３）,陳大文,nobody,31/02/2026
`;
    expect((await upload(file, 'ALLWRONG')).rejected).toEqual([
      {
        row: 2,
        column: 'nameEn',
        code: 'identity_number',
        value: '',
        also: [
          { column: 'type', code: 'unknown_type', value: 'OFB' },
          { column: 'email', code: 'invalid_email', value: 'nobody' },
          { column: 'issuedOn', code: 'invalid_date', value: '31/02/2026' },
        ],
        cells: {
          number: 'ALL-1',
          type: 'OFB',
          nameEn: '',
          nameZh: '陳大文',
          email: 'nobody',
          issuedOn: '31/02/2026',
        },
      },
    ]);
  });

  it('tells the numbers that were assigned', async () => {
    const file = 'type,nameEn,issuedOn\nOFA,CHAN Tai Man,2026-01-05\n';
    const { registered } = await upload(file, 'ASSIGN');
    expect(registered).toEqual([
      {
        row: 2,
        number: expect.stringMatching(/^ASSIGN-OFA-/),
        outcome: 'accepted',
        cells: { type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn: '2026-01-05' },
      },
    ]);
    expect((await upload(file, 'ASSIGN')).registered).toEqual([{ ...registered[0], outcome: 'unchanged' }]);
  });

  it('says when it will be done while it is under way, and counts on', async () => {
    const importId = await uploads.request('PACE');
    const chunks = await uploads.split(importId, rows(300));
    const ask = (second: number) =>
      reportImport(registry, {
        provider: 'PACE',
        importId,
        at: instantFrom(`2026-11-21T02:00:${second}.000Z`),
      });
    expect(await ask(10)).not.toHaveProperty('estimatedFinishAt');
    const seen: number[] = [];
    for (const [n, chunk] of chunks.entries()) {
      await importRows(registry, chunk, () => instantFrom(`2026-11-21T02:00:${10 * (n + 1)}.000Z`));
      seen.push((await ask(10 * (n + 1)))?.rows.accepted ?? 0);
      if (n === 0) expect(await ask(10)).toMatchObject({ estimatedFinishAt: '2026-11-21T02:00:30.000Z' });
      if (n === 1) expect(await ask(30)).toMatchObject({ estimatedFinishAt: '2026-11-21T02:00:50.000Z' });
    }
    expect(seen).toEqual([100, 200, 300]);
    expect(await ask(40)).not.toHaveProperty('estimatedFinishAt');
    expect(await ask(40)).toMatchObject({ state: 'finished', finishedAt: '2026-11-21T02:00:30.000Z' });
  });

  it('stands in the list of the provider’s imports, the newest first, page by page', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) {
      const id = `listed-${n}`;
      const createdAt = instantFrom(`2026-11-2${n}T02:00:00.000Z`);
      await registry.jobs.create({
        id,
        provider: 'LISTED',
        keyId: 'k',
        fileName: `${n}.csv`,
        contentLength: 1,
        createdAt,
        state: 'awaitingUpload',
      });
      ids.unshift(id);
    }
    await uploads.request('OTHERLIST');
    const found: string[] = [];
    const read = (cursor: string | undefined) =>
      listImports(registry, { provider: 'LISTED', limit: 2, cursor });
    for await (const { items } of eachPage(read)) found.push(...items.map(({ importId }) => importId));
    expect(found).toEqual(ids);
    for (const wrong of ['x', Buffer.from('2026#../..').toString('base64url')])
      await expect(read(wrong)).rejects.toThrow(InvalidCursor);
  });

  it('is nobody else’s to see', async () => {
    const { importId } = await upload(rows(1), 'MINE');
    expect(await reportImport(registry, { provider: 'OTHERS', importId })).toBeUndefined();
    expect(await listImportRejections(registry, { provider: 'OTHERS', importId })).toBeUndefined();
    expect(await listImportRegistered(registry, { provider: 'OTHERS', importId })).toBeUndefined();
  });
});

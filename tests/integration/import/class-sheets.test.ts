import { beforeAll, describe, expect, it } from 'vitest';
import { sheets, uploadsTo } from '#support/files/uploads';
import { createTestApi } from '#support/sites/api';
import { createRegistry, day, type Registry } from '#support/storage/registry';

/** Class sheets as schools keep them: what is the same for all stands above the headings, or nowhere. */
let registry: Registry;
let uploads: ReturnType<typeof uploadsTo>;
beforeAll(async () => {
  registry = await createRegistry();
  uploads = uploadsTo(registry);
});
const stored = async (key: string, provider: string) =>
  (await registry.credentials.get(key, provider))?.credential;
const facts = { type: 'OFA', issuedOn: '2026-09-15' };

describe('what stands above the headings', () => {
  it.each([
    ['TITLEA', [['Occupational First Aid Course, 15 September 2026']]],
    ['TITLEB', [['課程：職業急救證書', '簽發日期：2026年9月15日']]],
    ['TITLEC', [['Harbour Training Centre'], ['Course', 'First Aid (OFA)'], ['Date of issue', '15/9/2026']]],
  ])('is said of every row: %s', async (provider, title) => {
    const file = sheets([
      ...title,
      ['No.', 'Certificate No.', 'Name'],
      ['1', 'CL-1001', 'HO Wai Kit'],
      ['2', 'CL-1002', 'LEE Kin'],
    ]);
    const report = await uploads.upload(file, provider);
    expect(report.rows).toMatchObject({ total: 2, accepted: 2, rejected: 0 });
    expect(report.given).toEqual([
      { column: 'type', value: 'OFA', from: 'title' },
      { column: 'issuedOn', value: '2026-09-15', from: 'title' },
    ]);
    for (const key of ['CL1001', 'CL1002']) expect(await stored(key, provider)).toMatchObject(facts);
  });

  it('says nothing where a column says it, though a cell of it is empty', async () => {
    const file =
      'BLS Provider,15/9/2026\nCertificate No.,Course,Name,Date of Issue\nCL-1001,,HO Wai Kit,15/9/2026\n';
    const report = await uploads.upload(file, 'TITLED');
    expect(report.rejected).toMatchObject([{ row: 3, column: 'type', code: 'missing' }]);
    expect(report.given).toBeUndefined();
  });

  it('names the one thing that a file lacks where the title does not say it', async () => {
    const file = 'Occupational First Aid,13-15 September 2026\nCertificate No.,Name\nCL-1001,HO Wai Kit\n';
    const report = await uploads.upload(file, 'TITLEE');
    expect(report).toMatchObject({
      state: 'failed',
      error: { code: 'missing_columns', missing: ['issuedOn'] },
    });
  });

  it('says nothing of another class below the first, which has headings of its own', async () => {
    const table = (title: string, number: string) => `${title}\nCertificate No.,Name\n${number},HO Wai Kit\n`;
    const file =
      table('First Aid,15 September 2026', 'CL-1001') + table('BLS Provider,16 September 2026', 'CL-1002');
    const report = await uploads.upload(file, 'TITLEG');
    expect(report).toMatchObject({ state: 'failed', error: { code: 'missing_columns' } });
    expect(await stored('CL1001', 'TITLEG')).toBeUndefined();
  });

  it('is that of each sheet of a workbook', async () => {
    const sheet = (name: string, title: string, number: string) => ({
      ...sheets([[title], ['Certificate No.', 'Name'], [number, 'HO Wai Kit']]).tables[0],
      name,
    });
    const file = {
      ...sheets(),
      tables: [
        sheet('A', 'First Aid, 15 September 2026', 'CL-1001'),
        sheet('B', 'BLS Provider, 16 September 2026', 'CL-1002'),
      ],
    };
    const report = await uploads.upload(file as Parameters<typeof uploads.upload>[0], 'TITLEF');
    expect(report.rows).toMatchObject({ accepted: 2 });
    expect(report.given?.map(({ sheet: of, value }) => [of, value])).toEqual([
      ['A', 'OFA'],
      ['A', '2026-09-15'],
      ['B', 'BLS'],
      ['B', '2026-09-16'],
    ]);
  });
});

describe('what the provider says of all rows', () => {
  const defaults = { type: 'OFA', issuedOn: day('2026-09-15') };
  const upload = (file: string, provider: string) => uploads.upload(file, provider, undefined, { defaults });

  it('fills what the file lacks', async () => {
    const report = await upload('Certificate No.,Name\nCL-1001,HO Wai Kit\n', 'DEFAULTA');
    expect(report.rows).toMatchObject({ accepted: 1 });
    expect(await stored('CL1001', 'DEFAULTA')).toMatchObject(facts);
    expect(report.given?.map(({ from }) => from)).toEqual(['defaults', 'defaults']);
  });

  it('says nothing of a column that is there: an empty cell may mean that somebody did not pass', async () => {
    const rows = 'CL-1001,BLS,HO Wai Kit\nCL-1002,,LEE Kin\n';
    const report = await upload(`Certificate No.,Course,Name\n${rows}`, 'DEFAULTB');
    expect(await stored('CL1001', 'DEFAULTB')).toMatchObject({ type: 'BLS', issuedOn: '2026-09-15' });
    expect(report.rejected).toMatchObject([{ row: 3, column: 'type', code: 'missing' }]);
  });

  it('comes before what stands above the headings', async () => {
    await upload('BLS Provider,16/9/2026\nCertificate No.,Name\nCL-1001,HO Wai Kit\n', 'DEFAULTD');
    expect(await stored('CL1001', 'DEFAULTD')).toMatchObject(facts);
  });

  it('changes nothing of a file of actions', async () => {
    const file = 'Certificate No.,Course,Name,Date of Issue\nCL-1001,BLS,HO Wai Kit,1/9/2026\n';
    await uploads.upload(file, 'DEFAULTC');
    await upload('Certificate No.,Action,Reason,Name\nCL-1001,correct,misspelt,HO Wai Kei\n', 'DEFAULTC');
    expect(await stored('CL1001', 'DEFAULTC')).toMatchObject({
      type: 'BLS',
      issuedOn: '2026-09-01',
      nameEn: 'HO Wai Kei',
    });
  });
});

describe('the API takes what all rows say', () => {
  it('by code or name, and refuses what a row could not say either', async () => {
    const { ask } = await createTestApi();
    const open = (defaults: object | null) =>
      ask('POST', '/v1/imports', { body: { fileName: 'class.csv', contentLength: 10, defaults } });
    expect((await open({ type: 'First Aid', issuedOn: '15/9/2026' })).status).toBe(201);
    expect((await open(null)).status).toBe(201);
    expect((await open({ type: null })).status).toBe(201);
    const { status, json } = await open({ type: 'Scuba', issuedOn: '31/9/2026' });
    expect(status).toBe(422);
    expect(json().errors).toMatchObject([
      {
        path: 'defaults.type',
        code: 'unknown_type',
        message: expect.stringMatching(/Occupational First Aid.*OFA/),
      },
      { path: 'defaults.issuedOn', code: 'invalid_date' },
    ]);
    expect((await open({ issuedOn: '2099-01-01' })).json().errors).toMatchObject([{ code: 'in_future' }]);
    expect((await open({ course: 'OFA' })).status).toBe(422);
  });
});

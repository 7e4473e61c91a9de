import { beforeAll, describe, expect, it } from 'vitest';
import { rowMessage } from '#import/messages/rejection-reasons.ts';
import { languages } from '#register/certificate/credential.ts';
import { sheets, uploadsTo } from '#support/files/uploads';
import { createRegistry, type Registry } from '#support/storage/registry';

/** What spreadsheets and people make of numbers, names and dates, by the outcome of each row. */
let registry: Registry;
let uploads: ReturnType<typeof uploadsTo>;
beforeAll(async () => {
  registry = await createRegistry();
  uploads = uploadsTo(registry);
});

let providers = 0;
const newProvider = () => `SENT${String.fromCharCode(65 + providers++)}`;
const stored = async (key: string, provider: string) =>
  (await registry.credentials.get(key, provider))?.credential;

describe('a column of dates', () => {
  const file = (...dates: string[]) =>
    [
      'Certificate No.,Course,Name,Date of Issue,Expiry Date',
      ...dates.map((two, n) => `MF-${1001 + n},OFA,HO Wai Kit,${two}`),
      '',
    ].join('\n');

  it.each([
    ['10/25/2026', '10/05/2026', '01/12/2026'],
    ['9-17-2026 12:00:00 AM', '3-4-2026', '11-2-2026'],
  ])('with the month first (%s) is not guessed at', async (evident, ...either) => {
    const provider = newProvider();
    const report = await uploads.upload(
      file(...either.map((on) => `${on},`), `${evident},`, '03/03/2026,', '2026-10-05,'),
      provider,
    );
    expect(report.rows).toMatchObject({ accepted: 2, rejected: 3 });
    for (const problem of report.rejected) {
      const why = { column: 'issuedOn', code: 'invalid_date', because: 'monthFirst', detail: evident };
      expect(problem).toMatchObject(why);
      for (const language of languages) expect(rowMessage(problem, language)).toContain(evident);
    }
  });

  it.each(['10/25/2026 14:30', '10/25/26', '"Sun, 10/25/2026"'])(
    'has its months first by a date that is refused itself: %s',
    async (evident) => {
      const report = await uploads.upload(file('10/05/2026,', `${evident},`), newProvider());
      expect(report.rejected).toMatchObject([
        { row: 2, code: 'invalid_date', because: 'monthFirst' },
        { row: 3, code: 'invalid_date' },
      ]);
    },
  );

  it('of expiries has its own order, and a day that can only come first keeps day first', async () => {
    const provider = newProvider();
    const dates = [
      '25/10/2026,10/24/2029',
      '10/05/2026,10/04/2029',
      '10/25/2026,2029-10-24',
      '05/10/2026,2029-10-04',
    ];
    const report = await uploads.upload(file(...dates), provider);
    expect(report.rejected).toMatchObject([
      { row: 2, column: 'expiresOn', because: 'monthFirst' },
      { row: 3, column: 'expiresOn', because: 'monthFirst' },
      { row: 4, column: 'issuedOn', code: 'invalid_date' },
    ]);
    expect(await stored('MF1004', provider)).toMatchObject({ issuedOn: '2026-10-05' });
  });

  it('is judged sheet by sheet, and its refusal asks for what has one meaning', async () => {
    const provider = newProvider();
    const classOf = (first: number, ...dates: string[]) => [
      ['Certificate No.', 'Course', 'Name', 'Date of Issue'],
      ...dates.map((on, n) => [`MF-${first + n}`, 'OFA', 'HO Wai Kit', on]),
    ];
    const workbook = sheets(
      classOf(1001, '10/25/2026', '10/05/2026', '2026-10-05', '5 Oct 2026'),
      classOf(2001, '25/10/2026', '10/05/2026'),
      classOf(3001, '11/02/2026'),
      classOf(4001, '10252026', '10/05/2026'),
    );
    const tables = workbook.tables.map((table, n) => ({ ...table, name: `Class ${n + 1}` }));
    const report = await uploads.upload({ ...workbook, tables }, provider);
    expect(report.rejected.map(({ cells }) => cells.number)).toEqual([
      'MF-1001',
      'MF-1002',
      'MF-4001',
      'MF-4002',
    ]);
    expect(report.rejected[1]).toMatchObject({
      code: 'invalid_date',
      because: 'monthFirst',
      detail: '10/25/2026',
    });
    expect(report.rejected[3]).toMatchObject({ because: 'monthFirst', detail: '10252026' });
    for (const [language, asks] of [
      ['en', 'write day/month/year, or year-month-day'],
      ['zh-HK', '請按此填寫，或按「年-月-日」填寫'],
    ] as const)
      expect(report.rejected[1] && rowMessage(report.rejected[1], language)).toContain(asks);
    expect(await stored('MF1003', provider)).toMatchObject({ issuedOn: '2026-10-05' });
    expect(await stored('MF1004', provider)).toMatchObject({ issuedOn: '2026-10-05' });
    expect(await stored('MF2002', provider)).toMatchObject({ issuedOn: '2026-05-10' });
    expect(await stored('MF3001', provider)).toMatchObject({ issuedOn: '2026-02-11' });
  });

  it('takes a month alone for its last day where the type expires then, and nowhere else', async () => {
    const provider = newProvider();
    const types = ['BLS', 'ACLS', 'OFA', 'ITLS'];
    const row = (type: string, issuedOn: string, expiresOn: string, n: number) =>
      `EM-${1001 + n},${type},HO Wai Kit,${issuedOn},${expiresOn}`;
    const rows = types.map((type, n) =>
      row(type, '05/03/2026', ['Mar-28', '03/2028', '2028年3月', 'Mar 2028'][n] ?? '', n),
    );
    const headings = 'Certificate No.,Course,Name,Date of Issue,Expiry Date';
    const report = await uploads.upload(
      [headings, ...rows, row('BLS', 'Mar-26', '', 8)].join('\n'),
      provider,
    );
    expect(report.rejected).toMatchObject([
      { row: 4, column: 'expiresOn', code: 'invalid_date', because: 'noDay' },
      { row: 5, column: 'expiresOn', code: 'invalid_date', because: 'noDay' },
      { row: 6, column: 'issuedOn', code: 'invalid_date', because: 'noDay' },
    ]);
    expect(await stored('EM1001', provider)).toMatchObject({ expiresOn: '2028-03-31' });
    expect(await stored('EM1002', provider)).toMatchObject({ expiresOn: '2028-03-31' });
  });

  it('is read where it has one meaning, however it is written', async () => {
    const provider = newProvider();
    const written = [
      '15 Sept 2026',
      '"Tuesday, 15 September 2026"',
      '2026-09-14T16:00:00.000Z',
      '民國115年9月15日',
      '20260915',
      '\u200e15/9/2026\u200e',
      '15/9/2026 12:00:00 a.m.',
      '2026-09-15 00:00:00 HKT',
      '2026-09-15T00:00:00+08:00[Asia/Hong_Kong]',
      '民115年9月15日',
    ];
    const report = await uploads.upload(file(...written.map((on) => `${on},`), '15092026,'), provider);
    expect(report.rows).toMatchObject({ accepted: written.length, rejected: 1 });
    expect(report.rejected).toMatchObject([{ code: 'invalid_date', because: 'yearLast', value: '15092026' }]);
    expect(report.rejected[0] && rowMessage(report.rejected[0], 'en')).toContain('the year is last');
    for (const [n] of written.entries())
      expect(await stored(`MF${1001 + n}`, provider)).toMatchObject({ issuedOn: '2026-09-15' });
  });
});

describe('a cell', () => {
  it.each([
    'Oct-26',
    '10-Dec',
    'Mar-01',
    '3-Mar',
    '1-Mar-26',
    'SEPT-2026',
    '10月26日',
    '2026年3月',
    '26年3月',
    '3月-26',
    '十月二十六日',
    '20-Sep',
    'Mar-2026',
  ])('of a number that a spreadsheet made a date of is refused as one: %s', async (number) => {
    const file = `Certificate No.,Course,Name,Date of Issue\n${number},OFA,HO Wai Kit,05/10/2026\n`;
    const { rejected } = await uploads.upload(file, newProvider());
    expect(rejected).toMatchObject([
      { column: 'number', code: 'invalid_number', because: 'date', value: number },
    ]);
    for (const [language, said] of [
      ['en', 'looks like a date'],
      ['zh-HK', '日期'],
    ] as const)
      expect(rejected[0] && rowMessage(rejected[0], language)).toContain(said);
  });

  it.each([
    ['Certificate No. HN-2026-01', 'HN202601'],
    ['Cert. no.: HN-2026-01', 'HN202601'],
    ['證書編號：HN-2026-01', 'HN202601'],
    ['No. 2026-01', 'NO202601'],
    ['CERT-2026-01', 'CERT202601'],
  ])(
    'of a number, %s, is registered without its heading, and with what may be a part of it',
    async (cell, key) => {
      const provider = newProvider();
      const row = `${cell},OFA,CHAN Tai Man,2026-03-01`;
      const report = await uploads.upload(
        `Certificate No.,Course,Name,Date of Issue\n${row}\n${row}\n`,
        provider,
      );
      expect(report.rows).toMatchObject({ accepted: 1, unchanged: 1 });
      expect(await stored(key, provider)).toBeDefined();
    },
  );

  it.each(['2026-13', 'MAR-0001', 'SEP-2026-001', 'DEC26-001', 'OCTO-26'])(
    'of a number that only has something of one is taken: %s',
    async (number) => {
      const file = `Certificate No.,Course,Name,Date of Issue\n${number},OFA,HO Wai Kit,05/10/2026\n`;
      expect((await uploads.upload(file, newProvider())).rows).toMatchObject({ accepted: 1 });
    },
  );

  it.each(['同上', '〃', 'ditto', 'As above'])(
    'that points to the row above is no name: %s',
    async (said) => {
      const file = `Certificate No.,Course,Name,Date of Issue\nDT-0001,OFA,${said},05/10/2026\n`;
      const { rejected } = await uploads.upload(file, newProvider());
      expect(rejected).toMatchObject([{ column: 'nameEn', code: 'invalid_name' }]);
    },
  );

  it.each(['TBC', '?', 'unknown', '待定', '(to be confirmed)', '待發', 'Pending'])(
    'of a number that is still to come is not given another one: %s',
    async (number) => {
      const file = `Certificate No.,Course,Name,Date of Issue\n${number},OFA,HO Wai Kit,05/10/2026\n`;
      const report = await uploads.upload(file, newProvider());
      expect(report.rejected).toMatchObject([
        { column: 'number', code: 'invalid_number', because: 'stillToCome' },
      ]);
    },
  );

  it('that says it has nothing is empty', async () => {
    const provider = newProvider();
    const nothings = [
      'N/A',
      'NIL',
      '無',
      '-',
      '不適用',
      'NULL',
      'nan',
      '沒有',
      '/',
      '#N/A',
      '（無）',
      '――',
      'n.a.',
      'None',
      'N / A',
      'Nil.',
      '「無」',
      '未提供',
      'TBC',
      '～',
      'not provided',
      'NIL/無',
      '無 / N/A',
      '無中文名',
      '无中文名',
      '未填寫',
      '沒',
      'N-A',
      'no Chinese name',
    ];
    const rows = nothings.map(
      (nothing, n) => `PH-${1001 + n},OFA,GURUNG Bishal,${nothing},${nothing},05/10/2026,${nothing}`,
    );
    const others = [
      'PH-2001,OFA,N/A,陳大文,-,05/10/2026,無',
      'null,OFA,LOPEZ Ines,,ines@example.com,05/10/2026,中文',
    ];
    const headings = 'Certificate No.,Course,English Name,Chinese Name,Email,Date of Issue,Language';
    const report = await uploads.upload(
      [headings, ...rows, ...others, 'PH-2002,OFA,N/A,沒有,,05/10/2026,'].join('\n'),
      provider,
    );
    expect(report.rows).toMatchObject({ accepted: nothings.length + 2, rejected: 1 });
    expect(report.rejected).toMatchObject([{ row: nothings.length + 4, column: 'nameEn', code: 'missing' }]);
    for (const [n] of nothings.entries()) {
      const credential = await stored(`PH${1001 + n}`, provider);
      expect(credential).toMatchObject({ nameEn: 'GURUNG Bishal', language: 'en' });
      expect(Object.keys(credential ?? {})).not.toContain('nameZh');
      expect(Object.keys(credential ?? {})).not.toContain('email');
    }
    expect(await stored('PH2001', provider)).toMatchObject({ nameZh: '陳大文', language: 'zh-HK' });
    expect(report.registered.at(-1)?.number).toMatch(/^SENT.-OFA-/);
  });
});

import { describe, expect, it } from 'vitest';
import { readPastedList } from '#lists/pasted-list.ts';
import { FileRefused } from '#tables/import-job.ts';

const said = (text: string) => readPastedList(text).map(({ number, name }) => [number, name]);

function refusal(text: string): string {
  try {
    readPastedList(text);
  } catch (error) {
    if (error instanceof FileRefused) return error.code;
    throw error;
  }
  return 'taken';
}

const one = [['SPMC-OFA-2024-00017', 'CHAN Tai Man']];

describe('a list as people paste it', () => {
  it.each([
    ['a tab', 'SPMC-OFA-2024-00017\tCHAN Tai Man'],
    ['a comma', 'SPMC-OFA-2024-00017, CHAN Tai Man'],
    ['a full-width comma', 'SPMC-OFA-2024-00017，CHAN Tai Man'],
    ['a Chinese list comma', 'SPMC-OFA-2024-00017、CHAN Tai Man'],
    ['a semicolon', 'SPMC-OFA-2024-00017; CHAN Tai Man'],
    ['two spaces', 'SPMC-OFA-2024-00017  CHAN Tai Man'],
    ['an ideographic space', 'SPMC-OFA-2024-00017　CHAN Tai Man'],
    ['one space, where only words are left', 'SPMC-OFA-2024-00017 CHAN Tai Man'],
    ['quotation marks', '"SPMC-OFA-2024-00017","CHAN Tai Man"'],
    ['a bullet', '• SPMC-OFA-2024-00017, CHAN Tai Man'],
    ['blank lines', '\n\n  SPMC-OFA-2024-00017, CHAN Tai Man  \r\n\r\n'],
    ['a byte order mark', '\uFEFFSPMC-OFA-2024-00017, CHAN Tai Man'],
    ['headings', 'Certificate No.,Name\nSPMC-OFA-2024-00017,CHAN Tai Man'],
    ['headings in Chinese, in another order', '姓名\t證書編號\nCHAN Tai Man\tSPMC-OFA-2024-00017'],
  ])('understands a number and a name with %s', (_, text) => expect(said(text)).toEqual(one));

  it('keeps a number with spaces as one number', () => {
    expect(said('SPMC OFA 2024 00017\nABC 12 X')).toEqual([
      ['SPMC OFA 2024 00017', undefined],
      ['ABC 12 X', undefined],
    ]);
  });

  it('finds a Chinese name behind one space', () => {
    expect(said('SPMC OFA 2024 00017 陳大文')).toEqual([['SPMC OFA 2024 00017', '陳大文']]);
    expect(said('SPMC2024-00017X陳大文')).toEqual([['SPMC2024-00017X', '陳大文']]);
  });

  it('leaves out the places of a numbered list, and only where every line has one', () => {
    expect(said('1. ABC-0001\n2. ABC-0002\n3. ABC-0003').map(([number]) => number)).toEqual([
      'ABC-0001',
      'ABC-0002',
      'ABC-0003',
    ]);
    expect(said('1) ABC-0001\nABC-0002').map(([number]) => number)).toEqual(['1) ABC-0001', 'ABC-0002']);
  });

  it('counts rows as lines of what was pasted', () => {
    expect(readPastedList('ABC-0001\n\nABC-0003').map(({ row }) => row)).toEqual([1, 3]);
  });

  it('takes one heading above numbers alone for a heading', () => {
    expect(said('Certificate No.\nABC-0001\nABC-0002')).toEqual([
      ['ABC-0001', undefined],
      ['ABC-0002', undefined],
    ]);
  });

  it('keeps a comma of a name', () => {
    expect(said('ABC-0001, CHAN, Tai Man Peter')).toEqual([['ABC-0001', 'CHAN, Tai Man Peter']]);
  });
});

describe('cells from a spreadsheet', () => {
  it('are found by their headings, whatever else stands beside them', () => {
    const text = [
      'No.\tStaff\tName\t姓名\tCourse\tCertificate No.\tExpiry Date\tProvider code',
      '1\tA-01\tCHAN Tai Man\t陳大文\tOFA\tSPMC-OFA-2024-00017\t28/02/2027\tspmc',
      '2\tA-02\tLEE Ka Yan\t\tOFA\tSPMC-OFA-2024-00018\t28/02/2027\tSt. John',
    ].join('\n');
    expect(readPastedList(text)).toEqual([
      { row: 2, number: 'SPMC-OFA-2024-00017', name: 'CHAN Tai Man 陳大文', issuer: 'SPMC' },
      { row: 3, number: 'SPMC-OFA-2024-00018', name: 'LEE Ka Yan' },
    ]);
  });

  it('are told apart by what they hold where there are no headings', () => {
    const text = ['CHAN Tai Man', 'LEE Ka Yan', 'HO Wing Sze']
      .map((name, at) => `${at + 1}\t2027-02-2${at}\t${name}\tSPMC-OFA-2024-0001${at}\tOFA course`)
      .join('\n');
    expect(said(text)).toEqual([
      ['SPMC-OFA-2024-00010', 'CHAN Tai Man'],
      ['SPMC-OFA-2024-00011', 'LEE Ka Yan'],
      ['SPMC-OFA-2024-00012', 'HO Wing Sze'],
    ]);
  });

  it('name people as employers head them, in either language or both', () => {
    const text = [
      '員工編號 Staff ID\tStaff Name 員工姓名\tDept\tFirst aid cert. no. 急救證書編號',
      'E101\tCHAN Tai Man\tSite A\tVP-2611-001',
      'E102\t陳大文\tSite A\tVP-2611-002',
    ].join('\n');
    expect(said(text)).toEqual([
      ['VP-2611-001', 'CHAN Tai Man'],
      ['VP-2611-002', '陳大文'],
    ]);
  });

  it.each([
    ['Employee’s English name', 'CHAN Tai Man'],
    ['Name of first-aider', 'CHAN Tai Man'],
    ['僱員中文姓名', '陳大文'],
    ['急救員姓名', '陳大文'],
    ['Staff', undefined],
    ['Staff No.', undefined],
    ['員工', undefined],
  ])('below “%s” are the names: %s', (heading, name) => {
    expect(said(`${heading}\tCertificate No.\n${name ?? 'E101'}\tABC-0001`)).toEqual([['ABC-0001', name]]);
  });

  it.each([
    'First Aid Certificate No.',
    'First aid cert. number',
    'First-aider Cert No',
    'First Aiders’ Certificate Number',
    '急救員證書編號',
    '急救员证书号码',
  ])('have their numbers below “%s”', (heading) => {
    expect(said(`Staff No.\tName\t${heading}\nE101\tLEE Kin\tABC-0001`)).toEqual([['ABC-0001', 'LEE Kin']]);
  });

  it('are read by what they hold where “First Aid Certificate” says no more', () => {
    expect(said('Name\tFirst Aid Certificate\nLEE Kin\tABC-0001')).toContainEqual(['ABC-0001', 'LEE Kin']);
  });

  it('name the holder where one column says so, whoever else is in another', () => {
    expect(said('Staff Name\tCertificate No.\tName\nHO Sze\tABC-0001\tLEE Kin')).toEqual([
      ['ABC-0001', 'LEE Kin'],
    ]);
  });

  it('are of the certificates where a course or a telephone stands beside each', () => {
    const text = [1, 2, 3].map((n) => `9123456${n}\tOFA-2024\tVP-2611-00${n}`).join('\n');
    expect(said(text).map(([number]) => number)).toEqual(['VP-2611-001', 'VP-2611-002', 'VP-2611-003']);
  });

  // What decides is a share of the rows: each small number of them, and then some.
  const everyCount = [...Array.from({ length: 60 }, (_, at) => at + 1), 75, 99, 100, 101, 150, 200];
  const table = (count: number, row: (n: number) => string[]) =>
    Array.from({ length: count }, (_, at) => row(at + 1).join('\t')).join('\n');
  const phone = (n: number) => String(91_230_000 + 7 * n);

  it('are told from telephones, however many rows there are', () => {
    const wrong = everyCount.filter((count) => {
      const text = table(count, (n) => [`SPMC-OFA-${1000 + n}`, 'CHAN Tai Man', phone(n)]);
      return refusal(text) !== 'taken' || said(text)[0]?.[0] !== 'SPMC-OFA-1001';
    });
    expect(wrong).toEqual([]);
  });

  it('are not guessed between two columns of figures, however many rows have them', () => {
    const fillings: ((n: number) => string)[] = [
      (n) => String(240_000 + n),
      (n) => (n % 2 === 1 ? String(240_000 + n) : ''),
      (n) => (n % 3 === 1 ? String(240_000 + n) : 'N/A'),
      (n) => (n % 3 === 1 ? String(240_000 + n) : 'see the binder'),
    ];
    const taken = everyCount.flatMap((count) =>
      fillings.filter(
        (filling) => refusal(table(count, (n) => [filling(n), 'CHAN Tai Man', phone(n)])) === 'taken',
      ),
    );
    expect(taken).toEqual([]);
  });

  it('are figures where nothing else could be the numbers', () => {
    const text = table(40, (n) => ['OFA-2024', n % 2 === 1 ? String(240_000 + n) : '', `Pier ${n % 3}`]);
    expect(said(text)[0]).toEqual(['240001', undefined]);
  });

  it('are not taken for telephones because a few of those have an extension', () => {
    const text = table(40, (n) => [String(240_000 + n), n === 1 ? 'Ext 2345 6789 A' : phone(n)]);
    expect(refusal(text)).toBe('missing_columns');
  });

  const link = (number: string) => `https://certkeeper.example.hk/verify/${number}`;

  it.each([1, 2, 3, 40])(
    'may have the address of each verify page beside its number, in %i rows',
    (count) => {
      const numbers = (n: number) => `VP-2611-${100 + n}`;
      const behind = table(count, (n) => [numbers(n), 'CHAN Tai Man', link(numbers(n))]);
      const before = table(count, (n) => [link(numbers(n)), numbers(n), 'CHAN Tai Man']);
      const sparse = table(count, (n) => [n === 1 ? link(numbers(n)) : '', 'CHAN Tai Man', numbers(n)]);
      for (const text of [behind, before, sparse])
        expect(said(text)).toEqual(
          Array.from({ length: count }, (_, at) => [numbers(at + 1), 'CHAN Tai Man']),
        );
    },
  );

  it('are not guessed where the address is of another number', () => {
    const text = table(3, (n) => [`VP-2611-10${n}`, link(`VP-2611-20${n}`)]);
    expect(refusal(text)).toBe('missing_columns');
  });

  it.each([
    'OFA2024',
    'OFA-2024',
    '2024 OFA',
    '28/02/2027',
    '28 Feb 2027',
    '1-Mar-27',
    'March 2027',
    '2345 6789',
    '+852 9123 4567',
    'Tel. 9123 4567',
    'WhatsApp 91234567',
    '2345 6789 ext. 12',
    'lee@example.com',
    '12',
  ])('may have %s beside a single number, or two', (other) => {
    const row = (number: string) => `LEE Kin\t${other}\t${number}`;
    expect(said(row('VP-2611-001'))).toEqual([['VP-2611-001', 'LEE Kin']]);
    expect(said(`${row('VP-2611-001')}\n${row('VP-2611-002')}`)).toHaveLength(2);
  });

  it.each([
    ['OFA-2001', 'E101'],
    ['VP-2611-001', 'E101'],
    ['240001', '91234567'],
  ])('are not guessed between %s and %s of one row', (one, other) => {
    expect(refusal(`LEE Kin\t${one}\t${other}`)).toBe('missing_columns');
    expect(refusal(`${other}\t${one}\tLEE Kin`)).toBe('missing_columns');
  });

  it('may stand beside courses of which two are the same', () => {
    const courses = ['OFA2024', 'OFA2024', 'BLS2024'];
    expect(said(table(3, (n) => [courses[n - 1] ?? '', `VP-2611-00${n}`]))[0]?.[0]).toBe('VP-2611-001');
    expect(refusal(table(3, (n) => [`OFA-200${n}`, `EMP-000${n}`]))).toBe('missing_columns');
  });

  it('compare no names where two columns could be them', () => {
    const text = ['Peter\tABC-0001\tHong Kong', 'Mary\tABC-0002\tKowloon', 'Paul\tABC-0003\tTai Po'].join(
      '\n',
    );
    expect(said(text).map(([, name]) => name)).toEqual([undefined, undefined, undefined]);
  });

  it('compare the name that one person has on all certificates, where nothing else could be it', () => {
    const text = ['ABC-0001', 'ABC-0002', 'ABC-0003'].map((number) => `${number}\tCHAN Tai Man`).join('\n');
    expect(said(text).map(([, name]) => name)).toEqual(['CHAN Tai Man', 'CHAN Tai Man', 'CHAN Tai Man']);
  });

  it('may hold a line break or a tab within quotation marks', () => {
    expect(said('ABC-0001\t"CHAN\nTai Man"\nABC-0002\tLEE "Kay" Yan')).toEqual([
      ['ABC-0001', 'CHAN Tai Man'],
      ['ABC-0002', 'LEE "Kay" Yan'],
    ]);
  });

  it('stay in their columns when an empty one stands before one with quotation marks', () => {
    expect(said('Certificate No.\tProvider code\tName\nABC-0001\t\t"CHAN Tai Man"\t\n')).toEqual([
      ['ABC-0001', 'CHAN Tai Man'],
    ]);
  });

  it('are not swallowed by a quotation mark that never closes', () => {
    expect(said('ABC-0001\t"CHAN\nABC-0002\tLEE\nABC-0003\tHO Sze')).toHaveLength(3);
  });

  it('lose the apostrophe that kept a spreadsheet from calculating', () => {
    expect(said("Certificate No.\tName\n'-ABC-0001\tLEE")).toEqual([['-ABC-0001', 'LEE']]);
  });
});

describe('what cannot be taken', () => {
  it.each([
    ['nothing', ' \n\t\n', 'empty'],
    ['headings alone', 'Certificate No.\tName\n', 'no_rows'],
    ['headings without a number', 'Name\tCourse\nCHAN Tai Man\tOFA', 'missing_columns'],
    [
      'staff numbers beside certificate numbers, without headings',
      'E101\tLEE Kin\tVP-2611-001\nE102\tHO Sze\tVP-2611-002',
      'missing_columns',
    ],
    ['a column of identity cards, by its heading', 'Certificate No.\tHKID\nABC-0001\tx', 'identity_number'],
    ['identity cards alone', 'A123456(3)\nG123456(A)\nZ683365(5)\nC668668(9)', 'identity_number'],
    ['two columns of numbers', 'Certificate No.\tCard No.\tName\nABC-0001\tABC-0002\tLEE', 'doubled_heading'],
    ['more lines than 50,000', 'ABC-0001\n'.repeat(50_001), 'too_many_rows'],
    ['more columns than any list has', `Certificate No.${',x'.repeat(300)}`, 'too_many_columns'],
    ['a flood of tabs', `a"${'\t'.repeat(2_000_000)}b`, 'too_many_columns'],
    ['a flood of line breaks', '\n'.repeat(300_000), 'too_many_rows'],
  ])('%s', (_, text, code) => expect(refusal(text)).toBe(code));

  it('is said in time, whatever was pasted', () => {
    expect(readPastedList(`${'A1 '.repeat(1_000_000)}`)).toHaveLength(1);
    expect(readPastedList(`1${' 陳'.repeat(1_000_000)}`)).toHaveLength(1);
    expect(readPastedList(`${'1'.repeat(399)}\n`.repeat(11_000))).toHaveLength(11_000);
    expect(readPastedList(`${'1'.repeat(200)}${' a'.repeat(99)}!\n`.repeat(11_000))).toHaveLength(11_000);
  });
});

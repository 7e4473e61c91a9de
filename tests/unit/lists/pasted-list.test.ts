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

  it('name the holder where one column says so, whoever else is in another', () => {
    expect(said('Staff Name\tCertificate No.\tName\nHO Sze\tABC-0001\tLEE Kin')).toEqual([
      ['ABC-0001', 'LEE Kin'],
    ]);
  });

  it('are of the certificates where a course or a telephone stands beside each', () => {
    const text = [1, 2, 3].map((n) => `9123456${n}\tOFA-2024\tVP-2611-00${n}`).join('\n');
    expect(said(text).map(([number]) => number)).toEqual(['VP-2611-001', 'VP-2611-002', 'VP-2611-003']);
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

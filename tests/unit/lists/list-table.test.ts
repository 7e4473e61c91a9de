import { describe, expect, it } from 'vitest';
import { MAX_LIST_ROWS, NAME_KEPT, NUMBER_KEPT } from '#lists/check-list.ts';
import { keptFileName, listed, readTable, rowsOfTable, rowWith } from '#lists/list-rows.ts';
import { readListFile } from '#lists/read-list-file.ts';
import type { FileRow, FileTable } from '#tables/ports.ts';

const table = (...rows: string[][]) => rows.map((cells, at) => ({ row: at + 1, cells }));

describe('a row that is kept', () => {
  it('is tidied, and cut one behind what a number or a name may have', () => {
    expect(rowWith(7, ' OFA\t0001 ', ' CHAN \n Tai  Man ')).toEqual({
      row: 7,
      number: 'OFA 0001',
      name: 'CHAN Tai Man',
    });
    const long = rowWith(1, '1'.repeat(500), 'x'.repeat(500));
    expect([long.number.length, long.name?.length]).toEqual([NUMBER_KEPT, NAME_KEPT]);
    expect(rowWith(1, 'OFA-0001')).toEqual({ row: 1, number: 'OFA-0001' });
    expect(rowWith(1, 'OFA-0001', '  ')).toEqual({ row: 1, number: 'OFA-0001' });
  });

  it('has the provider that is said beside it rather than in an address', () => {
    const address = 'https://certkeeper.example/verify/OFA-0001?issuer=HKFA';
    expect(rowWith(1, address)).toEqual({ row: 1, number: 'OFA-0001', issuer: 'HKFA' });
    expect(rowWith(1, address, '', 'SPMC')).toEqual({ row: 1, number: 'OFA-0001', issuer: 'SPMC' });
  });

  it('has no identity card number, neither as its number nor in its name', () => {
    const masked = rowWith(1, 'A123456(3)', 'CHAN Tai Man A123456(3)');
    expect(JSON.stringify(masked)).not.toContain('123456');
    expect(masked.name).toBe(masked.number);
    expect(keptFileName('A123456(3).csv')).toBe(masked.number);
    expect(keptFileName(`${'x'.repeat(200)}.csv`)).toBe('x'.repeat(100));
    expect(keptFileName(' Staff\t2026.csv ')).toBe('Staff 2026.csv');
  });
});

describe('the rows of a table', () => {
  it('leave out what is blank, and what asks nothing', () => {
    const rows = rowsOfTable(
      table(
        ['', ''],
        ['Certificate number', 'Name'],
        [' ', ''],
        ['OFA-0001', 'n/a'],
        ['', 'CHAN Tai Man'],
        ['', '-'],
      ),
    );
    expect(rows).toEqual([
      { row: 4, number: 'OFA-0001' },
      { row: 5, number: '', name: 'CHAN Tai Man' },
    ]);
  });

  it('say the provider where a column has its code', () => {
    const rows = rowsOfTable(
      table(
        ['Certificate number', 'Provider'],
        ['OFA-0001', ' hkfa '],
        ['OFA-0002', 'no code at all'],
        ['OFA-0003', ''],
      ),
    );
    expect(rows.map(({ issuer }) => issuer)).toEqual(['HKFA', undefined, undefined]);
  });

  it.each([
    [[], 'empty'],
    [[['', ' ']], 'empty'],
    [
      [
        ['Certificate number', 'Name'],
        ['', ''],
      ],
      'no_rows',
    ],
    [
      [
        ['Certificate number', 'Name'],
        ['', '-'],
      ],
      'no_rows',
    ],
    [
      [
        ['Name', 'Site'],
        ['CHAN Tai Man', 'Depot'],
      ],
      'missing_columns',
    ],
    [
      [
        ['Certificate number', 'Certificate number'],
        ['OFA-0001', 'OFA-0002'],
      ],
      'doubled_heading',
    ],
    [
      [
        ['Certificate number', 'HKID'],
        ['OFA-0001', 'A123456(3)'],
        ['OFA-0002', 'B123456(2)'],
      ],
      'identity_number',
    ],
  ])('are refused: %j', (rows, code) => {
    expect(() => rowsOfTable(table(...(rows as string[][])))).toThrow(expect.objectContaining({ code }));
  });

  it('are fifty thousand at most', () => {
    const row = { row: 1, number: 'OFA-0001' };
    expect(listed(Array(MAX_LIST_ROWS).fill(row))).toHaveLength(MAX_LIST_ROWS);
    expect(() => listed(Array(MAX_LIST_ROWS + 1).fill(row))).toThrow(
      expect.objectContaining({ code: 'too_many_rows' }),
    );
  });
});

describe('the sender’s own columns', () => {
  it('are those that hold anything, by their headings, else as a spreadsheet names them', () => {
    const wide = Array.from({ length: 28 }, (_, at) => (at === 26 || at === 27 ? 'x' : ''));
    const { rows, columns } = readTable(
      table(
        ['Certificate number', 'Site', 'Empty', '', 'Note'],
        ['OFA-0001', 'Depot', '', 'x', ' a  b '],
        ['OFA-0002', ...wide.slice(1)],
      ),
    );
    expect(columns).toEqual(['Site', 'D', 'Note', 'AA', 'AB']);
    expect(rows.map(({ own }) => own)).toEqual([
      ['Depot', 'x', 'a b', '', ''],
      ['', '', '', 'x', 'x'],
    ]);
  });

  it('are thirty at most, each cell of a hundred characters', () => {
    const { rows, columns } = readTable(
      table(
        ['Certificate number', ...Array.from({ length: 40 }, (_, at) => `C${at}`)],
        ['OFA-0001', 'y'.repeat(150), ...Array(39).fill('z')],
      ),
    );
    expect(columns).toEqual(Array.from({ length: 30 }, (_, at) => `C${at}`));
    const [own = []] = rows.map((row) => row.own);
    expect(own).toHaveLength(30);
    expect(own[0]).toBe('y'.repeat(100));
    expect(own[29]).toBe('z');
  });
});

describe('a file', () => {
  const sheet = (name: string | undefined, ...rows: FileRow[]): FileTable => ({
    ...(name !== undefined && { name }),
    async *rows() {
      yield* rows;
    },
  });
  const cells = (...all: string[][]): FileRow[] => all.map((one, at) => ({ row: at + 1, cells: one }));
  const read = (...tables: FileTable[]) => readListFile({ tables, hidden: [], close: async () => undefined });

  it('has the columns of all its sheets, each once', async () => {
    const { rows, columns } = await read(
      sheet('A', ...cells(['Certificate number', 'Site', 'Shift'], ['OFA-0001', 'Depot', 'Day'])),
      sheet('B', ...cells(['Certificate number', 'Shift', 'Note'], ['OFA-0002', 'Night', 'new'])),
      sheet('C', ...cells(['Certificate number'], ['OFA-0003'])),
    );
    expect(columns).toEqual(['Site', 'Shift', 'Note']);
    expect(rows).toEqual([
      { row: 2, number: 'OFA-0001', sheet: 'A', own: ['Depot', 'Day', ''] },
      { row: 2, number: 'OFA-0002', sheet: 'B', own: ['', 'Night', 'new'] },
      { row: 2, number: 'OFA-0003', sheet: 'C', own: ['', '', ''] },
    ]);
  });

  it('of one table has its rows alone', async () => {
    expect(await read(sheet(undefined, ...cells(['OFA-0001'], ['OFA-0002'])))).toEqual({
      rows: [
        { row: 1, number: 'OFA-0001' },
        { row: 2, number: 'OFA-0002' },
      ],
    });
  });

  it('has a row that cannot be taken apart as it stands, and is refused where its characters cannot be read', async () => {
    const { rows } = await read(sheet(undefined, ...cells(['OFA-0001']), { row: 2, unreadable: 'OFA-0002' }));
    expect(rows.map(({ number }) => number)).toEqual(['OFA-0001', 'OFA-0002']);
    await expect(read(sheet(undefined, { row: 1, undecodable: true }))).rejects.toMatchObject({
      code: 'undecodable',
    });
  });

  it('is refused for an identity card number on any sheet, and for two columns of numbers', async () => {
    const good = sheet('A', ...cells(['Certificate number'], ['OFA-0001']));
    const ids = sheet(
      'B',
      ...cells(['Certificate number', 'HKID'], ['OFA-1', 'A123456(3)'], ['OFA-2', 'B123456(2)']),
    );
    await expect(read(good, ids)).rejects.toMatchObject({ code: 'identity_number' });
    const two = sheet('B', ...cells(['Certificate number', 'Certificate number'], ['OFA-0001', 'OFA-0002']));
    await expect(read(good, two)).rejects.toMatchObject({ code: 'doubled_heading' });
  });
});

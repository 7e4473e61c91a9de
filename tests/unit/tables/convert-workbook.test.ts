import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workbookOf } from '#support/files/workbook';
import { FileRefused } from '#tables/import-job.ts';
import { asRefusal, stumbled } from '#tables/refusal.ts';
import { convertWorkbook } from '#tables/workbook/convert-workbook.ts';

/** What the process of a workbook does, in this one. */
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'convert-'));
  path = join(folder, 'file');
});
afterEach(() => rmSync(folder, { recursive: true }));

const row = (text: string) => `<row><c t="str"><v>${text}</v></c></row>`;
const linesOf = (at: number) => readFileSync(`${path}-${at}`, 'utf8');

describe('a workbook', () => {
  it('leaves the rows of each sheet that it shows in a file of their own', async () => {
    const sheets = [row('a') + row('b'), { data: row('old'), state: 'hidden' } as const, row('c')];
    writeFileSync(path, workbookOf({ sheets }));
    expect(await convertWorkbook(path)).toEqual({ sheets: ['S0', 'S2'], hidden: ['S1'] });
    expect(readdirSync(folder).toSorted()).toEqual(['file', 'file-0', 'file-1']);
    expect(linesOf(0)).toBe('{"row":1,"cells":["a"]}\n{"row":2,"cells":["b"]}\n');
    expect(linesOf(1)).toBe('{"row":1,"cells":["c"]}\n');
  });

  it('says that its days are counted from 1904', async () => {
    writeFileSync(path, workbookOf({ sheets: [row('a')], from1904: true }));
    expect(await convertWorkbook(path)).toEqual({ sheets: ['S0'], hidden: [], from1904: true });
  });

  it('that is none is refused by its code', async () => {
    writeFileSync(path, 'PK, and nothing else');
    expect(await convertWorkbook(path)).toEqual({ refused: 'not_a_table' });
  });

  // 50,000 and ten rows above each row of headings.
  const of =
    (...counts: number[]) =>
    async () => ({
      sheets: counts.map((count, n) => ({
        name: `S${n}`,
        *rows() {
          for (let at = 1; at <= count; at++) yield { row: at, cells: [] };
        },
      })),
      hidden: [],
      from1904: false,
    });
  it.each([
    [[50_010], { sheets: ['S0'], hidden: [] }],
    [[50_011], { refused: 'workbook_too_long' }],
    [[1, 50_019], { sheets: ['S0', 'S1'], hidden: [] }],
    [[1, 50_020], { refused: 'workbook_too_long' }],
  ])('of sheets with %j rows', async (counts, answer) => {
    expect(await convertWorkbook(path, of(...counts))).toEqual(answer);
  });

  it('that makes our own reading stumble is no table; what the system says is a fault', async () => {
    const failing = (error: unknown) => async () => {
      throw error;
    };
    expect(await convertWorkbook(path, failing(new RangeError('x')))).toEqual({ refused: 'not_a_table' });
    const full = Object.assign(new Error('no space left'), { syscall: 'write' });
    await expect(convertWorkbook(path, failing(full))).rejects.toBe(full);
  });
});

it.each([
  [new FileRefused('has_password'), 'has_password', 'has_password'],
  [new Error('x'), 'not_a_table', 'itself'],
  [new TypeError('x'), 'not_a_table', 'not_a_table'],
  [new RangeError('x'), 'not_a_table', 'not_a_table'],
  [Object.assign(new Error('x'), { syscall: 'open' }), 'itself', 'itself'],
  [Object.assign(new TypeError('x'), { syscall: 'open' }), 'itself', 'itself'],
  ['a text', 'not_a_table', 'itself'],
])('of %s a library is believed, and our own code told apart', (error, ofLibrary, ofOurs) => {
  const outcome = (now: unknown) =>
    now === error && !(now instanceof FileRefused) ? 'itself' : (now as FileRefused).code;
  expect(outcome(asRefusal(error))).toBe(ofLibrary);
  expect(outcome(stumbled(error))).toBe(ofOurs);
});

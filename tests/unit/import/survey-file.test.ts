import { describe, expect, it } from 'vitest';
import { surveyFile } from '#import/survey-file.ts';
import { civilDate } from '#register/civil-date.ts';
import { numbered } from '#support/files/table-files';

const today = civilDate.parse('2026-11-21');
const headings = ['Cert No', 'Course', 'Name', 'Date of Issue', 'Member', 'E-mail'];

function surveyed(...rows: string[][]) {
  const table = numbered(headings, ...rows);
  const file = {
    tables: [
      {
        async *rows() {
          yield* table;
        },
      },
    ],
    hidden: [],
    close: async () => undefined,
  };
  return surveyFile(file, today);
}

const row = (n: number, member: string, email = '') => [
  `ABC-000${n}`,
  'OFA',
  'CHAN Tai Man',
  '1/3/2026',
  member,
  email,
];
const rowsOf = (...members: string[]) => members.map((member, n) => row(n, member));

describe('a column that no field is read from', () => {
  it.each([
    [
      'cards, whatever the heading says',
      ['A123456(3)', 'A 123456(3)', 'Ａ１２３４５６（３）', 'x', 'y', 'z', 'w', 'v'],
    ],
    [
      'a remark with a card here and there',
      ['paid', '', 'card A123456(3)', 'A1234563 seen', 'late', 'A-123456-3', 'x'],
    ],
    ['one card, and nothing else', ['A1234563']],
  ])('refuses the file when it has %s', async (_, members) => {
    await expect(surveyed(...rowsOf(...members))).rejects.toMatchObject({
      code: 'identity_number',
      detail: 'Member',
    });
  });

  it('is named by its place when it has no heading', async () => {
    const cards = [0, 1, 2].map((n) => [...row(n, ''), 'A123456(3)']);
    await expect(surveyed(...cards)).rejects.toMatchObject({ code: 'identity_number', detail: '' });
  });

  it.each([
    [
      'numbers of members, of which one in eleven looks like a card',
      Array.from({ length: 66 }, (_, n) => `S${1_234_500 + n}`),
    ],
    ['a card or two among many', ['A123456(3)', 'A123456(3)', 'x', 'y', 'z']],
    ['nothing', ['', '']],
  ])('refuses nothing when it has %s', async (_, members) => {
    const { survey } = await surveyed(...rowsOf(...members));
    expect(survey.total).toBe(members.length);
  });
});

describe('what is queued of a row', () => {
  it.each([
    ['within a name', 2, 'CHAN Tai Man A123456(3)', 'nameEn', 'ID •••'],
    ['for a number', 0, 'Ａ１２３４５６（３）', 'number', 'ID •••'],
    ['beside a number', 0, 'ABC 1 / A123456(3)', 'number', 'ID •••'],
    ['of the mainland', 0, '11010519491231002X', 'number', 'ID •••'],
    ['behind an address', 5, 'x@example.com A1234563', 'email', 'ID •••'],
    ['past what is kept of a cell', 2, `${'x'.repeat(495)} A123456(3)`, 'nameEn', 'ID •••'],
    ['only in looks, in a serial', 0, 'FA-A1234563', 'number', 'FA-A1234563'],
    ['only in looks, in an address', 5, 'a1234563@example.com', 'email', 'a1234563@example.com'],
  ])('has an identity number %s masked', async (_, at, cell, column, kept) => {
    const { rows } = await surveyed(row(1, '').with(at, cell));
    expect(await Array.fromAsync(rows())).toMatchObject([{ cells: { [column]: kept } }]);
  });
});

describe('a cell that comes back from a file to mend', () => {
  it.each([
    ["'-x@example.com", '-x@example.com'],
    ["' =x", '=x'],
    ["'＠x", '＠x'],
    ["''=x", "'=x"],
    ["'x@example.com", "'x@example.com"],
  ])('%j is read as %j', async (sent, read) => {
    const { rows } = await surveyed(row(1, '', sent));
    expect(await Array.fromAsync(rows())).toMatchObject([{ cells: { email: read } }]);
  });
});

describe('numbers beside ones that begin with zeros', () => {
  it.each([
    ['1234', 'lostZeros'],
    ['2024.5', undefined],
    ['-5', undefined],
    ['2026-03-01', undefined],
  ])('%s: %s', async (number, because) => {
    const { survey, rows } = await surveyed(
      ['0000012345', ...row(1, '').slice(1)],
      [number, ...row(1, '').slice(1)],
    );
    const [, second] = await Array.fromAsync(rows());
    expect(second && survey.problemOf(second)?.because).toBe(because);
  });
});

it('counts days from 1904 where the workbook does, and takes a number for what it is', async () => {
  const table = numbered(
    ['Cert No', 'Course', 'Name', 'Date of Issue'],
    ['44818', 'OFA', 'HO Wai Kit', '44818'],
  );
  const rows = async function* () {
    yield* table;
  };
  const issuedOn = async (more: object) => {
    const file = { tables: [{ rows, ...more }], hidden: [], close: async () => undefined };
    const [row] = await Array.fromAsync((await surveyFile(file, today)).rows());
    return row && 'cells' in row ? [row.cells.number, row.cells.issuedOn] : undefined;
  };
  expect(await issuedOn({})).toEqual(['44818', '44818']);
  expect(await issuedOn({ from1904: true })).toEqual(['44818', '46280']);
});

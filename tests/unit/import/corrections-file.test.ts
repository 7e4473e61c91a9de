import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctionsFile } from '#import/corrections-file.ts';
import { correctionMessages } from '#import/messages/rejection-reasons.ts';
import { readRow } from '#import/rows/file-row.ts';
import { problemsWith, rejection } from '#import/rows/row-rejection.ts';
import { languages } from '#register/certificate/credential.ts';
import { civilDate } from '#register/civil-date.ts';
import { toCsv } from '#tables/csv.ts';
import { findHeadings } from '#tables/headings/heading-row.ts';
import { fileColumns, headingStrength, mapHeadings } from '#tables/headings/map-headings.ts';
import type { RejectedRow } from '#tables/import-job.ts';

const today = civilDate.parse('2026-11-21');
const cells = {
  number: 'ABC-0001',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  nameZh: '陳大文',
  email: 'chan@example.com',
  issuedOn: '01/03/2026',
};
/** A provider's headings: another order, a title's worth of hints, one that is only understood without a better one. */
const written = [
  '簽發日期（日/月/年）',
  'Tutor',
  'Name (as on HKID card)',
  '姓名',
  'No.',
  'Course',
  'E-mail',
  'Action',
  'Reason',
];
const found = findHeadings([['A title'], written]);
const headings = found?.headings ?? [];

function rejected(sent: Partial<Record<(typeof fileColumns)[number], string>>, row = 2): RejectedRow {
  const reading = readRow(sent, today);
  if (reading.ok) throw new Error('a good row');
  return rejection({ row, cells: sent }, reading.problems);
}

describe('a file to mend', () => {
  it('has the provider’s own columns, the cells as sent, and all that is wrong in one cell', () => {
    const rows = [rejected({ ...cells, type: 'OFB', issuedOn: '31/02/2026' }, 17)];
    expect(correctionsFile(headings, rows, correctionMessages('en'))).toEqual([
      ['簽發日期(日/月/年)', 'Name (as on HKID card)', '姓名', 'No.', 'Course', 'E-mail', 'Action', 'Reason']
        .map((heading, at) => (at === 0 ? '簽發日期（日/月/年）' : heading))
        .concat('Row in your file', 'What to correct'),
      [
        '31/02/2026',
        'CHAN Tai Man',
        '陳大文',
        'ABC-0001',
        'OFB',
        'chan@example.com',
        '',
        '',
        '17',
        expect.stringMatching(/^Course: This course .*\. 簽發日期（日\/月\/年）: This date .*\.$/),
      ],
    ]);
    const [, row = []] = correctionsFile(headings, rows, correctionMessages('zh-HK'));
    expect(row.at(-1)).toMatch(/^「Course」：目錄.*。「簽發日期（日\/月\/年）」：未能.*。$/);
  });

  it('has an empty row for one that could not be taken apart', () => {
    const row = rejection({ row: 9, unreadable: 'ABC,"x' }, [{ column: 'number', code: 'unreadable_row' }]);
    expect(correctionsFile(headings, [row], correctionMessages('en'))[1]?.slice(0, -1)).toEqual([
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '9',
    ]);
  });

  it.each(languages)('has columns of ours in %s that an upload ignores', (language) => {
    const [top = []] = correctionsFile(headings, [], correctionMessages(language));
    const mapping = mapHeadings(top);
    expect(mapping).toMatchObject({ ok: true, ignored: top.slice(-2) });
    expect(mapping.ok && mapping.columns.slice(0, -2)).toEqual(headings.map(({ column }) => column));
  });

  it('never starts a formula, whatever was sent, and is understood as the first file was', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' =', '\u00a0@', '＝'), fc.string())
        .map((parts) => parts.join('')),
    );
    const row = fc.record(Object.fromEntries(fileColumns.map((column) => [column, nasty])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), fc.constantFrom(...languages), (sent, language): void => {
        const rows = sent.flatMap((of, n) => {
          const reading = readRow(of, today);
          return reading.ok ? [] : [rejection({ row: n + 2, cells: of }, reading.problems)];
        });
        const csv = toCsv(correctionsFile(headings, rows, correctionMessages(language)));
        const read: string[][] = parse(csv, { bom: true, record_delimiter: '\r\n' });
        expect(read).toHaveLength(rows.length + 1);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[\s\uFEFF]*[=+\-@＝＋－＠\t\r]/);
        // A row right below whose cells could be headings is taken for a second line of them, whatever else it holds.
        if (read.slice(1, 10).some((row) => headingStrength(row) > 0)) return;
        const again = findHeadings(read.slice(0, 10));
        expect(again?.headings).toEqual(headings);
      }),
    );
  });

  it.each(languages)(
    'may speak of identity cards beside a cell that could head a column (%s)',
    (language) => {
      const row = rejected({ type: 'Certificate' });
      const [top = [], ...below] = correctionsFile(headings, [row], correctionMessages(language));
      expect(findHeadings([top, ...below])).toMatchObject({ mapping: { ok: true }, above: 1 });
    },
  );

  it('is taken once it is mended', () => {
    const csv = toCsv(
      correctionsFile(headings, [rejected({ ...cells, type: 'OFB' })], correctionMessages('zh-HK')),
    );
    const [top = [], row = []]: string[][] = parse(csv.replace('OFB', 'OFA'), { bom: true });
    const mapping = mapHeadings(top);
    const columns = mapping.ok ? mapping.columns : [];
    const corrected = Object.fromEntries(
      columns.flatMap((column, at) => (column ? [[column, row[at]]] : [])),
    );
    expect(readRow(corrected, today)).toMatchObject({
      ok: true,
      intent: { facts: { key: 'ABC0001', nameZh: '陳大文' } },
    });
  });
});

describe('what is kept of a row that was not taken', () => {
  it.each(['A123456(3)', 'Ａ１２３４５６（３）', 'A 1 2 3 4 5 6 (3)', 'A12\u200b3456(3)', 'CHAN A123456(3)'])(
    'never has an identity number, wherever it stood: %j',
    (identity) => {
      for (const column of fileColumns) {
        const row = rejection({ row: 2, cells: { ...cells, [column]: identity } }, [
          { column: 'type', code: 'unknown_type' },
        ]);
        expect(row.cells[column]).toBe('');
        expect(JSON.stringify(row)).not.toContain(identity);
      }
      const unreadable = rejection({ row: 2, unreadable: `x,"${identity}` }, [
        { column: 'number', code: 'unreadable_row' },
      ]);
      expect(unreadable.value).not.toContain('123456');
    },
  );

  it('begins with the row’s own problems; other rows matter only of a row that could be taken', () => {
    const own = { column: 'type', code: 'unknown_type' } as const;
    const conflict = { column: 'number', code: 'conflicting_row' } as const;
    const zeros = { column: 'number', code: 'invalid_number', because: 'lostZeros' } as const;
    expect(problemsWith([own], conflict)).toEqual([own]);
    expect(problemsWith([], conflict)).toEqual([conflict]);
    expect(problemsWith([own], zeros)).toEqual([zeros, own]);
    expect(problemsWith([{ column: 'number', code: 'invalid_number' }], zeros)).toEqual([zeros]);
    expect(problemsWith([], undefined)).toBeUndefined();
  });
});

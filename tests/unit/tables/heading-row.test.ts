import { describe, expect, it } from 'vitest';
import { findHeadings } from '#tables/headings/heading-row.ts';
import { fileColumns, mapHeadings } from '#tables/headings/map-headings.ts';

const headings = ['Certificate No.', 'Name', 'Course', 'Date of Issue'];
const row = ['ABC-0001', 'CHAN Tai Man', 'OFA', '01/03/2026'];

describe('the row of headings', () => {
  it.each([
    ['the first row', []],
    ['below a title', [['Certificates issued in March 2026', '', '']]],
    [
      'below an address block',
      [
        ['Harbour First Aid Training', ''],
        ['1 Pier Road', ''],
        ['Tel.', '2345 6789'],
        ['E-mail', 'x@y.hk'],
      ],
    ],
    ['below a title that speaks of identity cards', [['Do not write HKID numbers into this list', '']]],
    ['the tenth row', Array.from({ length: 9 }, (_, n) => [`Note ${n}`])],
  ])('is found as %s', (_, above) => {
    expect(findHeadings([...above, headings, row])).toMatchObject({
      mapping: { ok: true, columns: ['number', 'nameEn', 'type', 'issuedOn'] },
      above: above.length + 1,
      missing: [],
      headings: [
        { column: 'number', heading: 'Certificate No.' },
        { column: 'nameEn', heading: 'Name' },
        { column: 'type', heading: 'Course' },
        { column: 'issuedOn', heading: 'Date of Issue' },
      ],
    });
  });

  it('is not looked for below the tenth row', () => {
    expect(findHeadings([...Array.from({ length: 10 }, () => ['Note']), headings, row])).toBeUndefined();
  });

  it('is the one that names most, not the first that names something', () => {
    const found = findHeadings([['Course', 'Certificate No.', 'see below'], headings, row]);
    expect(found).toMatchObject({ above: 2, headings: { length: 4 } });
  });

  it('may stand in two lines, one a language', () => {
    const found = findHeadings([headings, ['證書編號', '姓名', '課程', '簽發日期'], row]);
    expect(found).toMatchObject({
      above: 2,
      mapping: { ok: true, columns: ['number', 'nameEn', 'type', 'issuedOn'] },
    });
  });

  it.each([
    ['doubled_heading', [['Name', 'Name'], headings, row], undefined],
    ['doubled_heading', [['A title'], [...headings, 'Certificate Number'], row], 'Certificate Number'],
    ['identity_number', [['A title'], [...headings, 'HKID'], row], 'HKID'],
    [
      'identity_number',
      [
        ['HKID', 'Name'],
        ['x', 'y'],
      ],
      'HKID',
    ],
    ['identity_number', [headings, ['證書編號', '姓名', '課程', '身份證號碼'], row], '身份證號碼'],
  ])('refuses the file with %s only in the row that it is', (code, rows, detail) => {
    const found = findHeadings(rows);
    expect(found?.mapping).toMatchObject(detail ? { ok: false, code, detail } : { ok: true });
  });

  it.each([[[]], [[[]]], [[row, row]], [[['Name'], ['CHAN Tai Man']]], [[['Email', 'Language']]]])(
    'is not there in %j',
    (rows: string[][]) => {
      expect(findHeadings(rows)).toBeUndefined();
    },
  );

  it.each([
    [
      ['Certificate No.', 'Name'],
      ['type', 'issuedOn'],
    ],
    [['Course', 'Date of Issue'], ['name']],
    [['姓名', '課程', '簽發日期'], []],
    [['Certificate No.', 'Action'], []],
    [['Action', 'Reason', 'Name'], ['number']],
  ])('%j lacks %j', (cells, missing) => {
    expect(findHeadings([cells])?.missing).toEqual(missing);
  });
});

describe('what is to be done with a certificate', () => {
  it.each([
    ['action', ['action', 'Action', '處理', '动作', '操作', '處理方式']],
    ['reason', ['reason', 'Reason for action', 'Remarks for action', '原因', '理由', '更正原因']],
  ])('is the column %s', (column, names) => {
    for (const name of names)
      expect(mapHeadings(['Cert No', name])).toMatchObject({ columns: ['number', column] });
  });

  it.each(['Remarks', '備註', 'Remark', '備註 Remarks'])('is not said by a column "%s"', (name) => {
    expect(mapHeadings(['Cert No', name])).toMatchObject({ columns: ['number', undefined], ignored: [name] });
  });

  it('has its names for the columns too', () => {
    expect(mapHeadings([...fileColumns])).toEqual({ ok: true, columns: [...fileColumns], ignored: [] });
  });
});

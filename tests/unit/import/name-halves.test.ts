import { describe, expect, it } from 'vitest';
import { readRow } from '#import/rows/file-row.ts';
import { withWholeNames } from '#import/rows/name-halves.ts';
import { civilDate } from '#register/civil-date.ts';
import type { FileCells } from '#tables/headings/map-headings.ts';

const today = civilDate.parse('2026-11-21');
const row = { number: 'ABC-0001', type: 'OFA', issuedOn: '01/03/2026' };
const read = (cells: FileCells) => readRow({ ...row, ...cells }, today);

describe('a name in columns of its own', () => {
  it.each<FileCells>([
    { surnameEn: 'CHAN', givenEn: '同上' },
    { surnameEn: '〃', givenEn: 'Tai Man' },
    { surnameEn: 'CHAN', givenEn: 'do.' },
    { surnameEn: 'CHAN', givenEn: 'Tai Man', furtherEn: 'ditto' },
    { surnameEn: '同上', givenEn: '' },
  ])('is none where a half points to the row above: %j', (cells) => {
    expect(read(cells)).toEqual({ ok: false, problems: [{ column: 'nameEn', code: 'invalid_name' }] });
    expect(read({ ...cells, nameZh: '陳大文' })).toMatchObject({
      ok: false,
      problems: [{ column: 'nameEn' }],
    });
  });

  it.each<FileCells>([
    { surnameEn: '', givenEn: '', furtherEn: 'Peter' },
    { furtherEn: 'Mary Ann' },
    { surnameEn: '-', givenEn: 'N/A', furtherEn: 'Ka-yan', nameZh: '陳大文' },
  ])('is a half where only what comes behind is there: %j', (cells) => {
    expect(read(cells)).toEqual({
      ok: false,
      problems: [{ column: 'nameEn', code: 'missing', because: 'halfName' }],
    });
  });

  it('is whole where all of it stands behind, and DO is a family name', () => {
    expect(withWholeNames({ furtherEn: 'CHAN Tai Man Peter' })).toMatchObject({
      cells: { nameEn: 'CHAN Tai Man Peter' },
      halves: [],
    });
    expect(withWholeNames({ surnameEn: 'DO', givenEn: 'Van Nam' })).toMatchObject({
      cells: { nameEn: 'DO Van Nam' },
    });
  });
});

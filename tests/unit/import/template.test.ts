import { read, utils } from '@e965/xlsx';
import { expect, it } from 'vitest';
import { templateFile } from '#import/console/template-file.ts';
import { mapHeadings } from '#tables/headings/map-headings.ts';
import { templateHeadings } from '../../template/template.ts';

it('the workbook that providers download has a column for every fact, and each is understood', () => {
  const { SheetNames, Sheets } = read(Buffer.from(templateFile, 'base64'));
  const [name = ''] = SheetNames;
  const sheet = Sheets[name];
  if (!sheet) throw new Error('it has no sheet');
  const [headings = [], ...rows] = utils.sheet_to_json<string[]>(sheet, { header: 1 });
  expect(rows).toEqual([]);
  expect(mapHeadings(headings)).toEqual({
    ok: true,
    columns: templateHeadings.map(([column]) => column),
    ignored: [],
  });
});

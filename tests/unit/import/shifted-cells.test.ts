import { describe, expect, test } from 'vitest';
import { ShiftedCells } from '#import/shifted-cells.ts';

const isCut = (columns: Parameters<ShiftedCells['isCut']>[1], cells: string) => {
  const all = cells.split(',');
  return new ShiftedCells(columns.length).isCut(all, columns);
};

describe('a name that goes on in the next column', () => {
  test.each([
    [['number', 'nameZh', 'nameEn', undefined], 'X-1,陳大文,CHAN, Tai Man'],
    [['nameZh', 'number', 'nameEn', 'courseSession'], '陳大文,X-1,CHAN,Tai Man'],
    [['nameZh', 'nameEn', 'language'], '陳大文,WONG, Siu Ming'],
    [['number', 'nameEn', undefined], 'X-1,KWOK,Ho-yin'],
    [['number', 'nameEn', undefined], 'X-1,NG,Tsz Kit Peter'],
    [['number', 'nameEn', undefined], 'X-1,Nurhayati, Binti'],
  ] as const)('is cut, whichever column has it: %j of %s', (columns, cells) => {
    expect(isCut(columns, cells)).toBe(true);
  });

  test.each([
    'NURHAYATI,Hong Kong',
    'NURHAYATI,Domestic helper',
    'SUHARTO,Morning class',
    'SITI,Passed with merit',
    'LAMA,Kwun Tong',
    'SRI,Day class',
    'SRI,Hong Kong',
    'CHAN Tai Man,Class A',
  ])('is none where somebody has one name: %s', (cells) => {
    for (const next of [undefined, 'courseSession'] as const)
      expect(isCut(['number', 'nameEn', next], `X-1,${cells}`)).toBe(false);
  });
});

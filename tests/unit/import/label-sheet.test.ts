import { describe, expect, it } from 'vitest';
import { LABELS_A_SHEET, LabelsPage } from '#import/labels/label-sheet.tsx';
import type { Credential, Language } from '#register/certificate/credential.ts';
import { civilDate } from '#register/civil-date.ts';

/** The sheets of labels, as they are printed. */
const certificate = (n: number, facts: Partial<Credential> = {}): Credential => ({
  key: `MINE${n}`,
  number: `MINE-${n}`,
  provider: 'MINE',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  language: 'en',
  issuedOn: civilDate.parse('2024-03-01'),
  history: [],
  version: 1,
  ...facts,
});
const many = (count: number) => Array.from({ length: count }, (_, n) => certificate(n + 1));

function page(credentials: Credential[], more: Partial<Parameters<typeof LabelsPage>[0]> = {}) {
  const text = String(
    LabelsPage({
      back: { href: '/console/imports/1', name: 'Back to the file' },
      none: 'None.',
      credentials,
      part: 1,
      parts: 1,
      used: 0,
      publicBaseUrl: 'https://verify.example.com',
      language: 'en',
      ...more,
    }),
  );
  return text.replaceAll(/<div class="code"[^>]*>.*?<\/div>/gs, '[code]');
}
const sheetsOf = (text: string) =>
  [...text.matchAll(/<ul class="sheet">(.*?)<\/ul>/gs)].map(([, sheet = '']) =>
    [...sheet.matchAll(/<li[^>]*>(.*?)<\/li>/gs)].map(([, label = '']) => (label === '' ? 'used' : 'label')),
  );
const linksOf = (text: string) =>
  [...text.matchAll(/<a href="([^"]+)"([^>]*)>(.*?)<\/a>/g)].map(([, ...link]) => link);

describe('a sheet of labels', () => {
  it.each([
    [1, 0, [1]],
    [24, 0, [24]],
    [25, 0, [24, 1]],
    [23, 1, [24]],
    [24, 1, [24, 1]],
    [1, 23, [24]],
  ])('of %i, with %i gone from the first sheet', (count, used, sheets) => {
    const found = sheetsOf(page(many(count), { used }));
    expect(found.map(({ length }) => length)).toEqual(sheets);
    const gone = found.flat().filter((label) => label === 'used');
    expect(gone).toHaveLength(used);
    expect(found.flat().slice(0, used)).toEqual(gone);
  });

  it('asks how many are gone, up to the last but one, and keeps to its part', () => {
    const asked = page(many(1), { used: 5, part: 2, parts: 3 });
    expect(asked).toContain('<input id="used" name="used" type="number" min="0" max="23" value="5"/>');
    expect(asked).toContain('<input type="hidden" name="part" value="2"/>');
    expect(page(many(1), { parts: 3 })).not.toContain('type="hidden"');
    expect(LABELS_A_SHEET).toBe(24);
  });

  it('of several parts leads to each, and back', () => {
    expect(linksOf(page(many(1), { part: 2, parts: 3 }))).toEqual([
      ['?part=1', '', 'Part 1 of 3'],
      ['?part=2', ' aria-current="page"', 'Part 2 of 3'],
      ['?part=3', '', 'Part 3 of 3'],
      ['/console/imports/1', '', 'Back to the file'],
    ]);
    const inChinese = linksOf(page(many(1), { part: 1, parts: 2, language: 'zh-HK' }));
    expect(inChinese.map(([, , text]) => text)).toEqual([
      '第1部分（共2部分）',
      '第2部分（共2部分）',
      'Back to the file',
    ]);
    expect(linksOf(page(many(1)))).toEqual([['/console/imports/1', '', 'Back to the file']]);
  });

  it('without any says so, and prints nothing', () => {
    const text = page([]);
    expect(text).toContain('<p>None.</p>');
    expect(text).not.toMatch(/<form|class="sheet/);
  });
});

describe('a label', () => {
  const label = (facts: Partial<Credential>, language: Language = 'en') =>
    /<ul class="sheet">(.*)<\/ul>/s
      .exec(page([certificate(1, facts)], { language }))?.[1]
      ?.replaceAll(/<(?!span class="han")[^>]+>/g, '|')
      .replaceAll(/\|+/g, '|');

  it('has the number, both names, the course and where to verify it', () => {
    expect(label({ nameZh: '陳大文' })).toBe(
      '|[code]|MINE-1|CHAN Tai Man <span class="han">陳大文|Occupational First Aid Certificate|Verify: scan, or go to verify.example.com|',
    );
    expect(label({}, 'zh-HK')).toBe(
      '|[code]|MINE-1|CHAN Tai Man |職業急救證書|核實：掃描或瀏覽 verify.example.com|',
    );
    expect(label({ type: 'GONE' })).toContain('|GONE|');
  });

  it.each([
    ['陳大文', true],
    ['歐陽司徒大文', true],
    ['歐陽司徒大文文', false],
    ['𠮷𠮷𠮷𠮷𠮷𠮷', true],
    ['陳大文 Peter', false],
  ])('keeps the short Chinese name %s on one line: %s', (nameZh, isKept) => {
    expect(label({ nameEn: undefined, nameZh })?.includes('class="han"')).toBe(isKept);
  });
});

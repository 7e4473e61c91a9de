import { describe, expect, it } from 'vitest';
import { MoreRows } from '#import/console/file/more.tsx';
import { placeQuery, readRows } from '#import/console/imports-rows.ts';
import { registeredIn, slice } from '#import/console/imports-slice.ts';
import { instant } from '#register/civil-date.ts';

/** Rows out of the store's pages, which hold thousands or none: those of a page of the console, and those of a file. */
const stored: { items: number[]; cursor?: string }[] = [
  { items: [1, 2, 3], cursor: '0' },
  { items: [], cursor: '1' },
  { items: [4, 5], cursor: '2' },
  { items: [6] },
];
const read = async (cursor: string | undefined) => stored[cursor === undefined ? 0 : Number(cursor) + 1];

describe('a page of rows', () => {
  it.each([
    [{}, 2, { rows: [1, 2], later: false, next: { after: undefined, skip: 2 } }],
    [{ skip: 2 }, 2, { rows: [3, 4], later: true, next: { after: '1', skip: 1 } }],
    [{ skip: 2 }, 1, { rows: [3], later: true, next: { after: '1', skip: 0 } }],
    [{ after: '1', skip: 1 }, 2, { rows: [5, 6], later: true }],
    [{ after: '1' }, 1, { rows: [4], later: true, next: { after: '1', skip: 1 } }],
    [{}, 6, { rows: [1, 2, 3, 4, 5, 6], later: false }],
    [{}, 5, { rows: [1, 2, 3, 4, 5], later: false, next: { after: '2', skip: 0 } }],
    [{ after: '2', skip: 9 }, 5, { rows: [], later: true }],
    [{ after: '9' }, 5, { rows: [], later: true }],
  ])('from %j on, of %i', async (place, size, expected) => {
    expect(await readRows(read, place, size)).toEqual(expected);
  });

  it('carries its place in its address', () => {
    expect(String(placeQuery('people', { after: '3', skip: 0 }))).toBe('peopleAfter=3&peopleSkip=0');
    expect(String(placeQuery('correct', { skip: 5 }))).toBe('correctSkip=5');
    expect(String(placeQuery('correct', {}))).toBe('');
  });

  const more = (page: Parameters<typeof MoreRows>[0]['page'], language: 'en' | 'zh-HK' = 'en') =>
    String(MoreRows({ importId: 'a/b', of: { anchor: 'mend', query: 'correct' }, page, language }) ?? '');
  const next = { after: '1', skip: 2 };
  it('leads on and back to the first', () => {
    const first = '<a class="button" href="/console/imports/a%2Fb#mend">Back to the first rows</a>';
    const on =
      '<a class="button" href="/console/imports/a%2Fb?correctAfter=1&amp;correctSkip=2#mend">Next</a>';
    expect(more({ later: false })).toBe('');
    expect(more({ later: true })).toBe(`<p class="row">${first}</p>`);
    expect(more({ later: false, next })).toBe(`<p class="row">${on}</p>`);
    expect(more({ later: true, next })).toBe(`<p class="row">${first}${on}</p>`);
    expect(more({ later: true, next }, 'zh-HK').replaceAll(/<[^>]+>/g, '|')).toBe('||返回第一頁||下一頁||');
  });
});

describe('a part of a file of rows', () => {
  const finishedAt = instant.parse('2026-12-01T00:00:00.000Z');
  const chunks = [3, 0, 2, 1].map((accepted, n) => ({
    n,
    accepted,
    updated: 0,
    unchanged: 0,
    rejectedCount: 0,
    finishedAt,
  }));
  const part = async (at: number, size: number) => {
    const asked: (string | undefined)[] = [];
    const rows = await slice(
      async (cursor) => {
        asked.push(cursor);
        return await read(cursor);
      },
      (async function* () {
        yield* chunks;
      })(),
      { part: at, size, countIn: registeredIn },
    );
    return { rows, asked };
  };

  it.each([
    [1, 6, [1, 2, 3, 4, 5, 6]],
    [1, 4, [1, 2, 3, 4]],
    [2, 4, [5, 6]],
    [2, 2, [3, 4]],
    [3, 2, [5, 6]],
    [4, 2, []],
    [2, 3, [4, 5, 6]],
    [3, 1, [3]],
    [4, 1, [4]],
  ])('the %i. of %i', async (at, size, rows) => {
    expect((await part(at, size)).rows).toEqual(rows);
  });

  it('is read from where it begins, and no further than its end', async () => {
    expect((await part(1, 3)).asked).toEqual([undefined]);
    expect((await part(2, 3)).asked).toEqual(['1', '2']);
    expect((await part(3, 2)).asked).toEqual(['1', '2']);
  });

  it('has of a chunk all rows that are on the register', () => {
    expect(registeredIn({ n: 0, accepted: 1, updated: 2, unchanged: 4, rejectedCount: 8, finishedAt })).toBe(
      7,
    );
  });

  it('of a file that is not there is empty', async () => {
    const none = (async function* () {})();
    expect(await slice(async () => undefined, none, { part: 1, size: 5, countIn: registeredIn })).toEqual([]);
  });
});

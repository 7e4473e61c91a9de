import { describe, expect, it } from 'vitest';
import { countParts } from '#import/console/file-parts.ts';
import {
  columnName,
  columnOf,
  givenText,
  partLabel,
  previewCount,
  previewLead,
  previewTitle,
  progressText,
  registerButton,
  resultLead,
  resultTitle,
  undoButton,
  undoneTitle,
} from '#import/messages/console-imports.ts';
import { derivedName } from '#web/console/attachment.ts';
import { contentDisposition } from '#web/http/content-disposition.ts';

describe('how far a file is', () => {
  it.each([
    [3120, 10_000, 20, '3,120 of 10,000 rows, about 20 s left', '已處理3,120列，共10,000列，尚餘約20秒'],
    [0, 12, undefined, '0 of 12 rows', '已處理0列，共12列'],
    [1, 2, 0.2, '1 of 2 rows, about 5 s left', '已處理1列，共2列，尚餘約5秒'],
    [1, 2, 89, '1 of 2 rows, about 90 s left', '已處理1列，共2列，尚餘約90秒'],
    [0, 1, undefined, '0 of 1 row', '已處理0列，共1列'],
    [1, 2, 90, '1 of 2 rows, about 2 min left', '已處理1列，共2列，尚餘約2分鐘'],
    [1, 2, 5399, '1 of 2 rows, about 90 min left', '已處理1列，共2列，尚餘約90分鐘'],
    [1, 2, 5400, '1 of 2 rows, about 2 h left', '已處理1列，共2列，尚餘約2小時'],
    [1, 2, 121, '1 of 2 rows, about 3 min left', '已處理1列，共2列，尚餘約3分鐘'],
    [1, 2, 5401, '1 of 2 rows, about 2 h left', '已處理1列，共2列，尚餘約2小時'],
  ])('%i of %i rows with %s s left', (done, total, left, en, zh) => {
    expect(progressText(done, total, left, 'en')).toBe(en);
    expect(progressText(done, total, left, 'zh-HK')).toBe(zh);
  });

  it.each([
    [12, 0, 'All 12 rows were imported', '全部12列已成功匯入'],
    [12, 1, '1 of 12 rows needs correcting', '12列中有1列須更正'],
    [12_000, 3, '3 of 12,000 rows need correcting', '12,000列中有3列須更正'],
    [1, 1, '1 of 1 row needs correcting', '1列中有1列須更正'],
    [1, 0, 'The one row was imported', '全部1列已成功匯入'],
  ])('at the end, %i rows of which %i were refused', (total, rejected, en, zh) => {
    expect(resultTitle(total, rejected, 'en')).toBe(en);
    expect(resultTitle(total, rejected, 'zh-HK')).toBe(zh);
  });
});

describe('what a file did', () => {
  it.each([
    [0, 0, 'There is nothing in it to register.', '檔案中沒有可登記的資料。'],
    [0, 1, 'Nothing in it is new or changed.', '檔案中沒有新增或更改的資料。'],
    [1, 0, 'Nothing is registered yet.', '目前尚未登記任何資料。'],
    [1, 1, 'Nothing is registered yet.', '目前尚未登記任何資料。'],
  ])('is told beforehand, of %i rows that change and %i that do not', (changing, unchanged, en, zh) => {
    expect(previewLead(changing, unchanged, 'en')).toBe(en);
    expect(previewLead(changing, unchanged, 'zh-HK')).toBe(zh);
  });

  it('is told beforehand in counts, one of each and thousands', () => {
    const told = (['en', 'zh-HK'] as const).flatMap((language) => [
      previewTitle(language),
      ...(['accepted', 'updated', 'unchanged', 'rejected'] as const).flatMap((outcome) =>
        [1, 1200].map((count) => previewCount(outcome, count, language)),
      ),
      ...[1, 1200].flatMap((count) => [registerButton(count, language), undoButton(count, language)]),
    ]);
    expect(told).toEqual([
      'Check before registering',
      '1 new certificate',
      '1,200 new certificates',
      '1 certificate to update',
      '1,200 certificates to update',
      '1 row already registered, nothing to change',
      '1,200 rows already registered, nothing to change',
      '1 row to correct',
      '1,200 rows to correct',
      'Register 1 certificate',
      'Undo the upload of 1 certificate',
      'Register 1,200 certificates',
      'Undo the upload of 1,200 certificates',
      '登記前請先核對',
      '1張新證書',
      '1,200張新證書',
      '1張證書將會更改',
      '1,200張證書將會更改',
      '1列此前已登記，沒有改變',
      '1,200列此前已登記，沒有改變',
      '1列須更正',
      '1,200列須更正',
      '登記1張證書',
      '撤回1張證書的上載',
      '登記1,200張證書',
      '撤回1,200張證書的上載',
    ]);
  });

  it.each([
    [0, 'Nothing was registered.', '未有登記任何資料。'],
    [1, '1 row was imported.', '其餘1列已成功匯入。'],
    [1200, '1,200 rows were imported.', '其餘1,200列已成功匯入。'],
  ])('is told of %i rows beside those to correct', (taken, en, zh) => {
    expect(resultLead(taken, 'en')).toBe(en);
    expect(resultLead(taken, 'zh-HK')).toBe(zh);
  });

  it.each([
    [1, 0, 'This upload was undone: 1 row', '已撤回此次上載：1列'],
    [1200, 0, 'This upload was undone: 1,200 rows', '已撤回此次上載：1,200列'],
    [1, 2, '1 row was undone, 2 not', '已撤回1列，2列未有撤回'],
    [3, 1, '3 rows were undone, 1 not', '已撤回3列，1列未有撤回'],
  ])('is told once %i rows of it are undone and %i are not', (back, left, en, zh) => {
    expect(undoneTitle(back, left, 'en')).toBe(en);
    expect(undoneTitle(back, left, 'zh-HK')).toBe(zh);
  });

  it('names a changed fact as its column is, and the status, which has none', () => {
    const said = (['en', 'zh-HK'] as const).map((language) =>
      ['status', 'action', 'reason', 'email', 'unheardOf'].map((field) => columnOf(field, language)),
    );
    expect(said).toEqual([
      ['Status', 'Action', 'Reason', 'Email', 'unheardOf'],
      ['狀態', '處理方式', '原因', '電郵', 'unheardOf'],
    ]);
    expect(columnName('number', 'en')).toBe('Certificate no.');
  });

  it('names a course that is none any more by its code, and no sheet where there is one alone', () => {
    const given = { column: 'type', value: 'GONE', from: 'title' } as const;
    expect(givenText(given, 'en')).toBe('Course: GONE (from the title above the headings)');
    expect(givenText(given, 'zh-HK')).toBe('課程：GONE（取自標題列上方的文字）');
  });

  it('says what all rows were given, and where that stands', () => {
    const given = [
      { column: 'type', value: 'OFA', from: 'title', sheet: 'May' },
      { column: 'issuedOn', value: '2026-05-01', from: 'defaults' },
    ] as const;
    expect(given.map((fact) => givenText(fact, 'en'))).toMatchInlineSnapshot(`
      [
        "Course: Occupational First Aid Certificate (from the title above the headings, sheet May)",
        "Date of issue: 1 May 2026 (Friday) (as you said for the whole file)",
      ]
    `);
    expect(given.map((fact) => givenText(fact, 'zh-HK'))).toMatchInlineSnapshot(`
      [
        "課程：職業急救證書（取自標題列上方的文字，工作表「May」）",
        "簽發日期：2026年5月1日（星期五）（按上載時為整個檔案指定的資料）",
      ]
    `);
  });
});

describe('a download', () => {
  it('in parts says which one it is', () => {
    expect(partLabel(2, 3, 'en')).toBe('part 2 of 3');
    expect(partLabel(2, 3, 'zh-HK')).toBe('第2部分，共3部分');
  });

  it.each([
    ['dirty.csv', 'dirty-to-correct.csv'],
    ['證書 2026.XLSX', '證書 2026-to-correct.csv'],
    ['no extension', 'no extension-to-correct.csv'],
    ['a.b.txt', 'a.b-to-correct.csv'],
  ])('of %s is called %s', (fileName, expected) => {
    expect(derivedName(fileName, '-to-correct')).toBe(expected);
  });

  it('has its Chinese name, and one in ASCII beside it', () => {
    expect(contentDisposition('證書 2026-to-correct.csv')).toBe(
      `attachment; filename="_ 2026-to-correct.csv"; filename*=UTF-8''%E8%AD%89%E6%9B%B8%202026-to-correct.csv`,
    );
  });

  it.each(['a"; filename="evil.exe', "it's (1).csv", 'back\\slash 50%.csv', 'a\r\nx: y', '\ud800.csv'])(
    'of a file called %j has a header of one line that nothing breaks out of',
    (fileName) => {
      const header = contentDisposition(fileName);
      expect(header).toMatch(/^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w.!~%-]+$/);
      expect(() => new Headers({ 'content-disposition': header })).not.toThrow();
    },
  );

  it('of more rows than an answer holds comes in parts', () => {
    expect(countParts('corrections', 1_500)).toBe(1);
    expect(countParts('corrections', 1_501)).toBe(2);
    expect(countParts('registered', 200_000)).toBe(20);
  });
});

import { describe, expect, it } from 'vitest';
import { countParts } from '#import/console/file-parts.ts';
import { progressText, resultTitle } from '#import/messages/console-imports.ts';
import { derivedName } from '#web/console/attachment.ts';
import { contentDisposition } from '#web/http/content-disposition.ts';

describe('how far a file is', () => {
  it.each([
    [3120, 10_000, 20, '3,120 of 10,000 rows, about 20 s left', '已處理3,120列，共10,000列，尚餘約20秒'],
    [0, 12, undefined, '0 of 12 rows', '已處理0列，共12列'],
    [1, 2, 0.2, '1 of 2 rows, about 5 s left', '已處理1列，共2列，尚餘約5秒'],
    [1, 2, 89, '1 of 2 rows, about 90 s left', '已處理1列，共2列，尚餘約90秒'],
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
  ])('at the end, %i rows of which %i were refused', (total, rejected, en, zh) => {
    expect(resultTitle(total, rejected, 'en')).toBe(en);
    expect(resultTitle(total, rejected, 'zh-HK')).toBe(zh);
  });
});

describe('a download', () => {
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

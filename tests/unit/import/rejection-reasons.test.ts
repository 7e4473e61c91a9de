import { describe, expect, it } from 'vitest';
import { correctionMessages, importMessage, rowMessage } from '#import/messages/rejection-reasons.ts';
import { rowCodes } from '#register/certificate/cell.ts';
import { languages } from '#register/certificate/credential.ts';
import { fileColumns } from '#tables/headings/map-headings.ts';

describe('what is told of an upload', () => {
  it('says of every column of a file how each problem is mended', () => {
    for (const column of fileColumns)
      for (const code of rowCodes) {
        expect(rowMessage({ column, code }, 'en')).toMatch(/^[A-Z].*[.]$/);
        expect(rowMessage({ column, code }, 'zh-HK')).toMatch(/^[^A-Za-z].*。$/);
      }
  });

  it('says how a course or a date that is registered is corrected', () => {
    for (const column of ['type', 'issuedOn', 'expiresOn'] as const) {
      const problem = { column, code: 'conflicting_row' } as const;
      expect(rowMessage(problem, 'en')).toMatch(/“action”.*correct.*“reason”/);
      expect(rowMessage(problem, 'zh-HK')).toMatch(/「處理方式」.*「更正」.*「原因」/);
    }
  });

  it('tells a number that lost its zeros, or became a date, from one that is none', () => {
    const problem = { column: 'number', code: 'invalid_number' } as const;
    for (const language of languages) {
      const said = [{}, { because: 'lostZeros' }, { because: 'date' }] as const;
      expect(new Set(said.map((because) => rowMessage({ ...problem, ...because }, language))).size).toBe(3);
    }
  });

  it('names what a file lacks and what it has', () => {
    const error = {
      code: 'missing_columns',
      missing: ['name', 'issuedOn'],
      headings: ['No.', 'Course'],
    } as const;
    const ofFile = { ...error, missing: [...error.missing], headings: [...error.headings] };
    expect(importMessage(ofFile, 'en')).toMatch(
      /Missing: name, date of issue\. The headings found are: No\., Course\.$/,
    );
    expect(importMessage(ofFile, 'zh-HK')).toMatch(/欠缺：姓名、簽發日期。檔案現有的標題：No\.、Course。$/);
    expect(importMessage({ code: 'doubled_heading', detail: '證書編號' }, 'en')).toMatch(
      /The heading is “證書編號”\.$/,
    );
    expect(importMessage({ code: 'no_headings' }, 'en')).toMatch(/first ten rows/);
    expect(importMessage({ code: 'no_headings' }, 'zh-HK')).toMatch(/首十列/);
  });

  it('gives a reason without a heading where the file has no such column', () => {
    const problem = { column: 'reason', code: 'missing' } as const;
    for (const language of languages) {
      const { reason } = correctionMessages(language);
      expect(reason(problem, undefined)).toBe(rowMessage(problem, language));
      expect(reason(problem, 'Why')).toContain('Why');
    }
  });
});

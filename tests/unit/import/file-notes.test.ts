import { expect, it } from 'vitest';
import { FileNotes } from '#import/console/file/file-notes.tsx';
import { correctionMessages } from '#import/messages/rejection-reasons.ts';
import type { ImportReport } from '#import/report-import.ts';
import { languages } from '#register/certificate/credential.ts';
import { instant } from '#register/civil-date.ts';

const noted = (...ignoredColumns: string[]) => {
  const report: ImportReport = {
    importId: '1',
    fileName: 'a-to-correct.csv',
    state: 'finished',
    rows: { total: 2, accepted: 2, updated: 0, unchanged: 0, rejected: 0 },
    ignoredColumns,
    headings: [],
    startedAt: instant.parse('2026-12-01T00:00:00.000Z'),
  };
  return String(FileNotes({ report, language: 'en' }));
};

it.each(languages)('does not name the columns of a file of rows to correct, %s, as ignored', (language) => {
  const { row, correction } = correctionMessages(language);
  expect(noted(row, correction)).not.toContain('We ignored');
  expect(noted('Mobile', row, correction)).toMatch(/We ignored.*Mobile/);
  expect(noted('Mobile', row, correction)).not.toContain(row);
});

import { Hono } from 'hono';
import { correctionsFile } from '#import/corrections-file.ts';
import type { ImportDeps } from '#import/deps.ts';
import { listImportRegistered, listImportRejections } from '#import/list-import-rows.ts';
import { countWords, importPageWords } from '#import/messages/console-imports.ts';
import { mendWords } from '#import/messages/uploads.ts';
import { reportImport } from '#import/report-import.ts';
import { csvOf } from '#tables/csv.ts';
import { csvFile, derivedName } from '#web/console/attachment.ts';
import { keyOf } from '#web/console/env.ts';
import type { ConsoleContext } from '#web/console/page.tsx';
import { refuseOtherMethods } from '#web/http/app.ts';
import { validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { partQuery } from './imports-query.ts';
import { slice } from './imports-slice.ts';

/** Rows in one file: an answer of a function is at most six megabytes. */
const ROWS_A_PART = { mend: 5_000, registered: 50_000 };
export type Download = keyof typeof ROWS_A_PART;

export const partsOf = (of: Download, rows: number) => Math.ceil(rows / ROWS_A_PART[of]);

/** What came of a file, as files: the rows to mend and upload again, and the numbers that are registered. */
export function fileRoutes(deps: ImportDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/:id/mend.csv', async (c) => {
    const { part, language, report, id } = await asked(c, c.req.param('id'));
    const rows = await slice((cursor) => listImportRejections(deps, { ...id, cursor }), {
      part,
      size: ROWS_A_PART.mend,
    });
    const table = correctionsFile(report.headings, rows, mendWords(language));
    return csvFile(c, nameOf(report.fileName, '-to-mend', part), csvOf(table));
  });
  refuseOtherMethods(app, '/:id/mend.csv', ['GET']);

  app.get('/:id/registered.csv', async (c) => {
    const { part, language, report, id } = await asked(c, c.req.param('id'));
    const rows = await slice((cursor) => listImportRegistered(deps, { ...id, cursor }), {
      part,
      size: ROWS_A_PART.registered,
    });
    const head = [importPageWords.row, importPageWords.number, importPageWords.outcome];
    const table = [
      head.map((words) => words[language]),
      ...rows.map(({ row, number, outcome }) => [String(row), number, countWords[outcome].name[language]]),
    ];
    return csvFile(c, nameOf(report.fileName, '-numbers', part), csvOf(table));
  });
  refuseOtherMethods(app, '/:id/registered.csv', ['GET']);

  async function asked(c: ConsoleContext, importId: string) {
    const { part } = validate(c, partQuery, c.req.query());
    const id = { provider: keyOf(c).provider, importId };
    const report = await reportImport(deps, id);
    if (!report) throw new ProblemError('not_found');
    return { part, language: c.get('language'), report, id };
  }

  return app;
}

function nameOf(fileName: string, suffix: string, part: number): string {
  return derivedName(fileName, part > 1 ? `${suffix}-${part}` : suffix);
}

import { Hono } from 'hono';
import { correctionsFile } from '#import/corrections-file.ts';
import type { ImportDeps } from '#import/deps.ts';
import { listChunkCounts, listImportRegistered, listImportRejections } from '#import/list-import-rows.ts';
import { countMessages, importPageMessages } from '#import/messages/console-imports.ts';
import { correctionMessages } from '#import/messages/rejection-reasons.ts';
import { type ImportReport, reportImport } from '#import/report-import.ts';
import type { Language } from '#register/certificate/credential.ts';
import { toCsv } from '#tables/csv.ts';
import type { Heading } from '#tables/headings/heading-row.ts';
import { csvFile } from '#web/console/attachment.ts';
import type { ConsoleContext } from '#web/console/page.tsx';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { partName, ROWS_A_PART } from './file-parts.ts';
import { partQuery } from './imports-query.ts';
import { registeredIn, slice } from './imports-slice.ts';

/** What came of a file, as files: the rows to correct and upload again, and the numbers that are registered. */
export function fileRoutes(deps: ImportDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/:id/mend.csv', async (c) => {
    const { part, language, report, id } = await asked(c, c.req.param('id'));
    const rows = await slice(
      (cursor) => listImportRejections(deps, { ...id, cursor }),
      listChunkCounts(deps, id),
      {
        part,
        size: ROWS_A_PART.corrections,
        countIn: ({ rejectedCount }) => rejectedCount,
      },
    );
    const table = correctionsFile(headingsOf(report, language), rows, correctionMessages(language));
    return csvFile(c, partName(report.fileName, 'corrections', part), toCsv(table));
  });
  refuseOtherMethods(app, '/:id/mend.csv', ['GET']);

  app.get('/:id/registered.csv', async (c) => {
    const { part, language, report, id } = await asked(c, c.req.param('id'));
    const rows = await slice(
      (cursor) => listImportRegistered(deps, { ...id, cursor }),
      listChunkCounts(deps, id),
      {
        part,
        size: ROWS_A_PART.registered,
        countIn: registeredIn,
      },
    );
    // The provider's own columns, in their order, and behind them ours.
    const own = headingsOf(report, language);
    const ours = [importPageMessages.row, importPageMessages.number, importPageMessages.outcome];
    const table = [
      [...own.map(({ heading }) => heading), ...ours.map((messages) => messages[language])],
      ...rows.map(({ row, number, outcome, cells = {} }) => [
        ...own.map(({ column }) => cells[column] ?? ''),
        String(row),
        number,
        countMessages[outcome].name[language],
      ]),
    ];
    return csvFile(c, partName(report.fileName, 'registered', part), toCsv(table));
  });
  refuseOtherMethods(app, '/:id/registered.csv', ['GET']);

  async function asked(c: ConsoleContext, importId: string) {
    const { part } = validate(c, partQuery, c.req.query());
    const id = { provider: signedInKey(c).provider, importId };
    const report = await reportImport(deps, id);
    if (!report) throw new ProblemError('not_found');
    return { part, language: c.get('language'), report, id };
  }

  return app;
}

/**
 * The file's own, and a column for each fact that its rows were given: the corrected file has no title to say it. Where another
 * sheet has the column, that one serves: a file with two of a kind is refused.
 */
function headingsOf({ headings, given = [] }: ImportReport, language: Language): Heading[] {
  const has = new Set(headings.map(({ column }) => column));
  const columns = new Set(given.map(({ column }) => column).filter((column) => !has.has(column)));
  return [
    ...headings,
    ...[...columns].map((column) => ({ column, heading: fieldNames[column].inFile[language] })),
  ];
}

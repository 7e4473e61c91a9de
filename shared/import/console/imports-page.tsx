import { Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { uploadScripting } from '#import/console/upload/upload-box.tsx';
import { isTooLate } from '#import/decide-import.ts';
import type { ImportDeps } from '#import/deps.ts';
import {
  listImportPreview,
  listImportRegistered,
  listImportRejections,
  listImportUndone,
} from '#import/list-import-rows.ts';
import { importPageMessages, progressText, undoMessages } from '#import/messages/console-imports.ts';
import { type ImportReport, reportImport } from '#import/report-import.ts';
import type { Language } from '#register/certificate/credential.ts';
import { undoOutcomes } from '#tables/import-job.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { hasRole, signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { progressScript } from '#web/ui/progress-script.ts';
import { ImportPreview } from './file/preview.tsx';
import { ImportProgress } from './file/progress.tsx';
import { ImportResult, NotArrived } from './file/result.tsx';
import { ImportUndone } from './file/undone.tsx';
import { type AskedAnswers, ImportAsk } from './imports-ask.tsx';
import { decisionRoutes } from './imports-decisions.ts';
import { importPath, neverCame } from './imports-list.tsx';
import { type RowsQuery, rowsQuery } from './imports-query.ts';
import { readRows } from './imports-rows.ts';

const REFRESH_SECONDS = 3;
const ROWS_A_PAGE = 100;
/** Each says more of itself than one that is registered. */
const PREVIEWED_A_PAGE = 50;

/** While a file is in one of these, its page shows how far it is. */
const goingOn = ['awaitingUpload', 'splitting', 'previewing', 'importing', 'undoing'] as const;

/** One file: how far it is, and then what came of it. */
export function importPageRoutes(deps: ImportDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/:id', async (c) => {
    const language = c.get('language');
    const query = validate(c, rowsQuery, c.req.query());
    const report = await find(c, c.req.param('id'));
    const { importId, fileName } = report;
    const page = { title: fileName, place: 'imports' as const };
    if (!isOver(report)) {
      return show(c, 200, {
        ...page,
        script: progressScript,
        refreshSeconds: REFRESH_SECONDS,
        children: (
          <ImportProgress
            report={report}
            done={countDone(report)}
            text={progressLine(report, c)}
            address={importPath(importId, `/progress?lang=${language}`)}
            language={language}
          />
        ),
      });
    }
    return show(c, 200, {
      ...page,
      ...(await uploadScripting(deps.uploads)),
      children: await outcome(report, {
        ...query,
        provider: signedInKey(c).provider,
        language,
        mayRegister: hasRole(c, 'desk'),
        mayUndo: hasRole(c, 'manager'),
      }),
    });
  });
  refuseOtherMethods(app, '/:id', ['GET']);

  app.route('/', decisionRoutes(deps, askAgain));

  async function askAgain(
    c: ConsoleContext,
    importId: string,
    answers: AskedAnswers,
    problems: Parameters<typeof ImportAsk>[0]['problems'],
  ): Promise<Response> {
    const report = await find(c, importId);
    const language = c.get('language');
    return show(c, 422, {
      title: report.fileName,
      failed: true,
      place: 'imports',
      children: (
        <ImportAsk
          mayAnswer
          report={report}
          answers={answers}
          problems={problems ?? []}
          language={language}
        />
      ),
    });
  }

  // For the page's script; `over`: what came of the file is there to be shown.
  app.get('/:id/progress', async (c) => {
    const report = await find(c, c.req.param('id'));
    return c.json({
      done: countDone(report),
      total: report.rows.total,
      text: progressLine(report, c),
      over: isOver(report),
    });
  });
  refuseOtherMethods(app, '/:id/progress', ['GET']);

  async function outcome(
    report: ImportReport,
    {
      language,
      provider,
      mayRegister,
      mayUndo,
      ...query
    }: RowsQuery & { provider: string; language: Language; mayRegister: boolean; mayUndo: boolean },
  ): Promise<Child> {
    const { importId, state, rows, fileName, finishedAt } = report;
    const id = { provider, importId };
    if (state === 'awaitingUpload') return <NotArrived fileName={fileName} language={language} />;
    if (state === 'asking') return <ImportAsk report={report} mayAnswer={mayRegister} language={language} />;
    const place = { after: query.peopleAfter, skip: query.peopleSkip };
    if (state === 'undone') {
      const undone = await readRows(
        (cursor) => listImportUndone(deps, { ...id, cursor }),
        place,
        ROWS_A_PAGE,
      );
      return <ImportUndone report={report} page={undone} mayUpload={mayRegister} language={language} />;
    }
    const rejected =
      rows.rejected > 0
        ? await readRows(
            (cursor) => listImportRejections(deps, { ...id, cursor }),
            { after: query.correctAfter, skip: query.correctSkip },
            ROWS_A_PAGE,
          )
        : undefined;
    const hasPeople = rows.accepted + rows.updated + rows.unchanged > 0;
    if (state === 'previewed') {
      const people = hasPeople
        ? await readRows((cursor) => listImportPreview(deps, { ...id, cursor }), place, PREVIEWED_A_PAGE)
        : undefined;
      return (
        <ImportPreview
          report={report}
          rejected={rejected}
          people={people}
          mayRegister={mayRegister}
          language={language}
        />
      );
    }
    const people = hasPeople
      ? await readRows((cursor) => listImportRegistered(deps, { ...id, cursor }), place, ROWS_A_PAGE)
      : undefined;
    const isInTime = finishedAt !== undefined && !isTooLate(finishedAt, deps.clock());
    return (
      <ImportResult
        report={report}
        rejected={rejected}
        people={people}
        mayUndo={mayUndo && isInTime}
        language={language}
      />
    );
  }

  async function find(c: ConsoleContext, importId: string): Promise<ImportReport> {
    const { provider } = signedInKey(c);
    const report = await reportImport(deps, { provider, importId, at: deps.clock() });
    if (!report) throw new ProblemError('not_found');
    return report;
  }

  const isOver = (report: ImportReport) =>
    !goingOn.some((state) => state === report.state) || neverCame(report, deps.clock());

  function progressLine(report: ImportReport, c: ConsoleContext): string {
    const language = c.get('language');
    const { total } = report.rows;
    if (report.state === 'awaitingUpload') return importPageMessages.waiting[language];
    if (report.state === 'splitting' || total === null) return importPageMessages.reading[language];
    if (report.state === 'undoing') return undoMessages.going[language];
    const { estimatedFinishAt: until } = report;
    const left = until && Math.max(0, Date.parse(until) - Date.parse(deps.clock())) / 1000;
    return progressText(countDone(report), total, left, language);
  }

  return app;
}

function countDone({ rows, state, undone }: ImportReport): number {
  if (state === 'undoing' && undone)
    return undoOutcomes.reduce((total, outcome) => total + undone[outcome], 0);
  return rows.accepted + rows.updated + rows.unchanged + rows.rejected;
}

import { Hono } from 'hono';
import { uploadScripting } from '#import/console/upload/upload-box.tsx';
import type { ImportDeps } from '#import/deps.ts';
import { importPageMessages, progressText } from '#import/messages/console-imports.ts';
import { type ImportReport, reportImport } from '#import/report-import.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { progressScript } from '#web/ui/progress-script.ts';
import { importPath, neverCame } from './imports-list.tsx';
import { ImportProgress } from './imports-progress.tsx';
import { rejectedQuery } from './imports-query.ts';
import { readRejected } from './imports-rejected.ts';
import { ImportResult, NotArrived } from './imports-result.tsx';

const REFRESH_SECONDS = 3;

/** One file: how far it is, and then what came of it. */
export function importPageRoutes(deps: ImportDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/:id', async (c) => {
    const language = c.get('language');
    const query = validate(c, rejectedQuery, c.req.query());
    const report = await find(c, c.req.param('id'));
    const { importId, fileName, rows } = report;
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
    const { provider } = signedInKey(c);
    const rejected =
      rows.rejected > 0 ? await readRejected(deps, { provider, importId, ...query }) : undefined;
    return show(c, 200, {
      ...page,
      ...(await uploadScripting(deps.uploads)),
      children:
        report.state === 'awaitingUpload' ? (
          <NotArrived fileName={fileName} language={language} />
        ) : (
          <ImportResult report={report} rejected={rejected} query={query} language={language} />
        ),
    });
  });
  refuseOtherMethods(app, '/:id', ['GET']);

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

  async function find(c: ConsoleContext, importId: string): Promise<ImportReport> {
    const { provider } = signedInKey(c);
    const report = await reportImport(deps, { provider, importId, at: deps.clock() });
    if (!report) throw new ProblemError('not_found');
    return report;
  }

  const isOver = (report: ImportReport) =>
    report.state === 'finished' || report.state === 'failed' || neverCame(report, deps.clock());

  function progressLine(report: ImportReport, c: ConsoleContext): string {
    const language = c.get('language');
    const { total } = report.rows;
    if (report.state === 'awaitingUpload') return importPageMessages.waiting[language];
    if (report.state === 'splitting' || total === null) return importPageMessages.reading[language];
    const { estimatedFinishAt: until } = report;
    const left = until && Math.max(0, Date.parse(until) - Date.parse(deps.clock())) / 1000;
    return progressText(countDone(report), total, left, language);
  }

  return app;
}

function countDone({ rows }: ImportReport): number {
  return rows.accepted + rows.updated + rows.unchanged + rows.rejected;
}

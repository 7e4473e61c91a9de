import { progressText } from '#import/messages/console-imports.ts';
import { type BeginListDeps, beginList } from '#lists/begin-list.ts';
import type { ListRow } from '#lists/check-list.ts';
import { listProblems } from '#lists/messages/list-form.ts';
import { withNewerNumbers } from '#lists/newer-numbers.ts';
import { type ListReport, rankedRows, reportList } from '#lists/report-list.ts';
import { ListFormPage } from '#lists/site/views/list-form.tsx';
import { ListGonePage } from '#lists/site/views/list-gone.tsx';
import { ListPage, ROWS_A_PAGE, ROWS_TO_PRINT } from '#lists/site/views/list-page.tsx';
import { ListProgressPage } from '#lists/site/views/list-progress.tsx';
import type { Language } from '#register/certificate/credential.ts';
import { type CivilDate, civilDate, endOfDay, hongKongDay, type Instant } from '#register/civil-date.ts';
import type { SentFiles } from '#tables/ports.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { mediaType, validate } from '#web/http/body.ts';
import { address, backTo } from '#web/http/current-page.ts';
import { indexable } from '#web/http/indexed.ts';
import { throttle } from '#web/http/limits/throttle.ts';
import { wantsJson } from '#web/http/negotiate.ts';
import { page } from '#web/http/page.ts';
import { ProblemError } from '#web/http/problem.ts';
import { LONG_QUANTUM } from '#web/http/response-time.ts';
import { contentSecurityPolicy } from '#web/http/security.ts';
import { style } from '#web/ui/employer/style.ts';
import { requestContext } from '#web/ui/page-context.ts';
import { progressScript } from '#web/ui/progress-script.ts';
import type { C, EmployerApp, EmployerSiteDeps } from './deps.ts';
import { csvAnswer, newerCsvAnswer } from './list-csv.ts';
import { listJson, progressJson } from './list-json.ts';
import { readProviders } from './list-providers.ts';
import { jsonQuery, pageQuery } from './list-query.ts';
import { ListRefused, readJsonList, readSentList, rowsByWeight } from './sent-list.ts';

export interface ListsDeps extends EmployerSiteDeps, BeginListDeps {
  files: SentFiles;
  lookupsPerMinute: number;
}

const LISTS = '/lists';
const LIST = '/lists/:listId{[0-9a-f]{32}}';
const CSV = '/lists/:file{[0-9a-f]{32}\\.csv}';
const NEWER = '/lists/:listId{[0-9a-f]{32}}/newer';
const PROGRESS = '/lists/:listId{[0-9a-f]{32}}/progress';
/** Somebody who reads a list, or a whole office that waits for several. */
const READS_A_MINUTE = 1200;
/** Everything of a list is read for its file. */
const READS_A_FILE = 10;
const listPath = (listId: string) => `${LISTS}/${listId}`;

/** Many certificates at once: a list is sent, checked, and kept for a day at an address that nobody guesses. */
export function addLists(app: EmployerApp, deps: ListsDeps): void {
  app.use(LISTS, indexable);
  app.get(LISTS, (c) => showForm(c, deps));
  app.post(
    LISTS,
    throttle({
      perMinute: deps.lookupsPerMinute,
      clock: deps.clock,
      cost: rowsByWeight,
    }),
    deps.padResponseTime(LONG_QUANTUM),
    (c) => takeList(c, deps),
  );
  refuseOtherMethods(app, LISTS, ['GET', 'POST']);

  const cost = (c: C) => (c.req.path.endsWith('.csv') ? READS_A_FILE : 1);
  app.use(`${LISTS}/*`, throttle({ perMinute: READS_A_MINUTE, clock: deps.clock, cost }));

  app.get(CSV, async (c) => {
    const report = await find(deps, c.req.param('file').slice(0, -'.csv'.length));
    if (!report) return await gone(c, deps);
    if (c.req.query('numbers') !== 'newer') return await csvAnswer(c, deps, report);
    return await newerCsvAnswer(c, await newerRows(deps, report), report.list);
  });
  refuseOtherMethods(app, CSV, ['GET']);

  app.post(
    NEWER,
    throttle({
      perMinute: deps.lookupsPerMinute,
      clock: deps.clock,
      cost: async (c) => (await deps.lists.find(c.req.param('listId') ?? '', deps.clock()))?.total ?? 1,
    }),
    deps.padResponseTime(LONG_QUANTUM),
    async (c) => {
      const report = await find(deps, c.req.param('listId'));
      if (!report) return await gone(c, deps);
      const { on, columns, leftOut, fileName } = report.list;
      const sent = { rows: await newerRows(deps, report), columns, leftOut, fileName };
      return backTo(c, listPath((await begin(c, deps, { ...sent, on })).listId));
    },
  );
  refuseOtherMethods(app, NEWER, ['POST']);

  // For the page's script; `over`: what came of the list is there to be shown.
  app.get(PROGRESS, async (c) => {
    const report = await find(deps, c.req.param('listId'));
    if (!report) throw new ProblemError('not_found');
    const { total } = report.list;
    const over = report.state !== 'checking';
    return c.json({ done: report.done, total, text: progressLine(c, deps, report), over });
  });
  refuseOtherMethods(app, PROGRESS, ['GET']);

  app.get(LIST, async (c) => {
    const listId = c.req.param('listId');
    const report = await find(deps, listId);
    if (!report) return await gone(c, deps);
    if (wantsJson(c)) {
      const { after } = validate(c, jsonQuery, c.req.query());
      return c.json(await listJson(deps, { listId, report, after }));
    }
    return await showList(c, deps, listId, report);
  });
  refuseOtherMethods(app, LIST, ['GET']);
}

const progressPolicy = contentSecurityPolicy({ style, script: progressScript, connect: ["'self'"] });

const find = (deps: ListsDeps, listId: string) => reportList(deps, listId, deps.clock());

function showForm(c: C, deps: ListsDeps, refused?: ListRefused) {
  const context = requestContext(c, deps, LISTS);
  return page(
    c,
    refused ? (refused.problem === 'too_large' ? 413 : 422) : 200,
    <ListFormPage
      context={context}
      problem={refused?.problem}
      pasted={refused?.fields['list']}
      on={refused?.fields['on']?.slice(0, 40) ?? context.today}
    />,
  );
}

async function takeList(c: C, deps: ListsDeps): Promise<Response> {
  const inJson = wantsJson(c);
  const isJsonBody = mediaType(c) === 'application/json';
  try {
    const { fields, ...sent } = isJsonBody ? await readJsonList(c) : await readSentList(c, deps.files);
    const at = deps.clock();
    const on = readDay(fields['on'], hongKongDay(at));
    if (!on) throw new ListRefused('invalid_date', fields);
    const { listId, list, done } = await begin(c, deps, { ...sent, on });
    if (!inJson) return backTo(c, listPath(listId));
    const url = new URL(listPath(listId), deps.publicBaseUrl).href;
    return c.json({ listId, url, ...progressJson(list, done) }, done === list.total ? 201 : 202, {
      Location: url,
    });
  } catch (error) {
    if (!(error instanceof ListRefused)) throw error;
    if (inJson) throw asProblem(error, c.get('language'));
    return await showForm(c, deps, error);
  }
}

async function begin(c: C, deps: ListsDeps, sent: Omit<Parameters<typeof beginList>[1], 'at' | 'caller'>) {
  const at = deps.clock();
  const begun = await beginList(deps, { ...sent, at, caller: c.get('caller') });
  if (begun === 'usedUp') throw new ProblemError('lists_used_up', untilTomorrow(at));
  return begun;
}

/** All rows of a list as they were sent, with the newer numbers; half of them would be taken for all. */
async function newerRows(deps: ListsDeps, { list, state }: ListReport): Promise<ListRow[]> {
  if (state !== 'finished') throw new ProblemError('list_in_progress', { headers: { 'Retry-After': '5' } });
  return withNewerNumbers((await Array.fromAsync(deps.lists.rows(list.list, 0))).flat());
}

function untilTomorrow(at: Instant) {
  const left = Date.parse(endOfDay(hongKongDay(at))) - Date.parse(at);
  return { headers: { 'Retry-After': String(Math.floor(left / 1000) + 1) } };
}

function readDay(typed: string | undefined, today: CivilDate): CivilDate | undefined {
  return typed?.trim() ? civilDate.safeParse(typed.trim()).data : today;
}

function asProblem({ problem }: ListRefused, language: Language): ProblemError {
  if (problem === 'too_large' || problem === 'invalid_date') return new ProblemError(problem);
  const message = listProblems[problem][language];
  return new ProblemError('invalid_request', { errors: [{ path: 'list', code: problem, message }] });
}

function progressLine(
  c: C,
  { clock }: ListsDeps,
  { list, done, estimatedFinishAt: until }: ListReport,
): string {
  const left = until && Math.max(0, Date.parse(until) - Date.parse(clock())) / 1000;
  return progressText(done, list.total, left, c.get('language'));
}

async function showList(c: C, deps: ListsDeps, listId: string, report: ListReport): Promise<Response> {
  const path = listPath(listId);
  const language = c.get('language');
  if (report.state === 'checking') {
    const progress = address(`${path}/progress`, {}, language);
    c.header('Content-Security-Policy', progressPolicy);
    const text = progressLine(c, deps, report);
    return await page(
      c,
      200,
      <ListProgressPage
        context={requestContext(c, deps, path)}
        report={report}
        text={text}
        address={progress}
      />,
    );
  }
  const { kind, page: wished, rows: which } = validate(c, pageQuery, c.req.query());
  const total = kind ? report.counts[kind] : report.done;
  const all = which === 'all' && total <= ROWS_TO_PRINT;
  const rowsAPage = all ? ROWS_TO_PRINT : ROWS_A_PAGE;
  const pages = Math.max(1, Math.ceil(total / rowsAPage));
  const at = Math.min(wished, pages);
  const rows = await rankedRows(deps, report, { kind, from: (at - 1) * rowsAPage, count: rowsAPage });
  const query = {
    ...(kind && { kind }),
    ...(at > 1 && { page: String(at) }),
    ...(all && { rows: 'all' }),
  };
  return await page(
    c,
    200,
    <ListPage
      context={requestContext(c, deps, path, query)}
      report={report}
      path={path}
      kind={kind}
      at={at}
      pages={pages}
      rows={rows}
      providers={await readProviders(rows, deps.providers)}
    />,
  );
}

function gone(c: C, deps: ListsDeps): Response | Promise<Response> {
  if (wantsJson(c)) throw new ProblemError('not_found');
  return page(c, 404, <ListGonePage context={requestContext(c, deps, c.req.path)} />);
}

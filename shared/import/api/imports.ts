import { type Context, Hono } from 'hono';
import { confirmImport, type Decided, undoImport } from '#import/decide-import.ts';
import type { ImportDeps } from '#import/deps.ts';
import { readDefaults } from '#import/import-defaults.ts';
import {
  listImportPreview,
  listImportRegistered,
  listImportRejections,
  listImportUndone,
} from '#import/list-import-rows.ts';
import { listImports } from '#import/list-imports.ts';
import { importMessages, rowMessage } from '#import/messages/rejection-reasons.ts';
import { type ImportReport, reportImport } from '#import/report-import.ts';
import { requestImport } from '#import/request-import.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import type { Page } from '#register/page.ts';
import { toCsv } from '#tables/csv.ts';
import type { RejectedRow } from '#tables/import-job.ts';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readJson, validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import type { ProblemCode } from '#web/messages/problems.ts';
import * as operations from './operations.ts';

export function importRoutes(deps: ImportDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();

  routes.post('/', operations.openImport, async (c) => {
    const { fileName, contentLength, defaults, preview } = await readJson(c, operations.openImport.body);
    const { provider, keyId } = signedInKey(c);
    const importId = deps.newId();
    const request = await requestImport(deps, {
      importId,
      provider,
      keyId,
      fileName,
      contentLength,
      at: deps.clock(),
      ...allRowsSay(c, deps, defaults ?? {}),
      ...(preview && { preview }),
    });
    if (request.outcome === 'too_large') throw new ProblemError('too_large');
    return c.json({ importId, upload: request.upload }, 201);
  });

  routes.get('/', operations.listImports, async (c) => {
    const { limit, cursor } = validate(c, operations.listImports.query, c.req.query());
    const page = await listImports(deps, {
      provider: signedInKey(c).provider,
      limit,
      cursor,
      at: deps.clock(),
    });
    const { items, ...next } = page;
    return c.json({ imports: items.map((report) => reportJson(report, c.get('language'))), ...next });
  });

  refuseOtherMethods(routes, '/', ['GET', 'POST']);

  routes.get('/:id', operations.readImport, async (c) => {
    const at = deps.clock();
    const report = await reportImport(deps, {
      provider: signedInKey(c).provider,
      importId: c.req.param('id'),
      at,
    });
    if (!report) throw new ProblemError('not_found');
    return c.json(reportJson(report, c.get('language')));
  });

  refuseOtherMethods(routes, '/:id', ['GET']);

  // A page of rows is about a megabyte; `cursor` (in CSV the Link header) leads to the next one.
  routes.get('/:id/rejected', operations.listRejectedRows, async (c) => {
    const { cursor } = validate(c, operations.listRejectedRows.query, c.req.query());
    const asked = {
      provider: signedInKey(c).provider,
      importId: c.req.param('id'),
      cursor: cursor?.toString(),
    };
    const page = await listImportRejections(deps, asked);
    if (!page) throw new ProblemError('not_found');
    const items = page.items.map((row) => rejectedJson(row, c.get('language')));
    return rowsIn(c, 'rejected', rejectedColumns, { ...page, items });
  });

  refuseOtherMethods(routes, '/:id/rejected', ['GET']);

  routes.get('/:id/registered', operations.listRegisteredRows, async (c) => {
    const { cursor } = validate(c, operations.listRegisteredRows.query, c.req.query());
    const asked = {
      provider: signedInKey(c).provider,
      importId: c.req.param('id'),
      cursor: cursor?.toString(),
    };
    const page = await listImportRegistered(deps, asked);
    if (!page) throw new ProblemError('not_found');
    const items = page.items.map(({ cells: _, ...row }) => row);
    return rowsIn(c, 'registered', registeredColumns, { ...page, items });
  });

  refuseOtherMethods(routes, '/:id/registered', ['GET']);

  routes.get('/:id/preview', operations.listPreviewedRows, async (c) => {
    const { cursor } = validate(c, operations.listPreviewedRows.query, c.req.query());
    const page = await listImportPreview(deps, { ...asked(c), cursor: cursor?.toString() });
    if (!page) throw new ProblemError('not_found');
    return pageJson(c, { ...page, items: page.items.map(({ cells: _, ...row }) => row) });
  });
  refuseOtherMethods(routes, '/:id/preview', ['GET']);

  routes.post('/:id/confirm', operations.confirmImport, async (c) =>
    decided(c, await confirmImport(deps, { ...asked(c), keyId: signedInKey(c).keyId, at: deps.clock() })),
  );
  refuseOtherMethods(routes, '/:id/confirm', ['POST']);

  routes.post('/:id/undo', operations.undoImport, async (c) =>
    decided(c, await undoImport(deps, { ...asked(c), keyId: signedInKey(c).keyId, at: deps.clock() })),
  );
  refuseOtherMethods(routes, '/:id/undo', ['POST']);

  routes.get('/:id/undone', operations.listUndoneRows, async (c) => {
    const { cursor } = validate(c, operations.listUndoneRows.query, c.req.query());
    const page = await listImportUndone(deps, { ...asked(c), cursor: cursor?.toString() });
    if (!page) throw new ProblemError('not_found');
    return pageJson(c, page);
  });
  refuseOtherMethods(routes, '/:id/undone', ['GET']);

  return routes;
}

const asked = (c: Context<HttpEnv, '/:id/*'>) => ({
  provider: signedInKey(c).provider,
  importId: c.req.param('id'),
});

const pageJson = (c: Context<HttpEnv>, { items, cursor }: Page<object>) =>
  c.json({ rows: items, ...(cursor && { cursor }) });

function decided(c: Context<HttpEnv>, decision: Decided<ProblemCode>): Response {
  if (!decision.ok) throw new ProblemError(decision.code);
  return c.json(reportJson(decision.report, c.get('language')), 202);
}

function allRowsSay(c: Context<HttpEnv>, { clock }: ImportDeps, said: Parameters<typeof readDefaults>[0]) {
  const reading = readDefaults(said, hongKongDay(clock()));
  if (reading.ok) return reading.defaults && { defaults: reading.defaults };
  const errors = reading.problems.map((problem) => ({
    path: `defaults.${problem.column}`,
    code: problem.code,
    message: rowMessage(problem, c.get('language')),
  }));
  throw new ProblemError('invalid_request', { errors });
}

function reportJson({ error, ...rest }: ImportReport, language: Language) {
  return { ...rest, ...(error && { error: { ...error, message: importMessages[error.code][language] } }) };
}

function rejectedJson({ row, sheet, also, ...first }: RejectedRow, language: Language) {
  const problemJson = ({
    column,
    code,
    value,
    ...more
  }: Omit<RejectedRow, 'row' | 'sheet' | 'also' | 'cells'>) => ({
    column,
    code,
    message: rowMessage({ column, code, ...more }, language),
    value,
  });
  const { cells: _, ...problem } = first;
  return { row, ...(sheet !== undefined && { sheet }), ...problemJson(problem), also: also.map(problemJson) };
}

const rejectedColumns = ['row', 'column', 'code', 'message', 'value'] as const;
const registeredColumns = ['row', 'number', 'outcome'] as const;

/** One page of a file's rows: JSON, or a CSV with the next page in its Link header when that is asked for. */
function rowsIn<Column extends string>(
  c: Context<HttpEnv>,
  name: string,
  columns: readonly Column[],
  { items: rows, cursor }: Page<Record<Column, string | number> & { sheet?: string | undefined }>,
): Response {
  if (!c.req.header('accept')?.includes('text/csv'))
    return c.json({ [name]: rows, ...(cursor && { cursor }) });
  if (cursor) c.header('Link', `<${c.req.path}?cursor=${cursor}>; rel="next"`);
  const named = rows.some(({ sheet }) => sheet !== undefined);
  const lines = rows.map((row) => [
    ...columns.map((column) => String(row[column])),
    ...(named ? [row.sheet ?? ''] : []),
  ]);
  return c.body(toCsv([named ? [...columns, 'sheet'] : columns, ...lines]), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  });
}

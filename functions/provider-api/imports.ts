import { Hono } from 'hono';
import { csvOf } from '#domain/csv';
import { refuseOtherMethods } from '#http/app.ts';
import { readJson, validate } from '#http/body.ts';
import type { HttpEnv } from '#http/env.ts';
import { ProblemError } from '#http/problem.ts';
import { listImportRejections } from '#usecases/list-import-rejections';
import { reportImport } from '#usecases/report-import';
import { requestImport } from '#usecases/request-import';
import { importWords, rowMessage } from '#words/uploads';
import { type ApiDeps, keyOf } from './env.ts';
import { importBody, rejectedQuery } from './schemas.ts';

export function importRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();

  routes.post('/', async (c) => {
    const { fileName, contentLength } = await readJson(c, importBody);
    const { provider, keyId } = keyOf(c);
    const importId = deps.newId();
    const request = await requestImport(deps, {
      importId,
      provider,
      keyId,
      fileName,
      contentLength,
      at: deps.clock(),
    });
    if (request.outcome === 'too_large') throw new ProblemError('too_large');
    return c.json({ importId, upload: request.upload }, 201);
  });

  refuseOtherMethods(routes, '/', ['POST']);

  routes.get('/:id', async (c) => {
    const report = await reportImport(deps, { provider: keyOf(c).provider, importId: c.req.param('id') });
    if (!report) throw new ProblemError('not_found');
    const { error, ...rest } = report;
    return c.json({
      ...rest,
      ...(error && { error: { ...error, message: importWords[error.code][c.get('language')] } }),
    });
  });

  refuseOtherMethods(routes, '/:id', ['GET']);

  // A page is about a megabyte; `cursor` (in CSV the Link header) leads to the next one.
  routes.get('/:id/rejected', async (c) => {
    const { cursor } = validate(c, rejectedQuery, c.req.query());
    const importId = c.req.param('id');
    const page = await listImportRejections(deps, { provider: keyOf(c).provider, importId, after: cursor });
    if (!page) throw new ProblemError('not_found');
    const rejected = page.rows.map((row) => ({ ...row, message: rowMessage(row, c.get('language')) }));
    const next = page.last === undefined ? undefined : String(page.last);
    if (!c.req.header('accept')?.includes('text/csv'))
      return c.json({ rejected, ...(next && { cursor: next }) });
    if (next) c.header('Link', `</v1/imports/${importId}/rejected?cursor=${next}>; rel="next"`);
    const lines = rejected.map(({ row, column, code, message, value }) => [
      String(row),
      column,
      code,
      message,
      value,
    ]);
    return c.body(csvOf([['row', 'column', 'code', 'message', 'value'], ...lines]), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="rejected.csv"',
    });
  });

  refuseOtherMethods(routes, '/:id/rejected', ['GET']);

  return routes;
}

import { Hono } from 'hono';
import { uploadRoutes } from '#import/console/upload/upload.ts';
import {
  UploadBox,
  type UploadError,
  uploadFieldErrors,
  uploadScripting,
} from '#import/console/upload/upload-box.tsx';
import type { ImportDeps } from '#import/deps.ts';
import { labelRoutes } from '#import/labels/labels.tsx';
import { listImports } from '#import/list-imports.ts';
import { importListMessages, uploadMessages } from '#import/messages/console-imports.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { hasRole, signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ErrorSummary } from '#web/ui/error-summary.tsx';
import { fileRoutes } from './imports-files.ts';
import { ImportList } from './imports-list.tsx';
import { importPageRoutes } from './imports-page.tsx';
import { pageQuery } from './imports-query.ts';

const FILES_A_PAGE = 20;

/** The provider's files: uploading one, those that came, and what came of each. */
export function importConsoleRoutes(deps: ImportDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', (c) => list(c, 200));
  app.route('/', uploadRoutes(deps, list));
  refuseOtherMethods(app, '/', ['GET', 'POST']);
  app.route('/', importPageRoutes(deps));
  app.route('/', fileRoutes(deps));
  app.route('/', labelRoutes(deps));

  async function list(c: ConsoleContext, status: 200 | 413 | 422, error?: UploadError): Promise<Response> {
    const language = c.get('language');
    const { cursor } = validate(c, pageQuery, c.req.query());
    const at = deps.clock();
    const { provider } = signedInKey(c);
    const page = await listImports(deps, { provider, limit: FILES_A_PAGE, cursor, at });
    return show(c, status, {
      title: importListMessages.title[language],
      failed: error !== undefined,
      place: 'imports',
      ...(await uploadScripting(deps.uploads)),
      children: (
        <>
          <ErrorSummary errors={uploadFieldErrors(error, language)} language={language} />
          <h1>{importListMessages.title[language]}</h1>
          {hasRole(c, 'desk') && (
            <section class="stack">
              <h2>{uploadMessages.title[language]}</h2>
              <UploadBox language={language} error={error} />
            </section>
          )}
          <section class="stack">
            <h2>{importListMessages.recent[language]}</h2>
            <ImportList imports={page.items} at={at} language={language} />
            <p class="row">
              {cursor !== undefined && (
                <a class="button" href="/console/imports">
                  {importListMessages.newest[language]}
                </a>
              )}
              {page.cursor !== undefined && (
                <a class="button" href={`/console/imports?${new URLSearchParams({ cursor: page.cursor })}`}>
                  {importListMessages.older[language]}
                </a>
              )}
            </p>
            <p class="small">{importListMessages.kept[language]}</p>
          </section>
        </>
      ),
    });
  }

  return app;
}

import { Hono } from 'hono';
import { ImportList } from '#import/console/imports-list.tsx';
import { UploadBox, uploadScripting } from '#import/console/upload/upload-box.tsx';
import { importListMessages, uploadMessages } from '#import/messages/console-imports.ts';
import type { ApiDeps } from '#provider/deps.ts';
import { expiringMessages } from '#provider/messages/console-expiring.ts';
import { toDoMessages } from '#provider/messages/console-home.ts';
import { registerMessages } from '#provider/messages/console-register.ts';
import { readAsked } from '#register/asked-number.ts';
import { hasApproval } from '#register/catalogue/approvals.ts';
import { show } from '#web/console/page.tsx';
import { hasRole, signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { address } from '#web/http/current-page.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { homeMessages } from '#web/messages/console.ts';
import { siteMessages } from '#web/messages/pages.ts';
import { CertificateTable } from './certificates-table.tsx';
import { expiringFor } from './expiring.tsx';
import { ExpiringChart } from './expiring-chart.tsx';
import { readToDo, ToDoList } from './to-do.tsx';

const RECENT_FILES = 5;
const NEXT_TO_EXPIRE = 5;

/** Where a day begins: what is to do, a place to drop a file, who expires next. */
export function homeRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', async (c) => {
    const language = c.get('language');
    const { provider: code } = signedInKey(c);
    const at = deps.clock();
    const [provider, report, toDo] = await Promise.all([
      deps.providers.get(code),
      expiringFor(c, deps),
      readToDo(deps, { provider: code, at }),
    ]);
    const imports = toDo.imports.slice(0, RECENT_FILES);
    const next = report.credentials.slice(0, NEXT_TO_EXPIRE).map(({ credential }) => credential);
    return show(c, 200, {
      title: homeMessages.title[language],
      place: 'home',
      ...(await uploadScripting(deps.uploads)),
      children: (
        <>
          <h1>{provider?.name[language] ?? code}</h1>
          {provider && !hasApproval(provider.approvals, report.from) && (
            <p class="measure">
              {toDoMessages.noApproval[language]}{' '}
              <a href={`${address('/help', {}, language)}#contact`}>{siteMessages.help[language]}</a>
            </p>
          )}
          <ToDoList toDo={toDo} language={language} />
          {hasRole(c, 'desk') && (
            <section class="stack">
              <h2>{uploadMessages.title[language]}</h2>
              <UploadBox language={language} second />
              <p>
                <a class="target" href="/console/certificates/new">
                  {registerMessages.title[language]}
                </a>
              </p>
            </section>
          )}
          {imports.length > 0 && (
            <section class="stack">
              <h2>{importListMessages.recent[language]}</h2>
              <ImportList imports={imports} at={at} language={language} />
              <p>
                <a href="/console/imports">{importListMessages.all[language]}</a>
              </p>
            </section>
          )}
          <section class="stack measure">
            <h2>{expiringMessages.title[language]}</h2>
            <ExpiringChart report={report} language={language} />
          </section>
          <section class="stack">
            {next.length > 0 && (
              <>
                <h2>{toDoMessages.next[language]}</h2>
                <CertificateTable
                  items={next}
                  on={report.from}
                  label={toDoMessages.next[language]}
                  language={language}
                />
              </>
            )}
            <p>
              <a href="/console/expiring">{expiringMessages.all[language]}</a>
            </p>
          </section>
        </>
      ),
    });
  });
  refuseOtherMethods(app, '/', ['GET']);

  // An address that was kept from before names were found too.
  app.get('/find', (c) => {
    const { number } = readAsked(c.req.query('number')?.trim() ?? '');
    return c.redirect(number ? `/console/credentials/${encodeURIComponent(number)}` : '/console', 303);
  });
  refuseOtherMethods(app, '/find', ['GET']);
  return app;
}

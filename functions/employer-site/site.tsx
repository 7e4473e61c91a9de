import { contextOf } from '#functions/look/page-context.ts';
import { createHttpApp } from '#http/app.ts';
import type { Log } from '#http/log.ts';
import { wantsJson } from '#http/negotiate.ts';
import { problemPage } from '#http/problem-page.ts';
import { contentSecurityPolicy } from '#http/security.ts';
import { problemWords } from '#words/problems';
import type { EmployerApp } from './deps.ts';
import { addLists, type ListsDeps } from './lists.tsx';
import { style } from './style.ts';
import { LostPage } from './views/layout.tsx';
import { addWatch } from './watch.tsx';
import type { WatchDeps } from './watch-deps.tsx';

/** What employers do beyond one number: lists of them, and sites that are watched. */
export function createEmployerSite(deps: ListsDeps & WatchDeps, log?: Log): EmployerApp {
  const app: EmployerApp = createHttpApp({
    policy: contentSecurityPolicy({ style }),
    page: (c, problem) =>
      wantsJson(c)
        ? undefined
        : problemPage(c, problem, (code, requestId) => (
            <LostPage
              context={contextOf(c, deps, c.req.path)}
              words={problemWords[code]}
              requestId={requestId}
            />
          )),
    ...(log && { log }),
  });
  app.use(async (c, next) => {
    await next();
    c.header('Vary', 'Accept, Accept-Language');
  });
  addLists(app, deps);
  addWatch(app, deps);
  return app;
}

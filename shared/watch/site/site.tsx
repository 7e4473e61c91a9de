import type { EmployerApp } from '#lists/site/deps.ts';
import { addLists, type ListsDeps } from '#lists/site/lists.tsx';
import { createHttpApp } from '#web/http/app.ts';
import type { Log } from '#web/http/log.ts';
import { wantsJson } from '#web/http/negotiate.ts';
import { packLarge } from '#web/http/packed.ts';
import { problemPage } from '#web/http/problem-page.ts';
import { contentSecurityPolicy } from '#web/http/security.ts';
import { problemMessages } from '#web/messages/problems.ts';
import { ErrorPage } from '#web/ui/employer/layout.tsx';
import { style } from '#web/ui/employer/style.ts';
import { requestContext } from '#web/ui/page-context.ts';
import { addWatch } from './watch.tsx';
import type { WatchDeps } from './watch-deps.tsx';

/** What employers do beyond one number: lists of them, and sites that are watched. */
export function createEmployerSite(deps: ListsDeps & WatchDeps, log?: Log): EmployerApp {
  const app: EmployerApp = createHttpApp({
    policy: contentSecurityPolicy({ style }),
    edgeSecret: deps.edgeSecret,
    page: (c, problem) =>
      wantsJson(c)
        ? undefined
        : problemPage(c, problem, (code, requestId) => (
            <ErrorPage
              context={requestContext(c, deps, c.req.path)}
              messages={problemMessages[code]}
              requestId={requestId}
            />
          )),
    ...(log && { log }),
  });
  app.use(packLarge);
  app.use(async (c, next) => {
    await next();
    c.header('Vary', 'Accept, Accept-Language');
  });
  addLists(app, deps);
  addWatch(app, deps);
  return app;
}

import { ErrorPage } from '#holder/site/views/layout.tsx';
import { createHttpApp, refuseOtherMethods } from '#web/http/app.ts';
import type { Log } from '#web/http/log.ts';
import { packLarge } from '#web/http/packed.ts';
import { problemPage } from '#web/http/problem-page.ts';
import { contentSecurityPolicy } from '#web/http/security.ts';
import { problemMessages } from '#web/messages/problems.ts';
import { requestContext } from '#web/ui/page-context.ts';
import { addChangeOfAddress } from './change-of-address.tsx';
import type { HolderApp, HolderSiteDeps } from './deps.tsx';
import { addMy } from './my.tsx';
import { addOwnCertificates, OWN_PATH } from './own-certificates.tsx';
import { addProof, PROOF_PATH } from './proof.tsx';
import { addSharedProof, SHARED_PATH } from './shared-proof.tsx';
import { style } from './style.ts';
import { addUnsubscribe } from './unsubscribe.tsx';

/**
 * What the links in e-mails lead to. A token in the path is all the authority there is: no cookie, no origin is asked for,
 * and no page runs a script.
 */
export function createHolderSite(deps: HolderSiteDeps, log?: Log): HolderApp {
  const app: HolderApp = createHttpApp({
    policy: contentSecurityPolicy({ style }),
    edgeSecret: deps.edgeSecret,
    page: (c, problem) =>
      problemPage(c, problem, (code, requestId) => (
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
    c.header('Vary', 'Accept-Language');
  });
  addUnsubscribe(app, deps);
  refuseOtherMethods(app, '/unsubscribe/:token', ['GET', 'POST']);
  addOwnCertificates(app, deps);
  refuseOtherMethods(app, OWN_PATH, ['GET', 'POST']);
  addMy(app, deps);
  refuseOtherMethods(app, '/my/:token', ['GET']);
  refuseOtherMethods(app, '/my/:token/stops', ['POST']);
  refuseOtherMethods(app, '/my/:token/address', ['POST']);
  addProof(app, deps);
  refuseOtherMethods(app, PROOF_PATH, ['GET']);
  refuseOtherMethods(app, `${PROOF_PATH}/share`, ['POST']);
  addSharedProof(app, deps);
  refuseOtherMethods(app, SHARED_PATH, ['GET']);
  addChangeOfAddress(app, deps);
  refuseOtherMethods(app, '/change-of-address/:token', ['GET', 'POST']);
  return app;
}

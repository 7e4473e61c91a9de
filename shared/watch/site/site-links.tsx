import type { MiddlewareHandler } from 'hono';
import type { EmployerApp } from '#lists/site/deps.ts';
import { askByAddress } from '#mail/address-request.ts';
import { AskedLinksPage, AskLinksPage, LINKS_PATH } from '#watch/site/views/site-links.tsx';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ownForms } from '#web/http/own-forms.ts';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';
import type { WatchDeps } from './watch-deps.tsx';

/** The links to all sites of an address, sent there. The page says the same whatever the address is. `few`: each may make a mail. */
export function addSiteLinks(app: EmployerApp, deps: WatchDeps, few: MiddlewareHandler<HttpEnv>): void {
  app.get(LINKS_PATH, (c) =>
    page(c, 200, <AskLinksPage isWrong={false} context={requestContext(c, deps, LINKS_PATH)} />),
  );

  app.post(LINKS_PATH, ownForms, few, async (c) => {
    const { email = '' } = await readForm(c);
    const context = requestContext(c, deps, LINKS_PATH);
    const asked = { typed: email, language: c.get('language'), caller: c.get('caller'), at: deps.clock() };
    return (await askByAddress(deps, 'siteLinks', asked)) === 'invalid'
      ? page(c, 422, <AskLinksPage isWrong typed={email} context={context} />)
      : page(c, 200, <AskedLinksPage context={context} />);
  });
  refuseOtherMethods(app, LINKS_PATH, ['GET', 'POST']);
}

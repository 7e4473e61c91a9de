import { findAddress, registeredTo } from '#holder/holder-certificates.ts';
import { OneClickPage, UnsubscribePage } from '#holder/site/views/unsubscribe.tsx';
import { stopMail } from '#mail/stop-mail.ts';
import { readAnyForm } from '#web/http/body.ts';
import { backTo } from '#web/http/current-page.ts';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';
import { type C, type HolderApp, type HolderSiteDeps, linkProblem } from './deps.tsx';
import { readFormAction } from './form-action.ts';

const PATH = '/unsubscribe/:token';

/**
 * The link in every reminder. GET changes nothing, whoever follows it; POST does what a button of the page says, or stops
 * everything for a mail program (RFC 8058), which sends no cookie and no origin: the token alone is the authority.
 */
export function addUnsubscribe(app: HolderApp, deps: HolderSiteDeps): void {
  app.get(PATH, async (c) => {
    const link = await readLink(c, deps);
    if (!link) return linkProblem(c, deps, 'incomplete');
    const [found, mailState] = await Promise.all([
      registeredTo(deps, link.holder, link),
      deps.mailStates.findByHolder(link.holder),
    ]);
    const email = await findAddress(deps, link.holder);
    const path = c.req.path;
    return page(
      c,
      200,
      <UnsubscribePage
        view={{ path, credential: found?.credential, email, mailState }}
        done={c.req.query('done') !== undefined}
        context={requestContext(c, deps, path)}
      />,
    );
  });

  app.post(PATH, async (c) => {
    const link = await readLink(c, deps);
    if (!link) return linkProblem(c, deps, 'incomplete');
    const form = await readAnyForm(c);
    const at = deps.clock();
    if (form['List-Unsubscribe']?.trim().toLowerCase() === 'one-click') {
      await stopMail(deps, link.holder, undefined, { action: 'stop', scope: 'all', via: 'oneClick', at });
      return page(c, 200, <OneClickPage path={c.req.path} context={requestContext(c, deps, c.req.path)} />);
    }
    const formAction = readFormAction(form);
    if (!formAction) return linkProblem(c, deps, 'unknownAction');
    const stopped = await stopMail(deps, link.holder, link, { ...formAction, via: 'page', at });
    return stopped === 'done' ? backTo(c, c.req.path, { done: '1' }) : linkProblem(c, deps, 'unknownAction');
  });
}

const readLink = (c: C, { links }: HolderSiteDeps) => links.read('unsubscribe', c.req.param('token') ?? '');

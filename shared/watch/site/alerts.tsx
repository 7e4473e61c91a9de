import type { C, EmployerApp } from '#lists/site/deps.ts';
import { confirmRecipient } from '#watch/recipients/confirm-recipient.ts';
import { ALERTS_PATH, currentRecipients, type Recipient } from '#watch/recipients/recipient.ts';
import type { WatchedSite } from '#watch/watched-site.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readAnyForm } from '#web/http/body.ts';
import { backTo } from '#web/http/current-page.ts';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';
import { AlertsPage, ConfirmAlertsPage, NoAlertsPage, StopAlertsPage } from './views/alerts.tsx';
import { noSite, type WatchDeps } from './watch-deps.tsx';

const OWN_PAGE = `${ALERTS_PATH}/:token`;

/**
 * What somebody sees who is told of a site besides its employer: confirming it, and stopping it for themselves alone. The
 * token opens nothing of the site but its name. GET changes nothing.
 */
export function addAlerts(app: EmployerApp, deps: WatchDeps): void {
  app.get(OWN_PAGE, (c) =>
    withAlerts(c, deps, (alerts, path) => {
      const View = alerts.recipient.state === 'asked' ? ConfirmAlertsPage : AlertsPage;
      return page(c, 200, <View {...alerts} path={path} context={requestContext(c, deps, path)} />);
    }),
  );
  refuseOtherMethods(app, OWN_PAGE, ['GET']);

  app.post(`${OWN_PAGE}/confirm`, (c) =>
    withAlerts(c, deps, async ({ recipient }, path) => {
      const confirmed = await confirmRecipient(deps, recipient, deps.clock());
      return confirmed === 'gone' ? noAlerts(c, deps) : backTo(c, path);
    }),
  );
  refuseOtherMethods(app, `${OWN_PAGE}/confirm`, ['POST']);

  app.get(`${OWN_PAGE}/leave`, (c) =>
    withAlerts(c, deps, (alerts, path) => {
      const context = requestContext(c, deps, `${path}/leave`);
      return page(c, 200, <StopAlertsPage {...alerts} path={path} context={context} />);
    }),
  );
  // A mail program posts without a cookie and an origin (RFC 8058), and follows no redirect.
  app.post(`${OWN_PAGE}/leave`, async (c) => {
    const id = await deps.links.read('recipient', c.req.param('token'));
    if (!id) return noSite(c, deps, 'incomplete');
    const form = await readAnyForm(c);
    await deps.recipients.remove(id);
    const isOneClick = form['List-Unsubscribe']?.trim().toLowerCase() === 'one-click';
    return isOneClick ? c.body(null, 200) : backTo(c, pathOf(c), { done: 'stopped' });
  });
  refuseOtherMethods(app, `${OWN_PAGE}/leave`, ['GET', 'POST']);
}

const pathOf = (c: C) => `${ALERTS_PATH}/${c.req.param('token') ?? ''}`;

async function withAlerts(
  c: C,
  deps: WatchDeps,
  answer: (
    alerts: { recipient: Recipient; watchedSite: WatchedSite },
    path: string,
  ) => Response | Promise<Response>,
): Promise<Response> {
  const id = await deps.links.read('recipient', c.req.param('token') ?? '');
  if (!id) return await noSite(c, deps, 'incomplete');
  const found = await deps.recipients.get(id);
  const watchedSite = await deps.watchedSites.get(id.rosterId);
  const [recipient] = currentRecipients(found ? [found] : [], deps.clock());
  return recipient && watchedSite?.state === 'watching'
    ? await answer({ recipient, watchedSite }, pathOf(c))
    : await noAlerts(c, deps);
}

function noAlerts(c: C, deps: WatchDeps): Response | Promise<Response> {
  const isStopped = c.req.query('done') === 'stopped';
  return page(c, 410, <NoAlertsPage isStopped={isStopped} context={requestContext(c, deps, pathOf(c))} />);
}

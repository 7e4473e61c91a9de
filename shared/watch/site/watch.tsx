import type { C, EmployerApp } from '#lists/site/deps.ts';
import { readEmail, tidy } from '#register/names/holder-input.ts';
import { askWatch } from '#watch/ask-watch.ts';
import { confirmWatch } from '#watch/confirm-watch.ts';
import { readGuide } from '#watch/guide/read-guide.ts';
import { leaveWatch } from '#watch/leave-watch.ts';
import type { AskRefusal } from '#watch/messages/watch.ts';
import { GuidePage } from '#watch/site/views/guide.tsx';
import { AskedPage, AskPage } from '#watch/site/views/watch-ask.tsx';
import { ConfirmPage, LeavePage } from '#watch/site/views/watch-confirm.tsx';
import { awaitsConfirmation } from '#watch/watched-site.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readAnyForm, readForm } from '#web/http/body.ts';
import { backTo } from '#web/http/current-page.ts';
import { indexable } from '#web/http/indexed.ts';
import { throttle } from '#web/http/limits/throttle.ts';
import { ownForms } from '#web/http/own-forms.ts';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';
import { addAlerts } from './alerts.tsx';
import { addSiteLinks } from './site-links.tsx';
import { noSite, siteInLink, sitePath, type WatchDeps, whyNotWatched } from './watch-deps.tsx';
import { readSettings, type TypedSite, toTypedSite } from './watch-form.ts';
import { addWatchedSite, showSite } from './watch-pages.tsx';

const MAX_ASKED_A_MINUTE = 10;
/** A site's page reads all its certificates. */
const LOOKUPS_A_PAGE = 5;

/**
 * Sites that are watched: asking for one, confirming it, its page, and leaving. The token in the path is all the authority
 * there is: no cookie, no origin is asked for, and GET changes nothing.
 */
export function addWatch(app: EmployerApp, deps: WatchDeps): void {
  app.get('/watch/guide', (c) => {
    const { lang: _, ...typed } = c.req.query();
    const context = requestContext(c, deps, '/watch/guide', typed);
    const question = readGuide(typed);
    const isAsked = Object.keys(typed).length > 0;
    const isTaken = !isAsked || (question.place && !question.isWrong);
    return page(
      c,
      isTaken ? 200 : 422,
      <GuidePage question={question} isAsked={isAsked} context={context} />,
    );
  });
  refuseOtherMethods(app, '/watch/guide', ['GET']);

  app.use('/watch', indexable);
  app.get('/watch', (c) => {
    const context = requestContext(c, deps, '/watch');
    return page(
      c,
      200,
      c.req.query('asked') === undefined ? <AskPage context={context} /> : <AskedPage context={context} />,
    );
  });
  // Each makes a mail to somebody, who may not have asked for it.
  const few = throttle({
    perMinute: deps.lookupsPerMinute,
    clock: deps.clock,
    cost: () => deps.lookupsPerMinute / MAX_ASKED_A_MINUTE,
  });
  app.post('/watch', ownForms, few, async (c) => {
    const form = await readForm(c);
    const read = readSettings(form);
    const email = form['email'] ?? '';
    const ofEmail: AskRefusal[] = readEmail(tidy(email) ?? '') ? [] : ['invalid'];
    if (!read.ok) return askAgain(c, deps, [...ofEmail, ...read.codes], { ...read.typed, email });
    const { site, needed } = read;
    const [typed, at] = [email, deps.clock()];
    const [language, caller] = [c.get('language'), c.get('caller')];
    const asked = await askWatch(deps, { typed, site, needed, language, caller, at });
    if (asked.ok) return backTo(c, '/watch', { asked: '1' });
    return askAgain(c, deps, [asked.code === 'invalidSite' ? 'siteMissing' : asked.code], {
      ...toTypedSite(site, needed),
      email,
    });
  });
  refuseOtherMethods(app, '/watch', ['GET', 'POST']);
  addSiteLinks(app, deps, few);

  const pages = throttle({
    perMinute: deps.lookupsPerMinute,
    clock: deps.clock,
    // Leaving must always be possible, and mail programs ask for many people from one address.
    cost: (c) => (c.req.path.endsWith('/leave') ? 0 : LOOKUPS_A_PAGE),
  });
  app.use('/watch/:token/*', pages);
  addAlerts(app, deps);
  addWatchedSite(app, deps, few);

  app.get('/watch/:token', async (c) => {
    const found = await siteInLink(c, deps);
    if (typeof found === 'string') return noSite(c, deps, found);
    if (!awaitsConfirmation(found, deps.clock())) return showSite(c, deps);
    const path = c.req.path;
    return page(
      c,
      200,
      <ConfirmPage watchedSite={found} path={path} context={requestContext(c, deps, path)} />,
    );
  });
  refuseOtherMethods(app, '/watch/:token', ['GET']);

  app.post('/watch/:token/confirm', async (c) => {
    const found = await siteInLink(c, deps);
    if (typeof found === 'string') return noSite(c, deps, found);
    if ((await confirmWatch(deps, found.rosterId, deps.clock())) === 'gone')
      return noSite(c, deps, whyNotWatched(found));
    return backTo(c, sitePath(c.req.param('token')), { done: 'confirmed' });
  });
  refuseOtherMethods(app, '/watch/:token/confirm', ['POST']);

  app.get('/watch/:token/leave', async (c) => {
    const found = await siteInLink(c, deps);
    if (typeof found === 'string') return noSite(c, deps, found);
    const isThere = found.state === 'watching' || awaitsConfirmation(found, deps.clock());
    if (!isThere) return noSite(c, deps, whyNotWatched(found));
    const path = sitePath(c.req.param('token'));
    const context = requestContext(c, deps, `${path}/leave`);
    const { length: count } = await deps.watchedSites.memberIds(found.rosterId);
    return page(c, 200, <LeavePage watchedSite={found} count={count} path={path} context={context} />);
  });
  // A mail program posts without a cookie and an origin (RFC 8058), and follows no redirect.
  app.post('/watch/:token/leave', async (c) => {
    const found = await siteInLink(c, deps);
    if (found === 'incomplete' || found === 'replaced') return noSite(c, deps, found);
    const form = await readAnyForm(c);
    // Of one that is gone there is nothing left to leave.
    if (found !== 'gone') await leaveWatch(deps, found.rosterId, deps.clock());
    const isOneClick = form['List-Unsubscribe']?.trim().toLowerCase() === 'one-click';
    return isOneClick ? c.body(null, 200) : backTo(c, sitePath(c.req.param('token')));
  });
  refuseOtherMethods(app, '/watch/:token/leave', ['GET', 'POST']);
}

const statuses = {
  invalid: 422,
  siteMissing: 422,
  siteTooLong: 422,
  siteUnfit: 422,
  needed: 422,
  usedUp: 429,
  noMoreMail: 429,
} as const;

function askAgain(
  c: C,
  deps: WatchDeps,
  refusals: readonly AskRefusal[],
  typed: TypedSite & { email: string },
): Response | Promise<Response> {
  const context = requestContext(c, deps, '/watch');
  const [first] = refusals;
  const status = first ? statuses[first] : 422;
  return page(c, status, <AskPage context={context} refusals={refusals} typed={typed} />);
}

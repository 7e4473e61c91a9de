import type { MiddlewareHandler } from 'hono';
import type { C, EmployerApp } from '#lists/site/deps.ts';
import { changeWatchedSite } from '#watch/change-watched-site.ts';
import { askRecipient } from '#watch/recipients/ask-recipient.ts';
import { type HeardDays, WIDEST_DAYS } from '#watch/recipients/recipient.ts';
import type { SiteReport } from '#watch/report-site.ts';
import { nearingDays } from '#watch/watched-site.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import { backTo } from '#web/http/current-page.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { OWN, type RefusedRecipient } from './views/watch-recipients.tsx';
import { noSite, type WatchDeps, withSite } from './watch-deps.tsx';

/** Who is told of a site: asking one more, from how many days before each hears, and taking one off. `few`: each may make a mail. */
export function addRecipients(
  app: EmployerApp,
  deps: WatchDeps,
  few: MiddlewareHandler<HttpEnv>,
  again: (c: C, site: SiteReport, path: string, refused: RefusedRecipient) => Response | Promise<Response>,
): void {
  const paths = {
    add: '/watch/:token/recipients',
    days: '/watch/:token/recipients/days',
    remove: '/watch/:token/recipients/remove',
  };

  app.post(paths.add, few, (c) =>
    withSite(c, deps, async (site, path) => {
      const form = await readForm(c);
      const { email: typed = '' } = form;
      const days = readDays(form['days']);
      const asked = { typed, days, caller: c.get('caller'), at: deps.clock() };
      const answer = await askRecipient(deps, site.watchedSite.rosterId, asked);
      if (answer === 'gone') return noSite(c, deps, 'gone');
      if (answer !== 'asked') return again(c, site, path, { code: answer, typed, days });
      return backTo(c, path, { done: 'recipientAsked' });
    }),
  );
  refuseOtherMethods(app, paths.add, ['POST']);

  app.post(paths.days, (c) =>
    withSite(c, deps, async ({ watchedSite: { rosterId } }, path) => {
      const { id = '', days: typed } = await readForm(c);
      const days = readDays(typed);
      if (id === OWN)
        await changeWatchedSite(deps, rosterId, (seen) =>
          seen.state === 'watching' ? { ...seen, days } : undefined,
        );
      else if (await isOfSite(deps, rosterId, id))
        await deps.recipients.setDays({ rosterId, recipientId: id }, days);
      return backTo(c, path, { done: 'recipientSaved' });
    }),
  );
  refuseOtherMethods(app, paths.days, ['POST']);

  app.post(paths.remove, (c) =>
    withSite(c, deps, async ({ watchedSite: { rosterId } }, path) => {
      const { id = '' } = await readForm(c);
      if (!(await isOfSite(deps, rosterId, id))) return backTo(c, path);
      await deps.recipients.remove({ rosterId, recipientId: id });
      return backTo(c, path, { done: 'recipientRemoved' });
    }),
  );
  refuseOtherMethods(app, paths.remove, ['POST']);
}

const readDays = (typed: string | undefined): HeardDays =>
  nearingDays.safeParse(Number(typed)).data ?? WIDEST_DAYS;

const isOfSite = async ({ recipients }: WatchDeps, rosterId: string, id: string) =>
  (await recipients.ofSite(rosterId)).some(({ recipientId }) => recipientId === id);

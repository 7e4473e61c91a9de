import type { C, EmployerSiteDeps } from '#lists/site/deps.ts';
import type { MailLinks } from '#mail/ports.ts';
import type { SentFiles } from '#tables/ports.ts';
import type { AddWatchedDeps } from '#watch/add-watched.ts';
import type { AskWatchDeps } from '#watch/ask-watch.ts';
import type { watchLost } from '#watch/messages/watch.ts';
import type { Rosters } from '#watch/ports.ts';
import { NoSitePage } from '#watch/site/views/watch-confirm.tsx';
import { type WatchedSite, type WatchedSiteDeps, watchedSite } from '#watch/watched-site.ts';
import { page } from '#web/http/page.ts';
import { contextOf } from '#web/ui/page-context.ts';

export interface WatchDeps extends EmployerSiteDeps, AskWatchDeps, AddWatchedDeps, WatchedSiteDeps {
  rosters: Rosters;
  links: Pick<MailLinks, 'read'>;
  files: SentFiles;
  /** What one address of the network may look up. */
  lookupsPerMinute: number;
}

/** The site's own page. */
export const pathOf = (token: string) => `/watch/${token}`;

/** The site that the token in the path opens; nothing else is asked for, so nothing else is any authority. */
export async function rosterIdOf(c: C, deps: WatchDeps, token = c.req.param('token') ?? '') {
  return (await deps.links.read('roster', token))?.rosterId;
}

const statuses = { incomplete: 404, gone: 410, left: 410 } as const;

/** There is no site behind the link. */
export const noSite = (c: C, deps: WatchDeps, why: keyof typeof watchLost): Response | Promise<Response> =>
  page(c, statuses[why], <NoSitePage why={why} context={contextOf(c, deps, c.req.path)} />);

/** Why there is no site, or none yet that is watched. */
export async function whyNone(deps: WatchDeps, rosterId: string): Promise<'gone' | 'left'> {
  return (await deps.rosters.get(rosterId))?.state === 'left' ? 'left' : 'gone';
}

/** Answers with the site that is watched, as of today; or says why there is none. */
export async function withSite(
  c: C,
  deps: WatchDeps,
  answer: (site: WatchedSite, path: string) => Response | Promise<Response>,
  token = c.req.param('token') ?? '',
): Promise<Response> {
  const rosterId = await rosterIdOf(c, deps, token);
  if (rosterId === undefined) return await noSite(c, deps, 'incomplete');
  const path = pathOf(token);
  const { today } = contextOf(c, deps, path);
  const site = await watchedSite(deps, rosterId, today);
  if (!site) return await noSite(c, deps, await whyNone(deps, rosterId));
  return await answer(site, path);
}

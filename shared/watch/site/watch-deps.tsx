import type { C, EmployerSiteDeps } from '#lists/site/deps.ts';
import type { MailLinks } from '#mail/ports.ts';
import type { SentFiles } from '#tables/ports.ts';
import type { AddWatchedDeps } from '#watch/add-watched.ts';
import type { AskWatchDeps } from '#watch/ask-watch.ts';
import type { noSiteMessages } from '#watch/messages/watch.ts';
import type { WatchedSites } from '#watch/ports.ts';
import { type ReportSiteDeps, reportSite, type SiteReport } from '#watch/report-site.ts';
import { NoSitePage } from '#watch/site/views/watch-confirm.tsx';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';

export interface WatchDeps extends EmployerSiteDeps, AskWatchDeps, AddWatchedDeps, ReportSiteDeps {
  watchedSites: WatchedSites;
  links: Pick<MailLinks, 'read'>;
  files: SentFiles;
  /** What one address of the network may look up. */
  lookupsPerMinute: number;
}

/** The site's own page. */
export const sitePath = (token: string) => `/watch/${token}`;

/** The site that the token in the path opens; nothing else is asked for, so nothing else is any authority. */
export async function siteIdInLink(c: C, deps: WatchDeps, token = c.req.param('token') ?? '') {
  return (await deps.links.read('roster', token))?.rosterId;
}

const statuses = { incomplete: 404, gone: 410, left: 410 } as const;

/** There is no site behind the link. */
export const noSite = (
  c: C,
  deps: WatchDeps,
  why: keyof typeof noSiteMessages,
): Response | Promise<Response> =>
  page(c, statuses[why], <NoSitePage why={why} context={requestContext(c, deps, c.req.path)} />);

/** Why there is no site, or none yet that is watched. */
export async function whyNoSite(deps: WatchDeps, rosterId: string): Promise<'gone' | 'left'> {
  return (await deps.watchedSites.get(rosterId))?.state === 'left' ? 'left' : 'gone';
}

/** Answers with the site that is watched, as of today; or says why there is none. */
export async function withSite(
  c: C,
  deps: WatchDeps,
  answer: (site: SiteReport, path: string) => Response | Promise<Response>,
  token = c.req.param('token') ?? '',
): Promise<Response> {
  const rosterId = await siteIdInLink(c, deps, token);
  if (rosterId === undefined) return await noSite(c, deps, 'incomplete');
  const path = sitePath(token);
  const { today } = requestContext(c, deps, path);
  const site = await reportSite(deps, rosterId, today);
  if (!site) return await noSite(c, deps, await whyNoSite(deps, rosterId));
  return await answer(site, path);
}

import type { C, EmployerSiteDeps } from '#lists/site/deps.ts';
import type { AskByAddressDeps } from '#mail/address-request.ts';
import type { MailLinks } from '#mail/ports.ts';
import type { SentFiles } from '#tables/ports.ts';
import type { AddWatchedDeps } from '#watch/add-watched.ts';
import type { AskWatchDeps } from '#watch/ask-watch.ts';
import type { noSiteMessages } from '#watch/messages/watch.ts';
import type { Recipients, WatchedSites } from '#watch/ports.ts';
import { type ReportSiteDeps, reportSite, type SiteReport } from '#watch/report-site.ts';
import { NoSitePage } from '#watch/site/views/watch-confirm.tsx';
import type { WatchedSite } from '#watch/watched-site.ts';
import { page } from '#web/http/page.ts';
import { requestContext } from '#web/ui/page-context.ts';

export interface WatchDeps
  extends EmployerSiteDeps,
    AskWatchDeps,
    AddWatchedDeps,
    ReportSiteDeps,
    AskByAddressDeps {
  watchedSites: WatchedSites;
  recipients: Recipients;
  links: MailLinks;
  files: SentFiles;
  /** What one address of the network may look up. */
  lookupsPerMinute: number;
}

/** The site's own page. */
export const sitePath = (token: string) => `/watch/${token}`;

/** Why a link opens no site. `replaced`: a later one was made to end it. */
type DeadLink = keyof typeof noSiteMessages;

/**
 * The site that the token in the path opens, in whatever state; nothing else is asked for, so nothing else is any authority.
 */
export async function siteInLink(
  c: C,
  deps: WatchDeps,
  token = c.req.param('token') ?? '',
): Promise<WatchedSite | Exclude<DeadLink, 'left'>> {
  const opened = await deps.links.read('roster', token);
  if (!opened) return 'incomplete';
  const watchedSite = await deps.watchedSites.get(opened.rosterId);
  if (!watchedSite) return 'gone';
  return watchedSite.link === opened.link ? watchedSite : 'replaced';
}

const statuses = { incomplete: 404, replaced: 410, gone: 410, left: 410 } as const;

/** There is no site behind the link. */
export const noSite = (c: C, deps: WatchDeps, why: DeadLink): Response | Promise<Response> =>
  page(c, statuses[why], <NoSitePage why={why} context={requestContext(c, deps, c.req.path)} />);

/** Why a site that the link opens is not watched. */
export const whyNotWatched = ({ state }: WatchedSite): 'gone' | 'left' =>
  state === 'left' ? 'left' : 'gone';

/** Answers with the site that is watched, as of today; or says why there is none. */
export async function withSite(
  c: C,
  deps: WatchDeps,
  answer: (site: SiteReport, path: string) => Response | Promise<Response>,
  token = c.req.param('token') ?? '',
): Promise<Response> {
  const found = await siteInLink(c, deps, token);
  if (typeof found === 'string') return await noSite(c, deps, found);
  if (found.state !== 'watching') return await noSite(c, deps, whyNotWatched(found));
  const path = sitePath(token);
  const { today } = requestContext(c, deps, path);
  return await answer(await reportSite(deps, found, today), path);
}

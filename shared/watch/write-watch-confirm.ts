import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailLinks, MailStates } from '#mail/ports.ts';
import type { WrittenNotice } from '#mail/send-notice.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { WatchedSites } from './ports.ts';
import { awaitsConfirmation, type WatchedSite } from './watched-site.ts';

/** What asks an employer to confirm a site; `token` opens its page. */
export interface WatchConfirmNotice {
  watchedSite: WatchedSite;
  token: string;
}

export interface WriteWatchConfirmDeps {
  watchedSites: Pick<WatchedSites, 'get'>;
  mailStates: MailStates;
  links: Pick<MailLinks, 'sign'>;
  composeWatchConfirm(notice: WatchConfirmNotice): ComposedMail;
  clock: Clock;
}

/** The mail that asks for a site's confirmation as of now, or why there is none. */
export async function writeWatchConfirm(
  deps: WriteWatchConfirmDeps,
  { rosterId }: NoticeSubject & { of: 'watchConfirm' },
): Promise<WrittenNotice> {
  const watchedSite = await deps.watchedSites.get(rosterId);
  if (!watchedSite || !awaitsConfirmation(watchedSite, deps.clock())) return { skip: 'gone' };
  if (await isUndeliverable(deps, watchedSite.email)) return { skip: 'undeliverable' };
  const token = await deps.links.sign('roster', { rosterId, link: watchedSite.link });
  return { mail: { to: watchedSite.email, ...deps.composeWatchConfirm({ watchedSite, token }) } };
}

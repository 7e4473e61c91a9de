import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailLinks, MailStates } from '#mail/ports.ts';
import type { WrittenNotice } from '#mail/send-notice.ts';
import type { Recipients, WatchedSites } from './ports.ts';
import { maskedRecipients } from './recipients/masked-recipients.ts';
import type { WatchedSite } from './watched-site.ts';

/** Tells whom a site's alerts go to that it has a new link; `token` is in it. */
export interface NewLinkNotice {
  watchedSite: WatchedSite;
  /** Who else is told of the site, masked: whoever had the old link may have put them there. */
  others: string[];
  token: string;
}

export interface WriteNewLinkDeps {
  watchedSites: Pick<WatchedSites, 'get'>;
  recipients: Pick<Recipients, 'ofSite'>;
  mailStates: MailStates;
  links: Pick<MailLinks, 'sign'>;
  composeNewLink(notice: NewLinkNotice): ComposedMail;
}

/** The mail with a site's new link, or why there is none. `gone`: a later one was made, or the site is not watched any more. */
export async function writeNewLink(
  deps: WriteNewLinkDeps,
  { rosterId, link }: NoticeSubject & { of: 'newLink' },
): Promise<WrittenNotice> {
  // By its id: an index may not have the site yet, or not any more.
  const watchedSite = await deps.watchedSites.get(rosterId);
  if (watchedSite?.state !== 'watching' || watchedSite.link !== link) return { skip: 'gone' };
  if (await isUndeliverable(deps, watchedSite.email)) return { skip: 'undeliverable' };
  const token = await deps.links.sign('roster', { rosterId, link });
  const others = await maskedRecipients(deps, rosterId);
  return { mail: { to: watchedSite.email, ...deps.composeNewLink({ watchedSite, others, token }) } };
}

import type { AddressRequest, AddressRequests } from '#mail/address-request.ts';
import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailLinks, MailStates } from '#mail/ports.ts';
import type { WrittenNotice } from '#mail/send-notice.ts';
import type { WatchedSites } from './ports.ts';

export interface SiteLinksNotice {
  request: AddressRequest;
  /** At least one, by name; `token` is in its link. */
  sites: { site: string; token: string }[];
}

export interface WriteSiteLinksDeps {
  addressRequests: Pick<AddressRequests, 'get'>;
  watchedSites: Pick<WatchedSites, 'ofAddress'>;
  mailStates: MailStates;
  links: Pick<MailLinks, 'sign'>;
  composeSiteLinks(notice: SiteLinksNotice): ComposedMail;
}

/** The mail with the links to all sites of the address that was asked about, or why there is none. */
export async function writeSiteLinks(
  deps: WriteSiteLinksDeps,
  { requestId }: NoticeSubject & { of: 'siteLinks' },
): Promise<WrittenNotice> {
  const request = await deps.addressRequests.get(requestId);
  if (!request) return { skip: 'gone' };
  const found = await deps.watchedSites.ofAddress(request.email);
  const watching = found.filter(({ state }) => state === 'watching');
  // To an address as its sites have it: another spelling of it may be another inbox.
  const to = watching[0]?.email;
  if (to === undefined) return { skip: 'nothingToSay' };
  if (await isUndeliverable(deps, to)) return { skip: 'undeliverable' };
  const sites = await Promise.all(
    watching.map(async ({ site, rosterId, link }) => ({
      site,
      token: await deps.links.sign('roster', { rosterId, link }),
    })),
  );
  const sorted = sites.toSorted((a, b) => a.site.localeCompare(b.site));
  return { mail: { to, ...deps.composeSiteLinks({ request, sites: sorted }) } };
}

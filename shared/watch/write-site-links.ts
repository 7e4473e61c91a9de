import type { AddressRequest, AddressRequests } from '#mail/address-request.ts';
import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailLinks, MailStates } from '#mail/ports.ts';
import type { WrittenNotice } from '#mail/send-notice.ts';
import type { Recipients, WatchedSites } from './ports.ts';

export interface SiteLinksNotice {
  request: AddressRequest;
  /** By name; `token` is in its link. At least one of these or of those. */
  sites: SiteLink[];
  /** Of which the address is told besides the employer: the link stops that, and does not open the site. */
  alerts: SiteLink[];
}
export interface SiteLink {
  site: string;
  token: string;
}

export interface WriteSiteLinksDeps {
  addressRequests: Pick<AddressRequests, 'get'>;
  watchedSites: Pick<WatchedSites, 'ofAddress' | 'get'>;
  recipients: Pick<Recipients, 'ofAddress'>;
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
  const hearing = (await deps.recipients.ofAddress(request.email)).filter(({ state }) => state === 'hearing');
  // To an address as its sites have it: another spelling of it may be another inbox.
  const to = [...watching, ...hearing][0]?.email;
  if (to === undefined) return { skip: 'nothingToSay' };
  if (await isUndeliverable(deps, to)) return { skip: 'undeliverable' };
  const sites = await Promise.all(
    watching.map(async ({ site, rosterId, link }) => ({
      site,
      token: await deps.links.sign('roster', { rosterId, link }),
    })),
  );
  const alerts = await Promise.all(
    hearing.map(async ({ rosterId, recipientId }) => ({
      site: (await deps.watchedSites.get(rosterId))?.site ?? '',
      token: await deps.links.sign('recipient', { rosterId, recipientId }),
    })),
  );
  const notice = { request, sites: byName(sites), alerts: byName(alerts.filter(({ site }) => site !== '')) };
  return { mail: { to, ...deps.composeSiteLinks(notice) } };
}

const byName = (links: SiteLink[]) => links.toSorted((a, b) => a.site.localeCompare(b.site));

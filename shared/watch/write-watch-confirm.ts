import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailLinks, MailStates } from '#mail/ports.ts';
import type { WrittenNotice } from '#mail/send-notice.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { Recipients, WatchedSites } from './ports.ts';
import { awaitsReader, type Recipient, type RecipientId } from './recipients/recipient.ts';
import { awaitsConfirmation, type WatchedSite } from './watched-site.ts';

/** What asks an employer to confirm a site, or a recipient to confirm that they hear of it; `token` opens the page where that is done. */
export interface WatchConfirmNotice {
  watchedSite: WatchedSite;
  recipient?: Recipient;
  token: string;
}

export interface WriteWatchConfirmDeps {
  watchedSites: Pick<WatchedSites, 'get'>;
  recipients: Pick<Recipients, 'get'>;
  mailStates: MailStates;
  links: Pick<MailLinks, 'sign'>;
  composeWatchConfirm(notice: WatchConfirmNotice): ComposedMail;
  clock: Clock;
}

/** The mail that asks for a confirmation as of now, or why there is none. */
export async function writeWatchConfirm(
  deps: WriteWatchConfirmDeps,
  { rosterId, recipientId }: NoticeSubject & { of: 'watchConfirm' },
): Promise<WrittenNotice> {
  const watchedSite = await deps.watchedSites.get(rosterId);
  if (recipientId !== undefined) return await askRecipient(deps, watchedSite, { rosterId, recipientId });
  if (!watchedSite || !awaitsConfirmation(watchedSite, deps.clock())) return { skip: 'gone' };
  if (await isUndeliverable(deps, watchedSite.email)) return { skip: 'undeliverable' };
  const token = await deps.links.sign('roster', { rosterId, link: watchedSite.link });
  return { mail: { to: watchedSite.email, ...deps.composeWatchConfirm({ watchedSite, token }) } };
}

async function askRecipient(
  deps: WriteWatchConfirmDeps,
  watchedSite: WatchedSite | undefined,
  id: RecipientId,
): Promise<WrittenNotice> {
  const recipient = await deps.recipients.get(id);
  if (watchedSite?.state !== 'watching' || !recipient || !awaitsReader(recipient, deps.clock()))
    return { skip: 'gone' };
  const { email: to } = recipient;
  if (await isUndeliverable(deps, to)) return { skip: 'undeliverable' };
  const token = await deps.links.sign('recipient', id);
  return { mail: { to, ...deps.composeWatchConfirm({ watchedSite, recipient, token }) } };
}

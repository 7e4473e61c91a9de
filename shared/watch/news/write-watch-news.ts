import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailLinks, MailStates } from '#mail/ports.ts';
import { LOOK_AGAIN_SECONDS, type WrittenNotice } from '#mail/send-notice.ts';
import { addSeconds, type CivilDate } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { Coverage } from '#watch/coverage/coverage.ts';
import type { Declared } from '#watch/declared/declared.ts';
import type { Recipients, WatchedSites } from '#watch/ports.ts';
import { heardOf } from '#watch/recipients/heard-news.ts';
import { maskedRecipients } from '#watch/recipients/masked-recipients.ts';
import { type Recipient, WIDEST_DAYS } from '#watch/recipients/recipient.ts';
import { type ReportSiteDeps, reportSite, type WatchedEntry } from '#watch/report-site.ts';
import type { WatchedSite } from '#watch/watched-site.ts';

/** The `n`-th mail of news about a site, as of the day `on`. */
export interface WatchNewsNotice {
  watchedSite: WatchedSite;
  on: CivilDate;
  n: number;
  /** All certificates of the site; what this mail tells of one is in its `member.news` of the same `n`. */
  entries: WatchedEntry[];
  /** All people whom the employer declared; what this mail tells of one is there likewise. */
  declared: Declared[];
  coverage: Coverage;
  /** The site's link goes to its employer alone; others have one that stops their mail. `others`: who else hears, masked. */
  reader: { is: 'employer'; token: string; others: string[] } | { is: 'recipient'; token: string };
}

export interface WriteWatchNewsDeps extends ReportSiteDeps {
  watchedSites: Pick<WatchedSites, 'get' | 'members'>;
  recipients: Pick<Recipients, 'get' | 'ofSite'>;
  mailStates: MailStates;
  links: Pick<MailLinks, 'sign'>;
  /** With the link by which one POST stops such mails. */
  composeWatchNews(notice: WatchNewsNotice): ComposedMail;
  clock: Clock;
}

/** The mail of news about a site as of now, to its employer or to another recipient, or why there is none. */
export async function writeWatchNews(
  deps: WriteWatchNewsDeps,
  { rosterId, n, recipientId }: NoticeSubject & { of: 'watchNews' },
): Promise<WrittenNotice> {
  const watchedSite = await deps.watchedSites.get(rosterId);
  // A site that was left has no news any more.
  if (watchedSite?.state !== 'watching' || watchedSite.news?.n !== n) return { skip: 'gone' };
  const { news } = watchedSite;
  // More may be added to it: whoever does that closes it and has it sent.
  if (news.state === 'open') return { notBefore: addSeconds(deps.clock(), LOOK_AGAIN_SECONDS) };
  const recipient =
    recipientId === undefined ? undefined : await deps.recipients.get({ rosterId, recipientId });
  // Whom it was to go to has stopped it since, or was taken off.
  if (recipientId !== undefined && recipient?.state !== 'hearing') return { skip: 'gone' };
  const { email, days = WIDEST_DAYS } = recipient ?? watchedSite;
  if (await isUndeliverable(deps, email)) return { skip: 'undeliverable' };
  const { on } = news;
  const { entries, declared, ...site } = await reportSite(deps, watchedSite, on);
  const heard = {
    entries: entries.map((entry) => ({ ...entry, member: heardOf(entry.member, { n, days }) })),
    declared: declared.map((person) => heardOf(person, { n, days })),
  };
  // Its certificates were taken out, what it told of them was undone before it was closed, or it is too early for this reader.
  const members = [...heard.entries.map(({ member }) => member), ...heard.declared];
  if (!members.some(({ news: told }) => told?.n === n)) return { skip: 'nothingToSay' };
  const reader = recipient ? await forRecipient(deps, recipient) : await forEmployer(deps, watchedSite);
  return { mail: { to: email, ...deps.composeWatchNews({ ...site, ...heard, on, n, reader }) } };
}

async function forEmployer(
  deps: WriteWatchNewsDeps,
  { rosterId, link }: WatchedSite,
): Promise<WatchNewsNotice['reader']> {
  const token = await deps.links.sign('roster', { rosterId, link });
  return { is: 'employer', token, others: await maskedRecipients(deps, rosterId) };
}

async function forRecipient(
  { links }: WriteWatchNewsDeps,
  { rosterId, recipientId }: Recipient,
): Promise<WatchNewsNotice['reader']> {
  return { is: 'recipient', token: await links.sign('recipient', { rosterId, recipientId }) };
}

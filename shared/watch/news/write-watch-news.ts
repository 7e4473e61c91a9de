import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailLinks, MailStates } from '#mail/ports.ts';
import { LOOK_AGAIN_SECONDS, type WrittenNotice } from '#mail/send-notice.ts';
import { addSeconds, type CivilDate } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { Coverage } from '#watch/coverage/coverage.ts';
import type { Declared } from '#watch/declared/declared.ts';
import type { WatchedSites } from '#watch/ports.ts';
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
  token: string;
}

export interface WriteWatchNewsDeps extends ReportSiteDeps {
  watchedSites: Pick<WatchedSites, 'get' | 'members'>;
  mailStates: MailStates;
  links: Pick<MailLinks, 'sign'>;
  /** With the link by which one POST stops such mails. */
  composeWatchNews(notice: WatchNewsNotice): ComposedMail;
  clock: Clock;
}

/** The mail of news about a site as of now, or why there is none. */
export async function writeWatchNews(
  deps: WriteWatchNewsDeps,
  { rosterId, n }: NoticeSubject & { of: 'watchNews' },
): Promise<WrittenNotice> {
  const watchedSite = await deps.watchedSites.get(rosterId);
  // A site that was left has no news any more.
  if (watchedSite?.state !== 'watching' || watchedSite.news?.n !== n) return { skip: 'gone' };
  const { news, email, link } = watchedSite;
  // More may be added to it: whoever does that closes it and has it sent.
  if (news.state === 'open') return { notBefore: addSeconds(deps.clock(), LOOK_AGAIN_SECONDS) };
  if (await isUndeliverable(deps, email)) return { skip: 'undeliverable' };
  const { on } = news;
  const site = await reportSite(deps, watchedSite, on);
  // Its certificates were taken out, or what it told of them was undone before it was closed.
  const members = [...site.entries.map(({ member }) => member), ...site.declared];
  if (!members.some(({ news: told }) => told?.n === n)) return { skip: 'nothingToSay' };
  const token = await deps.links.sign('roster', { rosterId, link });
  return { mail: { to: email, ...deps.composeWatchNews({ ...site, on, n, token }) } };
}

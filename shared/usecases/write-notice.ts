import type { AddressChange } from '#domain/address-change';
import { addDays, addSeconds, type CivilDate, hongKongDay, type Instant } from '#domain/civil-date';
import type { Coverage } from '#domain/coverage';
import type { Digest } from '#domain/digest';
import { CERTIFICATES_LINK_DAYS } from '#domain/mailing';
import type { NoticeRecord, NoticeSubject } from '#domain/notice';
import { awaitsConfirmation, type Roster } from '#domain/roster';
import type { AddressChanges } from '#ports/address-changes';
import type { Clock } from '#ports/clock';
import type { Mail, MailLinks } from '#ports/mail';
import type { ProviderDirectory } from '#ports/register';
import type { Rosters } from '#ports/watching';
import { type GatherDigestDeps, gatherDigest } from './gather-digest.ts';
import { type WatchedEntry, watchedSite } from './watched-site.ts';

type Composed = Pick<Mail, 'subject' | 'text' | 'html' | 'unsubscribeUrl'>;

/** What a mail about a change of address tells, and what its link carries. */
export interface AddressChangeNotice {
  change: AddressChange;
  tells: 'confirm' | 'refuse' | 'madeOld' | 'madeNew';
  token: string;
}

/** What asks an employer to confirm a site; `token` opens its page. */
export interface WatchConfirmNotice {
  roster: Roster;
  token: string;
}

/** The `n`-th mail of news about a site, as of the day `on`. */
export interface WatchNewsNotice {
  roster: Roster;
  on: CivilDate;
  n: number;
  /** All certificates of the site; what this mail tells of one is in its `member.news` of the same `n`. */
  entries: WatchedEntry[];
  coverage: Coverage;
  token: string;
}

export interface WriteNoticeDeps extends GatherDigestDeps {
  providers: ProviderDirectory;
  changes: Pick<AddressChanges, 'get'>;
  rosters: Pick<Rosters, 'get' | 'members'>;
  links: Pick<MailLinks, 'sign'>;
  composeDigest(digest: Digest): Composed;
  composeAddressChange(notice: AddressChangeNotice): Composed;
  composeWatchConfirm(notice: WatchConfirmNotice): Composed;
  /** With the link by which one POST stops such mails. */
  composeWatchNews(notice: WatchNewsNotice): Composed;
  clock: Clock;
}

/** `notBefore`: what it tells of is not done yet; look again then. */
export type WrittenNotice =
  | { mail: Mail }
  | { skip: (NoticeRecord & { state: 'skipped' })['reason'] }
  | { notBefore: Instant };

const LOOK_AGAIN_SECONDS = 60;
/** By then whoever was making a change of address has broken off. */
const OVERDUE_SECONDS = 900;

/** The e-mail that a subject comes to as of now, or why there is none. */
export async function writeNotice(deps: WriteNoticeDeps, subject: NoticeSubject): Promise<WrittenNotice> {
  switch (subject.of) {
    case 'digest':
      return writeDigest(deps, subject);
    case 'addressChange':
      return writeAddressChange(deps, subject);
    case 'watchConfirm':
      return writeWatchConfirm(deps, subject);
    case 'watchNews':
      return writeWatchNews(deps, subject);
  }
}

async function writeDigest(
  deps: WriteNoticeDeps,
  { provider: code, week }: NoticeSubject & { of: 'digest' },
): Promise<WrittenNotice> {
  const today = hongKongDay(deps.clock());
  const provider = await deps.providers.get(code);
  // The next week has its own.
  if (!provider || today >= addDays(week, 7)) return { skip: 'gone' };
  const to = provider.digestEmail;
  if (to === undefined) return { skip: 'noAddress' };
  if (await isInTrouble(deps, to)) return { skip: 'undeliverable' };
  const digest = await gatherDigest(deps, { provider, week, on: today > week ? today : week });
  if (digest.expiring.total + digest.undeliverable.total === 0) return { skip: 'nothingToSay' };
  return { mail: { to, ...deps.composeDigest(digest) } };
}

async function writeAddressChange(
  deps: WriteNoticeDeps,
  { changeId, step, to }: NoticeSubject & { of: 'addressChange' },
): Promise<WrittenNotice> {
  const change = await deps.changes.get(changeId);
  const at = deps.clock();
  // The old one is told also of a change that broke off half way: some of its certificates have moved.
  const isHalfMade = to === 'old' && change?.state === 'confirmed' && isOverdue(change.confirmedAt, at);
  if (step === 'made' && change?.state === 'confirmed' && !isHalfMade)
    return {
      notBefore: addSeconds(at, isOverdue(change.confirmedAt, at) ? OVERDUE_SECONDS : LOOK_AGAIN_SECONDS),
    };
  if (!change || (change.state !== step && !isHalfMade) || (step === 'asked' && change.until <= at))
    return { skip: 'gone' };
  const address = to === 'old' ? change.oldEmail : change.newEmail;
  if (await isInTrouble(deps, address)) return { skip: 'undeliverable' };
  const notice = await noticeOf(deps, change, { step, to });
  return { mail: { to: address, ...deps.composeAddressChange(notice) } };
}

const isOverdue = (confirmedAt: Instant, at: Instant) => addSeconds(confirmedAt, OVERDUE_SECONDS) <= at;

async function noticeOf(
  deps: WriteNoticeDeps,
  change: AddressChange,
  { step, to }: Pick<NoticeSubject & { of: 'addressChange' }, 'step' | 'to'>,
): Promise<AddressChangeNotice> {
  const { changeId, newEmail: email } = change;
  if (to === 'old') {
    const token = await deps.links.sign('refuseAddress', { changeId });
    return { change, tells: step === 'made' ? 'madeOld' : 'refuse', token };
  }
  if (step === 'asked')
    return { change, tells: 'confirm', token: await deps.links.sign('confirmAddress', { changeId }) };
  const until = addDays(hongKongDay(deps.clock()), CERTIFICATES_LINK_DAYS);
  return { change, tells: 'madeNew', token: await deps.links.sign('certificates', { email, until }) };
}

async function writeWatchConfirm(
  deps: WriteNoticeDeps,
  { rosterId }: NoticeSubject & { of: 'watchConfirm' },
): Promise<WrittenNotice> {
  const roster = await deps.rosters.get(rosterId);
  if (!roster || !awaitsConfirmation(roster, deps.clock())) return { skip: 'gone' };
  if (await isInTrouble(deps, roster.email)) return { skip: 'undeliverable' };
  const token = await deps.links.sign('roster', { rosterId });
  return { mail: { to: roster.email, ...deps.composeWatchConfirm({ roster, token }) } };
}

async function writeWatchNews(
  deps: WriteNoticeDeps,
  { rosterId, n }: NoticeSubject & { of: 'watchNews' },
): Promise<WrittenNotice> {
  // A site that was left has no news any more.
  const { news, email } = (await deps.rosters.get(rosterId)) ?? {};
  if (news?.n !== n || email === undefined) return { skip: 'gone' };
  // More may be added to it: whoever does that closes it and has it sent.
  if (news.state === 'open') return { notBefore: addSeconds(deps.clock(), LOOK_AGAIN_SECONDS) };
  if (await isInTrouble(deps, email)) return { skip: 'undeliverable' };
  const { on } = news;
  const site = await watchedSite(deps, rosterId, on);
  if (!site) return { skip: 'gone' };
  // Its certificates were taken out, or what it told of them was undone before it was closed.
  if (!site.entries.some(({ member }) => member.news?.n === n)) return { skip: 'nothingToSay' };
  const token = await deps.links.sign('roster', { rosterId });
  return { mail: { to: email, ...deps.composeWatchNews({ ...site, on, n, token }) } };
}

async function isInTrouble({ mailStates }: WriteNoticeDeps, address: string): Promise<boolean> {
  return (await mailStates.stateOf(address)).trouble !== undefined;
}

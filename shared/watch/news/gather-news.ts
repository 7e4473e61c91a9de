import { nextAction } from '#mail/mailing-rules.ts';
import type { NoticeLedger } from '#mail/notice.ts';
import { isHiddenFrom } from '#register/certificate/disclosure.ts';
import { readWithProvider } from '#register/change/read-with-provider.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import { addDays, type CivilDate } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { CredentialStore } from '#register/ports/register.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import type { Declared } from '#watch/declared/declared.ts';
import { declaredNews, declaredStatus, declaredStepAfter } from '#watch/declared/declared-news.ts';
import { holderNow } from '#watch/holder-now.ts';
import type { MemberNotification, Recipients, WatchedSites, WatchRepository } from '#watch/ports.ts';
import {
  certificateId,
  type NewsItem,
  type NotifiedStatus,
  type Watched,
  type WatchedSite,
} from '#watch/watched-site.ts';
import { type FindSuccessorDeps, findSuccessor } from './find-successor.ts';
import { newsMails } from './news-mails.ts';
import { newsBetween, nextStepAfter, type Snapshot, statusToNotify } from './watch-news.ts';

export interface GatherNewsDeps extends FindSuccessorDeps {
  watchedSites: Pick<WatchedSites, 'get' | 'replace' | 'members'>;
  watchRepository: Pick<WatchRepository, 'recordNotifications'>;
  recipients: Pick<Recipients, 'ofSite'>;
  credentials: Pick<CredentialStore, 'get'>;
  ledger: Pick<NoticeLedger, 'find'>;
  /** Told how many of a site's certificates cannot be read. */
  reportUnreadableWatched(found: { rosterId: string; count: number }): void;
  clock: Clock;
}

/**
 * `idle`: there is nothing to gather that day. `busy`: it kept changing under the work, and stays due. `gathered`: as long
 * as the site is as given, there is nothing to do before `restUntil` (absent: ever) but to send its `n`-th mail, if given.
 */
export type Gathered =
  | { outcome: 'idle'; watchedSite: WatchedSite | undefined }
  | { outcome: 'busy' }
  | { outcome: 'gathered'; watchedSite: WatchedSite; n?: number; restUntil: CivilDate | undefined };

/**
 * Two passes as a rule: the first records news, the second finds nothing more and closes the mail. Newer certificates
 * may have news of their own.
 */
const MAX_PASSES = 10;
const READS_AT_ONCE = 25;
const NOTIFICATIONS_AT_A_TIME = 25;

/**
 * Puts what has changed at a site since the employer was last notified into one mail, and closes it
 * (docs/decisions/015). One mail a day: after that, and while the last one may still have to be sent, news waits for
 * the next day. Anything may come twice, at once, or break off: whatever is not closed is gone on with, and each change
 * is in exactly one mail.
 */
export async function gatherNews(deps: GatherNewsDeps, rosterId: string, on: CivilDate): Promise<Gathered> {
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const watchedSite = await deps.watchedSites.get(rosterId);
    if (watchedSite?.state !== 'watching' || watchedSite.dueOn === undefined || watchedSite.dueOn > on)
      return { outcome: 'idle', watchedSite };
    const gathered = (await afterClosed(deps, watchedSite, on)) ?? (await gatherOnce(deps, watchedSite, on));
    if (gathered) return gathered;
  }
  return { outcome: 'busy' };
}

const tomorrow = (on: CivilDate) => addDays(on, 1);

/** What the last mail, when it is closed, leaves to do; undefined: news may be gathered. */
async function afterClosed(
  deps: GatherNewsDeps,
  watchedSite: WatchedSite,
  on: CivilDate,
): Promise<Gathered | undefined> {
  const { news } = watchedSite;
  if (news?.state !== 'closed') return undefined;
  const { n } = news;
  // Until it has gone to everybody for good nothing may take the place of what it says.
  for (const mail of newsMails(watchedSite)) {
    const existing = await deps.ledger.find(mail);
    if (!existing || nextAction(existing, deps.clock()).go !== 'done')
      return { outcome: 'gathered', watchedSite, n, restUntil: tomorrow(on) };
  }
  return news.on === on ? { outcome: 'gathered', watchedSite, restUntil: tomorrow(on) } : undefined;
}

/**
 * Reads all certificates once. Undefined: news was recorded, or something changed meanwhile, and they are to be read
 * again.
 */
async function gatherOnce(
  deps: GatherNewsDeps,
  watchedSite: WatchedSite,
  on: CivilDate,
): Promise<Gathered | undefined> {
  const { rosterId, news } = watchedSite;
  const { watched, declared, unreadable } = await deps.watchedSites.members(rosterId);
  const looks = await eachAtOnce(watched, READS_AT_ONCE, (member) => lookAt(deps, member, on));
  const certificates = looks.flatMap((look) => (look === 'hidden' || look === 'unreadable' ? [] : look));
  const seen = [...certificates, ...declared.map((person) => lookAtDeclared(person, on))];
  const fresh = seen.filter(({ member, newsSince }) => newsSince(member.told).length > 0);
  if (fresh.length > 0) {
    const n = news?.state === 'open' ? news.n : await opened(deps, watchedSite, on);
    if (n !== undefined) await tellAll(deps, { rosterId, n, on }, fresh, watched);
    return undefined;
  }

  const count = unreadable + looks.filter((look) => look === 'unreadable').length;
  // What cannot be read, or not be told, is looked at again every day: nobody is called when that has changed.
  const restUntil = certificates.length < watched.length + unreadable ? tomorrow(on) : firstStep(seen);
  if (news?.state !== 'open') {
    if (count > 0) deps.reportUnreadableWatched({ rosterId, count });
    return { outcome: 'gathered', watchedSite, restUntil };
  }
  // Who confirms from now on hears from the next one on.
  const to = (await deps.recipients.ofSite(rosterId)).flatMap(({ state, recipientId }) =>
    state === 'hearing' ? recipientId : [],
  );
  const closed: WatchedSite = {
    ...watchedSite,
    news: { n: news.n, on, state: 'closed', ...(to.length > 0 && { to }) },
  };
  if ((await deps.watchedSites.replace(watchedSite, closed)) !== 'stored') return undefined;
  if (count > 0) deps.reportUnreadableWatched({ rosterId, count });
  return {
    outcome: 'gathered',
    watchedSite: { ...closed, version: watchedSite.version + 1 },
    n: news.n,
    restUntil,
  };
}

/** A certificate that its provider now shows only to those who know the name is treated as if it were not watched. */
async function lookAt(
  deps: GatherNewsDeps,
  member: Watched,
  on: CivilDate,
): Promise<Seen | 'hidden' | 'unreadable'> {
  const found = await readWithProvider(deps, member);
  if (!found)
    return (await isGone(deps, member)) ? seenAs(member, { credential: undefined, on }) : 'unreadable';
  if (isHiddenFrom(member.name, found)) return 'hidden';
  const { credential } = found;
  return seenAs(member, { credential, on, holder: holderNow(member, credential) });
}

const seenAs = (member: Watched, seen: Snapshot): Seen => ({
  member,
  status: statusToNotify(seen),
  newsSince: (told) => newsBetween(told, seen),
  nextStep: nextStepAfter(member.told, seen),
});

function lookAtDeclared(member: Declared, on: CivilDate): Seen {
  return {
    member,
    status: declaredStatus(member, on),
    newsSince: (told) => declaredNews(told, member, on),
    nextStep: declaredStepAfter(member.told, member, on),
  };
}

/** Whether it is registered no more; what is there and cannot be read is not gone. */
async function isGone({ credentials }: GatherNewsDeps, { key, provider }: Watched): Promise<boolean> {
  const stored = credentials.get(key, provider).then((found) => (found ? 'there' : 'gone'));
  return (await undefinedIfUnreadable(stored)) === 'gone';
}

async function opened(
  { watchedSites }: GatherNewsDeps,
  watchedSite: WatchedSite,
  on: CivilDate,
): Promise<number | undefined> {
  const n = (watchedSite.news?.n ?? 0) + 1;
  const stored = await watchedSites.replace(watchedSite, { ...watchedSite, news: { n, on, state: 'open' } });
  return stored === 'stored' ? n : undefined;
}

/** A certificate or somebody declared, as of the day. */
interface Seen {
  member: Watched | Declared;
  status: NotifiedStatus;
  newsSince(told: NotifiedStatus): NewsItem[];
  nextStep: CivilDate | undefined;
}

interface OpenMail {
  rosterId: string;
  n: number;
  on: CivilDate;
}

async function tellAll(
  deps: GatherNewsDeps,
  mail: OpenMail,
  fresh: Seen[],
  members: Watched[],
): Promise<void> {
  const known = new Set(members.map(certificateId));
  for (let start = 0; start < fresh.length; start += NOTIFICATIONS_AT_A_TIME) {
    const notifications: MemberNotification[] = [];
    for (const seen of fresh.slice(start, start + NOTIFICATIONS_AT_A_TIME)) {
      const next = withNotification(seen, mail);
      const found =
        'key' in next && next.told.supersededBy ? await findSuccessor(deps, next, mail.on) : undefined;
      const successor = found && !known.has(certificateId(found)) ? found : undefined;
      if (successor) known.add(certificateId(successor));
      notifications.push({ seen: seen.member, next, successor });
    }
    if ((await deps.watchRepository.recordNotifications(mail, notifications)) !== 'recorded') return;
  }
}

/** What one mail says of a certificate is what changed since the mail before it, however often the gathering began anew. */
function withNotification({ member, status, newsSince }: Seen, { n }: OpenMail): Watched | Declared {
  const { news, toldBefore, ...rest } = member;
  const before = news?.n === n && toldBefore ? toldBefore : member.told;
  const [first, ...more] = newsSince(before);
  if (!first) return { ...rest, told: before };
  return {
    ...rest,
    told: status,
    news: { n, items: [first, ...more] },
    toldBefore: before,
  };
}

function firstStep(seen: Seen[]): CivilDate | undefined {
  return seen.flatMap(({ nextStep }) => nextStep ?? []).toSorted()[0];
}

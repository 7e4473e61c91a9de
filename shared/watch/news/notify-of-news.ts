import type { WatchCall } from '#mail/notice.ts';
import { type SendNoticeDeps, sendNotice } from '#mail/send-notice.ts';
import { addDays, addSeconds, type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { finishLeaving, type LeaveWatchDeps } from '#watch/leave-watch.ts';
import type { WatchedSite } from '#watch/watched-site.ts';
import { type GatherNewsDeps, gatherNews } from './gather-news.ts';
import { newsMails } from './news-mails.ts';
import { type WriteWatchNewsDeps, writeWatchNews } from './write-watch-news.ts';

export type NotifyOfNewsDeps = SendNoticeDeps &
  Omit<WriteWatchNewsDeps, 'watchedSites' | 'recipients'> &
  GatherNewsDeps &
  Omit<LeaveWatchDeps, 'watchedSites' | 'recipients'> & {
    watchedSites: GatherNewsDeps['watchedSites'] & LeaveWatchDeps['watchedSites'];
    recipients: WriteWatchNewsDeps['recipients'] & LeaveWatchDeps['recipients'];
  };

/**
 * Tells an employer what is new at a site, if it is due: gathers it, mails it, and only then clears its due day until
 * the next day on which there is something to do. A site that was marked dirty meanwhile stays due. The day is the
 * call's, or today if that has passed. `waits`: the mail is queued, to go later; `stillDue`: the next call goes on with
 * it.
 */
export async function notifyOfNews(
  deps: NotifyOfNewsDeps,
  { rosterId, on: asked }: WatchCall,
): Promise<'done' | 'waits' | 'stillDue'> {
  const today = hongKongDay(deps.clock());
  const on = asked > today ? asked : today;
  // Of the call, however often it is tried.
  const end = addSeconds(deps.clock(), BEGUN_WITHIN_SECONDS);
  const tell = async () => {
    const gathered = await gatherNews(deps, rosterId, on);
    if (gathered.outcome === 'busy') return 'stillDue';
    if (gathered.outcome === 'idle') {
      if (gathered.watchedSite?.state === 'left') await finishLeaving(deps, gathered.watchedSite);
      return 'done';
    }
    const waits = gathered.n !== undefined && (await sendToAll(deps, gathered.watchedSite, end)) === 'again';
    const isCleared = await clearDue(deps, gathered.watchedSite, waits ? addDays(on, 1) : gathered.restUntil);
    return !isCleared ? AGAIN : waits ? 'waits' : 'done';
  };
  return await retry(ofOneRecord, tell, () => 'stillDue');
}

/** One mail may take most of a call's minute: those that are not begun by then have a call each. */
const BEGUN_WITHIN_SECONDS = 5;

/** One that fails keeps nobody else from theirs; its fault is thrown when all are done. */
async function sendToAll(
  deps: NotifyOfNewsDeps,
  watchedSite: WatchedSite,
  end: Instant,
): Promise<'done' | 'again'> {
  const failures: unknown[] = [];
  let outcome: 'done' | 'again' = 'done';
  for (const { about } of newsMails(watchedSite)) {
    try {
      if (deps.clock() > end) {
        await deps.notices.send([about]);
        outcome = 'again';
        continue;
      }
      const sent = await sendNotice(deps, about, () => writeWatchNews(deps, about));
      if (sent.outcome === 'again') outcome = 'again';
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return outcome;
}

async function clearDue(
  { watchedSites }: NotifyOfNewsDeps,
  watchedSite: WatchedSite,
  until: CivilDate | undefined,
): Promise<boolean> {
  return (await watchedSites.replace(watchedSite, { ...watchedSite, dueOn: until })) === 'stored';
}

import type { WatchCall } from '#mail/notice.ts';
import { type SendNoticeDeps, sendNotice } from '#mail/send-notice.ts';
import { addDays, type CivilDate, hongKongDay } from '#register/civil-date.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { finishLeaving, type LeaveWatchDeps } from '#watch/leave-watch.ts';
import type { WatchedSite } from '#watch/watched-site.ts';
import { type Gathered, type GatherNewsDeps, gatherNews } from './gather-news.ts';
import { type WriteWatchNewsDeps, writeWatchNews } from './write-watch-news.ts';

export type NotifyOfNewsDeps = SendNoticeDeps &
  Omit<WriteWatchNewsDeps, 'watchedSites'> &
  GatherNewsDeps & { watchedSites: GatherNewsDeps['watchedSites'] & LeaveWatchDeps['watchedSites'] };

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
  const tell = async () => {
    const gathered = await gatherNews(deps, rosterId, on);
    if (gathered.outcome === 'busy') return 'stillDue';
    if (gathered.outcome === 'idle') {
      if (gathered.watchedSite?.state === 'left') await finishLeaving(deps, gathered.watchedSite);
      return 'done';
    }
    const waits = (await send(deps, gathered)) === 'again';
    const isCleared = await clearDue(deps, gathered.watchedSite, waits ? addDays(on, 1) : gathered.restUntil);
    return !isCleared ? AGAIN : waits ? 'waits' : 'done';
  };
  return await retry(ofOneRecord, tell, () => 'stillDue');
}

async function send(
  deps: NotifyOfNewsDeps,
  { watchedSite: { rosterId }, n }: Gathered & { outcome: 'gathered' },
): Promise<'done' | 'again'> {
  if (n === undefined) return 'done';
  const subject = { of: 'watchNews', rosterId, n } as const;
  return (await sendNotice(deps, subject, () => writeWatchNews(deps, subject))).outcome;
}

async function clearDue(
  { watchedSites }: NotifyOfNewsDeps,
  watchedSite: WatchedSite,
  until: CivilDate | undefined,
): Promise<boolean> {
  return (await watchedSites.replace(watchedSite, { ...watchedSite, dueOn: until })) === 'stored';
}

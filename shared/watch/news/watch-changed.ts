import type { WatchPage } from '#mail/notice.ts';
import type { NoticeQueue } from '#mail/ports.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import type { CredentialChange } from '#register/ports/register.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import type { WatchRepository } from '#watch/ports.ts';

interface Deps {
  watchRepository: Pick<WatchRepository, 'watching' | 'markDirty'>;
  notices: NoticeQueue;
}

/** So that what is changed at one sitting makes one e-mail. */
const DELAY_SECONDS = 60;
/** A few seconds' work. */
const SITES_A_PAGE = 100;
const PAGES_A_SEND = 100;
const AT_ONCE = 10;

/**
 * After a change of a credential: every site that watches it is due, and its news is gathered a minute later. The first page of sites is seen to here; however many
 * there are, each further one is a message, done and repeated for itself. A change that is reported late or twice does no harm.
 */
export async function watchChanged(
  deps: Deps,
  { key, provider }: CredentialChange,
  at: Instant,
): Promise<void> {
  const on = hongKongDay(at);
  let first: string[] | undefined;
  let page: string[] = [];
  let pages: WatchPage[] = [];
  const send = async () => {
    if (pages.length > 0) await deps.notices.send(pages);
    pages = [];
  };
  const turn = async () => {
    if (page.length === 0) return;
    if (first) pages.push({ of: 'watchPage', rosterIds: page, on });
    first ??= page;
    page = [];
    if (pages.length === PAGES_A_SEND) await send();
  };
  let unread: unknown;
  try {
    for await (const rosterId of deps.watchRepository.watching(key, provider)) {
      page.push(rosterId);
      if (page.length === SITES_A_PAGE) await turn();
    }
  } catch (error) {
    // What was found is told; the rest when this is done again.
    unread = error;
  }
  await turn();
  await send();
  if (first) await callSites(deps, { rosterIds: first, on });
  if (unread) throw unread;
}

/**
 * Makes each of these sites due, and has its news gathered. First it is due: should the call be lost, the next morning's plan finds it. A site that
 * fails keeps no other from its news; its fault is thrown when all are done.
 */
export async function callSites(deps: Deps, { rosterIds, on }: Omit<WatchPage, 'of'>): Promise<void> {
  const failures: unknown[] = [];
  await eachAtOnce(rosterIds, AT_ONCE, async (rosterId) => {
    try {
      await deps.watchRepository.markDirty(rosterId, on);
      await deps.notices.send([{ of: 'watch', rosterId, on }], DELAY_SECONDS);
    } catch (error) {
      failures.push(error);
    }
  });
  if (failures.length > 0) throw failures[0];
}

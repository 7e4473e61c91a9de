import type { WatchCall } from '#mail/notice.ts';
import type { NoticeQueue } from '#mail/ports.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { WatchRepository } from '#watch/ports.ts';

const AT_A_TIME = 100;

/**
 * Has the news of every site that is due on that day, or has been since, gathered. Planned twice, the employer is
 * notified once. What is found before the search fails is planned all the same.
 */
export async function planWatches(
  deps: { watchRepository: Pick<WatchRepository, 'due'>; notices: NoticeQueue },
  on: CivilDate,
): Promise<{ planned: number }> {
  let planned = 0;
  let calls: WatchCall[] = [];
  const queue = async () => {
    await deps.notices.send(calls);
    planned += calls.length;
    calls = [];
  };
  try {
    for await (const rosterId of deps.watchRepository.due(on)) {
      calls.push({ of: 'watch', rosterId, on });
      if (calls.length === AT_A_TIME) await queue();
    }
  } finally {
    await queue();
  }
  return { planned };
}

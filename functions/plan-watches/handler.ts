import { scheduled } from '#functions/runtime/schedule.ts';
import { traced } from '#functions/runtime/traced.ts';
import type { WatchCall } from '#mail/notice.ts';
import { environments } from '#storage/contract/environment.ts';
import { createQueue } from '#storage/queue.ts';
import { createTable } from '#storage/table.ts';
import { planWatches } from '#watch/news/plan-watches.ts';
import { createWatchRepository } from '#watch/store/watch-repository.ts';
import { logLine } from '#web/log.ts';

const env = environments['plan-watches'].parse(process.env);
const deps = {
  watchRepository: createWatchRepository(createTable(env.TABLE_NAME)),
  notices: createQueue<WatchCall>(env.BULK_NOTICES_QUEUE_URL),
};

/** Every morning: one call for each site that is due. The day comes from the schedule's event, so that any can be run again. */
export const handler = traced(async (event: unknown): Promise<void> => {
  const { on } = scheduled.parse(event);
  const planned = await planWatches(deps, on);
  logLine({ level: 'INFO', event: 'watches planned', on, ...planned });
});

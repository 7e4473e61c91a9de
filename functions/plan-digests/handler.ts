import { scheduled } from '#functions/runtime/schedule.ts';
import { traced } from '#functions/runtime/traced.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import { planDigests } from '#remind/digest/plan-digests.ts';
import { createProviderList } from '#storage/access/provider-directory.ts';
import { environments } from '#storage/contract/environment.ts';
import { createQueue } from '#storage/queue.ts';
import { createTable } from '#storage/table.ts';
import { logLine } from '#web/log.ts';

const env = environments['plan-digests'].parse(process.env);
const deps = {
  providerList: createProviderList(createTable(env.TABLE_NAME)),
  notices: createQueue<NoticeSubject>(env.BULK_NOTICES_QUEUE_URL),
};

/** Every Monday: one digest a provider. The week comes from the schedule's event, so that any can be run again. */
export const handler = traced(async (event: unknown): Promise<void> => {
  const planned = await planDigests(deps, scheduled.parse(event).on);
  logLine({ level: 'INFO', event: 'digests planned', ...planned });
});

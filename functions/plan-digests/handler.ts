import { createProviderList } from '#adapters/provider-directory';
import { createQueue } from '#adapters/queue';
import { createTable } from '#adapters/table';
import { environments } from '#contract/environment';
import type { NoticeSubject } from '#domain/notice';
import { logLine } from '#functions/log.ts';
import { scheduled } from '#functions/schedule.ts';
import { planDigests } from '#usecases/plan-digests';

const env = environments['plan-digests'].parse(process.env);
const deps = {
  providerList: createProviderList(createTable(env.TABLE_NAME)),
  notices: createQueue<NoticeSubject>(env.NOTICES_QUEUE_URL),
};

/** Every Monday: one digest a provider. The week comes from the schedule's event, so that any can be run again. */
export async function handler(event: unknown): Promise<void> {
  const planned = await planDigests(deps, scheduled.parse(event).on);
  logLine({ level: 'INFO', event: 'digests planned', ...planned });
}

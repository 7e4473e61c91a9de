import { clock } from '#functions/runtime/clock.ts';
import { scheduled } from '#functions/runtime/schedule.ts';
import { traced } from '#functions/runtime/traced.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { planDigests } from '#remind/digest/plan-digests.ts';
import { forgetAddresses } from '#remind/forget-addresses.ts';
import { createServedAddresses } from '#remind/store/served-addresses.ts';
import { createProviderList } from '#storage/access/provider-directory.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialList } from '#storage/credentials/credential-list.ts';
import { createQueue } from '#storage/queue.ts';
import { createTable } from '#storage/table.ts';
import { logLine } from '#web/log.ts';

const env = environments['plan-digests'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const deps = {
  providerList: createProviderList(table),
  list: createCredentialList(table),
  addresses: createServedAddresses(table),
  notices: createQueue<NoticeSubject>(env.NOTICES_QUEUE_URL),
};

/** Every Monday: one digest a provider, and an end to addresses that have served. The week comes from the schedule's event, so that any can be run again. */
export const handler = traced(async (event: unknown): Promise<void> => {
  const { on } = scheduled.parse(event);
  const planned = await planDigests(deps, on);
  logLine({ level: 'INFO', event: 'digests planned', ...planned });
  // What is taken away does not come back: a day that is replayed ahead of time takes no more than today.
  const [earlier = on] = [on, hongKongDay(clock())].toSorted();
  const forgotten = await forgetAddresses(deps, earlier);
  logLine({ level: 'INFO', event: 'addresses forgotten', ...forgotten });
});

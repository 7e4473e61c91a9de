import { clock } from '#functions/runtime/clock.ts';
import { scheduled } from '#functions/runtime/schedule.ts';
import { traced } from '#functions/runtime/traced.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { forgetAddresses } from '#remind/forget-addresses.ts';
import { createServedAddresses } from '#remind/store/served-addresses.ts';
import { createProviderList } from '#storage/access/provider-directory.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialList } from '#storage/credentials/credential-list.ts';
import { createTable } from '#storage/table.ts';
import { logLine } from '#web/log.ts';

const env = environments['forget-addresses'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const deps = {
  providerList: createProviderList(table),
  list: createCredentialList(table),
  addresses: createServedAddresses(table),
};

/** Every Monday: an end to addresses that have served. */
export const handler = traced(async (event: unknown): Promise<void> => {
  const { on } = scheduled.parse(event);
  // What is taken away does not come back: a day that is replayed ahead of time takes no more than today.
  const [earlier = on] = [on, hongKongDay(clock())].toSorted();
  logLine({ level: 'INFO', event: 'addresses forgotten', ...(await forgetAddresses(deps, earlier)) });
});

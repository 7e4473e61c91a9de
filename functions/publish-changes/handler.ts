import { readCredentialChange } from '#adapters/credential-change';
import { createCredentialStore } from '#adapters/credential-store';
import { createHolderIndex } from '#adapters/holder-index';
import { createPepper } from '#adapters/pepper';
import { createQueue } from '#adapters/queue';
import { createTable } from '#adapters/table';
import { createWatchDesk } from '#adapters/watch-desk';
import { environments } from '#contract/environment';
import type { WatchCall } from '#domain/notice';
import { eachChange } from '#functions/changes.ts';
import { clock } from '#functions/clock.ts';
import { publishChange } from '#usecases/publish-change';

const env = environments['publish-changes'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const deps = {
  credentials: createCredentialStore(table, pepper),
  holders: createHolderIndex(table, pepper),
  watchDesk: createWatchDesk(table),
  notices: createQueue<WatchCall>(env.NOTICES_QUEUE_URL),
};

export const handler = eachChange(async (record) => {
  const change = readCredentialChange(record);
  if (change) await publishChange(deps, change, clock());
});

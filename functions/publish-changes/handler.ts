import { eachChange } from '#functions/runtime/changes.ts';
import { clock } from '#functions/runtime/clock.ts';
import { createNoticeQueue } from '#mail/store/notice-queue.ts';
import { isOfColleague, readColleagueChange } from '#storage/access/colleague-change.ts';
import { isOfKey, readKeyChange } from '#storage/access/key-change.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createDirectoryOfFew } from '#storage/access/remembered-directory.ts';
import { environments } from '#storage/contract/environment.ts';
import { readCredentialChange } from '#storage/credentials/credential-change.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { publishChange } from '#watch/news/publish-change.ts';
import { createWatchRepository } from '#watch/store/watch-repository.ts';

const env = environments['publish-changes'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const deps = {
  credentials: createCredentialStore(table, pepper),
  holders: createHolderIndex(table, pepper),
  providers: createDirectoryOfFew(createProviderDirectory(table), clock),
  watchRepository: createWatchRepository(table),
  notices: createNoticeQueue(env),
};

export const handler = eachChange(async (record) => {
  if (isOfKey(record)) {
    const key = readKeyChange(record);
    return key && (await deps.notices.send([{ of: 'key', ...key }]));
  }
  if (isOfColleague(record)) {
    const told = readColleagueChange(record).map((change) => ({ of: 'colleague' as const, ...change }));
    return told.length > 0 ? deps.notices.send(told) : undefined;
  }
  const change = readCredentialChange(record);
  if (change) await publishChange(deps, change, clock());
});

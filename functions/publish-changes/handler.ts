import { readCredentialChange } from '#adapters/credential-change';
import { createCredentialStore } from '#adapters/credential-store';
import { createHolderIndex } from '#adapters/holder-index';
import { createPepper } from '#adapters/pepper';
import { createTable } from '#adapters/table';
import { environments } from '#contract/environment';
import { eachChange } from '#functions/changes.ts';
import { clock } from '#functions/clock.ts';
import { settleSupersessions } from '#usecases/settle-supersessions';

const env = environments['publish-changes'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const deps = {
  credentials: createCredentialStore(table, pepper),
  holders: createHolderIndex(table, pepper),
};

export const handler = eachChange(async (record) => {
  const change = readCredentialChange(record);
  if (change) await settleSupersessions(deps, change, clock());
});

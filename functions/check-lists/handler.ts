import { clock } from '#functions/runtime/clock.ts';
import { eachMessage } from '#functions/runtime/messages.ts';
import { listChunk } from '#lists/check-list.ts';
import { checkListChunk } from '#lists/check-list-chunk.ts';
import { createCheckLists } from '#lists/store/check-list-store.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createRememberedDirectory } from '#storage/access/remembered-directory.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialFinder } from '#storage/credentials/credential-finder.ts';
import { createTable } from '#storage/table.ts';

const env = environments['check-lists'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const deps = {
  lists: createCheckLists(table),
  credentials: createCredentialFinder(table),
  providers: createRememberedDirectory(createProviderDirectory(table), clock),
};

export const handler = eachMessage(listChunk, (chunk) => checkListChunk(deps, chunk, clock));

import { createCheckLists } from '#adapters/check-list-store';
import { listChunk } from '#domain/check-list';
import { clock } from '#functions/clock.ts';
import { eachMessage } from '#functions/messages.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createRememberedDirectory } from '#storage/access/remembered-directory.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialFinder } from '#storage/credentials/credential-finder.ts';
import { createTable } from '#storage/table.ts';
import { checkListChunk } from '#usecases/check-list-chunk';

const env = environments['check-lists'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const deps = {
  lists: createCheckLists(table),
  credentials: createCredentialFinder(table),
  providers: createRememberedDirectory(createProviderDirectory(table), clock),
};

export const handler = eachMessage(listChunk, (chunk) => checkListChunk(deps, chunk, clock));

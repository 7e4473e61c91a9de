import { createCheckLists } from '#adapters/check-list-store';
import { createCredentialFinder } from '#adapters/credential-finder';
import { createProviderDirectory } from '#adapters/provider-directory';
import { createRememberedDirectory } from '#adapters/remembered-directory';
import { createTable } from '#adapters/table';
import { environments } from '#contract/environment';
import { listChunk } from '#domain/check-list';
import { clock } from '#functions/clock.ts';
import { eachMessage } from '#functions/messages.ts';
import { checkListChunk } from '#usecases/check-list-chunk';

const env = environments['check-lists'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const deps = {
  lists: createCheckLists(table),
  credentials: createCredentialFinder(table),
  providers: createRememberedDirectory(createProviderDirectory(table), clock),
};

export const handler = eachMessage(listChunk, (chunk) => checkListChunk(deps, chunk, clock));

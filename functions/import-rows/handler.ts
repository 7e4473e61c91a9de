import { clock } from '#functions/runtime/clock.ts';
import { eachMessage } from '#functions/runtime/messages.ts';
import { importRows } from '#import/rows/import-rows.ts';
import { createImportChunks } from '#import/store/import-store.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createNumberSource } from '#storage/credentials/number-source.ts';
import { createPepper } from '#storage/pepper.ts';
import { createTable } from '#storage/table.ts';
import { importChunk } from '#tables/import-job.ts';

const env = environments['import-rows'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const deps = {
  credentials: createCredentialStore(table, pepper),
  numbers: createNumberSource(pepper),
  chunks: createImportChunks(table),
};

export const handler = eachMessage(importChunk, (chunk) => importRows(deps, chunk, clock));

import { createCredentialStore } from '#adapters/credential-store';
import { createImportChunks } from '#adapters/import-store';
import { createNumberSource } from '#adapters/number-source';
import { createPepper } from '#adapters/pepper';
import { createTable } from '#adapters/table';
import { environments } from '#contract/environment';
import { importChunk } from '#domain/import-job';
import { clock } from '#functions/clock.ts';
import { eachMessage } from '#functions/messages.ts';
import { importRows } from '#usecases/import-rows';

const env = environments['import-rows'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const deps = {
  credentials: createCredentialStore(table, pepper),
  numbers: createNumberSource(pepper),
  chunks: createImportChunks(table),
};

export const handler = eachMessage(importChunk, (chunk) => importRows(deps, chunk, clock));

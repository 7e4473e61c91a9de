import * as z from 'zod';
import { clock } from '#functions/runtime/clock.ts';
import { eachMessage } from '#functions/runtime/messages.ts';
import { runChunk } from '#import/rows/run-step.ts';
import { createImportChunks, createImportPreviews, createImportUndos } from '#import/store/import-chunks.ts';
import { createImportJobs } from '#import/store/import-store.ts';
import { environments, lambdaEnvironment } from '#storage/contract/environment.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createNumberSource } from '#storage/credentials/number-source.ts';
import { gatherWrites } from '#storage/gathered-writes.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createSignedCalls } from '#storage/signed-calls.ts';
import { createTableOver } from '#storage/table.ts';
import { importChunk, importStep } from '#tables/import-job.ts';

const env = environments['import-rows'].parse(process.env);
// The SDK takes more of the processor for its requests than all else that a row needs (docs/decisions/017).
const table = createTableOver(env.TABLE_NAME, createSignedCalls(lambdaEnvironment.parse(process.env), clock));
const pepper = createPepper(env.PEPPER_SECRET);
const deps = {
  // Rows are registered side by side.
  credentials: createCredentialStore(gatherWrites(table), pepper),
  holders: createHolderIndex(table, pepper),
  numbers: createNumberSource(pepper),
  jobs: createImportJobs(table),
  chunks: createImportChunks(table),
  previews: createImportPreviews(table),
  undos: createImportUndos(table),
};

export const handler = eachMessage(z.union([importChunk, importStep]), (message) =>
  runChunk(deps, message, clock),
);

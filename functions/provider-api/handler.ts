import { randomUUID } from 'node:crypto';
import { createCredentialList } from '#adapters/credential-list';
import { createCredentialStore } from '#adapters/credential-store';
import { createImportChunks, createImportJobs } from '#adapters/import-store';
import { createKeyRing } from '#adapters/key-ring';
import { createNumberSource } from '#adapters/number-source';
import { createPepper } from '#adapters/pepper';
import { createReminderHistory } from '#adapters/reminder-ledger';
import { createTable } from '#adapters/table';
import { createUploadDesk } from '#adapters/upload-desk';
import { environments } from '#contract/environment';
import { clock } from '#functions/clock.ts';
import { httpHandler } from '#http/lambda.ts';
import { createApi } from './api.ts';

const env = environments['provider-api'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);

export const handler = httpHandler(
  createApi({
    keyRing: createKeyRing(table),
    credentials: createCredentialStore(table, pepper),
    list: createCredentialList(table),
    reminders: createReminderHistory(table),
    numbers: createNumberSource(pepper),
    jobs: createImportJobs(table),
    chunks: createImportChunks(table),
    uploads: createUploadDesk(env.UPLOAD_BUCKET),
    clock,
    newId: randomUUID,
  }),
);

import { randomUUID } from 'node:crypto';
import { createCredentialList } from '#adapters/credential-list';
import { createCredentialStore } from '#adapters/credential-store';
import { createOrderPages } from '#adapters/extension-order-pages';
import { createExtensionOrders } from '#adapters/extension-order-store';
import { createHolderIndex } from '#adapters/holder-index';
import { createRequestMemory } from '#adapters/idempotency-store';
import { createImportChunks, createImportJobs } from '#adapters/import-store';
import { createKeyRing } from '#adapters/key-ring';
import { createMailStates } from '#adapters/mail-states';
import { createNumberSource } from '#adapters/number-source';
import { createPepper } from '#adapters/pepper';
import { createProviderDirectory } from '#adapters/provider-directory';
import { createQueue } from '#adapters/queue';
import { createRegistryOffice } from '#adapters/registry-office';
import { createRememberedDirectory } from '#adapters/remembered-directory';
import { createReminderHistory } from '#adapters/reminder-ledger';
import { createSessions } from '#adapters/sessions';
import { createTable } from '#adapters/table';
import { createUndeliverableIndex } from '#adapters/undeliverable-index';
import { createUploadDesk } from '#adapters/upload-desk';
import { environments } from '#contract/environment';
import type { OrderStep } from '#domain/extension-order';
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
    holders: createHolderIndex(table, pepper),
    mailStates: createMailStates(table, pepper),
    undeliverable: createUndeliverableIndex(table),
    numbers: createNumberSource(pepper),
    jobs: createImportJobs(table),
    chunks: createImportChunks(table),
    uploads: createUploadDesk(env.UPLOAD_BUCKET),
    orders: createExtensionOrders(table),
    orderPages: createOrderPages(table),
    orderSteps: createQueue<OrderStep>(env.EXTENSIONS_QUEUE_URL),
    requests: createRequestMemory(table),
    sessions: createSessions(table),
    keys: createRegistryOffice(table),
    providers: createRememberedDirectory(createProviderDirectory(table), clock),
    publicBaseUrl: env.PUBLIC_BASE_URL.replace(/\/+$/, ''),
    clock,
    newId: randomUUID,
  }),
);

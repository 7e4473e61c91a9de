import { randomUUID } from 'node:crypto';
import { clock } from '#functions/runtime/clock.ts';
import { traced } from '#functions/runtime/traced.ts';
import { createImportChunks, createImportPreviews, createImportUndos } from '#import/store/import-chunks.ts';
import { createImportJobs } from '#import/store/import-store.ts';
import { createUploadService } from '#import/store/upload-service.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import { createMailLinks } from '#mail/store/mail-links.ts';
import { createMailStates } from '#mail/store/mail-states.ts';
import { createUndeliverableIndex } from '#mail/store/undeliverable-index.ts';
import type { OrderStep } from '#orders/extension-order.ts';
import { createOrderPages } from '#orders/store/extension-order-pages.ts';
import { createExtensionOrders } from '#orders/store/extension-order-store.ts';
import { createApi } from '#provider/api/api.ts';
import { createReminderHistory } from '#remind/store/reminder-ledger.ts';
import { createColleagues } from '#storage/access/colleagues.ts';
import { createRequestMemory } from '#storage/access/idempotency-store.ts';
import { createKeyRing } from '#storage/access/key-ring.ts';
import { createPasskeys } from '#storage/access/passkeys.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createProviderRepository } from '#storage/access/provider-repository.ts';
import { createRememberedDirectory } from '#storage/access/remembered-directory.ts';
import { createSessions } from '#storage/access/sessions.ts';
import { createSignInCodes } from '#storage/access/sign-in-codes.ts';
import { createSignIns } from '#storage/access/sign-ins.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialList } from '#storage/credentials/credential-list.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createNameIndex } from '#storage/credentials/name-index.ts';
import { createNumberSource } from '#storage/credentials/number-source.ts';
import { createQueue } from '#storage/queue.ts';
import { createLinkSecrets } from '#storage/secrets/link-secrets.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { createUnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import type { ImportStep } from '#tables/import-job.ts';
import { httpHandler } from '#web/http/lambda.ts';

const env = environments['provider-api'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const repository = createProviderRepository(table);

const mailsFor = (purpose: 'address' | 'signIn') =>
  createUnconfirmedMail(table, pepper, { aDay: env.UNCONFIRMED_MAILS_A_DAY, purpose });

export const handler = traced(
  httpHandler(
    createApi({
      keyRing: createKeyRing(table),
      credentials: createCredentialStore(table, pepper),
      list: createCredentialList(table),
      reminders: createReminderHistory(table),
      holders: createHolderIndex(table, pepper),
      names: createNameIndex(table),
      mailStates: createMailStates(table, pepper),
      undeliverable: createUndeliverableIndex(table),
      numbers: createNumberSource(pepper),
      jobs: createImportJobs(table),
      chunks: createImportChunks(table),
      previews: createImportPreviews(table),
      undos: createImportUndos(table),
      steps: createQueue<ImportStep>(env.ROWS_QUEUE_URL),
      uploads: createUploadService(env.UPLOAD_BUCKET),
      orders: createExtensionOrders(table),
      orderPages: createOrderPages(table),
      orderSteps: createQueue<OrderStep>(env.EXTENSIONS_QUEUE_URL),
      requests: createRequestMemory(table),
      sessions: createSessions(table),
      colleagues: createColleagues(table, pepper, mailsFor('address')),
      signIns: createSignIns(table, pepper, mailsFor('signIn')),
      passkeys: createPasskeys(table, pepper),
      codes: createSignInCodes(table, pepper),
      signInLinks: createMailLinks(pepper, createLinkSecrets(env.LINK_SECRET, clock)),
      signInMails: createQueue<NoticeSubject>(env.NOTICES_QUEUE_URL),
      profiles: repository,
      keys: repository,
      providers: createRememberedDirectory(createProviderDirectory(table), clock),
      publicBaseUrl: env.PUBLIC_BASE_URL.replace(/\/$/, ''),
      edgeSecret: env.EDGE_SECRET,
      clock,
      newId: randomUUID,
    }),
  ),
);

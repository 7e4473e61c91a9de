import { randomUUID } from 'node:crypto';
import { createAddressChanges } from '#adapters/address-changes';
import { createAddressMoves } from '#adapters/address-moves';
import { createCredentialStore } from '#adapters/credential-store';
import { createHolderIndex } from '#adapters/holder-index';
import { createMailLinks } from '#adapters/mail-links';
import { createMailStates } from '#adapters/mail-states';
import { createPepper } from '#adapters/pepper';
import { createProviderDirectory } from '#adapters/provider-directory';
import { createQueue } from '#adapters/queue';
import { createDirectoryOfFew } from '#adapters/remembered-directory';
import { createReminderHistory } from '#adapters/reminder-ledger';
import { createTable } from '#adapters/table';
import { environments } from '#contract/environment';
import type { NoticeSubject } from '#domain/notice';
import { clock } from '#functions/clock.ts';
import { httpHandler } from '#http/lambda.ts';
import { createHolderSite } from './site.tsx';

const env = environments['holder-site'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);

export const handler = httpHandler(
  createHolderSite({
    credentials: createCredentialStore(table, pepper),
    providers: createDirectoryOfFew(createProviderDirectory(table), clock),
    holders: createHolderIndex(table, pepper),
    mailStates: createMailStates(table, pepper),
    reminders: createReminderHistory(table),
    links: createMailLinks(pepper),
    changes: createAddressChanges(table),
    moves: createAddressMoves(table, pepper),
    notices: createQueue<NoticeSubject>(env.NOTICES_QUEUE_URL),
    newId: randomUUID,
    clock,
    publicBaseUrl: env.PUBLIC_BASE_URL,
  }),
);

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { clock } from '#functions/runtime/clock.ts';
import { traced } from '#functions/runtime/traced.ts';
import { createHolderSite } from '#holder/site/site.tsx';
import { createAddressChanges } from '#holder/store/address-changes.ts';
import { createAddressMoves } from '#holder/store/address-moves.ts';
import { createProofFont } from '#holder/store/proof-font.ts';
import { createSharedProofs } from '#holder/store/shared-proofs.ts';
import { createAddressRequests } from '#mail/store/address-requests.ts';
import { createMailLinks } from '#mail/store/mail-links.ts';
import { createMailStates } from '#mail/store/mail-states.ts';
import { createNoticeQueue } from '#mail/store/notice-queue.ts';
import { createReminderHistory } from '#remind/store/reminder-ledger.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createDirectoryOfFew } from '#storage/access/remembered-directory.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createLinkSecrets } from '#storage/secrets/link-secrets.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { createUnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import { httpHandler } from '#web/http/lambda.ts';

const env = environments['holder-site'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);

const mailsFor = (purpose: 'address' | 'ownCertificates') =>
  createUnconfirmedMail(table, pepper, { aDay: env.UNCONFIRMED_MAILS_A_DAY, purpose });

export const handler = traced(
  httpHandler(
    createHolderSite({
      credentials: createCredentialStore(table, pepper),
      providers: createDirectoryOfFew(createProviderDirectory(table), clock),
      holders: createHolderIndex(table, pepper),
      mailStates: createMailStates(table, pepper),
      reminders: createReminderHistory(table),
      links: createMailLinks(pepper, createLinkSecrets(env.LINK_SECRET, clock)),
      changes: createAddressChanges(table, mailsFor('address')),
      moves: createAddressMoves(table, pepper),
      shares: createSharedProofs(table),
      proofFont: createProofFont(join(import.meta.dirname, 'proof-font.ttf')),
      addressRequests: createAddressRequests(table, mailsFor('ownCertificates')),
      notices: createNoticeQueue(env),
      newId: randomUUID,
      clock,
      publicBaseUrl: env.PUBLIC_BASE_URL,
      edgeSecret: env.EDGE_SECRET,
    }),
  ),
);

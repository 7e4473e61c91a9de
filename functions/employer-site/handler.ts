import { randomUUID } from 'node:crypto';
import { clock } from '#functions/runtime/clock.ts';
import { traced } from '#functions/runtime/traced.ts';
import type { ListChunk } from '#lists/check-list.ts';
import { createCheckLists } from '#lists/store/check-list-store.ts';
import { createListAllowance } from '#lists/store/list-allowance.ts';
import { createAddressRequests } from '#mail/store/address-requests.ts';
import { createMailLinks } from '#mail/store/mail-links.ts';
import { createNoticeQueue } from '#mail/store/notice-queue.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createRememberedDirectory } from '#storage/access/remembered-directory.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialFinder } from '#storage/credentials/credential-finder.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createQueue } from '#storage/queue.ts';
import { createLinkSecrets } from '#storage/secrets/link-secrets.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { createUnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import { createSentFiles } from '#tables/store/sent-files.ts';
import { createEmployerSite } from '#watch/site/site.tsx';
import { createRecipients } from '#watch/store/recipients.ts';
import { createWatchedSites } from '#watch/store/watched-sites.ts';
import { httpHandler } from '#web/http/lambda.ts';
import { padResponseTime } from '#web/http/response-time.ts';

const env = environments['employer-site'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const finder = createCredentialFinder(table);

const mailsFor = (purpose: 'site' | 'siteLinks') =>
  createUnconfirmedMail(table, pepper, { aDay: env.UNCONFIRMED_MAILS_A_DAY, purpose });

export const handler = traced(
  httpHandler(
    createEmployerSite({
      lists: createCheckLists(table),
      allowance: createListAllowance(table, pepper),
      queue: createQueue<ListChunk>(env.LISTS_QUEUE_URL),
      finder,
      credentials: { ...finder, ...createCredentialStore(table, pepper) },
      providers: createRememberedDirectory(createProviderDirectory(table), clock),
      files: createSentFiles(),
      links: createMailLinks(pepper, createLinkSecrets(env.LINK_SECRET, clock)),
      watchedSites: createWatchedSites(table, pepper, mailsFor('site')),
      recipients: createRecipients(table, pepper, mailsFor('site')),
      addressRequests: createAddressRequests(table, mailsFor('siteLinks')),
      notices: createNoticeQueue(env),
      newId: randomUUID,
      clock,
      publicBaseUrl: env.PUBLIC_BASE_URL,
      lookupsPerMinute: env.LOOKUPS_PER_MINUTE,
      edgeSecret: env.EDGE_SECRET,
      padResponseTime,
    }),
  ),
);

import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { clock, pauseUntil } from '#functions/runtime/clock.ts';
import { eachMessage } from '#functions/runtime/messages.ts';
import { composeAddressChange } from '#holder/letter/address-change-mail.ts';
import { composeOwnCertificates } from '#holder/letter/own-certificates-mail.ts';
import { createAddressChanges } from '#holder/store/address-changes.ts';
import { type AddressChangeNotice, writeAddressChange } from '#holder/write-address-change.ts';
import { type OwnCertificatesNotice, writeOwnCertificates } from '#holder/write-own-certificates.ts';
import type { MailOutcome, Skipped } from '#mail/mail-record.ts';
import { countingStops, createMetrics } from '#mail/metrics.ts';
import {
  lineOf,
  type Notice,
  type NoticeSubject,
  noticeSubject,
  watchCall,
  watchPage,
} from '#mail/notice.ts';
import { reportStored } from '#mail/report-stored.ts';
import { sendNotice } from '#mail/send-notice.ts';
import { createAddressRequests } from '#mail/store/address-requests.ts';
import { createMailLinks } from '#mail/store/mail-links.ts';
import { createMailPace } from '#mail/store/mail-pace.ts';
import { createMailQuota } from '#mail/store/mail-quota.ts';
import { createMailSender } from '#mail/store/mail-sender.ts';
import { createMailStates } from '#mail/store/mail-states.ts';
import { createNoticeLedger } from '#mail/store/notice-ledger.ts';
import { createNoticeQueue } from '#mail/store/notice-queue.ts';
import { createUndeliverableIndex } from '#mail/store/undeliverable-index.ts';
import { composeColleagueNotice } from '#provider/colleagues/letter/colleague-mail.ts';
import { composeSignIn } from '#provider/colleagues/letter/sign-in-mail.ts';
import { type ColleagueNotice, writeColleagueNotice } from '#provider/colleagues/write-colleague-notice.ts';
import { type SignInNotice, writeSignIn } from '#provider/colleagues/write-sign-in.ts';
import { composeKeyNotice } from '#provider/letter/key-mail.ts';
import { type KeyNotice, writeKeyNotice } from '#provider/write-key-notice.ts';
import type { Digest } from '#remind/digest/digest.ts';
import { composeDigest } from '#remind/digest/digest-mail.ts';
import { writeDigest } from '#remind/digest/write-digest.ts';
import { createReminderHistory } from '#remind/store/reminder-ledger.ts';
import { createColleagues } from '#storage/access/colleagues.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createProviderRepository } from '#storage/access/provider-repository.ts';
import { createDirectoryOfFew } from '#storage/access/remembered-directory.ts';
import { createSignIns } from '#storage/access/sign-ins.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialList } from '#storage/credentials/credential-list.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createLinkSecrets } from '#storage/secrets/link-secrets.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { secondsWaited } from '#storage/trace.ts';
import { createUnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import { composeNewLink } from '#watch/letter/new-link-mail.ts';
import { composeSiteLinks } from '#watch/letter/site-links-mail.ts';
import { composeWatchConfirm } from '#watch/letter/watch-confirm-mail.ts';
import { composeWatchNews } from '#watch/letter/watch-news-mail.ts';
import { notifyOfNews } from '#watch/news/notify-of-news.ts';
import { callSites } from '#watch/news/watch-changed.ts';
import { type WatchNewsNotice, writeWatchNews } from '#watch/news/write-watch-news.ts';
import { createRecipients } from '#watch/store/recipients.ts';
import { createWatchRepository } from '#watch/store/watch-repository.ts';
import { createWatchedSites } from '#watch/store/watched-sites.ts';
import { type NewLinkNotice, writeNewLink } from '#watch/write-new-link.ts';
import { type SiteLinksNotice, writeSiteLinks } from '#watch/write-site-links.ts';
import { type WatchConfirmNotice, writeWatchConfirm } from '#watch/write-watch-confirm.ts';
import { logLine } from '#web/log.ts';

const env = environments['send-notices'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const metrics = createMetrics(env.METRICS_NAMESPACE, clock);
/** Nothing is asked for here. */
const noMail = createUnconfirmedMail(table, pepper, { aDay: 0, purpose: 'address' });
const deps = {
  // A site's certificates may be a thousand of a few providers.
  providers: createDirectoryOfFew(createProviderDirectory(table), clock),
  list: createCredentialList(table),
  credentials: createCredentialStore(table, pepper),
  reminders: createReminderHistory(table),
  holders: createHolderIndex(table, pepper),
  undeliverable: createUndeliverableIndex(table),
  changes: createAddressChanges(table, noMail),
  addressRequests: createAddressRequests(table, noMail),
  watchedSites: createWatchedSites(table, pepper, noMail),
  watchRepository: createWatchRepository(table),
  recipients: createRecipients(table, pepper, noMail),
  colleagues: createColleagues(table, pepper, noMail),
  signIns: createSignIns(table, pepper, noMail),
  mailStates: createMailStates(table, pepper),
  links: createMailLinks(pepper, createLinkSecrets(env.LINK_SECRET, clock)),
  ledger: createNoticeLedger(table),
  notices: createNoticeQueue(env),
  pace: countingStops(metrics, createMailPace(table, createMailQuota({ region: env.MAIL_REGION, clock }))),
  mail: createMailSender({
    from: env.MAIL_FROM,
    region: env.MAIL_REGION,
    configurationSet: env.MAIL_CONFIGURATION_SET,
  }),
  composeDigest: (digest: Digest) => composeDigest(digest, env.PUBLIC_BASE_URL),
  composeAddressChange: (notice: AddressChangeNotice) => composeAddressChange(notice, env.PUBLIC_BASE_URL),
  composeOwnCertificates: (notice: OwnCertificatesNotice) =>
    composeOwnCertificates(notice, env.PUBLIC_BASE_URL),
  keys: createProviderRepository(table),
  composeKeyNotice: (notice: KeyNotice) => composeKeyNotice(notice, env.PUBLIC_BASE_URL),
  composeColleagueNotice: (notice: ColleagueNotice) => composeColleagueNotice(notice, env.PUBLIC_BASE_URL),
  composeSignIn: (notice: SignInNotice) => composeSignIn(notice, env.PUBLIC_BASE_URL),
  composeSiteLinks: (notice: SiteLinksNotice) => composeSiteLinks(notice, env.PUBLIC_BASE_URL),
  composeNewLink: (notice: NewLinkNotice) => composeNewLink(notice, env.PUBLIC_BASE_URL),
  composeWatchConfirm: (notice: WatchConfirmNotice) => composeWatchConfirm(notice, env.PUBLIC_BASE_URL),
  composeWatchNews: (notice: WatchNewsNotice) => composeWatchNews(notice, env.PUBLIC_BASE_URL),
  clock,
  pauseUntil,
  report: ({ about }: Notice, stored: MailOutcome | Skipped) => reportStored(metrics, about, stored),
  reportUnreadable: ({ provider, count }: { provider: string; count: number }) =>
    logLine({ level: 'ERROR', event: 'credentials cannot be read', provider, count }),
  reportUnreadableWatched: ({ rosterId, count }: { rosterId: string; count: number }) =>
    logLine({ level: 'ERROR', event: 'watched certificates cannot be read', rosterId, count }),
  newClaimId: randomUUID,
};

/** While the account may send nothing a notice is looked at again every quarter of an hour, for weeks if need be. */
const MAX_HOPS = 5000;

const WAITED = {
  protective: 'ProtectiveWaitedSeconds',
  awaited: 'NoticesWaitedSeconds',
  bulk: 'BulkWaitedSeconds',
} as const;

export const handler = eachMessage(
  z.union([watchCall, watchPage, noticeSubject]),
  async (message) => {
    const waited = secondsWaited();
    if (waited >= 60) metrics.put({ [WAITED[lineOf(message)]]: waited });
    if (message.of === 'watchPage') return await callSites(deps, message);
    const outcome =
      message.of === 'watch'
        ? await notifyOfNews(deps, message)
        : (await sendNotice(deps, message, () => written(message))).outcome;
    if (outcome !== 'done') logLine({ level: 'WARN', event: 'notice waits', outcome, ...message });
  },
  { maxHops: MAX_HOPS },
);

function written(subject: NoticeSubject) {
  switch (subject.of) {
    case 'digest':
      return writeDigest(deps, subject);
    case 'addressChange':
      return writeAddressChange(deps, subject);
    case 'ownCertificates':
      return writeOwnCertificates(deps, subject);
    case 'key':
      return writeKeyNotice(deps, subject);
    case 'signIn':
      return writeSignIn(deps, subject);
    case 'colleague':
      return writeColleagueNotice(deps, subject);
    case 'siteLinks':
      return writeSiteLinks(deps, subject);
    case 'newLink':
      return writeNewLink(deps, subject);
    case 'watchConfirm':
      return writeWatchConfirm(deps, subject);
    case 'watchNews':
      return writeWatchNews(deps, subject);
  }
}

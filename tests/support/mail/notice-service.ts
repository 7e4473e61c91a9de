import { composeAddressChange } from '#holder/letter/address-change-mail.ts';
import { composeOwnCertificates } from '#holder/letter/own-certificates-mail.ts';
import { type WriteAddressChangeDeps, writeAddressChange } from '#holder/write-address-change.ts';
import { type WriteOwnCertificatesDeps, writeOwnCertificates } from '#holder/write-own-certificates.ts';
import type { MailOutcome, Skipped } from '#mail/mail-record.ts';
import type { MailAnswer } from '#mail/mailing-rules.ts';
import { type NoticeSubject, toNotice, type WatchCall, type WatchPage } from '#mail/notice.ts';
import type { Mail } from '#mail/ports.ts';
import { type SendNoticeDeps, sendNotice } from '#mail/send-notice.ts';
import { composeColleagueNotice } from '#provider/colleagues/letter/colleague-mail.ts';
import { composeSignIn } from '#provider/colleagues/letter/sign-in-mail.ts';
import {
  type WriteColleagueNoticeDeps,
  writeColleagueNotice,
} from '#provider/colleagues/write-colleague-notice.ts';
import { type WriteSignInDeps, writeSignIn } from '#provider/colleagues/write-sign-in.ts';
import { composeKeyNotice } from '#provider/letter/key-mail.ts';
import { type WriteKeyNoticeDeps, writeKeyNotice } from '#provider/write-key-notice.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { composeDigest } from '#remind/digest/digest-mail.ts';
import { planDigests } from '#remind/digest/plan-digests.ts';
import { type WriteDigestDeps, writeDigest } from '#remind/digest/write-digest.ts';
import { createProviderList } from '#storage/access/provider-directory.ts';
import { instantFrom, type Registry } from '#support/storage/registry';
import { composeNewLink } from '#watch/letter/new-link-mail.ts';
import { composeSiteLinks } from '#watch/letter/site-links-mail.ts';
import { composeWatchConfirm } from '#watch/letter/watch-confirm-mail.ts';
import { composeWatchNews } from '#watch/letter/watch-news-mail.ts';
import { type NotifyOfNewsDeps, notifyOfNews } from '#watch/news/notify-of-news.ts';
import { writeWatchNews } from '#watch/news/write-watch-news.ts';
import { type WriteNewLinkDeps, writeNewLink } from '#watch/write-new-link.ts';
import { type WriteSiteLinksDeps, writeSiteLinks } from '#watch/write-site-links.ts';
import { type WriteWatchConfirmDeps, writeWatchConfirm } from '#watch/write-watch-confirm.ts';

type NoticeServiceDeps = NotifyOfNewsDeps &
  SendNoticeDeps &
  WriteDigestDeps &
  WriteAddressChangeDeps &
  WriteKeyNoticeDeps &
  WriteSignInDeps &
  WriteColleagueNoticeDeps &
  WriteOwnCertificatesDeps &
  WriteSiteLinksDeps &
  WriteNewLinkDeps &
  WriteWatchConfirmDeps;

/** Each kind by who writes it, as the function does. */
function written(using: NoticeServiceDeps, subject: NoticeSubject) {
  switch (subject.of) {
    case 'digest':
      return writeDigest(using, subject);
    case 'addressChange':
      return writeAddressChange(using, subject);
    case 'ownCertificates':
      return writeOwnCertificates(using, subject);
    case 'key':
      return writeKeyNotice(using, subject);
    case 'signIn':
      return writeSignIn(using, subject);
    case 'colleague':
      return writeColleagueNotice(using, subject);
    case 'siteLinks':
      return writeSiteLinks(using, subject);
    case 'newLink':
      return writeNewLink(using, subject);
    case 'watchConfirm':
      return writeWatchConfirm(using, subject);
    case 'watchNews':
      return writeWatchNews(using, subject);
  }
}

/** Notices over a registry, with a mail service, a clock and a queue that the test holds. */
export function createNoticeService(registry: Registry) {
  const service = {
    now: instantFrom('2027-01-25T01:00:00.000Z'),
    /** What the mail service took, or may have taken, with the attempt that it was. */
    taken: [] as { mail: Mail; claimId: string }[],
    answer: (_: Mail): MailAnswer => ({ outcome: 'accepted', messageId: 'm' }),
    /** Subjects in the queue, with their delay in seconds. */
    queued: [] as { subject: NoticeSubject | WatchCall | WatchPage; seconds: number }[],
    reported: [] as (MailOutcome | Skipped)[],
    /** What was said of certificates that cannot be read. */
    unreadable: [] as ({ provider: string; count: number } | { rosterId: string; count: number })[],
    deps,
    send: (subject: NoticeSubject, using = deps()) =>
      sendNotice(using, subject, () => written(using, subject)),
    tell: (call: WatchCall, using = deps()) => notifyOfNews(using, call),
    later(seconds: number) {
      service.now = instantFrom(new Date(Date.parse(service.now) + seconds * 1000).toISOString());
    },
    async plan(on: CivilDate): Promise<NoticeSubject[]> {
      const planned: NoticeSubject[] = [];
      const notices = {
        async send(subjects: (NoticeSubject | WatchCall | WatchPage)[]) {
          for (const subject of subjects)
            if (subject.of !== 'watch' && subject.of !== 'watchPage') planned.push(subject);
        },
      };
      await planDigests({ providerList: createProviderList(registry.table), notices }, on);
      return planned;
    },
    /** Until nothing of it is queued any more; the clock moves on to when it may come again. */
    async untilDone(subject: NoticeSubject): Promise<void> {
      for (let tries = 0; tries < 200; tries++) {
        if ((await service.send(subject)).outcome === 'done') return;
        service.later(service.queued.at(-1)?.seconds ?? 0);
      }
      throw new Error('it never came to an end');
    },
    record: (subject: NoticeSubject) => registry.noticeLedger.find(toNotice(subject)),
  };

  let claims = 0;
  function deps(): NoticeServiceDeps {
    return {
      ...registry,
      ledger: registry.noticeLedger,
      mail: {
        async send(mail, claimId) {
          const said = service.answer(mail);
          if (said.outcome === 'accepted' || said.outcome === 'uncertain')
            service.taken.push({ mail, claimId });
          return said;
        },
      },
      composeDigest: (digest) => composeDigest(digest, 'https://verify.example.com'),
      composeAddressChange: (notice) => composeAddressChange(notice, 'https://verify.example.com'),
      composeOwnCertificates: (notice) => composeOwnCertificates(notice, 'https://verify.example.com'),
      composeSiteLinks: (notice) => composeSiteLinks(notice, 'https://verify.example.com'),
      composeNewLink: (notice) => composeNewLink(notice, 'https://verify.example.com'),
      composeKeyNotice: (notice) => composeKeyNotice(notice, 'https://verify.example.com'),
      composeColleagueNotice: (notice) => composeColleagueNotice(notice, 'https://verify.example.com'),
      composeSignIn: (notice) => composeSignIn(notice, 'https://verify.example.com'),
      composeWatchConfirm: (notice) => composeWatchConfirm(notice, 'https://verify.example.com'),
      composeWatchNews: (notice) => composeWatchNews(notice, 'https://verify.example.com'),
      pace: {
        next: async (at) => ({ outcome: 'open', at }),
        slowDown: async () => {},
        close: async () => {},
      },
      notices: {
        send: async (subjects, seconds = 0) =>
          void service.queued.push(...subjects.map((subject) => ({ subject, seconds }))),
      },
      clock: () => service.now,
      pauseUntil: async () => {},
      report: (_, stored) => void service.reported.push(stored),
      reportUnreadable: (found) => void service.unreadable.push(found),
      reportUnreadableWatched: (found) => void service.unreadable.push(found),
      newClaimId: () => `claim-${++claims}`,
    };
  }
  return service;
}

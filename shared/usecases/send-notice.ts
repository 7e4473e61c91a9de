import type { Instant } from '#domain/civil-date';
import {
  againAt,
  answered,
  claimedOver,
  type MailAnswer,
  type MailClaim,
  type UncertainMailing,
  wayPast,
} from '#domain/mailing';
import { type NoticeRecord, type NoticeSubject, noticeIdOf } from '#domain/notice';
import type { Mail, NoticeLedger, NoticeQueue } from '#ports';
import { type MailOnceDeps, mailOnce } from './mail-once.ts';
import { type WriteNoticeDeps, writeNotice } from './write-notice.ts';

export interface SendNoticeDeps extends MailOnceDeps, WriteNoticeDeps {
  mailStates: MailOnceDeps['mailStates'];
  noticeLedger: NoticeLedger;
  /** Where a subject waits that must come again. */
  notices: NoticeQueue;
  /** Told of every record that was stored here. */
  report(stored: NoticeRecord, subject: NoticeSubject): void;
}

/** `again`: it is queued anew; nothing can be done about it before `at`. */
export type NoticeOutcome = { outcome: 'done' } | { outcome: 'again'; at: Instant };

/** No message can wait longer; what has to wait longer looks again that often. */
const LONGEST_DELAY_SECONDS = 900;
const MOST_LOOKS = 10;
const DONE: NoticeOutcome = { outcome: 'done' };

/**
 * Deals with one e-mail that is no reminder: sent once, or on record with the reason why not. Any crash, redelivery or
 * second message at the same time leaves the same (docs/decisions/011).
 */
export async function sendNotice(deps: SendNoticeDeps, subject: NoticeSubject): Promise<NoticeOutcome> {
  const outcome = await dealWith(deps, subject);
  if (outcome.outcome === 'again') {
    const seconds = Math.ceil((Date.parse(outcome.at) - Date.parse(deps.clock())) / 1000);
    await deps.notices.send([subject], Math.min(Math.max(seconds, 1), LONGEST_DELAY_SECONDS));
  }
  return outcome;
}

async function dealWith(deps: SendNoticeDeps, subject: NoticeSubject): Promise<NoticeOutcome> {
  const noticeId = noticeIdOf(subject);
  let standing = await deps.noticeLedger.find(noticeId);
  for (let look = 0; look < MOST_LOOKS; look++) {
    const step = stepFrom(standing, deps.clock());
    if (step.go === 'done') return DONE;
    if (step.go === 'wait') return { outcome: 'again', at: step.until };
    if (step.go === 'giveUp') {
      const unknown: MailAnswer = { outcome: 'uncertain', code: 'lease_ended' };
      // If the mail went, it went before the lease ended.
      await settle(deps, subject, step.claim, unknown, step.claim.leaseUntil);
      standing = await deps.noticeLedger.find(noticeId);
    } else {
      const attempted = await attempt(deps, subject, step);
      if ('outcome' in attempted) return attempted;
      standing = attempted.standing;
    }
  }
  throw new Error(`a claim was refused ${MOST_LOOKS} times`);
}

type Step =
  | { go: 'done' }
  | { go: 'wait'; until: Instant }
  /** Its holder is gone, and nobody knows whether the mail went. */
  | { go: 'giveUp'; claim: MailClaim }
  /** `over`: again, as nobody knows what came of that attempt. */
  | { go: 'send'; over?: UncertainMailing | undefined };

function stepFrom(standing: NoticeRecord | undefined, at: Instant): Step {
  if (!standing) return { go: 'send' };
  if (standing.state === 'skipped') return { go: 'done' };
  if (standing.state === 'released' && !standing.heard) return { go: 'send' };
  const way = wayPast(standing, at);
  if (way.go === 'wait') return way;
  if (way.go === 'giveUp' && standing.state === 'claimed') return { go: 'giveUp', claim: standing };
  if (way.go === 'sendAgain' && standing.state === 'uncertain') return { go: 'send', over: standing };
  return { go: 'done' };
}

/** `standing`: something else is on record, and nothing was sent. */
async function attempt(
  deps: SendNoticeDeps,
  subject: NoticeSubject,
  { over }: Step & { go: 'send' },
): Promise<NoticeOutcome | { standing: NoticeRecord }> {
  // Written before it is claimed: a mail that cannot be written must not leave a claim behind.
  const written = await writeNotice(deps, subject);
  if ('skip' in written) return skip(deps, subject, written.skip);
  if ('notBefore' in written) return { outcome: 'again', at: written.notBefore };
  return mail(deps, subject, written.mail, over);
}

async function skip(
  deps: SendNoticeDeps,
  subject: NoticeSubject,
  reason: (NoticeRecord & { state: 'skipped' })['reason'],
): Promise<NoticeOutcome> {
  const noticeId = noticeIdOf(subject);
  const record = { noticeId, state: 'skipped', reason, skippedAt: deps.clock() } as const;
  if ((await deps.noticeLedger.recordSkip(record)) === 'recorded') deps.report(record, subject);
  return DONE;
}

async function mail(
  deps: SendNoticeDeps,
  subject: NoticeSubject,
  written: Mail,
  over: UncertainMailing | undefined,
): Promise<NoticeOutcome | { standing: NoticeRecord }> {
  let again: Instant | undefined;
  const mailed = await mailOnce<NoticeRecord>(deps, {
    mail: written,
    async claim(claim) {
      const answer = await deps.noticeLedger.claim(noticeIdOf(subject), claimedOver(claim, over), over);
      return answer.outcome === 'claimed' ? undefined : answer.standing;
    },
    async settle(claim, answer, at) {
      again = await settle(deps, subject, claimedOver(claim, over), answer, at);
    },
  });
  if (mailed.outcome === 'refused') return { standing: mailed.refusal };
  if (mailed.outcome === 'closed') return { outcome: 'again', at: mailed.until };
  return again === undefined ? DONE : { outcome: 'again', at: again };
}

/** Gives the moment before which nothing more can be done, if something has to be. */
async function settle(
  deps: SendNoticeDeps,
  subject: NoticeSubject,
  claim: MailClaim,
  answer: MailAnswer,
  at: Instant,
): Promise<Instant | undefined> {
  const noticeId = noticeIdOf(subject);
  // A link that is waited for is wanted at once; a digest can wait for the next morning.
  const urgent = subject.of === 'addressChange';
  const outcome = answered(claim, answer, { at, urgent });
  const settled = await deps.noticeLedger.settle(noticeId, claim, outcome);
  if (settled === 'settled') deps.report({ noticeId, ...outcome }, subject);
  return againAt(outcome, answer, at);
}

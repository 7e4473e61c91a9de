import type { Instant } from '#register/civil-date.ts';
import { delayUntil } from '#storage/delay-until.ts';
import { type MailOnceDeps, mailOnce } from './mail-once.ts';
import {
  againAt,
  answered,
  claimedOver,
  givenUp,
  type MailClaim,
  type MailOutcome,
  nextAction,
  type UncertainMailing,
} from './mailing.ts';
import { type NoticeRecord, type NoticeSubject, noticeIdOf } from './notice.ts';
import type { Mail, NoticeLedger, NoticeQueue } from './ports.ts';

export interface SendNoticeDeps extends MailOnceDeps {
  noticeLedger: NoticeLedger;
  /** Where a subject waits that must come again. */
  notices: NoticeQueue;
  /** Told of every record that was stored here. */
  report(stored: NoticeRecord, subject: NoticeSubject): void;
}

/** The e-mail that a subject comes to, or why there is none. `notBefore`: what it tells of is not done yet; look again then. */
export type WrittenNotice =
  | { mail: Mail }
  | { skip: (NoticeRecord & { state: 'skipped' })['reason'] }
  | { notBefore: Instant };
type Write = () => Promise<WrittenNotice>;

/** So long a notice waits for what it is to tell of. */
export const LOOK_AGAIN_SECONDS = 60;

/** `again`: it is queued anew; nothing can be done about it before `at`. */
export type NoticeOutcome = { outcome: 'done' } | { outcome: 'again'; at: Instant };

const MAX_LOOKS = 10;
const DONE: NoticeOutcome = { outcome: 'done' };

/**
 * Deals with one e-mail that is no reminder: sent once, or on record with the reason why not. Any crash, redelivery or
 * second message at the same time leaves the same (docs/decisions/011). It is written anew for each attempt.
 */
export async function sendNotice(
  deps: SendNoticeDeps,
  subject: NoticeSubject,
  write: Write,
): Promise<NoticeOutcome> {
  const outcome = await dealWith(deps, subject, write);
  if (outcome.outcome === 'again') {
    await deps.notices.send([subject], delayUntil(outcome.at, deps.clock()));
  }
  return outcome;
}

async function dealWith(deps: SendNoticeDeps, subject: NoticeSubject, write: Write): Promise<NoticeOutcome> {
  const noticeId = noticeIdOf(subject);
  let standing = await deps.noticeLedger.find(noticeId);
  for (let look = 0; look < MAX_LOOKS; look++) {
    const step = stepFrom(standing, deps.clock());
    if (step.go === 'done') return DONE;
    if (step.go === 'wait') return { outcome: 'again', at: step.until };
    if (step.go === 'giveUp') {
      await settle(deps, subject, step.claim, givenUp(step.claim, isUrgent(subject)));
      standing = await deps.noticeLedger.find(noticeId);
    } else {
      const attempted = await attempt(deps, subject, write, step);
      if ('outcome' in attempted) return attempted;
      standing = attempted.standing;
    }
  }
  throw new Error(`a claim was refused ${MAX_LOOKS} times`);
}

/** Whether nothing has to be done about it any more: it went, was given up, or was skipped. */
export function isDealtWith(standing: NoticeRecord | undefined, at: Instant): boolean {
  return stepFrom(standing, at).go === 'done';
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
  const way = nextAction(standing, at);
  if (way.go === 'wait') return way;
  if (way.go === 'claim') return { go: 'send' };
  if (way.go === 'giveUp' && standing.state === 'claimed') return { go: 'giveUp', claim: standing };
  if (way.go === 'sendAgain' && standing.state === 'uncertain') return { go: 'send', over: standing };
  return { go: 'done' };
}

/** `standing`: something else is on record, and nothing was sent. */
async function attempt(
  deps: SendNoticeDeps,
  subject: NoticeSubject,
  write: Write,
  { over }: Step & { go: 'send' },
): Promise<NoticeOutcome | { standing: NoticeRecord }> {
  // Written before it is claimed: a mail that cannot be written must not leave a claim behind.
  const written = await write();
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
      const held = claimedOver(claim, over);
      const outcome = answered(held, answer, { at, urgent: isUrgent(subject) });
      again = againAt(outcome, answer, at);
      await settle(deps, subject, held, outcome);
    },
  });
  if (mailed.outcome === 'refused') return { standing: mailed.refusal };
  if (mailed.outcome === 'closed') return { outcome: 'again', at: mailed.until };
  return again === undefined ? DONE : { outcome: 'again', at: again };
}

/** A link that is waited for, or a revocation, is wanted at once; a digest can wait. */
const isUrgent = (subject: NoticeSubject) => subject.of !== 'digest';

async function settle(
  deps: SendNoticeDeps,
  subject: NoticeSubject,
  claim: MailClaim,
  outcome: MailOutcome,
): Promise<void> {
  const noticeId = noticeIdOf(subject);
  const settled = await deps.noticeLedger.settle(noticeId, claim, outcome);
  if (settled === 'settled') deps.report({ noticeId, ...outcome }, subject);
}

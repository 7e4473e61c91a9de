import { addSeconds, type Instant } from '#domain/civil-date';
import { claimMailing, type MailAnswer, type MailClaim } from '#domain/mailing';
import type { Clock, Mail, MailPace, MailSender, MailStates, Slot } from '#ports';

export interface MailOnceDeps {
  pace: MailPace;
  mail: MailSender;
  mailStates: MailStates;
  clock: Clock;
  pauseUntil(at: Instant): Promise<void>;
  /** A name for one attempt, never used twice; letters, digits and hyphens. */
  newClaimId(): string;
}

export interface MailJob<Refusal> {
  mail: Mail;
  /** Stores the claim; undefined: it stands. */
  claim(claim: MailClaim): Promise<Refusal | undefined>;
  settle(claim: MailClaim, answer: MailAnswer, at: Instant): Promise<void>;
}

export type MailedOnce<Refusal> =
  | { outcome: 'answered'; answer: MailAnswer }
  | { outcome: 'refused'; refusal: Refusal }
  | Extract<Slot, { outcome: 'closed' }>;

/** A moment that was kept free is used at once or not at all: mails that pile up would exceed the rate. */
const SLOT_SECONDS = 0.1;
/** What is claimed is as it was decided; so long after that it still is, for anyone who asks. */
const LONGEST_HELD_SECONDS = 2;
const MOST_CLAIMS = 5;
/** One try in that time shows when the account may send again. */
const ACCOUNT_PAUSE_SECONDS = 15 * 60;
/** SES counts the last 24 hours, so that in an hour there may be some left; nobody has to try before. */
const QUOTA_PAUSE_SECONDS = 60 * 60;

const SLOT_PASSED: MailAnswer = { outcome: 'notNow', because: 'rate', code: 'slot_passed' };

/**
 * One e-mail, in this order: a free moment is waited for, the claim is stored, the mail service is asked once, and its
 * answer is stored. So nothing is sent that is not claimed. Where storing the claim took too long another moment is taken;
 * if that is not within two seconds, the claim is given back. What the answer means for the address, and for all other
 * mail, is kept before the claim is settled.
 */
export async function mailOnce<Refusal>(
  deps: MailOnceDeps,
  job: MailJob<Refusal>,
): Promise<MailedOnce<Refusal>> {
  for (let claims = 0; claims < MOST_CLAIMS; claims++) {
    const slot = await deps.pace.next(deps.clock());
    if (slot.outcome === 'closed') return slot;
    await deps.pauseUntil(slot.at);
    const claim = claimMailing({ claimId: deps.newClaimId(), at: deps.clock() });
    const refusal = await job.claim(claim);
    if (refusal) return { outcome: 'refused', refusal };
    const now = deps.clock();
    const passed = now > addSeconds(slot.at, SLOT_SECONDS);
    const moment = passed ? await deps.pace.next(now) : slot;
    if (moment.outcome === 'open' && moment.at <= addSeconds(now, LONGEST_HELD_SECONDS)) {
      if (passed) await deps.pauseUntil(moment.at);
      const answer = await deps.mail.send(job.mail, claim.claimId);
      await heed(deps, job.mail.to, answer);
      await job.settle(claim, answer, deps.clock());
      return { outcome: 'answered', answer };
    }
    await job.settle(claim, SLOT_PASSED, deps.clock());
    if (moment.outcome === 'closed') return moment;
  }
  return { outcome: 'answered', answer: SLOT_PASSED };
}

async function heed(deps: MailOnceDeps, to: string, answer: MailAnswer): Promise<void> {
  const at = deps.clock();
  if (answer.outcome === 'undeliverable')
    await deps.mailStates.record(to, { state: 'undeliverable', since: at, code: answer.code });
  if (answer.outcome !== 'notNow') return;
  if (answer.because === 'rate') await deps.pace.slowDown(at);
  if (answer.because === 'quota') await deps.pace.close(addSeconds(at, QUOTA_PAUSE_SECONDS), 'quota');
  if (answer.because === 'account') await deps.pace.close(addSeconds(at, ACCOUNT_PAUSE_SECONDS), 'account');
}

import { addSeconds, type Instant } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { MailClaim } from './mail-record.ts';
import { claimMailing, type MailAnswer, type NotNow } from './mailing-rules.ts';
import type { Mail, MailPace, MailSender, MailStates, Slot } from './ports.ts';

export interface AttemptDeps {
  pace: MailPace;
  mail: MailSender;
  mailStates: MailStates;
  clock: Clock;
  pauseUntil(at: Instant): Promise<void>;
  /** A name for one attempt, never used twice; letters, digits and hyphens. */
  newClaimId(): string;
}

export interface MailAttempt<Refusal> {
  mail: Mail;
  /** Stores the claim; undefined: it stands. */
  claim(claim: MailClaim): Promise<Refusal | undefined>;
  settle(claim: MailClaim, answer: MailAnswer, at: Instant): Promise<void>;
}

export type Attempted<Refusal> =
  | { outcome: 'answered'; answer: MailAnswer }
  | { outcome: 'refused'; refusal: Refusal }
  | Extract<Slot, { outcome: 'closed' }>;

/** A slot that was kept free is used at once or not at all: mails that pile up would exceed the rate. */
const SLOT_SECONDS = 0.1;
/** A claim is stored that long before its slot: as a rule it takes less, and the slot is not lost. */
const CLAIM_LEAD_SECONDS = 1;
/** What is claimed is as it was decided; so long after that it still is, for anyone who asks. */
const MAX_HELD_SECONDS = 2;
/** Others wait behind this one, and a function does not run for ever. */
const MAX_SECONDS = 20;
/** One try in that time shows when the account may send again. */
const ACCOUNT_PAUSE_SECONDS = 15 * 60;
/** SES counts the last 24 hours, so that in an hour there may be some left; nobody has to try before. */
const QUOTA_PAUSE_SECONDS = 60 * 60;

const BUSY_SECONDS = 5;

const SLOT_PASSED: MailAnswer = { outcome: 'notNow', because: 'rate', code: 'slot_passed' };

/**
 * One e-mail, in this order: a free slot is taken, the claim is stored just before it, the mail service is asked once
 * at that time, and its answer is stored. So nothing is sent that is not claimed. Where storing the claim took so long
 * that the slot passed another one is taken; if that is not within two seconds, the claim is given back. What the answer
 * means for the address, and for all other mail, is kept before the claim is settled.
 */
export async function attempt<Refusal>(
  deps: AttemptDeps,
  job: MailAttempt<Refusal>,
): Promise<Attempted<Refusal>> {
  const end = addSeconds(deps.clock(), MAX_SECONDS);
  while (deps.clock() < end) {
    const slot = await deps.pace.next(deps.clock());
    if (slot.outcome === 'closed') return slot;
    await deps.pauseUntil(addSeconds(slot.at, -CLAIM_LEAD_SECONDS));
    const claim = claimMailing({ claimId: deps.newClaimId(), at: deps.clock() });
    const refusal = await job.claim(claim);
    if (refusal) return { outcome: 'refused', refusal };
    const now = deps.clock();
    const passed = now > addSeconds(slot.at, SLOT_SECONDS);
    const freeSlot = passed ? await deps.pace.next(now) : slot;
    if (freeSlot.outcome === 'open' && freeSlot.at <= addSeconds(now, MAX_HELD_SECONDS)) {
      await deps.pauseUntil(freeSlot.at);
      return { outcome: 'answered', answer: await ask(deps, job, claim) };
    }
    await job.settle(claim, SLOT_PASSED, deps.clock());
    if (freeSlot.outcome === 'closed') return freeSlot;
  }
  return { outcome: 'closed', until: addSeconds(deps.clock(), BUSY_SECONDS), because: 'busy' };
}

async function ask<Refusal>(
  deps: AttemptDeps,
  job: MailAttempt<Refusal>,
  claim: MailClaim,
): Promise<MailAnswer> {
  const answer = await deps.mail.send(job.mail, claim.claimId);
  // What is on record as refused for good has its reason on record: so the address comes first.
  if (answer.outcome === 'undeliverable')
    await deps.mailStates.record(job.mail.to, {
      state: 'undeliverable',
      since: deps.clock(),
      code: answer.code,
    });
  try {
    if (answer.outcome === 'notNow') await applyBackoff(deps, answer.because);
  } finally {
    await job.settle(claim, answer, deps.clock());
  }
  return answer;
}

/** What an answer means for all other mail. */
async function applyBackoff({ pace, clock }: AttemptDeps, because: NotNow): Promise<void> {
  const at = clock();
  if (because === 'rate') await pace.slowDown(at);
  if (because === 'quota') await pace.close(addSeconds(at, QUOTA_PAUSE_SECONDS), 'quota');
  if (because === 'account') await pace.close(addSeconds(at, ACCOUNT_PAUSE_SECONDS), 'account');
}

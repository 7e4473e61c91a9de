import type { Instant } from '#register/civil-date.ts';
import { type AttemptDeps, attempt } from './attempt.ts';
import type { MailClaim, MailOutcome, MailRecord, Skipped } from './mail-record.ts';
import { againAt, answered, claimedOver, givenUp, nextAction } from './mailing-rules.ts';
import type { Mail } from './ports.ts';
import type { ClaimRefusal, Due, MailLedger, Settlement, Subject } from './subject.ts';

export interface SendOnceDeps<Of extends Subject, Reason extends string> extends AttemptDeps {
  ledger: MailLedger<Of, Reason>;
  /** Told of everything that was put on record here. */
  report(subject: Of, stored: MailOutcome | Skipped<Reason>): void;
}

/** The e-mail that subjects come to, or why there is none. `notBefore`: what it tells of is not done yet; look again then. */
export type Written<Reason extends string> = { mail: Mail } | { skip: Reason } | { notBefore: Instant };

/** Subjects of which something is left to do, and the moment before which nothing can be done about them. */
export type Waiting<Of> = Map<Of, Instant>;

const MAX_LOOKS = 10;

/**
 * One e-mail to one address for all these subjects: each is sent once, or is on record with the reason why not. Those that
 * somebody else sent or holds are left out of it. Any crash, redelivery or second sender at the same time leaves the same
 * (docs/decisions/011). It is written anew for each attempt, before anything is claimed: a mail that cannot be written must
 * not leave a claim behind. `existing`: what is on record already, as far as that was looked for. `changedMeanwhile`: what
 * the mail was decided on is no longer so, and nothing was sent.
 */
export async function sendOnce<Of extends Subject, Reason extends string>(
  deps: SendOnceDeps<Of, Reason>,
  subjects: readonly Of[],
  write: (subjects: readonly [Of, ...Of[]]) => Promise<Written<Reason>>,
  existing: ReadonlyMap<Of, MailRecord<Reason>> = new Map(),
): Promise<Waiting<Of> | 'changedMeanwhile'> {
  const waiting: Waiting<Of> = new Map();
  let due: Due<Of>[] = subjects.map((subject) => ({ subject }));
  due = await stillDue(deps, due, existing, waiting);
  for (let look = 0; look < MAX_LOOKS; look++) {
    const [first, ...others] = due;
    if (!first) return waiting;
    const written = await write([first.subject, ...others.map(({ subject }) => subject)]);
    if ('skip' in written) {
      for (const { subject } of due) {
        const until = await skipOnce(deps, subject, written.skip);
        if (until) waiting.set(subject, until);
      }
      return waiting;
    }
    if ('notBefore' in written) {
      for (const { subject } of due) waiting.set(subject, written.notBefore);
      return waiting;
    }
    const refusal = await send(deps, due, written.mail, waiting);
    if (!refusal) return waiting;
    if (refusal.outcome === 'changedMeanwhile') return refusal.outcome;
    due = await stillDue(deps, due, refusal.existing, waiting);
  }
  throw new Error(`a claim was refused ${MAX_LOOKS} times`);
}

/**
 * Puts on record why a subject is not sent, unless something else is. Gives the instant until which that is in the way, if
 * somebody is just about to send it.
 */
export async function skipOnce<Of extends Subject, Reason extends string>(
  deps: Pick<SendOnceDeps<Of, Reason>, 'ledger' | 'report' | 'clock'>,
  subject: Of,
  reason: Reason,
): Promise<Instant | undefined> {
  const skipped = { state: 'skipped', reason, skippedAt: deps.clock() } as const;
  const existing = await deps.ledger.skip(subject, skipped);
  if (!existing) deps.report(subject, skipped);
  if (existing?.state !== 'claimed') return undefined;
  if (existing.leaseUntil > deps.clock()) return existing.leaseUntil;
  await giveUp(deps, subject, existing);
  return undefined;
}

/** Undefined: the mail was sent, or has to wait. */
async function send<Of extends Subject, Reason extends string>(
  deps: SendOnceDeps<Of, Reason>,
  due: readonly Due<Of>[],
  mail: Mail,
  waiting: Waiting<Of>,
): Promise<ClaimRefusal<Of, Reason> | undefined> {
  const attempted = await attempt<ClaimRefusal<Of, Reason>>(deps, {
    mail,
    async claim(claim) {
      // Of an attempt that was given back nothing is left.
      for (const { subject } of due) waiting.delete(subject);
      return deps.ledger.claim(claim, due);
    },
    async settle(attempted, answer, at) {
      const settlements = due.map(({ subject, over }) => {
        const claim = claimedOver(attempted, over);
        const outcome = answered(claim, answer, { at, urgent: subject.urgent });
        const until = againAt(outcome, answer, at);
        if (until) waiting.set(subject, until);
        return { subject, claim, outcome };
      });
      await settle(deps, settlements);
    },
  });
  if (attempted.outcome === 'closed') for (const { subject } of due) waiting.set(subject, attempted.until);
  return attempted.outcome === 'refused' ? attempted.refusal : undefined;
}

/** Those that are still to be sent once what is on record is taken into account. */
async function stillDue<Of extends Subject, Reason extends string>(
  deps: SendOnceDeps<Of, Reason>,
  due: readonly Due<Of>[],
  existing: ReadonlyMap<Of, MailRecord<Reason>>,
  waiting: Waiting<Of>,
): Promise<Due<Of>[]> {
  const left: Due<Of>[] = [];
  for (const one of due) {
    const { subject } = one;
    const record = existing.get(subject);
    if (!record) left.push(one);
    else {
      const next = nextAction(record, deps.clock());
      if (next.go === 'wait') waiting.set(subject, next.until);
      if (next.go === 'claim') left.push({ subject });
      if (next.go === 'sendAgain') left.push({ subject, over: next.over });
      if (next.go === 'giveUp') {
        await giveUp(deps, subject, next.claim);
        left.push(...(await stillDue(deps, [{ subject }], await onRecord(deps, subject), waiting)));
      }
    }
  }
  return left;
}

/** What is on record of a subject now. */
export async function onRecord<Of, Reason extends string>(
  { ledger }: { ledger: Pick<MailLedger<Of, Reason>, 'find'> },
  subject: Of,
): Promise<ReadonlyMap<Of, MailRecord<Reason>>> {
  const record = await ledger.find(subject);
  return new Map(record && [[subject, record]]);
}

/** Its sender is gone, and nobody knows whether the mail went. */
const giveUp = <Of extends Subject, Reason extends string>(
  deps: Pick<SendOnceDeps<Of, Reason>, 'ledger' | 'report'>,
  subject: Of,
  claim: MailClaim,
) => settle(deps, [{ subject, claim, outcome: givenUp(claim, subject.urgent) }]);

async function settle<Of extends Subject, Reason extends string>(
  { ledger, report }: Pick<SendOnceDeps<Of, Reason>, 'ledger' | 'report'>,
  settlements: Settlement<Of>[],
): Promise<void> {
  for (const { subject, outcome } of await ledger.settle(settlements)) report(subject, outcome);
}

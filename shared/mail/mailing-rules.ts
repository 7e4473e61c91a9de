import { addSeconds, type Instant } from '#register/civil-date.ts';
import {
  type Heard,
  type Hearing,
  type MailClaim,
  type MailEvent,
  type Mailing,
  type MailOutcome,
  type MailRecord,
  mailEvents,
  type UncertainMailing,
} from './mail-record.ts';

/**
 * One e-mail that is to go once. It is claimed before the mail service is asked, the service is asked once, and its
 * answer is kept; what the service tells later (`heard`) is kept beside that and never overwrites it. So whatever comes
 * first, or twice, the same is left (docs/decisions/011).
 */

/** For how long a mail's link opens a holder's page: an e-mail lies in an inbox for a year at times. */
export const CERTIFICATES_LINK_DAYS = 400;

/** Of two reports of one event the earlier is kept, whichever came first. */
export function withHeard(
  known: Heard | undefined,
  event: { kind: MailEvent; at: Instant; code?: string | undefined },
): Heard {
  const { kind, at, code } = event;
  const report = { at, ...(code !== undefined && { code }) };
  const before = known?.[kind];
  return { ...known, [kind]: before && rank(before) <= rank(report) ? before : report };
}

const rank = ({ at, code = '' }: Hearing) => `${at} ${code}`;

/**
 * What came of one attempt to mail. `undeliverable`: no mail to this address will ever be taken. `rejected`: this one
 * will not. `notNow`: certainly not sent, but may be later. `uncertain`: nobody knows.
 */
export type MailAnswer =
  | { outcome: 'accepted'; messageId: string }
  | { outcome: 'undeliverable'; code: string }
  | { outcome: 'rejected'; code: string }
  | { outcome: 'notNow'; because: NotNow; code: string }
  | { outcome: 'uncertain'; code: string };

/** Too many a second; too many in 24 hours; the account may not send; nobody answers. */
export type NotNow = 'rate' | 'quota' | 'account' | 'unreachable';

/** Longer than a sender may run: a lease that has ended means that its sender is gone. */
const LEASE_SECONDS = 90;

/**
 * For how long an event is waited for before a mail that may have gone is sent again. SES tells of what it took within
 * seconds. `urgent`: a duplicate does less harm than a loss, and the day matters. Otherwise it waits for the next morning.
 */
const WAIT_SECONDS = { urgent: 15 * 60, patient: 20 * 60 * 60 };
/** After that many attempts of which nobody knows, it stays `uncertain`. */
export const MAX_ATTEMPTS = 3;

export function claimMailing({ claimId, at }: { claimId: string; at: Instant }): MailClaim {
  return { state: 'claimed', claimId, claimedAt: at, leaseUntil: addSeconds(at, LEASE_SECONDS) };
}

/** A claim made again over one of which nobody knows: that one stays on record with it. */
export function claimedOver(claim: MailClaim, over: UncertainMailing | undefined): MailClaim {
  if (!over) return claim;
  const { claimId, since, code, earlier = [] } = over;
  return { ...claim, earlier: [...earlier, { claimId, since, code }] };
}

/** `urgent` says how long an event is waited for when nobody knows whether the mail went. */
export function answered(
  claim: MailClaim,
  answer: MailAnswer,
  { at, urgent }: { at: Instant; urgent: boolean },
): MailOutcome {
  const { claimId, earlier } = claim;
  const attempted = { claimId, ...(earlier && { earlier }) };
  switch (answer.outcome) {
    case 'accepted':
      return { ...attempted, state: 'sent', messageId: answer.messageId, sentAt: at };
    case 'undeliverable':
    case 'rejected':
      return { ...attempted, state: 'failed', code: answer.code, failedAt: at };
    case 'notNow':
      return givenBack(claim, answer.code, at);
    case 'uncertain':
      return {
        ...attempted,
        state: 'uncertain',
        code: answer.code,
        since: at,
        settleFrom: addSeconds(at, urgent ? WAIT_SECONDS.urgent : WAIT_SECONDS.patient),
      };
  }
}

/** An attempt made over one of which nobody knows gives its place back to that one, whose events may still come. */
function givenBack({ claimId, earlier = [] }: MailClaim, code: string, at: Instant): MailOutcome {
  const before = earlier.at(-1);
  if (!before) return { claimId, state: 'released', code, releasedAt: at };
  const rest = earlier.slice(0, -1);
  return { ...before, state: 'uncertain', settleFrom: at, ...(rest.length && { earlier: rest }) };
}

const TRY_AGAIN_SECONDS: Record<NotNow, number> = { rate: 5, unreachable: 60, account: 900, quota: 3600 };

/** The moment before which nothing more can be done about a mailing; undefined: nothing has to be. */
export function againAt(outcome: MailOutcome, answer: MailAnswer, at: Instant): Instant | undefined {
  if (answer.outcome === 'notNow') return addSeconds(at, TRY_AGAIN_SECONDS[answer.because]);
  return outcome.state === 'uncertain' ? outcome.settleFrom : undefined;
}

/** The outcome of a claim whose lease ended: its owner is gone. If the mail went, it went before that instant. */
export function givenUp(claim: MailClaim, urgent: boolean): MailOutcome {
  return answered(claim, { outcome: 'uncertain', code: 'lease_ended' }, { at: claim.leaseUntil, urgent });
}

/** What to do about a subject. `claim`: nothing is in the way. `wait`: nothing may be sent before `until`. */
export type NextAction =
  | { go: 'done' }
  | { go: 'claim' }
  | { go: 'wait'; until: Instant }
  | { go: 'giveUp'; claim: MailClaim }
  | { go: 'sendAgain'; over: UncertainMailing };

/**
 * `giveUp`: its sender is gone, and nobody knows whether the mail went. `sendAgain`: no event came in time. An event
 * that the mail service took it settles it, whatever is on record.
 */
export function nextAction(existing: MailRecord, at: Instant): NextAction {
  if (existing.state === 'skipped' || existing.heard) return { go: 'done' };
  switch (existing.state) {
    case 'claimed':
      return existing.leaseUntil > at
        ? { go: 'wait', until: existing.leaseUntil }
        : { go: 'giveUp', claim: existing };
    case 'uncertain':
      if ((existing.earlier?.length ?? 0) + 1 >= MAX_ATTEMPTS) return { go: 'done' };
      return existing.settleFrom > at
        ? { go: 'wait', until: existing.settleFrom }
        : { go: 'sendAgain', over: existing };
    case 'released':
      return { go: 'claim' };
    default:
      return { go: 'done' };
  }
}

/** What a mailing has come to, as far as anyone knows. */
export type DeliveryStatus = MailEvent | 'underWay' | 'givenBack' | 'failed' | 'uncertain';

/** The answer and what was heard since, together: the same whatever came first. */
export function deliveryStatus({ state, heard: known }: Mailing): DeliveryStatus {
  const most = mailEvents.findLast((event) => known?.[event]);
  if (most) return most;
  switch (state) {
    case 'claimed':
      return 'underWay';
    case 'released':
      return 'givenBack';
    case 'sent':
      return 'accepted';
    default:
      return state;
  }
}

import * as z from 'zod';
import { addSeconds, type Instant, instant } from '#register/civil-date.ts';

/**
 * One e-mail that is to go once. It is claimed before the mail service is asked, the service is asked once, and its
 * answer is kept; what the service tells later (`heard`) is kept beside that and never overwrites it. So whatever comes
 * first, or twice, the same is left (docs/decisions/011).
 */

/** For how long a mail's link opens a holder's page: an e-mail lies in an inbox for a year at times. */
export const CERTIFICATES_LINK_DAYS = 400;

/** What the mail service tells of a mail that it took. Of several that are true, the later in this list says more. */
export const mailEvents = [
  'accepted',
  'delayed',
  /** Given up for now, or an automatic answer: the address is not at fault. */
  'returned',
  'delivered',
  'rejected',
  'bounced',
  'complained',
] as const;
export type MailEvent = (typeof mailEvents)[number];

const hearing = z.object({ at: instant, code: z.string().optional() });
/** When each was so, by the mail service's clock, and its own word for the cause. */
const heard = z.partialRecord(z.enum(mailEvents), hearing);
type Heard = z.infer<typeof heard>;

/** Of two tellings of one event the earlier is kept, whichever came first. */
export function withHeard(
  known: Heard | undefined,
  event: { kind: MailEvent; at: Instant; code?: string | undefined },
): Heard {
  const { kind, at, code } = event;
  const told = { at, ...(code !== undefined && { code }) };
  const before = known?.[kind];
  return { ...known, [kind]: before && rank(before) <= rank(told) ? before : told };
}

const rank = ({ at, code = '' }: z.infer<typeof hearing>) => `${at} ${code}`;

/** An attempt that ended without anyone knowing whether the mail went, and without an event. */
const unknownAttempt = z.object({ claimId: z.string(), since: instant, code: z.string() });

const attempt = {
  /** Names this attempt, and is the tag that its events carry. */
  claimId: z.string(),
  heard: heard.optional(),
  /** Attempts before this one of which nobody knows whether the mail went. */
  earlier: z.array(unknownAttempt).optional(),
};

/**
 * The states of one attempt. `claimed` is a passing one: who holds it has until `leaseUntil` to say what came of it.
 * `released`: it certainly did not go, and may be claimed again. `failed`: it was refused for good. `uncertain`: the
 * mail may or may not have gone; without an event by `settleFrom` it may be claimed again.
 */
export const mailingStates = {
  claimed: { ...attempt, state: z.literal('claimed'), claimedAt: instant, leaseUntil: instant },
  sent: { ...attempt, state: z.literal('sent'), messageId: z.string(), sentAt: instant },
  failed: { ...attempt, state: z.literal('failed'), code: z.string(), failedAt: instant },
  released: { ...attempt, state: z.literal('released'), code: z.string(), releasedAt: instant },
  uncertain: {
    ...attempt,
    state: z.literal('uncertain'),
    code: z.string(),
    since: instant,
    settleFrom: instant,
  },
};

export const mailing = z.discriminatedUnion('state', [
  z.object(mailingStates.claimed),
  z.object(mailingStates.sent),
  z.object(mailingStates.failed),
  z.object(mailingStates.released),
  z.object(mailingStates.uncertain),
]);
export type Mailing = z.infer<typeof mailing>;
export type MailClaim = Extract<Mailing, { state: 'claimed' }>;
export type UncertainMailing = Extract<Mailing, { state: 'uncertain' }>;
/** A mailing whose fate the mail service has answered, or has not. */
export type MailOutcome = Exclude<Mailing, { state: 'claimed' }>;

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

/** Longer than a sender may run: a lease that has ended means that its holder is gone. */
const LEASE_SECONDS = 90;

/**
 * For how long an event is waited for before a mail that may have gone is sent again. SES tells of what it took within
 * seconds. `urgent`: a duplicate does less harm than a loss, and the day matters. Otherwise it waits for the next morning.
 */
const WAIT_SECONDS = { urgent: 15 * 60, patient: 20 * 60 * 60 };
/** After that many attempts of which nobody knows, it stays `uncertain`. */
const MAX_ATTEMPTS = 3;

export function claimMailing({ claimId, at }: { claimId: string; at: Instant }): MailClaim {
  return { state: 'claimed', claimId, claimedAt: at, leaseUntil: addSeconds(at, LEASE_SECONDS) };
}

/** A claim made again over one of which nobody knows: that one stays on record with it. */
export function claimedOver<Claim extends MailClaim>(
  claim: Claim,
  over: UncertainMailing | undefined,
): Claim {
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

/** Of a claim whose lease ended: its holder is gone. If the mail went, it went before that moment. */
export function givenUp(claim: MailClaim, urgent: boolean): MailOutcome {
  return answered(claim, { outcome: 'uncertain', code: 'lease_ended' }, { at: claim.leaseUntil, urgent });
}

/** What to do about a mailing that stands. `claim`: nothing is in the way. `wait`: nothing may be sent before `until`. */
export type NextAction =
  | { go: 'done' }
  | { go: 'claim' }
  | { go: 'wait'; until: Instant }
  | { go: 'giveUp' }
  | { go: 'sendAgain' };

/**
 * `giveUp`: its holder is gone, and nobody knows whether the mail went. `sendAgain`: no event came in time. An event
 * that the mail service took it settles it, whatever is on record.
 */
export function nextAction(standing: Mailing, at: Instant): NextAction {
  if (standing.heard) return { go: 'done' };
  switch (standing.state) {
    case 'claimed':
      return standing.leaseUntil > at ? { go: 'wait', until: standing.leaseUntil } : { go: 'giveUp' };
    case 'uncertain':
      if ((standing.earlier?.length ?? 0) + 1 >= MAX_ATTEMPTS) return { go: 'done' };
      return standing.settleFrom > at ? { go: 'wait', until: standing.settleFrom } : { go: 'sendAgain' };
    case 'released':
      return { go: 'claim' };
    default:
      return { go: 'done' };
  }
}

/** What a mailing has come to, as far as anyone knows. */
export type DeliveryStatus = MailEvent | 'underWay' | 'givenBack' | 'failed' | 'uncertain';

/** The answer and what was heard since, together: the same whatever came first. */
export function deliveryStatus({ state, heard: told }: Mailing): DeliveryStatus {
  const most = mailEvents.findLast((event) => told?.[event]);
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

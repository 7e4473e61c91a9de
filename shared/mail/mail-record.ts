import * as z from 'zod';
import { type Instant, instant } from '#register/civil-date.ts';

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
export type Hearing = z.infer<typeof hearing>;
/** When each was so, by the mail service's clock, and its own word for the cause. */
const heard = z.partialRecord(z.enum(mailEvents), hearing);
export type Heard = z.infer<typeof heard>;

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

/** Why a subject was not sent. */
export interface Skipped<Reason extends string = string> {
  state: 'skipped';
  reason: Reason;
  skippedAt: Instant;
}

/** What is on record of one subject: its mailing, or why there was none. */
export type MailRecord<Reason extends string = string> = Mailing | Skipped<Reason>;

/** The records of one kind; `identity`: what each says of its subject. */
export const mailRecord = <Reason extends string, Identity extends z.ZodRawShape>(
  reasons: readonly Reason[],
  identity: Identity,
) =>
  z.discriminatedUnion('state', [
    z.object({ ...identity, ...mailingStates.claimed }),
    z.object({ ...identity, ...mailingStates.sent }),
    z.object({ ...identity, ...mailingStates.failed }),
    z.object({ ...identity, ...mailingStates.released }),
    z.object({ ...identity, ...mailingStates.uncertain }),
    z.object({
      ...identity,
      state: z.literal('skipped'),
      reason: z.enum(reasons),
      skippedAt: instant,
    }),
  ]);

/** When a mailing came to be as it is; as long as it is claimed, when it was. */
export function mailingSince(mailing: Mailing): Instant {
  switch (mailing.state) {
    case 'claimed':
      return mailing.claimedAt;
    case 'sent':
      return mailing.sentAt;
    case 'failed':
      return mailing.failedAt;
    case 'released':
      return mailing.releasedAt;
    case 'uncertain':
      return mailing.since;
  }
}

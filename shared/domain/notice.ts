import * as z from 'zod';
import { civilDate, instant } from './civil-date.ts';
import { mailingStates } from './mailing.ts';
import { providerCode } from './provider.ts';

/** What an e-mail that is no reminder is about. Each subject is mailed once. */
export const noticeSubject = z.discriminatedUnion('of', [
  /** A provider's weekly digest; `week` is its Monday. */
  z.object({ of: z.literal('digest'), provider: providerCode, week: civilDate }),
  /** A holder's change of address: `asked` when it waits for its confirmation, `made` when it was confirmed. */
  z.object({
    of: z.literal('addressChange'),
    changeId: z.string().regex(/^[0-9a-f-]{36}$/),
    step: z.enum(['asked', 'made']),
    to: z.enum(['old', 'new']),
  }),
]);
export type NoticeSubject = z.infer<typeof noticeSubject>;

/** Names the subject among all notices. */
export function noticeIdOf(subject: NoticeSubject): string {
  return subject.of === 'digest'
    ? `digest#${subject.provider}#${subject.week}`
    : `addressChange#${subject.changeId}#${subject.step}#${subject.to}`;
}

/** Why a notice was not sent. `gone`: what it was about is no more. `nothingToSay`: a digest without a line. */
const noticeSkips = ['noAddress', 'undeliverable', 'nothingToSay', 'gone'] as const;

const identity = { noticeId: z.string() };

/** What is on record for one notice: its mailing, or why there was none. */
export const noticeRecord = z.discriminatedUnion('state', [
  z.object({ ...identity, ...mailingStates.claimed }),
  z.object({ ...identity, ...mailingStates.sent }),
  z.object({ ...identity, ...mailingStates.failed }),
  z.object({ ...identity, ...mailingStates.released }),
  z.object({ ...identity, ...mailingStates.uncertain }),
  z.object({ ...identity, state: z.literal('skipped'), reason: z.enum(noticeSkips), skippedAt: instant }),
]);
export type NoticeRecord = z.infer<typeof noticeRecord>;

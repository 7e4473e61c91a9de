import * as z from 'zod';
import { type Instant, instant } from './civil-date.ts';

/** What was answered, as far as it is given back: never what belongs to one request only. */
const keptAnswer = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type KeptAnswer = z.infer<typeof keptAnswer>;

const base = {
  /** SHA-256 of method, path and body: another one under the same key is a mistake of the caller's program. */
  fingerprint: z.string(),
  /** Of the run that wrote this. */
  claimId: z.string(),
  /** From this instant the key is as new. Compared by us: the table removes what has run out late, even days. */
  forgottenAt: instant,
};

/**
 * What is on record for one Idempotency-Key. `running` holds until `leaseUntil`: after that its run is gone (a crash, or
 * an answer of 5xx, which ends the lease at once), and the same request runs again. `since`: when it first ran.
 */
export const requestRecord = z.discriminatedUnion('state', [
  z.object({ ...base, state: z.literal('running'), since: instant, leaseUntil: instant }),
  z.object({ ...base, state: z.literal('answered'), answer: keptAnswer }),
]);
export type RequestRecord = z.infer<typeof requestRecord>;
type RunningRequest = Extract<RequestRecord, { state: 'running' }>;

const KEPT_MILLISECONDS = 24 * 3_600_000;

/** A little longer than the function may run (15 s): a lease that has ended means that its holder is gone. */
const LEASE_MILLISECONDS = 20_000;

const later = (at: Instant, milliseconds: number): Instant =>
  instant.parse(new Date(Date.parse(at) + milliseconds).toISOString());

/** The claim of a run that begins at `at`; of a request that ran before, it keeps when that was. */
export function claimRequest(
  claim: { fingerprint: string; claimId: string; at: Instant },
  before?: RunningRequest,
): RunningRequest {
  const { fingerprint, claimId, at } = claim;
  return {
    state: 'running',
    fingerprint,
    claimId,
    since: before?.since ?? at,
    leaseUntil: later(at, LEASE_MILLISECONDS),
    forgottenAt: before?.forgottenAt ?? later(at, KEPT_MILLISECONDS),
  };
}

/** What to do about a request whose key is on record. */
export type RequestDecision =
  | { action: 'run'; before?: RunningRequest }
  | { action: 'replay'; answer: KeptAnswer }
  | { action: 'refuse'; because: 'inProgress' | 'reused' };

export function decideRequest(record: RequestRecord, fingerprint: string, at: Instant): RequestDecision {
  if (record.forgottenAt <= at) return { action: 'run' };
  if (record.fingerprint !== fingerprint) return { action: 'refuse', because: 'reused' };
  if (record.state === 'answered') return { action: 'replay', answer: record.answer };
  if (record.leaseUntil > at) return { action: 'refuse', because: 'inProgress' };
  return { action: 'run', before: record };
}

/** The record after a run: its answer, or, when asking again may help, a lease that has ended. */
export function settleRequest(claim: RunningRequest, answer: KeptAnswer, at: Instant): RequestRecord {
  const { fingerprint, claimId, forgottenAt } = claim;
  const mayHelp = answer.status >= 500 || answer.status === 429;
  return mayHelp
    ? { ...claim, leaseUntil: at }
    : { state: 'answered', fingerprint, claimId, forgottenAt, answer };
}

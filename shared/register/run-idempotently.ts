import type { RequestMemory } from '#register/ports/access.ts';
import type { Clock } from '#register/ports/clock.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import type { Instant } from './civil-date.ts';
import {
  claimRequest,
  decideRequest,
  type KeptAnswer,
  type RequestRecord,
  settleRequest,
} from './idempotency.ts';

export type IdempotentAnswer =
  | { outcome: 'answered' | 'replayed'; answer: KeptAnswer }
  | { outcome: 'inProgress' | 'reused' };

/**
 * Runs a request unless its key was answered before: then that answer is given back, for 24 hours. Of many at the same time
 * one runs. `run` is told when an earlier run began of which nobody knows what became (it crashed, or answered 5xx): what
 * it does must be safe to do again. Outcomes without an answer: `inProgress`; `reused`, the key was another request's.
 */
export async function runIdempotently(
  deps: { requests: RequestMemory; clock: Clock; newId: () => string },
  request: { provider: string; keyHash: string; fingerprint: string },
  run: (before: Instant | undefined) => Promise<KeptAnswer>,
): Promise<IdempotentAnswer> {
  let seen: RequestRecord | undefined;
  const claimAndRun = async (): Promise<IdempotentAnswer | typeof AGAIN> => {
    const at = deps.clock();
    const decision = seen ? decideRequest(seen, request.fingerprint, at) : { action: 'run' as const };
    if (decision.action === 'refuse') return { outcome: decision.because };
    if (decision.action === 'replay') return { outcome: 'replayed', answer: decision.answer };

    const { before } = decision;
    const claim = claimRequest({ fingerprint: request.fingerprint, claimId: deps.newId(), at }, before);
    const claimed = await deps.requests.replace(request, claim, seen);
    if (claimed.outcome === 'stored') {
      const answer = await run(before?.since);
      // Refused when this took longer than its lease: another run then answers the same, and keeps its answer.
      await deps.requests.replace(request, settleRequest(claim, answer, deps.clock()), claim);
      return { outcome: 'answered', answer };
    }
    seen = claimed.existing;
    return AGAIN;
  };
  return await retry(ofOneRecord, claimAndRun, () => ({ outcome: 'inProgress' }));
}

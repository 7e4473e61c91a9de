import { settleSupersessions } from '#register/change/settle-supersessions.ts';
import type { Instant } from '#register/civil-date.ts';
import type { CredentialChange } from '#register/ports/register.ts';
import { watchChanged } from './watch-changed.ts';

/**
 * All that follows from a change of one credential. What fails keeps nothing else from being done; it is thrown, and may be
 * done again with the rest.
 */
export async function publishChange(
  deps: Parameters<typeof settleSupersessions>[0] & Parameters<typeof watchChanged>[0],
  change: CredentialChange,
  at: Instant,
): Promise<void> {
  const done = await Promise.allSettled([
    settleSupersessions(deps, change, at),
    watchChanged(deps, change, at),
  ]);
  const reasons = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (reasons.length > 1) throw new AggregateError(reasons, reasons.map(String).join('; '));
  if (reasons.length > 0) throw reasons[0];
}

import type { NoticeQueue } from '#mail/ports.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import type { CredentialChange } from '#register/ports/register.ts';
import type { WatchRepository } from '#watch/ports.ts';

/** So that what is changed at one sitting makes one e-mail. */
const DELAY_SECONDS = 60;

/**
 * After a change of a credential: every site that watches it is due, and its news is gathered a minute later. First it is
 * due: should the call be lost, the next morning's plan finds it. A change that is reported late or twice does no harm.
 */
export async function watchChanged(
  {
    watchRepository,
    notices,
  }: { watchRepository: Pick<WatchRepository, 'watching' | 'markDirty'>; notices: NoticeQueue },
  { key, provider }: CredentialChange,
  at: Instant,
): Promise<void> {
  const on = hongKongDay(at);
  const failures: unknown[] = [];
  for await (const rosterId of watchRepository.watching(key, provider)) {
    try {
      await watchRepository.markDirty(rosterId, on);
      await notices.send([{ of: 'watch', rosterId, on }], DELAY_SECONDS);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail } from '#mail/ports.ts';
import type { WrittenNotice } from '#mail/send-notice.ts';
import { addDays, hongKongDay } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { ProviderDirectory } from '#register/ports/register.ts';
import type { Digest } from './digest.ts';
import { type GatherDigestDeps, gatherDigest } from './gather-digest.ts';

export interface WriteDigestDeps extends GatherDigestDeps {
  providers: ProviderDirectory;
  composeDigest(digest: Digest): ComposedMail;
  clock: Clock;
}

/** A provider's weekly digest as of now, or why there is none. */
export async function writeDigest(
  deps: WriteDigestDeps,
  { provider: code, week }: NoticeSubject & { of: 'digest' },
): Promise<WrittenNotice> {
  const today = hongKongDay(deps.clock());
  const provider = await deps.providers.get(code);
  // The next week has its own.
  if (!provider || today >= addDays(week, 7)) return { skip: 'gone' };
  const to = provider.digestEmail;
  if (to === undefined) return { skip: 'noAddress' };
  if (await isUndeliverable(deps, to)) return { skip: 'undeliverable' };
  const digest = await gatherDigest(deps, { provider, week, on: today > week ? today : week });
  if (digest.expiring.total + digest.undeliverable.total === 0) return { skip: 'nothingToSay' };
  return { mail: { to, ...deps.composeDigest(digest) } };
}

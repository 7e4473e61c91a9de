import type { Provider } from '#domain/provider';
import type { Clock, ProviderDirectory } from '#ports';

const KEPT_MILLISECONDS = 60_000;

/**
 * A directory that asks for each provider once a minute: verifying stays one read, and a number that is there takes no
 * longer to answer than one that is not. A failed look-up is not kept. A changed profile shows within the minute.
 */
export function createRememberedDirectory(directory: ProviderDirectory, clock: Clock): ProviderDirectory {
  const kept = new Map<string, { until: number; profile: Promise<Provider | undefined> }>();
  return {
    get(code) {
      const now = Date.parse(clock());
      const known = kept.get(code);
      if (known && known.until > now) return known.profile;
      const profile = directory.get(code);
      kept.set(code, { until: now + KEPT_MILLISECONDS, profile });
      profile.catch(() => kept.delete(code));
      return profile;
    },
  };
}

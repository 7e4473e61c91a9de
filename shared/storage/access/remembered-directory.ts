import type { Provider } from '#register/catalogue/provider.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { ProviderDirectory } from '#register/ports/register.ts';
import type { ProviderProfiles } from './provider-directory.ts';

const KEPT_MILLISECONDS = 60_000;
/** After a failure what is known is served for so long before the list is asked for again. */
const SPARED_MILLISECONDS = 5_000;

/**
 * All providers, read in one go by the first question after a minute, whatever it asks for: so the time of an answer does
 * not tell whether a number was found. A changed profile shows within the minute. While the list cannot be read, what is
 * known is served; with nothing known, it fails. A provider that the list does not have yet is asked for by itself: its
 * setting that hides must hold from its first certificate on.
 */
export function createRememberedDirectory(directory: ProviderProfiles, clock: Clock): ProviderDirectory {
  const profiles = remembered(() => directory.all(), clock);
  return {
    prepare: async () => void (await profiles()),
    async get(code) {
      const known = (await profiles()).get(code);
      return known ? known() : await directory.get(code);
    },
  };
}

/** One provider at a time, for those who meet few of them, and may not list them all. Keeps and fails as the list does. */
export function createDirectoryOfFew(directory: ProviderDirectory, clock: Clock): ProviderDirectory {
  const kept = new Map<string, () => Promise<Provider | undefined>>();
  return {
    prepare: async () => {},
    async get(code) {
      const profile = kept.get(code) ?? remembered(() => directory.get(code), clock);
      kept.set(code, profile);
      return await profile();
    },
  };
}

/** `load` at most once a minute, and once for all who ask at that time. A failure is not kept; see above. */
function remembered<T>(load: () => Promise<T>, clock: Clock): () => Promise<T> {
  let known: { value: T } | undefined;
  let until = 0;
  let loading: Promise<T> | undefined;
  return async () => {
    const now = Date.parse(clock());
    if (known && now < until) return known.value;
    loading ??= load().finally(() => {
      loading = undefined;
    });
    try {
      const value = await loading;
      known = { value };
      until = now + KEPT_MILLISECONDS;
      return value;
    } catch (error) {
      if (!known) throw error;
      until = now + SPARED_MILLISECONDS;
      return known.value;
    }
  };
}

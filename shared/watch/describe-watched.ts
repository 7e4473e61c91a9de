import type { WatchedSites } from './ports.ts';
import type { Watched } from './watched-site.ts';

/**
 * Keeps what the employer says of whose certificate it is; of one that is not watched nothing is kept. `gone`: the site is
 * not watched.
 */
export async function describeWatched(
  { watchedSites }: { watchedSites: Pick<WatchedSites, 'get' | 'describe'> },
  rosterId: string,
  { key, provider, somebodyElse }: Pick<Watched, 'key' | 'provider' | 'somebodyElse'>,
): Promise<'described' | 'gone'> {
  if ((await watchedSites.get(rosterId))?.state !== 'watching') return 'gone';
  await watchedSites.describe({ rosterId, key, provider, somebodyElse });
  return 'described';
}

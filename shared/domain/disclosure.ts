import type { Credential } from './credential.ts';
import { namesMatch } from './holder-name.ts';
import type { Provider } from './provider.ts';

/** Its provider shows it only to those who know the holder's name (domain.md §5), and this is not it, or none. */
export const isHiddenFrom = (
  name: string | undefined,
  { credential, provider }: { credential: Credential; provider: Provider | undefined },
): boolean => provider?.disclosure === 'matchOnly' && !(name !== undefined && namesMatch(name, credential));

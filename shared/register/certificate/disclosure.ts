import type { Provider } from '#register/catalogue/provider.ts';
import { namesMatch } from '#register/names/holder-name.ts';
import type { Credential } from './credential.ts';
import { isErased } from './erasure.ts';

/** Its provider shows it only to those who know the holder's name (domain.md §5), and this is not it, or none. Once it is erased there is none. */
export const isHiddenFrom = (
  name: string | undefined,
  { credential, provider }: { credential: Credential; provider: Provider | undefined },
): boolean =>
  provider?.disclosure === 'matchOnly' &&
  !isErased(credential) &&
  !(name !== undefined && namesMatch(name, credential));

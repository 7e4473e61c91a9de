import type { Provider } from '#register/catalogue/provider.ts';
import { namesMatch } from '#register/names/holder-name.ts';
import type { Credential } from './credential.ts';
import { isErased } from './erasure.ts';

/** Of the other providers by whose certificates these were replaced, the codes of those that want the holder's name first. */
export async function whoWantName(
  providers: { get(code: string): Promise<Provider | undefined> },
  credentials: readonly Credential[],
): Promise<ReadonlySet<string>> {
  const codes = credentials.flatMap(({ provider, history }) =>
    history.flatMap((entry) =>
      entry.event === 'superseded' && entry.by.provider !== provider ? [entry.by.provider] : [],
    ),
  );
  const found = await Promise.all([...new Set(codes)].map((code) => providers.get(code)));
  return new Set(found.flatMap((one) => (one?.disclosure === 'matchOnly' ? [one.code] : [])));
}

/** Its provider shows it only to those who know the holder's name (domain.md §5), and this is not it, or none. Once it is erased there is none. */
export const isHiddenFrom = (
  name: string | undefined,
  { credential, provider }: { credential: Credential; provider: Provider | undefined },
): boolean =>
  provider?.disclosure === 'matchOnly' &&
  !isErased(credential) &&
  !(name !== undefined && namesMatch(name, credential));

import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import type { CredentialStore, ProviderDirectory } from '#register/ports/register.ts';
import { undefinedIfUnreadable } from './undefined-if-unreadable.ts';

/**
 * A certificate with its provider's profile (undefined in it: there is no such provider). Undefined: it is not there, or one
 * of the two cannot be read, and nobody knows what of it may be told.
 */
export function readWithProvider(
  deps: { credentials: Pick<CredentialStore, 'get'>; providers: Pick<ProviderDirectory, 'get'> },
  { key, provider: code }: { key: string; provider: string },
): Promise<{ credential: Credential; provider: Provider | undefined } | undefined> {
  const both = Promise.all([deps.credentials.get(key, code), deps.providers.get(code)]);
  return undefinedIfUnreadable(
    both.then(([found, provider]) => found && { credential: found.credential, provider }),
  );
}

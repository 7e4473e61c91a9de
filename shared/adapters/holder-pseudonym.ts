import type { Credential } from '#domain/credential';
import type { Pepper } from './pepper.ts';

/**
 * 32 hexadecimal digits that stand for a holder in the indexes: of the address, or, without one, of the credential
 * itself, so that it too is swept. The address cannot be had back from it.
 */
export async function holderOf(pepper: Pepper, credential: Pick<Credential, 'email' | 'key' | 'provider'>) {
  const text = credential.email ? credential.email.toLowerCase() : `${credential.provider}#${credential.key}`;
  return (await pepper.hash('holder', text)).toString('hex').slice(0, 32);
}

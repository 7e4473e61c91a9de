import type { Credential } from '#register/certificate/credential.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';

/**
 * 32 hexadecimal digits that stand for a holder in the indexes: of the address, or, without one, of the credential
 * itself, so that it too is swept. The address cannot be had back from it.
 */
export function pseudonymOfHolder(
  pepper: Pepper,
  credential: Pick<Credential, 'email' | 'key' | 'provider'>,
) {
  const { email, key, provider } = credential;
  return email ? holderOfAddress(pepper, email) : pseudonym(pepper, `${provider}#${key}`);
}

export const holderOfAddress = (pepper: Pepper, email: string) => pseudonym(pepper, email.toLowerCase());

async function pseudonym(pepper: Pepper, text: string): Promise<string> {
  return (await pepper.hash('holder', text)).toString('hex').slice(0, 32);
}

import type { Credential } from '#register/certificate/credential.ts';
import { isErased } from '#register/certificate/erasure.ts';
import { compareNames } from '#register/names/holder-name.ts';
import type { Watched } from './watched-site.ts';

/** `another`: the number was registered anew under another name than the employer typed. `unknown`: nobody can tell whose it is now. */
export type HolderNow = 'same' | 'another' | 'unknown';

/** Whose a watched number is, as it may have been taken back and registered anew, for somebody else. */
export function holderNow(
  { name = '', addedAt, told }: Pick<Watched, 'name' | 'addedAt' | 'told'>,
  credential: Credential,
): HolderNow {
  if (isErased(credential) || !(wasGone(told) || registeredAt(credential) > addedAt)) return 'same';
  const compared = compareNames(name, credential);
  return compared === 'match' ? 'same' : compared === 'mismatch' ? 'another' : 'unknown';
}

const wasGone = ({ status }: Watched['told']) => status === 'gone' || status === 'otherHolder';

const registeredAt = ({ history }: Credential) => history.find(({ event }) => event === 'issued')?.at ?? '';

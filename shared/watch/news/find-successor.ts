import { isHiddenFrom } from '#register/certificate/disclosure.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { readWithProvider } from '#register/change/read-with-provider.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { namesMatch } from '#register/names/holder-name.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { CredentialStore, ProviderDirectory } from '#register/ports/register.ts';
import type { Watched } from '#watch/watched-site.ts';
import { statusToNotify } from './watch-news.ts';

export interface FindSuccessorDeps {
  credentials: Pick<CredentialStore, 'get'>;
  providers: Pick<ProviderDirectory, 'get'>;
  clock: Clock;
}

/**
 * The newer certificate that a watched one was replaced by, to be watched as well. Undefined: it cannot be found or read,
 * or its provider shows it only to those who know the name, and the employer gave none or another one. It counts as told to
 * be in force, for that is what somebody believes who hears of a renewal: anything else is news.
 */
export async function findSuccessor(
  deps: FindSuccessorDeps,
  { rosterId, told, name, somebodyElse }: Watched,
  on: CivilDate,
): Promise<Watched | undefined> {
  const { supersededBy } = told;
  if (!supersededBy) return undefined;
  const normalised = normaliseNumber(supersededBy.number);
  if (!normalised.ok) return undefined;
  const found = await readWithProvider(deps, { key: normalised.key, provider: supersededBy.provider });
  if (!found || isHiddenFrom(name, found)) return undefined;
  const { credential } = found;
  const isNamed = name !== undefined && namesMatch(name, credential);
  return {
    rosterId,
    key: credential.key,
    provider: credential.provider,
    number: credential.number,
    ...(isNamed && { name }),
    somebodyElse,
    addedAt: deps.clock(),
    told: { ...statusToNotify({ credential, on }), status: 'valid', supersededBy: null },
  };
}

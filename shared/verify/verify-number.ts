import { otherReadings } from '#register/asked-number.ts';
import { whoWantName } from '#register/certificate/disclosure.ts';
import { type Verdict, verify } from '#register/certificate/verification.ts';
import { askedKey, type NumberProblem } from '#register/certificate-number.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { decoy, decoyProvider } from '#register/decoy.ts';
import { isIdentityForNumber } from '#register/names/holder-input.ts';
import type { CredentialFinder, ProviderDirectory } from '#register/ports/register.ts';

/** Who asks many, asks as many at once as the store's client has connections. */
export const LOOKUPS_AT_ONCE = 50;

interface Lookup {
  /** As somebody typed it: any characters, any length. */
  number: string;
  /** The name printed on the certificate, to be compared. */
  name?: string;
  /** A provider's code: only its certificates count. */
  issuer?: string;
  /** The Hong Kong day that is asked about. */
  on: CivilDate;
  /** The Hong Kong day on which it is asked. */
  today: CivilDate;
}

interface Deps {
  credentials: CredentialFinder;
  providers: ProviderDirectory;
}
type Answer = { outcome: 'impossible'; problem: NumberProblem } | (Verdict & { readAs?: string });

/**
 * What the register says about a number on a day: one query, then a fold of each history. Where the whole is no number of
 * the register, what stands in front of it is taken for a provider's code or a heading (`SPMC 2024-0017`, `No. 2024-0017`).
 * `impossible`: no certificate can have this number (`wrong_check_character`: it was mistyped), or it is an identity number that none has.
 * `readAs`: the number that was looked up, where a letter was typed for a figure that it is misread for.
 */
export async function verifyNumber(deps: Deps, lookup: Lookup): Promise<Answer> {
  const answer = await lookUp(deps, lookup);
  if (answer.outcome === 'found') return answer;
  for (const reading of otherReadings(lookup.number)) {
    if (reading.issuer && (lookup.issuer || !(await deps.providers.get(reading.issuer)))) continue;
    const behind = await lookUp(deps, { ...lookup, ...reading });
    if (behind.outcome === 'found') return behind;
  }
  // A provider may number like this; who typed another one typed a person's.
  return answer.outcome === 'notFound' && isIdentityForNumber(lookup.number)
    ? { outcome: 'impossible', problem: 'invalid_number' }
    : answer;
}

async function lookUp(deps: Deps, { number, on, today, name, issuer }: Lookup): Promise<Answer> {
  const lookup = askedKey(number);
  if (!lookup.ok) return { outcome: 'impossible', problem: lookup.problem };
  const { key, readAs } = lookup;

  // Providers are made ready for every number, so that one that is not there takes as long.
  const [credentials] = await Promise.all([deps.credentials.findByKey(key), deps.providers.prepare()]);
  const found = await Promise.all(
    credentials
      .toSorted((a, b) => (a.provider < b.provider ? -1 : 1))
      .map(async (credential) => ({ credential, provider: await deps.providers.get(credential.provider) })),
  );
  const wantName = await whoWantName(deps.providers, credentials);
  const asked = { on, today, wantName, ...(name && { name }) };
  // Nor is the time of an answer to tell a number that is hidden from one that is not there: what is found is dropped.
  if (found.length === 0) verify([{ credential: decoy, provider: decoyProvider }], asked);
  const verdict = verify(found, { ...asked, ...(issuer && { issuer }) });
  return readAs ? { ...verdict, readAs: verdict.matches[0]?.number ?? readAs } : verdict;
}

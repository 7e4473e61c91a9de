import { catalogue } from '#register/catalogue/catalogue.ts';
import type { NameComparison } from '#register/names/holder-name.ts';

/** One of several certificates that have a number: the number as its provider prints it, and how its holder's name compares. */
interface Claim {
  number: string;
  provider: string;
  name: NameComparison;
}

/**
 * The certificates that may be meant, of several providers' with one number: of those whose name does not differ the one to which both the
 * name typed and the code in the number point; where they point to different ones, or nothing points anywhere, all of these. Any provider can take
 * any number, so that it is never the one who took it last that says how another's certificate reads.
 */
export function mayBeMeant<C>(certificates: readonly C[], claimOf: (certificate: C) => Claim): C[] {
  const claims = certificates.map((certificate) => ({ certificate, ...claimOf(certificate) }));
  const possible = claims.filter(({ name }) => name !== 'mismatch');
  const left = possible.length > 0 ? possible : claims;
  const byName = left.filter(({ name }) => name === 'match');
  const byNumber = left.filter(isNamedInNumber);
  const byBoth = byName.filter((claim) => byNumber.includes(claim));
  const byEither = left.filter((claim) => byName.includes(claim) || byNumber.includes(claim));
  const meant = [byBoth, byEither, left].find(({ length }) => length > 0) ?? [];
  return meant.map(({ certificate }) => certificate);
}

/** The whole of a code, behind which a type may stand without a separator: `ABC` is not named in `ABCD-0001`. */
function isNamedInNumber({ number, provider }: Claim): boolean {
  const printed = number.toUpperCase();
  if (!printed.startsWith(provider)) return false;
  const rest = printed.slice(provider.length);
  return !/^[A-Z]/.test(rest) || catalogue.some(({ code }) => rest.startsWith(code));
}

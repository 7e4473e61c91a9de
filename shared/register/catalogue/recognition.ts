import type { Credential } from '#register/certificate/credential.ts';
import { isApprovedOn } from './approvals.ts';
import { typeByCode } from './catalogue.ts';
import type { CertificateType } from './catalogue-type.ts';
import type { Provider } from './provider.ts';

/**
 * For each scheme that can recognise this type: whether it did recognise the provider's course on the day of issue,
 * both ends of an approval included. An approval withdrawn later changes nothing issued before. Cap. 509A s.17(2)(b)(iii)
 */
export function recognisedSchemes(
  credential: Credential,
  provider: Provider,
  type: CertificateType,
): { scheme: string; onIssue: boolean }[] {
  return type.schemes.map((scheme) => ({
    scheme,
    onIssue: isApprovedOn(provider.approvals, { courseType: type.code, scheme }, credential.issuedOn),
  }));
}

/** A certificate and its provider's profile; undefined in it: there is none, or it cannot be read. */
export interface Provided {
  credential: Credential;
  provider: Provider | undefined;
}

/**
 * Whether every scheme that recognised the older one's course on its day of issue recognises the newer one's too. Of a
 * profile that cannot be read nobody knows: it is not.
 */
export function isRecognisedAsWell(newer: Provided, older: Provided): boolean {
  const type = typeByCode(older.credential.type);
  if (!type) return true;
  if (!older.provider) return false;
  const needed = recognisedSchemes(older.credential, older.provider, type).filter(({ onIssue }) => onIssue);
  return needed.every(({ scheme }) =>
    isApprovedOn(
      newer.provider?.approvals ?? [],
      { courseType: type.code, scheme },
      newer.credential.issuedOn,
    ),
  );
}

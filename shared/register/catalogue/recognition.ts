import type { Credential } from '#register/certificate/credential.ts';
import { isApprovedOn } from './approvals.ts';
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

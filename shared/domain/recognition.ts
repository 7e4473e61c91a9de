import type { CertificateType } from './catalogue-type.ts';
import type { Credential } from './credential.ts';
import type { Approval, Provider } from './provider.ts';

/**
 * For each scheme that can recognise this type: whether it did recognise the provider's course on the day of issue,
 * both ends of an approval included. An approval withdrawn later changes nothing issued before. Cap. 509A s.17(2)(b)(iii)
 */
export function recognitionOf(
  credential: Credential,
  provider: Provider,
  type: CertificateType,
): { scheme: string; onIssue: boolean }[] {
  const covers = (approval: Approval) =>
    approval.courseType === type.code &&
    approval.from <= credential.issuedOn &&
    (!approval.to || credential.issuedOn <= approval.to);
  return type.schemes.map((scheme) => ({
    scheme,
    onIssue: provider.approvals.some((approval) => approval.scheme === scheme && covers(approval)),
  }));
}

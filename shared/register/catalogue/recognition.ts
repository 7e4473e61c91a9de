import type { Credential } from '#register/certificate/credential.ts';
import { isApprovedOn } from './approvals.ts';
import { catalogue, typeByCode } from './catalogue.ts';
import type { CertificateType } from './catalogue-type.ts';
import type { Provider } from './provider.ts';

/**
 * For each scheme that can approve an organisation for this type: whether the provider was approved on the day of issue,
 * both ends of an approval included. An approval withdrawn later changes nothing issued before. Cap. 509A s.17(2)(b)(iii).
 * Then each that had approved the course itself on that day (`approvesCourse`): that no ordinance asks of every course.
 */
export function recognisedSchemes(
  credential: Credential,
  provider: Provider,
  type: CertificateType,
): { scheme: string; onIssue: boolean }[] {
  const by = (scheme: string) => ({
    scheme,
    onIssue: isApprovedOn(provider.approvals, { courseType: type.code, scheme }, credential.issuedOn),
  });
  const courses = (type.courseSchemes ?? []).map(by).filter(({ onIssue }) => onIssue);
  return [...type.schemes.map(by), ...courses];
}

/** Whether it says that the organisation was approved when it issued the certificate. */
export const isApprovedIssuer = ({ scheme, onIssue }: { scheme: string; onIssue: boolean }): boolean =>
  onIssue && !approvesCourse(scheme);

/** Whether a scheme approves courses, and not organisations: it is counted by none of the rules for those. */
export const approvesCourse = (scheme: string): boolean => courseSchemes.has(scheme);
const courseSchemes: ReadonlySet<string> = new Set(catalogue.flatMap((type) => type.courseSchemes ?? []));

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

import { emsTypes } from './catalogue-ems.ts';
import { registrationAndLifeSupportTypes } from './catalogue-registrations.ts';
import type { CertificateType } from './catalogue-type.ts';

export type { CertificateType, ReminderPlanName } from './catalogue-type.ts';

/** Every type of certificate that can be registered (domain.md §1), the ladder first, in the order a list shows them. */
export const catalogue: readonly CertificateType[] = [...emsTypes, ...registrationAndLifeSupportTypes];

const byCode = new Map(catalogue.map((type) => [type.code, type]));

/** `code` exactly as in the catalogue; `undefined` when there is no such type. */
export function typeByCode(code: string): CertificateType | undefined {
  return byCode.get(code);
}

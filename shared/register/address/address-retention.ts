import type { Credential } from '#register/certificate/credential.ts';
import { eraseAddresses } from '#register/certificate/erasure.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import { addDays, type CivilDate } from '#register/civil-date.ts';

/**
 * So long after the last valid day an address is kept: the last reminder goes 150 days after it, a refresher is taken for half
 * a year, and who renews later is still found by it. A certificate that does not expire keeps its address.
 */
export const ADDRESS_KEPT_DAYS = 365;

/** The latest last valid day whose certificates have no use for an address any more. */
export const addressesEndedBy = (on: CivilDate): CivilDate => addDays(on, -ADDRESS_KEPT_DAYS - 1);

/** Whether nothing is mailed about the certificate any more, nor is its holder found by an address. */
export function haveAddressesServed(credential: Credential, on: CivilDate): boolean {
  const lastDay = effectiveExpiry(credential);
  return lastDay !== undefined && lastDay <= addressesEndedBy(on);
}

/** The certificate without its addresses, also those that it had, once they have served; else as it is. */
export function withoutServedAddresses(credential: Credential, on: CivilDate): Credential {
  if (!haveAddressesServed(credential, on)) return credential;
  return eraseAddresses(credential, () => true);
}

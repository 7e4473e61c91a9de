import { addressesEndedBy, withoutServedAddresses } from '#register/address/address-retention.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { eachPage } from '#register/page.ts';
import type { CredentialList, ProviderList } from '#register/ports/register.ts';
import type { ServedAddresses } from './ports.ts';

/** What is left is taken the week after. */
const MAX_A_RUN = 10_000;
const ROWS_A_READ = 500;

/** Takes the addresses off every certificate that has no use for one any more; how many they were. May be repeated. */
export async function forgetAddresses(
  deps: { providerList: ProviderList; list: CredentialList; addresses: ServedAddresses },
  on: CivilDate,
): Promise<{ forgotten: number }> {
  let forgotten = 0;
  for (const provider of await deps.providerList.codes()) {
    const asked = { provider, expiringTo: addressesEndedBy(on), limit: ROWS_A_READ, pastUnreadable: true };
    for await (const { items } of eachPage((cursor) => deps.list.list({ ...asked, cursor }))) {
      for (const credential of items) {
        if (forgotten === MAX_A_RUN) return { forgotten };
        if (withoutServedAddresses(credential, on) === credential) continue;
        if ((await deps.addresses.forget(credential, on)) === 'forgotten') forgotten++;
      }
    }
  }
  return { forgotten };
}

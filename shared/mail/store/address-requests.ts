import { type AddressRequests, addressRequest } from '#mail/address-request.ts';
import { addSeconds } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { absent, type Table, toTtl } from '#storage/table.ts';
import type { UnconfirmedMail } from '#storage/unconfirmed-mail.ts';

const KEPT_SECONDS = 86_400;

export function createAddressRequests(table: Table, mails: UnconfirmedMail): AddressRequests {
  return {
    async ask(request, caller) {
      const { requestId, email, askedAt: at } = request;
      const put = {
        ...keys.addressRequest(requestId),
        entity: 'addressRequest',
        ...request,
        ttl: toTtl(addSeconds(at, KEPT_SECONDS)),
      };
      const stored = await mails.store([{ put, condition: absent }], { email, caller, at });
      return stored === 'stored' ? 'stored' : 'tooMany';
    },

    async get(requestId) {
      const item =
        (await table.get(keys.addressRequest(requestId), { consistent: true })) ??
        (await table.get(keys.certificatesRequest(requestId), { consistent: true }));
      return item && addressRequest.parse(item);
    },
  };
}

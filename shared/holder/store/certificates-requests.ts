import { type CertificatesRequests, certificatesRequest } from '#holder/own-certificates.ts';
import { addSeconds, endOfDay, hongKongDay } from '#register/civil-date.ts';
import { mailboxOf } from '#register/names/mailbox.ts';
import { keys } from '#storage/contract/table.ts';
import type { Pepper } from '#storage/pepper.ts';
import { counting } from '#storage/quota.ts';
import { absent, type Table, toTtl } from '#storage/table.ts';
import type { UnconfirmedMail } from '#storage/unconfirmed-mail.ts';

/** One mail has everything, and its link lasts for a year: more of them are of no use to anybody. */
const TO_A_MAILBOX_A_DAY = 2;
const KEPT_SECONDS = 86_400;

export function createCertificatesRequests(
  table: Table,
  pepper: Pepper,
  mails: UnconfirmedMail,
): CertificatesRequests {
  return {
    async ask(request, caller) {
      const { requestId, email, askedAt } = request;
      const day = hongKongDay(askedAt);
      const mailbox = (await pepper.hash('caller', `own certificates ${mailboxOf(email)}`)).toString('hex');
      const count = counting({
        key: keys.unconfirmedMail(mailbox.slice(0, 32), day),
        entity: 'unconfirmedMail',
        most: TO_A_MAILBOX_A_DAY,
        ttl: toTtl(addSeconds(endOfDay(day), KEPT_SECONDS)),
      });
      const put = {
        ...keys.certificatesRequest(requestId),
        entity: 'certificatesRequest',
        ...request,
        ttl: toTtl(addSeconds(askedAt, KEPT_SECONDS)),
      };
      const stored = await mails.store([{ put, condition: absent }, count], { email, caller, at: askedAt });
      return stored === 'stored' ? 'stored' : 'tooMany';
    },

    async get(requestId) {
      const item = await table.get(keys.certificatesRequest(requestId), { consistent: true });
      return item && certificatesRequest.parse(item);
    },
  };
}

import type { AddressRequest, AddressRequests } from '#mail/address-request.ts';
import { isUndeliverable } from '#mail/is-undeliverable.ts';
import { CERTIFICATES_LINK_DAYS } from '#mail/mailing-rules.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailLinks, MailStates } from '#mail/ports.ts';
import type { WrittenNotice } from '#mail/send-notice.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import { addDays, type CivilDate, hongKongDay } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { CredentialStore, HolderIndex, ProviderDirectory } from '#register/ports/register.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { registeredTo } from './holder-certificates.ts';

export interface OwnCertificatesNotice {
  request: AddressRequest;
  /** At least one, the latest last valid day first; those without one at the front. */
  certificates: {
    credential: Credential;
    provider: Provider | undefined;
    expiresOn: CivilDate | undefined;
  }[];
  /** Of the holder's own page. */
  token: string;
}

export interface WriteOwnCertificatesDeps {
  addressRequests: Pick<AddressRequests, 'get'>;
  holders: HolderIndex;
  credentials: CredentialStore;
  providers: ProviderDirectory;
  mailStates: MailStates;
  links: Pick<MailLinks, 'sign'>;
  composeOwnCertificates(notice: OwnCertificatesNotice): ComposedMail;
  clock: Clock;
}

const READS_AT_ONCE = 8;

/** The mail with everything that is registered with the address that was asked about, or why there is none. */
export async function writeOwnCertificates(
  deps: WriteOwnCertificatesDeps,
  { requestId }: NoticeSubject & { of: 'ownCertificates' },
): Promise<WrittenNotice> {
  const request = await deps.addressRequests.get(requestId);
  if (!request) return { skip: 'gone' };
  const { email } = request;
  const holder = await deps.holders.pseudonymOf(email);
  const ids = await deps.holders.ofHolder(holder);
  const found = await eachAtOnce(ids, READS_AT_ONCE, (id) => registeredTo(deps, holder, id));
  const credentials = found.flatMap((one) => one?.credential ?? []);
  // To an address as it is registered: another spelling of it may be another inbox.
  const to = credentials[0]?.email;
  if (!to) return { skip: 'nothingToSay' };
  if (await isUndeliverable(deps, to)) return { skip: 'undeliverable' };
  const certificates = await Promise.all(
    credentials.map(async (credential) => ({
      credential,
      provider: await deps.providers.get(credential.provider),
      expiresOn: effectiveExpiry(credential),
    })),
  );
  const until = addDays(hongKongDay(deps.clock()), CERTIFICATES_LINK_DAYS);
  const token = await deps.links.sign('certificates', { email: to, until });
  const sorted = certificates.toSorted((a, b) => (place(a) < place(b) ? 1 : -1));
  return { mail: { to, ...deps.composeOwnCertificates({ request, certificates: sorted, token }) } };
}

const place = ({ credential, expiresOn }: OwnCertificatesNotice['certificates'][number]) =>
  `${expiresOn ?? '9999-12-31'} ${credential.number}`;

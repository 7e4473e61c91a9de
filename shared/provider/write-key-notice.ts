import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailStates } from '#mail/ports.ts';
import { LOOK_AGAIN_SECONDS, type WrittenNotice } from '#mail/send-notice.ts';
import type { ApiKey, Provider } from '#register/catalogue/provider.ts';
import { addSeconds } from '#register/civil-date.ts';
import { readEmail } from '#register/names/holder-input.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';

/** What a mail about a key tells. */
export interface KeyNotice {
  provider: Pick<Provider, 'name'>;
  key: ApiKey;
  step: 'issued' | 'revoked';
  /** The key that issued it, unless a colleague or the operator did or nobody knows. */
  issuer?: ApiKey;
  /** The name of the colleague who did. */
  colleague?: string;
}

export interface WriteKeyNoticeDeps {
  keys: Pick<ProviderRepository, 'findProvider' | 'listKeys'>;
  colleagues: Pick<Colleagues, 'find'>;
  mailStates: MailStates;
  composeKeyNotice(notice: KeyNotice): ComposedMail;
  clock: Clock;
}

/** Tells a provider of a key that was issued or revoked in its name, or why nobody is told. */
export async function writeKeyNotice(
  deps: WriteKeyNoticeDeps,
  { provider: code, keyId, step }: NoticeSubject & { of: 'key' },
): Promise<WrittenNotice> {
  const provider = await deps.keys.findProvider(code);
  if (!provider) return { skip: 'gone' };
  const to = keyNoticesTo(provider);
  if (to === undefined) return { skip: 'noAddress' };
  if (await isUndeliverable(deps, to)) return { skip: 'undeliverable' };
  const keys = await deps.keys.listKeys(code);
  const key = keys.find((each) => each.keyId === keyId);
  // The list is a moment behind; no key is ever taken out of it.
  if (!key) return { notBefore: addSeconds(deps.clock(), LOOK_AGAIN_SECONDS) };
  const issuer = keys.find((each) => each.keyId === key.issuedBy);
  const colleague = (await deps.colleagues.find(code, key.issuedBy ?? ''))?.name;
  const by = { ...(issuer && { issuer }), ...(colleague !== undefined && { colleague }) };
  return { mail: { to, ...deps.composeKeyNotice({ provider, key, step, ...by }) } };
}

/** Its contact where that is an address, else where its digest goes: neither can be changed with a key or by a colleague. */
export function keyNoticesTo({ contact, digestEmail }: Provider): string | undefined {
  return readEmail(contact?.trim() ?? '') ?? digestEmail;
}

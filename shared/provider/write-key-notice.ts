import { isUndeliverable } from '#mail/is-undeliverable.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailStates } from '#mail/ports.ts';
import type { WrittenNotice } from '#mail/send-notice.ts';
import { type KeyEvent, toldWith } from '#register/catalogue/key-events.ts';
import type { ApiKey, Provider } from '#register/catalogue/provider.ts';
import { readEmail } from '#register/names/holder-input.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';

/** What a mail about keys tells. */
export interface KeyNotice {
  provider: Pick<Provider, 'name'>;
  /** At least one. */
  events: readonly (Pick<KeyEvent, 'key' | 'step'> & {
    /** The key that issued it, unless a colleague or the operator did or nobody knows. */
    issuer?: ApiKey | undefined;
    /** The name of the colleague who did. */
    colleague?: string | undefined;
  })[];
}

export interface WriteKeyNoticeDeps {
  keys: Pick<ProviderRepository, 'findProvider' | 'listKeys'>;
  colleagues: Pick<Colleagues, 'find'>;
  mailStates: MailStates;
  composeKeyNotice(notice: KeyNotice): ComposedMail;
  clock: Clock;
}

/** Tells a provider of a key that was issued or revoked in its name, with those soon after it, or why nobody is told. */
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
  const told = toldWith(keys, { keyId, step });
  if (!told) return { skip: 'merged' };
  if (told.at > deps.clock()) return { notBefore: told.at };
  const events = await Promise.all(
    told.events.map(async ({ key, step: what }) => ({
      key,
      step: what,
      issuer: keys.find((each) => each.keyId === key.issuedBy),
      colleague: (await deps.colleagues.find(code, key.issuedBy ?? ''))?.name,
    })),
  );
  return { mail: { to, ...deps.composeKeyNotice({ provider, events }) } };
}

/**
 * Its contact where that is an address, else where its digest goes. Only the operator changes where it goes: what managers
 * set later changes nothing (`withSettings`).
 */
export function keyNoticesTo({
  protectedEmail,
  contact,
  digestEmail,
}: Pick<Provider, 'protectedEmail' | 'contact' | 'digestEmail'>): string | undefined {
  return protectedEmail ?? readEmail(contact?.trim() ?? '') ?? digestEmail;
}

type Settings = Pick<Provider, 'contact' | 'digestEmail' | 'disclosure'>;

/** The profile with what a manager sets; mail that protects the provider goes where it went. */
export function withSettings(seen: Provider, settings: Settings): Provider {
  const { contact: _, digestEmail: __, ...rest } = seen;
  const next = { ...rest, ...settings };
  const before = keyNoticesTo(seen);
  return before === undefined || keyNoticesTo(next) === before ? next : { ...next, protectedEmail: before };
}

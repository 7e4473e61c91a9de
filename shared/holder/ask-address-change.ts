import type { NoticeQueue } from '#mail/ports.ts';
import { type AddressRefusal, type AskedChange, askChange } from '#register/address/address-change.ts';
import { isSameAddress } from '#register/address/address-moves.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { Instant } from '#register/civil-date.ts';
import { readEmail, tidy } from '#register/names/holder-input.ts';
import type { CredentialStore, HolderIndex } from '#register/ports/register.ts';
import { movableCertificates } from './movable-certificates.ts';
import type { AddressChanges } from './ports.ts';

export interface AskAddressChangeDeps {
  holders: HolderIndex;
  credentials: CredentialStore;
  changes: AddressChanges;
  notices: NoticeQueue;
  newId(): string;
}

/**
 * Keeps a holder's request for another address and has both addresses told of it; nothing changes before somebody who reads
 * mail at the new one confirms it. Whether mail reaches the new one is not told: the mail is written to none in trouble, and who asks could ask of
 * anybody's. Failure codes: those of `AddressRefusal`.
 */
export async function askAddressChange(
  deps: AskAddressChangeDeps,
  asked: { holder: string; typed: string; language: Language; caller: string; at: Instant },
): Promise<{ ok: true; change: AskedChange } | { ok: false; refusal: AddressRefusal }> {
  const { holder, typed, language, caller, at } = asked;
  const newEmail = readEmail(tidy(typed) ?? '');
  if (!newEmail) return { ok: false, refusal: { code: 'invalid' } };
  const { email: oldEmail, any, heldUntil } = await movableCertificates(deps, holder, at);
  if (!oldEmail) return { ok: false, refusal: { code: 'noCertificate' } };
  if (isSameAddress(oldEmail, newEmail)) return { ok: false, refusal: { code: 'same' } };
  if (!any && heldUntil) return { ok: false, refusal: { code: 'held', until: heldUntil } };

  const change = askChange({ changeId: deps.newId(), holder, oldEmail, newEmail, language }, at);
  const stored = await deps.changes.ask(change, caller);
  if (stored !== 'stored') return { ok: false, refusal: { code: stored } };
  const { changeId } = change;
  await deps.notices.send([
    { of: 'addressChange', changeId, step: 'asked', to: 'new' },
    { of: 'addressChange', changeId, step: 'asked', to: 'old' },
  ]);
  return { ok: true, change };
}

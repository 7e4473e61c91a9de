import { type AddressChange, hasLapsed } from '#domain/address-change';
import type { Instant } from '#domain/civil-date';
import type { AddressChanges, NoticeQueue } from '#ports';
import { addressOf } from './holder-certificates.ts';
import { type MoveDeps, moveCertificates, takeCertificatesBack } from './move-certificates.ts';

export interface ConfirmAddressChangeDeps extends MoveDeps {
  changes: AddressChanges;
  notices: NoticeQueue;
}

/** `gone`: nobody confirmed it in time, nothing is registered for the old address any more, or it is kept no more. */
export type ChangeAnswer = { outcome: 'made' | 'refused'; change: AddressChange } | { outcome: 'gone' };

/**
 * Makes a change: every certificate of the old address gets the new one, then both are told. Asked again, it finishes what
 * an earlier try left half done, and changes nothing once it is made.
 */
export async function confirmAddressChange(
  deps: ConfirmAddressChangeDeps,
  changeId: string,
  at: Instant,
): Promise<ChangeAnswer> {
  const found = await deps.changes.get(changeId);
  if (!found || hasLapsed(found, at)) return { outcome: 'gone' };
  switch (found.state) {
    case 'asked':
      if (!(await addressOf(deps, found.holder))) return { outcome: 'gone' };
      await deps.changes.move(found, { ...found, state: 'confirmed', confirmedAt: at });
      // Also when somebody refused or confirmed it at the same moment: what stands now decides.
      return confirmAddressChange(deps, changeId, at);
    case 'confirmed':
      await moveCertificates(deps, found, at);
      await deps.changes.move(found, { ...found, state: 'made', madeAt: at });
      return confirmAddressChange(deps, changeId, at);
    case 'made':
      // Each is mailed once, however often it is asked for.
      await deps.notices.send([
        { of: 'addressChange', changeId, step: 'made', to: 'new' },
        { of: 'addressChange', changeId, step: 'made', to: 'old' },
      ]);
      return { outcome: 'made', change: found };
    case 'refusing':
    case 'refused':
      // While its certificates were being moved: whoever refused it may not have seen the last of them.
      await takeCertificatesBack(deps, found, at);
      return { outcome: 'refused', change: found };
  }
}

/** Ends a change, and takes back what it has moved. Asked again, it finishes what an earlier try left half done. */
export async function refuseAddressChange(
  deps: ConfirmAddressChangeDeps,
  changeId: string,
  at: Instant,
): Promise<ChangeAnswer> {
  const found = await deps.changes.get(changeId);
  if (!found || hasLapsed(found, at)) return { outcome: 'gone' };
  const { holder, oldEmail, newEmail, language, askedAt, until } = found;
  const facts = { changeId, holder, oldEmail, newEmail, language, askedAt, until };
  switch (found.state) {
    case 'asked':
      await deps.changes.move(found, { ...facts, state: 'refused', refusedAt: at });
      break;
    case 'confirmed':
    case 'made':
      await deps.changes.move(found, { ...facts, state: 'refusing', refusedAt: at });
      break;
    case 'refusing':
      await takeCertificatesBack(deps, found, at);
      await deps.changes.move(found, { ...found, state: 'refused' });
      break;
    case 'refused':
      return { outcome: 'refused', change: found };
  }
  // Also when it was confirmed at the same moment: what stands now decides.
  return refuseAddressChange(deps, changeId, at);
}

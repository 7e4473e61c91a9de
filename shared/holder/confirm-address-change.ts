import { stopScope } from '#mail/address-state.ts';
import type { MailStates, NoticeQueue } from '#mail/ports.ts';
import { type AddressChange, hasLapsed } from '#register/address/address-change.ts';
import type { Instant } from '#register/civil-date.ts';
import { movableCertificates } from './movable-certificates.ts';
import { type MoveDeps, moveCertificates } from './move-certificates.ts';
import type { AddressChanges } from './ports.ts';
import { refuseAddressChange } from './refuse-address-change.ts';

export interface ConfirmAddressChangeDeps extends MoveDeps {
  changes: AddressChanges;
  notices: NoticeQueue;
  mailStates: MailStates;
}

/** As a rule it is made by then. */
const MOVING_SECONDS = 5;

/** `gone`: nobody confirmed it in time, nothing at the old address may move any more, or it is kept no more. */
export type ChangeAnswer = { outcome: 'made' | 'refused'; change: AddressChange } | { outcome: 'gone' };

/**
 * Makes a change: every certificate of the old address gets the new one, which gets mails again if they were stopped, and
 * both are told. Asked again, it finishes what an earlier try left half done, and changes nothing once it is made.
 */
export async function confirmAddressChange(
  deps: ConfirmAddressChangeDeps,
  changeId: string,
  at: Instant,
): Promise<ChangeAnswer> {
  const found = await deps.changes.get(changeId);
  if (!found || hasLapsed(found, at)) return { outcome: 'gone' };
  switch (found.state) {
    case 'asked': {
      const { any, moves } = await movableCertificates(deps, found.holder, at);
      if (!any) return { outcome: 'gone' };
      await deps.changes.move(found, { ...found, state: 'confirmed', confirmedAt: at, moves });
      // Also when somebody refused or confirmed it at the same time: what stands now decides.
      return confirmAddressChange(deps, changeId, at);
    }
    case 'confirmed':
      // Before anything moves: whoever breaks off must not leave the old address without word of it. Each is mailed once,
      // however often it is asked for, and not before it is true.
      await deps.notices.send(
        [
          { of: 'addressChange', changeId, step: 'made', to: 'new' },
          { of: 'addressChange', changeId, step: 'made', to: 'old' },
        ],
        MOVING_SECONDS,
      );
      await moveCertificates(deps, found, at);
      await resumeMail(deps, found, at);
      await deps.changes.move(found, { ...found, state: 'made', madeAt: at });
      return confirmAddressChange(deps, changeId, at);
    case 'made':
      return { outcome: 'made', change: found };
    case 'refusing':
    case 'refused':
      // Whoever refused it may have broken off.
      return await refuseAddressChange(deps, changeId, at);
  }
}

/**
 * Whoever confirms from an inbox wants the reminders there: what was stopped for it until then goes on, unless the change
 * was refused meanwhile. Before the change is made, as nobody finishes one that is.
 */
async function resumeMail(
  deps: ConfirmAddressChangeDeps,
  { changeId, newEmail, confirmedAt }: Extract<AddressChange, { state: 'confirmed' }>,
  at: Instant,
): Promise<void> {
  const holder = await deps.holders.pseudonymOf(newEmail);
  const { stops } = await deps.mailStates.findByHolder(holder);
  const scopes = Object.entries(stops)
    .filter(([, since]) => since <= confirmedAt)
    .map(([scope]) => stopScope.parse(scope));
  if (scopes.length === 0 || (await deps.changes.get(changeId))?.state !== 'confirmed') return;
  for (const scope of scopes) {
    await deps.mailStates.request(holder, { action: 'resume', scope, via: 'page', at });
  }
}

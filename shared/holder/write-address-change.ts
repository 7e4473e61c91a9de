import { isUndeliverable } from '#mail/is-undeliverable.ts';
import { CERTIFICATES_LINK_DAYS } from '#mail/mailing-rules.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import type { ComposedMail, MailLinks, MailStates } from '#mail/ports.ts';
import { LOOK_AGAIN_SECONDS, type WrittenNotice } from '#mail/send-notice.ts';
import type { AddressChange } from '#register/address/address-change.ts';
import { addDays, addSeconds, hongKongDay, type Instant } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { AddressChanges } from './ports.ts';

/** What a mail about a change of address tells, and what its link carries. */
export interface AddressChangeNotice {
  change: AddressChange;
  tells: 'confirm' | 'refuse' | 'madeOld' | 'madeNew';
  token: string;
}

export interface WriteAddressChangeDeps {
  changes: Pick<AddressChanges, 'get'>;
  mailStates: MailStates;
  links: Pick<MailLinks, 'sign'>;
  composeAddressChange(notice: AddressChangeNotice): ComposedMail;
  clock: Clock;
}

/** By then whoever was making a change of address has broken off. */
const OVERDUE_SECONDS = 900;

/** The mail about a change of address as of now, or why there is none. */
export async function writeAddressChange(
  deps: WriteAddressChangeDeps,
  { changeId, step, to }: NoticeSubject & { of: 'addressChange' },
): Promise<WrittenNotice> {
  const change = await deps.changes.get(changeId);
  const at = deps.clock();
  // The old one is told also of a change that broke off half way: some of its certificates have moved.
  const isHalfMade = to === 'old' && change?.state === 'confirmed' && isOverdue(change.confirmedAt, at);
  if (step === 'made' && change?.state === 'confirmed' && !isHalfMade)
    return {
      notBefore: addSeconds(at, isOverdue(change.confirmedAt, at) ? OVERDUE_SECONDS : LOOK_AGAIN_SECONDS),
    };
  if (!change || (change.state !== step && !isHalfMade) || (step === 'asked' && change.until <= at))
    return { skip: 'gone' };
  const address = to === 'old' ? change.oldEmail : change.newEmail;
  if (await isUndeliverable(deps, address)) return { skip: 'undeliverable' };
  const notice = await readNotice(deps, change, { step, to });
  return { mail: { to: address, ...deps.composeAddressChange(notice) } };
}

const isOverdue = (confirmedAt: Instant, at: Instant) => addSeconds(confirmedAt, OVERDUE_SECONDS) <= at;

async function readNotice(
  deps: WriteAddressChangeDeps,
  change: AddressChange,
  { step, to }: Pick<NoticeSubject & { of: 'addressChange' }, 'step' | 'to'>,
): Promise<AddressChangeNotice> {
  const { changeId, newEmail: email } = change;
  if (to === 'old') {
    const token = await deps.links.sign('refuseAddress', { changeId });
    return { change, tells: step === 'made' ? 'madeOld' : 'refuse', token };
  }
  if (step === 'asked')
    return { change, tells: 'confirm', token: await deps.links.sign('confirmAddress', { changeId }) };
  const until = addDays(hongKongDay(deps.clock()), CERTIFICATES_LINK_DAYS);
  return { change, tells: 'madeNew', token: await deps.links.sign('certificates', { email, until }) };
}

import { stopScope } from '#mail/address-state.ts';
import type { MailStates } from '#mail/ports.ts';
import { type AddressChange, type EndedChange, isTooLateToRefuse } from '#register/address/address-change.ts';
import type { Instant } from '#register/civil-date.ts';
import { movableCertificates } from './movable-certificates.ts';
import { type MoveDeps, takeCertificatesBack } from './move-certificates.ts';
import type { AddressChanges } from './ports.ts';

export interface RefuseAddressChangeDeps extends MoveDeps {
  changes: AddressChanges;
  mailStates: MailStates;
}

/**
 * Ends a change for whoever reads mail at the old address, and takes back what it has moved: with it every other change
 * from that address which was confirmed after this one was asked for, or still waits. Mail that was stopped there since goes
 * on. Asked again, it finishes what an earlier try left half done. `gone`: it can no longer be taken back.
 */
export async function refuseAddressChange(
  deps: RefuseAddressChangeDeps,
  changeId: string,
  at: Instant,
): Promise<{ outcome: 'refused'; change: EndedChange } | { outcome: 'gone' }> {
  const change = await end(deps, changeId, { refusedAt: at, at });
  if (!change) return { outcome: 'gone' };
  const ended = [change, ...(await endOthers(deps, change, at))];
  await takeCertificatesBack(deps, ended, at);
  await resumeMail(deps, change, at);
  await endRequestsOfNewAddresses(deps, ended, at);
  for (const one of ended)
    if (one.state === 'refusing') await deps.changes.move(one, { ...one, state: 'refused' });
  return { outcome: 'refused', change: { ...change, state: 'refused' } };
}

/** What this refusal ended, itself first; nothing is changed. */
export async function endedWith(
  deps: { changes: AddressChanges },
  change: EndedChange,
): Promise<[EndedChange, ...EndedChange[]]> {
  const others = await deps.changes.ofHolder(change.holder);
  return [change, ...others.filter((other) => isEndedWith(other, change))];
}

const isEndedWith = (other: AddressChange, { changeId, refusedAt }: EndedChange): other is EndedChange =>
  other.changeId !== changeId && 'refusedAt' in other && other.refusedAt === refusedAt;

async function endOthers(
  deps: RefuseAddressChangeDeps,
  change: EndedChange,
  at: Instant,
): Promise<EndedChange[]> {
  const { refusedAt } = change;
  const ended: EndedChange[] = [];
  for (const other of await deps.changes.ofHolder(change.holder)) {
    if (other.changeId === change.changeId) continue;
    // What is refused by itself at the same time, and may have broken off, is taken back here as well.
    const goesWith = other.state === 'refusing' || isEndedWith(other, change) || isLater(other, change);
    const one = goesWith && (await end(deps, other.changeId, { refusedAt, at }));
    if (one) ended.push(one);
  }
  return ended;
}

/** Only while this one is being refused: what is asked for after that is the holder's own again. */
function isLater(other: AddressChange, { state, askedAt, refusedAt }: EndedChange): boolean {
  if (state === 'refused' || other.askedAt > refusedAt) return false;
  if (other.state === 'asked') return true;
  return 'confirmedAt' in other && other.confirmedAt >= askedAt;
}

/** The change as it is once nothing more is moved by it; undefined: there is none, or it is too late. */
async function end(
  deps: Pick<RefuseAddressChangeDeps, 'changes'>,
  changeId: string,
  when: { refusedAt: Instant; at: Instant },
): Promise<EndedChange | undefined> {
  const found = await deps.changes.get(changeId);
  if (!found || isTooLateToRefuse(found, when.at)) return undefined;
  if (found.state === 'refusing' || found.state === 'refused') return found;
  const { holder, oldEmail, newEmail, language, askedAt, until } = found;
  const facts = { changeId, holder, oldEmail, newEmail, language, askedAt, until };
  const moves = 'moves' in found ? { moves: found.moves } : {};
  await deps.changes.move(found, { ...facts, ...moves, state: 'refusing', refusedAt: when.refusedAt });
  // Also when it was confirmed at the same time: what stands now decides.
  return end(deps, changeId, when);
}

/** Whoever asked for the change had a link from the old address's mail, and could stop its mail with it. */
async function resumeMail(
  deps: RefuseAddressChangeDeps,
  { holder, askedAt, refusedAt }: EndedChange,
  at: Instant,
): Promise<void> {
  const { stops } = await deps.mailStates.findByHolder(holder);
  for (const [scope, since] of Object.entries(stops)) {
    if (since < askedAt || since > refusedAt) continue;
    await deps.mailStates.request(holder, {
      action: 'resume',
      scope: stopScope.parse(scope),
      via: 'page',
      at,
    });
  }
}

/** What waits at an address that has nothing to move any more; an address with certificates of its own keeps its request. */
async function endRequestsOfNewAddresses(
  deps: RefuseAddressChangeDeps,
  ended: readonly EndedChange[],
  at: Instant,
): Promise<void> {
  for (const email of new Set(ended.map(({ newEmail }) => newEmail.toLowerCase()))) {
    const holder = await deps.holders.pseudonymOf(email);
    const waiting = (await deps.changes.ofHolder(holder)).filter(({ state }) => state === 'asked');
    if (waiting.length === 0 || (await movableCertificates(deps, holder, at)).any) continue;
    for (const { changeId } of waiting) {
      const one = await end(deps, changeId, { refusedAt: at, at });
      if (one?.state === 'refusing') await deps.changes.move(one, { ...one, state: 'refused' });
    }
  }
}

import { addYears, type CivilDate, daysBetween, hongKongDay } from '#register/civil-date.ts';
import type { Credential, CredentialStatus, HistoryEntry } from './credential.ts';
import { isFull, withRoom } from './history-limits.ts';

/** What holds on one day. `expiresOn`, the last valid day, includes the extensions that have taken effect by then. */
export interface StateOnDay {
  revokedOn?: CivilDate;
  suspendedOn?: CivilDate;
  superseded?: { on: CivilDate; by: { number: string; provider: string } };
  expiresOn?: CivilDate;
  /** The last valid day as printed; set while an extension moves it. */
  extendedFrom?: CivilDate;
  /** The extension that gives `expiresOn`: since when it holds, and the order that it is part of. */
  extension?: { on: CivilDate; order?: string };
}

/**
 * What holds on `on`, from the entries that have taken effect by then. A reinstatement lifts what was recorded before it
 * and had begun: neither a revocation that came later with an earlier effect, nor one that was announced for a later day.
 * Corrections change the facts themselves and therefore hold for every day.
 */
export function replay({ expiresOn: printed, history }: Credential, on: CivilDate): StateOnDay {
  const inEffect = history.filter((entry) => entry.on <= on);
  const revokedOn = sinceWhen('revoked', inEffect);
  const suspendedOn = sinceWhen('suspended', inEffect);
  const superseded = supersessionIn(inEffect);
  return {
    ...(revokedOn && { revokedOn }),
    ...(suspendedOn && { suspendedOn }),
    ...(superseded && { superseded: { on: superseded.on, by: superseded.by } }),
    ...(printed && extended(printed, inEffect)),
  };
}

/**
 * The supersession that was not lifted: the one that its own provider entered, else the first. `entries` are in the order
 * of their recording.
 */
function supersessionIn(entries: HistoryEntry[]) {
  const lastLift = entries.findLastIndex((entry) => entry.event === 'supersessionLifted');
  const standing = entries.slice(lastLift + 1).filter((entry) => entry.event === 'superseded');
  return standing.find((entry) => !isByRegistry(entry)) ?? standing[0];
}

/** Whether the registry recorded it of itself: what another provider's certificate means for this one. */
export const isByRegistry = ({ source }: HistoryEntry): boolean => source.via === 'registry';

/** Whether it says that a certificate of that provider was replaced by another provider's. */
export const isRenewedElsewhere = (entry: HistoryEntry, provider: string): boolean =>
  entry.event === 'superseded' && entry.by.provider !== provider;

/** Whether another provider's certificate has taken its place. */
function isReplacedElsewhere({ history }: Credential): boolean {
  const standing = supersessionIn(history);
  return standing !== undefined && isByRegistry(standing);
}

/** The first day of what no later record has lifted. `entries` are in the order of their recording. */
function sinceWhen(event: 'revoked' | 'suspended', entries: HistoryEntry[]): CivilDate | undefined {
  return entries
    .filter((entry) => entry.event === event)
    .filter((entry) => !isReinstated(entry, entries.slice(entries.indexOf(entry) + 1)))
    .map((entry) => entry.on)
    .toSorted()[0];
}

function isReinstated({ on }: HistoryEntry, later: HistoryEntry[]): boolean {
  return later.some((entry) => entry.event === 'reinstated' && on <= judgedOn(entry));
}

/**
 * An extension never shortens: a correction may since have printed a later day. Of several the latest day counts, and of
 * those that lead there the one that was recorded first.
 */
function extended(
  printed: CivilDate,
  entries: HistoryEntry[],
): Pick<StateOnDay, 'expiresOn' | 'extendedFrom' | 'extension'> {
  const longest = entries
    .filter((entry) => entry.event === 'extended')
    .filter((entry) => !isWithdrawn(entry, entries))
    .toSorted((a, b) => (a.expiresOn < b.expiresOn ? 1 : a.expiresOn > b.expiresOn ? -1 : 0))[0];
  if (!longest || longest.expiresOn <= printed) return { expiresOn: printed };
  const { on, order, expiresOn } = longest;
  return { expiresOn, extendedFrom: printed, extension: { on, ...(order !== undefined && { order }) } };
}

/** A withdrawal takes its own order's extensions out, and no other's. */
function isWithdrawn({ order }: { order?: string | undefined }, entries: HistoryEntry[]): boolean {
  return entries.some((entry) => entry.event === 'extensionWithdrawn' && entry.order === order);
}

/** No certificate lasts longer (domain.md §2): a later day is a mistyped year. */
export const MAX_LIFE_YEARS = 15;

/** Days left, the last valid day not counted, from which a certificate is said to expire soon. */
export const EXPIRING_SOON_DAYS = 90;

/** The status on a Hong Kong day, as history then stood. The first rule that applies wins (domain.md §2). */
export function statusOn(credential: Credential, on: CivilDate): CredentialStatus {
  const { revokedOn, suspendedOn, superseded, expiresOn } = replay(credential, on);
  if (revokedOn) return 'revoked';
  if (suspendedOn) return 'suspended';
  if (superseded) return 'superseded';
  if (on < credential.issuedOn) return 'notYetValid';
  if (!expiresOn) return 'valid';
  if (on > expiresOn) return 'expired';
  return daysBetween(on, expiresOn) <= EXPIRING_SOON_DAYS ? 'expiringSoon' : 'valid';
}

/** The last valid day, inclusive, after the whole history, also the part that takes effect later. */
export function effectiveExpiry(credential: Credential): CivilDate | undefined {
  const lastDay = credential.history
    .map(({ on }) => on)
    .toSorted()
    .at(-1);
  return lastDay && replay(credential, lastDay).expiresOn;
}

export type Transition = Extract<
  HistoryEntry,
  {
    event:
      | 'revoked'
      | 'suspended'
      | 'reinstated'
      | 'extended'
      | 'extensionWithdrawn'
      | 'superseded'
      | 'supersessionLifted';
  }
>;

export type TransitionProblem =
  | 'already_revoked'
  | 'already_suspended'
  | 'not_revoked_or_suspended'
  | 'revoked'
  | 'before_issue'
  | 'not_later'
  | 'already_superseded'
  | 'no_expiry'
  | 'too_long_validity'
  | 'order_applied_before'
  | 'order_not_applied'
  | 'history_full';

/** What each event may not follow. */
const guards: Record<
  Exclude<Transition['event'], 'extensionWithdrawn'>,
  (standing: StateOnDay, history: Credential['history'], entry: Transition) => TransitionProblem | undefined
> = {
  revoked: ({ revokedOn }) => (revokedOn ? 'already_revoked' : undefined),
  suspended: ({ revokedOn, suspendedOn }) =>
    revokedOn ? 'revoked' : suspendedOn ? 'already_suspended' : undefined,
  reinstated: ({ revokedOn, suspendedOn }) =>
    revokedOn || suspendedOn ? undefined : 'not_revoked_or_suspended',
  // On whatever day: a second one would quietly change the successor.
  superseded: ({ revokedOn }, history, entry) => {
    if (revokedOn) return 'revoked';
    const standing = supersessionIn(history);
    // What another provider registered keeps nobody from renewing their own.
    if (!standing || (isByRegistry(standing) && !isByRegistry(entry))) return undefined;
    return 'already_superseded';
  },
  // Asked for by certificate/supersession alone, which knows what there is to lift.
  supersessionLifted: () => undefined,
  extended: ({ revokedOn }) => (revokedOn ? 'revoked' : undefined),
};

/**
 * Appends one event, and raises the version. Failure codes: `before_issue`, when it would take effect before the day of
 * issue; those of the table above; of an extension `no_expiry`, when there is nothing to extend, `not_later`, when it
 * is not later than the effective expiry, future extensions included, `too_long_validity` after 15 years, and
 * `order_applied_before`, as an order extends a credential once and never again; and of a withdrawal
 * `order_not_applied`, when its order does not extend this credential, or does not any more. Reinstated is also what another
 * provider's certificate replaced: that is recorded as `supersessionLifted`.
 */
export function transition(
  credential: Credential,
  entry: Transition,
): { ok: true; credential: Credential } | { ok: false; code: TransitionProblem } {
  const rejection = asRejection(credential, entry);
  if (rejection) return { ok: true, credential: appended(credential, rejection) };
  const code = transitionProblem(credential, entry);
  return code ? { ok: false, code } : { ok: true, credential: appended(credential, entry) };
}

/** Whether a reinstatement would end no revocation or suspension, but reject another provider's certificate for good. */
export const isRejection = (credential: Credential, entry: Transition): boolean =>
  asRejection(credential, entry) !== undefined;

/** Whether it was reinstated since another provider's certificate replaced it: asking once more means the same once more. */
export function isReinstatedSinceReplaced({ history }: Credential): boolean {
  const replaced = history.findLastIndex((entry) => entry.event === 'superseded' && isByRegistry(entry));
  return history.slice(replaced + 1).some(({ event }) => event === 'reinstated');
}

/**
 * Of what is neither revoked nor suspended, a reinstatement ends its replacement by another provider's certificate, and for
 * good: certificate/supersession.
 */
function asRejection(credential: Credential, entry: Transition): Transition | undefined {
  if (entry.event !== 'reinstated' || entry.on < credential.issuedOn) return undefined;
  if (guards.reinstated(replay(credential, judgedOn(entry)), credential.history, entry) === undefined)
    return undefined;
  return isReplacedElsewhere(credential) ? { ...entry, event: 'supersessionLifted' } : undefined;
}

function appended(credential: Credential, entry: Transition): Credential {
  const history = withRoom([...credential.history, entry], (by, ended) => isReinstated(ended, [by]));
  return { ...credential, history, version: credential.version + 1 };
}

function transitionProblem(credential: Credential, entry: Transition): TransitionProblem | undefined {
  const { history, issuedOn } = credential;
  // Whatever else holds: a withdrawal must reach also what was revoked since, or a reinstatement would bring it back.
  if (entry.event === 'extensionWithdrawn') {
    return isExtendedBy(credential, entry.order) && !isWithdrawn(entry, history)
      ? undefined
      : 'order_not_applied';
  }
  if (entry.on < issuedOn) return 'before_issue';
  const problem = guards[entry.event](replay(credential, judgedOn(entry)), history, entry);
  if (problem || entry.event !== 'extended') return problem;
  if (entry.order !== undefined && isExtendedBy(credential, entry.order)) return 'order_applied_before';
  if (isFull(history)) return 'history_full';
  const expiresOn = effectiveExpiry(credential);
  if (!expiresOn) return 'no_expiry';
  if (entry.expiresOn > addYears(issuedOn, MAX_LIFE_YEARS, 'roll')) return 'too_long_validity';
  return entry.expiresOn > expiresOn ? undefined : 'not_later';
}

/** Whether the order has extended this credential, be it withdrawn since or not. */
export function isExtendedBy({ history }: Credential, order: string): boolean {
  return history.some((entry) => entry.event === 'extended' && entry.order === order);
}

/** A revocation may begin earlier than one that is known; everything else follows what holds today, or when it begins. */
function judgedOn(entry: HistoryEntry): CivilDate {
  const today = hongKongDay(entry.at);
  return entry.event === 'revoked' || entry.on > today ? entry.on : today;
}

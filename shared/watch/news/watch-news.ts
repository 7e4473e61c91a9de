import type { Credential } from '#register/certificate/credential.ts';
import { replay, statusOn } from '#register/certificate/history.ts';
import { addDays, type CivilDate, daysBetween } from '#register/civil-date.ts';
import type { HolderNow } from '#watch/holder-now.ts';
import { NEARING_DAYS, type NewsItem, type NotifiedStatus } from '#watch/watched-site.ts';

/** A certificate as it stands on a Hong Kong day. */
export interface Snapshot {
  /** Undefined: it is registered no more. */
  credential: Credential | undefined;
  on: CivilDate;
  /** Absent: the same person as ever. */
  holder?: HolderNow;
}

const NO_DATES = { expiresOn: null, nearing: null, supersededBy: null };

/** The status of which an employer is notified on a Hong Kong day. */
export function statusToNotify({ credential, on, holder }: Snapshot): NotifiedStatus {
  if (!credential) return { status: 'gone', ...NO_DATES };
  if (holder === 'another') return { status: 'otherHolder', ...NO_DATES };
  const status = statusOn(credential, on);
  const { expiresOn = null, superseded } = replay(credential, on);
  const notified = {
    status: status === 'expiringSoon' ? 'valid' : status,
    expiresOn: hasDate({ status }) ? expiresOn : null,
    nearing: null,
    supersededBy: status === 'superseded' && superseded ? superseded.by : null,
  } as const;
  if (notified.status !== 'valid' || !expiresOn) return notified;
  return { ...notified, nearing: nearing(expiresOn, on) };
}

/** The narrowest of the employer's steps that has been reached. */
export const nearing = (expiresOn: CivilDate, on: CivilDate): NotifiedStatus['nearing'] =>
  NEARING_DAYS.find((days) => daysBetween(on, expiresOn) <= days) ?? null;

/** The last valid day of what was revoked or superseded, is gone or is somebody else's, is of no use to anybody. */
const hasDate = ({ status }: { status: string }) =>
  !['revoked', 'superseded', 'gone', 'otherHolder'].includes(status);

/**
 * What there is to tell of a certificate to an employer who was last notified of `told`: how it stands, not how it came
 * to that. What came and went again is none of it. Nothing to tell: the last notification still holds.
 */
export function newsBetween(notified: NotifiedStatus, seen: Snapshot): NewsItem[] {
  const now = statusToNotify(seen);
  return [
    ...statusNews(notified, now, seen),
    ...dateNews(notified, now),
    ...nearingNews(notified, now, seen.on),
  ];
}

function statusNews(
  notified: NotifiedStatus,
  now: NotifiedStatus,
  { credential, on, holder }: Snapshot,
): NewsItem[] {
  if (now.status === notified.status && isSame(now.supersededBy, notified.supersededBy)) return [];
  if (!credential) return [{ kind: 'gone' }];
  const { revokedOn = on, suspendedOn = on, superseded } = replay(credential, on);
  switch (now.status) {
    case 'revoked':
      return [{ kind: 'revoked', on: revokedOn }];
    case 'suspended':
      return [{ kind: 'suspended', on: suspendedOn }];
    case 'superseded':
      return superseded ? [{ kind: 'renewed', on: superseded.on, by: superseded.by }] : [];
    case 'expired':
      return [{ kind: 'expired' }];
    case 'valid':
      // From having expired only another last day leads back, of which the employer is notified as such.
      if (notified.status === 'expired') return [];
      return [
        { kind: notified.status === 'gone' && holder === 'unknown' ? 'registeredAgain' : 'backInForce' },
      ];
    case 'otherHolder':
      return [{ kind: 'otherHolder' }];
    case 'notYetValid':
    case 'gone':
      return [];
  }
}

function dateNews(notified: NotifiedStatus, now: NotifiedStatus): NewsItem[] {
  if (!hasDate(notified) || !hasDate(now) || notified.expiresOn === now.expiresOn) return [];
  return [{ kind: 'dateChanged', from: notified.expiresOn, to: now.expiresOn }];
}

export function nearingNews(notified: NotifiedStatus, now: NotifiedStatus, on: CivilDate): NewsItem[] {
  const { nearing, expiresOn } = now;
  if (nearing === null || expiresOn === null) return [];
  // The employer was notified of its end already: the day of this question lies before that.
  if (notified.status === 'expired' && notified.expiresOn === expiresOn) return [];
  const isNarrower = notified.nearing === null || nearing < notified.nearing;
  return isNarrower ? [{ kind: 'expiring', daysLeft: daysBetween(on, expiresOn) }] : [];
}

const isSame = (one: NotifiedStatus['supersededBy'], other: NotifiedStatus['supersededBy']) =>
  one?.number === other?.number && one?.provider === other?.provider;

/**
 * The first day after `on` on which there is something to tell to an employer who was last notified of `told`, unless
 * the certificate is changed before; undefined: never. Days on which recorded changes take effect are among them.
 */
export function nextStepAfter(notified: NotifiedStatus, seen: Snapshot): CivilDate | undefined {
  const { credential, on } = seen;
  // Whoever registers it again calls the sites that watch it.
  if (!credential) return undefined;
  const turns = [on, credential.issuedOn, ...credential.history.map((entry) => entry.on)];
  return turns
    .filter((turn) => turn >= on)
    .flatMap((turn) => [turn, ...stepsTo(replay(credential, turn).expiresOn)])
    .filter((day) => day > on)
    .toSorted()
    .find((day) => newsBetween(notified, { ...seen, on: day }).length > 0);
}

/** The days on which something passes only because days pass. */
export function stepsTo(expiresOn: CivilDate | undefined): CivilDate[] {
  return expiresOn ? [...NEARING_DAYS.map((days) => addDays(expiresOn, -days)), addDays(expiresOn, 1)] : [];
}

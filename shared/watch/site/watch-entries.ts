import type { CredentialStatus, Language } from '#register/certificate/credential.ts';
import { type CivilDate, daysBetween } from '#register/civil-date.ts';
import { toCsv } from '#tables/csv.ts';
import { type Declared, declaredNames } from '#watch/declared/declared.ts';
import { declaredMessages, documentNames } from '#watch/messages/declared.ts';
import { csvMessages, type SummaryKind, siteMessages } from '#watch/messages/watch-site.ts';
import type { WatchedEntry } from '#watch/report-site.ts';
import { statusMessages } from '#web/messages/verdict.ts';

/** What is wrong comes first, then what soon will be. */
const order = [
  'revoked',
  'suspended',
  'expired',
  'superseded',
  'unreadable',
  'notYetValid',
  'expiringSoon',
  'valid',
] as const satisfies (CredentialStatus | 'unreadable')[];

/** `unreadable`: the register does not show it, or not under that name any more. */
export const publicStatus = ({ match }: WatchedEntry): CredentialStatus | 'unreadable' =>
  match?.status ?? 'unreadable';

/** The problems first, and of the others what expires first. */
export function problemsFirst(entries: readonly WatchedEntry[]): WatchedEntry[] {
  const rank = (entry: WatchedEntry) => order.indexOf(publicStatus(entry));
  const last = ({ match }: WatchedEntry) => match?.expiresOn ?? '9999';
  return entries.toSorted(
    (a, b) =>
      rank(a) - rank(b) || last(a).localeCompare(last(b)) || a.member.number.localeCompare(b.member.number),
  );
}

/** How many there are of each kind, none left out but nought. `soon` is among `valid`. `unreadable`: so many more. */
export function countByStatus(entries: readonly WatchedEntry[], unreadable: number): [SummaryKind, number][] {
  const count = (is: (entry: WatchedEntry) => boolean) => entries.filter(is).length;
  const inForce = (entry: WatchedEntry) => /^(valid|expiringSoon)$/.test(publicStatus(entry));
  const counts: [SummaryKind, number][] = [
    ['valid', count(inForce)],
    ['soon', count((entry) => publicStatus(entry) === 'expiringSoon')],
    ...(['revoked', 'suspended', 'expired', 'superseded', 'notYetValid'] as const).map(
      (kind): [SummaryKind, number] => [kind, count((entry) => publicStatus(entry) === kind)],
    ),
    ['unreadable', unreadable + count((entry) => publicStatus(entry) === 'unreadable')],
  ];
  return counts.filter(([kind, many]) => many > 0 || kind === 'valid');
}

/** As the employer typed it, else as the provider lets the register show it. */
export function shownNames({ member, match }: WatchedEntry): { latin?: string; chinese?: string } {
  if (member.name !== undefined) return { latin: member.name };
  if (!match) return {};
  const { name, nameZh } = match.holder;
  return { latin: name, ...(nameZh !== undefined && { chinese: nameZh }) };
}

/** Negative after the last valid day. Null where no day is the last, and where it ended otherwise: none of what is left can be used. */
export function daysUntilExpiry(entry: WatchedEntry): number | null {
  const hasEnded = ['revoked', 'superseded'].includes(publicStatus(entry));
  return hasEnded ? null : (entry.match?.daysLeft ?? null);
}

const columns = [
  'number',
  'provider',
  'name',
  'type',
  'status',
  'since',
  'lastDay',
  'daysLeft',
  'successor',
  'asOf',
] as const;
type Cells = Record<(typeof columns)[number], string>;

/** The same as a file that starts no formula; whom the employer declared comes last, and where a provider stands it says so. */
export function siteCsv(
  entries: readonly WatchedEntry[],
  declared: readonly Declared[],
  on: CivilDate,
  language: Language,
): string {
  const rows = problemsFirst(entries).map((entry) => {
    const { member, match } = entry;
    const { latin = '', chinese = '' } = shownNames(entry);
    const daysLeft = daysUntilExpiry(entry);
    const cells: Cells = {
      number: member.number,
      provider: match?.issuer.name[language] ?? member.provider,
      name: [latin, chinese].filter(Boolean).join(' '),
      type: match?.type.name[language] ?? '',
      status: match ? statusMessages[match.status][language] : siteMessages.unreadable[language],
      since: match?.statusSince ?? '',
      lastDay: match?.expiresOn ?? '',
      // A figure below nought would be taken for a formula, and no figure: how long it is over the last day tells.
      daysLeft: daysLeft !== null && daysLeft >= 0 ? String(daysLeft) : '',
      successor: match?.supersededBy?.number ?? '',
      asOf: on,
    };
    return columns.map((column) => cells[column]);
  });
  const people = declared.map((person) => {
    const cells = declaredCells(person, on, language);
    return columns.map((column) => cells[column]);
  });
  return toCsv([columns.map((column) => csvMessages[column][language]), ...rows, ...people]);
}

function declaredCells(person: Declared, on: CivilDate, language: Language): Cells {
  const { document, expiresOn } = person;
  const { nameEn = '', nameZh = '' } = declaredNames(person);
  const daysLeft = daysBetween(on, expiresOn);
  return {
    number: '',
    provider: declaredMessages.byYou[language],
    name: [nameEn, nameZh].filter(Boolean).join(' '),
    type: documentNames[document][language],
    status: statusMessages[daysLeft < 0 ? 'expired' : 'valid'][language],
    since: '',
    lastDay: expiresOn,
    daysLeft: daysLeft < 0 ? '' : String(daysLeft),
    successor: '',
    asOf: on,
  };
}

import type { LetterRow } from '#mail/letter/letter.ts';
import { oneLine } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { type Counts, type NewsGroup, newsGroups, watchNewsMessages } from '#watch/messages/watch-mails.ts';
import type { WatchedEntry } from '#watch/report-site.ts';
import type { NewsItem, Watched } from '#watch/watched-site.ts';

/** What stands of one certificate in a mail of news, the gravest item first. */
export interface NotifiedCertificate extends WatchedEntry {
  group: NewsGroup;
  items: NewsItem[];
}

/** What the `n`-th mail tells, the gravest first, and of those the one that expires first. */
export function notifiedIn(entries: readonly WatchedEntry[], n: number): NotifiedCertificate[] {
  return entries
    .flatMap(({ member, match }): NotifiedCertificate[] =>
      gravestFirst(member, n).map((told) => ({ member, match, ...told })),
    )
    .toSorted(
      (a, b) =>
        newsGroups.indexOf(a.group) - newsGroups.indexOf(b.group) ||
        (a.member.told.expiresOn ?? '').localeCompare(b.member.told.expiresOn ?? '') ||
        a.member.number.localeCompare(b.member.number),
    );
}

/** What the mail tells of one of them, with the group of the gravest; empty: nothing. */
export function gravestFirst(
  { news }: Pick<Watched, 'news'>,
  n: number,
): { group: NewsGroup; items: NewsItem[] }[] {
  const items = news?.n === n ? news.items.toSorted((a, b) => gravity(a) - gravity(b)) : [];
  return items[0] ? [{ items, group: newsGroup(items[0]) }] : [];
}

const gravity = (item: NewsItem) => newsGroups.indexOf(newsGroup(item));

function newsGroup(item: NewsItem): NewsGroup {
  if (item.kind !== 'expiring') return item.kind;
  return item.daysLeft <= 7 ? 'expiring7' : item.daysLeft <= 30 ? 'expiring30' : 'expiring60';
}

/** Each counts once, by its gravest item; `told`: the gravest first. */
export function countByGroup<Group>(told: readonly { group: Group }[]): Counts<Group> {
  const counts = new Map<Group, number>();
  for (const { group } of told) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts];
}

/** `base`: the origin. `isWatched`: whether a newer certificate is on the site's list. */
export function notificationRow(
  one: NotifiedCertificate,
  lang: Language,
  base: string,
  isWatched: (by: { number: string; provider: string }) => boolean,
): LetterRow {
  const messages = watchNewsMessages[lang];
  const [gravest] = one.items;
  const toDo =
    gravest?.kind === 'renewed'
      ? messages.renewedToDo(isWatched(gravest.by))
      : one.group === 'renewed'
        ? ''
        : messages.toDo[one.group];
  return [
    describeCertificate(one, lang, base),
    one.items.map((item) => whatHappened(item, one, lang)).join(lang === 'en' ? '; ' : '；'),
    toDo,
  ];
}

/** The name as the employer typed it, else as the public pages show it. */
function describeCertificate(
  { member, match }: NotifiedCertificate,
  lang: Language,
  base: string,
): LetterRow[0] {
  const { number, key, provider } = member;
  const url = `${base}/verify/${encodeURIComponent(key)}?issuer=${encodeURIComponent(provider)}&lang=${lang}`;
  const shown = match && [match.holder.name, match.holder.nameZh].filter(Boolean).join(' ');
  const lines = [member.name ?? shown, match?.type.name[lang]].filter((line) => line !== undefined);
  return [{ label: oneLine(number), url }, ...lines.map(oneLine).filter(Boolean)];
}

function whatHappened(item: NewsItem, { member, match }: NotifiedCertificate, lang: Language): string {
  const { rows } = watchNewsMessages[lang];
  const { expiresOn } = member.told;
  switch (item.kind) {
    case 'revoked':
    case 'suspended':
      return rows[item.kind](item.on, recordedLater(item, match));
    case 'renewed':
      return rows.renewed(item.on, oneLine(item.by.number));
    case 'expired':
      return rows.expired(expiresOn);
    case 'expiring':
      return rows.expiring(expiresOn, item.daysLeft);
    case 'dateChanged':
      return rows.dateChanged(item.from, item.to);
    case 'backInForce':
    case 'gone':
    case 'otherHolder':
    case 'registeredAgain':
      return rows[item.kind];
  }
}

/** An act that was recorded after the day from which it has effect must not look as if it had been known since then. */
function recordedLater(
  item: NewsItem & { on: CivilDate },
  match: NotifiedCertificate['match'],
): CivilDate | undefined {
  const recordedOn = match?.status === item.kind ? match.statusRecordedOn : null;
  return recordedOn && recordedOn > item.on ? recordedOn : undefined;
}

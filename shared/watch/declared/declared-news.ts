import type { CivilDate } from '#register/civil-date.ts';
import { nearing, nearingNews, stepsTo } from '#watch/news/watch-news.ts';
import type { NewsItem, NotifiedStatus } from '#watch/watched-site.ts';
import type { Declared } from './declared.ts';

type LastDay = Pick<Declared, 'expiresOn'>;

/** What an employer is notified of somebody whom they declared: only days pass, as nobody else knows of it. */
export function declaredStatus({ expiresOn }: LastDay, on: CivilDate): NotifiedStatus {
  const isOver = on > expiresOn;
  return {
    status: isOver ? 'expired' : 'valid',
    expiresOn,
    nearing: isOver ? null : nearing(expiresOn, on),
    supersededBy: null,
  };
}

export function declaredNews(notified: NotifiedStatus, declared: LastDay, on: CivilDate): NewsItem[] {
  const now = declaredStatus(declared, on);
  if (now.status === 'expired') return notified.status === 'expired' ? [] : [{ kind: 'expired' }];
  return nearingNews(notified, now, on);
}

/** The first day after `on` on which there is something to tell; undefined: never. */
export function declaredStepAfter(
  notified: NotifiedStatus,
  declared: LastDay,
  on: CivilDate,
): CivilDate | undefined {
  return stepsTo(declared.expiresOn)
    .filter((day) => day > on)
    .toSorted()
    .find((day) => declaredNews(notified, declared, day).length > 0);
}

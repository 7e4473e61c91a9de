import type { NewsItem, Watched } from '#watch/watched-site.ts';
import type { HeardDays } from './recipient.ts';

/** A member with what the `n`-th mail says of it to somebody who hears of an end from `days` before it on. */
export function heardOf<Member extends Pick<Watched, 'news'>>(
  member: Member,
  { n, days }: { n: number; days: HeardDays },
): Member {
  if (member.news?.n !== n) return member;
  const items = member.news.items.filter((item) => isHeard(item, days));
  return { ...member, news: items.length > 0 ? { n, items } : undefined };
}

const isHeard = (item: NewsItem, days: HeardDays) => item.kind !== 'expiring' || item.daysLeft <= days;

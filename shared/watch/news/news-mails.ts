import { type Notice, toNotice } from '#mail/notice.ts';
import type { WatchedSite } from '#watch/watched-site.ts';

/** All that tell of a site's latest news, once it is closed: to its employer first, and to each other recipient. */
export function newsMails({ rosterId, news }: Pick<WatchedSite, 'rosterId' | 'news'>): NewsMail[] {
  if (news?.state !== 'closed') return [];
  const subject = { of: 'watchNews', rosterId, n: news.n } as const;
  return [subject, ...(news.to ?? []).map((recipientId) => ({ ...subject, recipientId }))].map((about) => ({
    ...toNotice(about),
    about,
  }));
}

type NewsMail = Notice & { about: { of: 'watchNews' } };

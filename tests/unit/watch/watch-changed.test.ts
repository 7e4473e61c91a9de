import { expect, test } from 'vitest';
import type { NoticeSubject, WatchCall, WatchPage } from '#mail/notice.ts';
import { instant } from '#register/civil-date.ts';
import { callSites, watchChanged } from '#watch/news/watch-changed.ts';

const certificate = { key: 'ABC0001', provider: 'ABC' };
const at = instant.parse('2026-11-21T02:00:00.000Z');
const siteOf = (n: number) => n.toString(16).padStart(32, '0');

/** A certificate that `count` sites watch; some cannot be marked, and the search may break off. */
function watchedBy(
  count: number,
  { broken = [], until = count }: { broken?: string[]; until?: number } = {},
) {
  const sent: (NoticeSubject | WatchCall | WatchPage)[] = [];
  const marked: string[] = [];
  const deps = {
    watchRepository: {
      async *watching() {
        for (let n = 0; n < until; n += 1) yield siteOf(n);
        if (until < count) throw new Error('the search broke off');
      },
      async markDirty(rosterId: string) {
        if (broken.includes(rosterId)) throw new Error('unreadable');
        marked.push(rosterId);
      },
    },
    notices: {
      send: async (messages: (NoticeSubject | WatchCall | WatchPage)[]) => void sent.push(...messages),
    },
  };
  const pages = () => sent.filter((message) => message.of === 'watchPage');
  const called = () => sent.flatMap((message) => (message.of === 'watch' ? [message.rosterId] : []));
  return { deps, marked, pages, called };
}

test('few sites are seen to at once', async () => {
  const { deps, marked, pages, called } = watchedBy(100);
  await watchChanged(deps, certificate, at);
  expect([marked.length, called().length, pages()]).toEqual([100, 100, []]);
});

test('of thousands each page is a message, and a site that fails keeps none of them from its news', async () => {
  const broken = [siteOf(7), siteOf(2_345)];
  const { deps, pages, called } = watchedBy(5_050, { broken });
  await expect(watchChanged(deps, certificate, at)).rejects.toThrow('unreadable');
  expect(pages().map(({ rosterIds }) => rosterIds.length)).toEqual([
    ...Array.from({ length: 49 }, () => 100),
    50,
  ]);
  const done = await Promise.allSettled(pages().map((page) => callSites(deps, page)));
  expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  const all = Array.from({ length: 5_050 }, (_, n) => siteOf(n)).filter((site) => !broken.includes(site));
  expect(called().toSorted()).toEqual(all);
});

test('what was found before the search broke off is told, and the rest is tried again', async () => {
  const { deps, pages, called } = watchedBy(1_000, { until: 250 });
  await expect(watchChanged(deps, certificate, at)).rejects.toThrow('the search broke off');
  await Promise.all(pages().map((page) => callSites(deps, page)));
  expect(new Set(called()).size).toBe(250);
});

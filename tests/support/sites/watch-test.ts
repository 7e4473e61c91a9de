import { randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { NoticeSubject, WatchCall } from '#mail/notice.ts';
import type { Transition } from '#register/certificate/history.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { readCredentialChange } from '#storage/credentials/credential-change.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { createNoticeService } from '#support/mail/notice-service';
import { createReminderRun } from '#support/mail/reminder-run';
import { createRegistry, instantFrom } from '#support/storage/registry';
import { addWatched, type RowToWatch } from '#watch/add-watched.ts';
import { askWatch } from '#watch/ask-watch.ts';
import { confirmWatch } from '#watch/confirm-watch.ts';
import { planWatches } from '#watch/news/plan-watches.ts';
import { publishChange } from '#watch/news/publish-change.ts';
import { callSites } from '#watch/news/watch-changed.ts';
import type { WatchNewsNotice } from '#watch/news/write-watch-news.ts';
import { reportSite } from '#watch/report-site.ts';
import type { Watched, WatchedSite } from '#watch/watched-site.ts';

/**
 * Sites over a registry of their own, from the morning of 21 November 2026 in Hong Kong on, with OFA certificates of three
 * providers: SPMC masks names, OPEN shows them, SHY wants them first.
 */
export async function createWatchTest() {
  const registry = await createRegistry();
  const service = createNoticeService(registry);
  service.now = instantFrom('2026-11-21T00:30:00.000Z');
  for (const [code, disclosure] of [
    ['SPMC', 'masked'],
    ['OPEN', 'full'],
    ['SHY', 'matchOnly'],
  ] as const) {
    const name = { en: `${code} Training`, 'zh-HK': `${code}培訓` };
    await registry.providerRepository.addProvider({ code, name, disclosure, approvals: [] });
  }
  const test = {
    registry,
    service,
    today: () => hongKongDay(service.now),
    /** Goes to half past eight in the morning of a day in Hong Kong. */
    goTo(on: string) {
      service.now = instantFrom(`${on}T00:30:00.000Z`);
    },
    /** Of three years: issued 2024-03-01, valid through 2027-02-28. */
    certificate: (number: string, facts: Partial<Record<Column, string>> = {}, provider = 'SPMC') =>
      createReminderRun(registry).certificate(number, facts, provider),
    change,
    stream,
    revoke: (number: string) => change(number, { event: 'revoked' }),
    ask: (typed = 'hr@example.com', site = 'Tsuen Wan depot', caller = '192.0.2.1') =>
      askWatch(
        { ...registry, notices: service.deps().notices, newId: randomUUID },
        { typed, site, language: 'en', caller, at: service.now },
      ),
    site,
    add: (rosterId: string, ...rows: (string | Omit<RowToWatch, 'row'>)[]) =>
      addWatched(
        registry,
        rosterId,
        rows.map((row, n) => ({ row: n + 1, ...(typeof row === 'string' ? { number: row } : row) })),
        { at: service.now, on: test.today() },
      ),
    watchedSite: async (rosterId: string): Promise<WatchedSite> => {
      const found = await registry.watchedSites.get(rosterId);
      if (!found) throw new Error('no such site');
      return found;
    },
    report: async (rosterId: string) => reportSite(registry, await test.watchedSite(rosterId), test.today()),
    member: async (rosterId: string, key: string): Promise<Watched | undefined> =>
      (await registry.watchedSites.members(rosterId)).watched.find((one) => one.key === key),
    plan,
    morning,
    deliver,
    deps,
    tell: (call: WatchCall) => service.tell(call, deps()),
    /** What each mail of news said: `number: kinds` of each certificate in it. */
    told: () =>
      service.taken.filter(({ mail }) => mail.subject === NEWS).map(({ mail }) => mail.text.split('\n')),
  };
  return test;

  /** With mails of news that are easily read. */
  function deps() {
    return { ...service.deps(), composeWatchNews: inShort };
  }

  /** A site that is confirmed and watches these, and is put to rest. */
  async function site(...numbers: string[]): Promise<string> {
    const before = service.queued.length;
    const asked = await test.ask(`hr-${randomUUID()}@example.com`);
    const [queued] = service.queued.splice(before);
    if (!asked.ok || queued?.subject.of !== 'watchConfirm') throw new Error('it was not asked for');
    const { rosterId } = queued.subject;
    await confirmWatch(registry, rosterId, service.now);
    const added = await test.add(rosterId, ...numbers);
    if (added.outcome !== 'done' || added.rows.some(({ outcome }) => outcome !== 'added'))
      throw new Error(JSON.stringify(added));
    await test.tell({ of: 'watch', rosterId, on: test.today() });
    return rosterId;
  }

  /** Through the use case of the provider's API, then what the stream tells of it. */
  async function change(number: string, transition: Partial<Transition>, provider = 'SPMC'): Promise<void> {
    const key = number.replaceAll('-', '');
    const source = { via: 'api', keyId: 'k' } as const;
    const entry = { at: service.now, on: test.today(), source, reason: 'x', ...transition } as Transition;
    const done = await changeStatus(registry, { provider, key, entry });
    if (!done.ok) throw new Error(done.code);
    await stream(key, provider);
  }

  async function stream(key: string, provider: string): Promise<void> {
    const now = await registry.credentials.get(key, provider);
    if (!now) throw new Error(`no ${key}`);
    const NewImage = marshall(toItem(now, 'a'.repeat(32)), { removeUndefinedValues: true });
    const read = readCredentialChange({ dynamodb: { NewImage } });
    if (read) await publishChange({ ...registry, notices: service.deps().notices }, read, service.now);
  }

  async function plan(): Promise<WatchCall[]> {
    const planned: WatchCall[] = [];
    const notices = {
      async send(messages: (NoticeSubject | WatchCall)[]) {
        for (const message of messages) if (message.of === 'watch') planned.push(message);
      },
    };
    await planWatches({ ...registry, notices }, test.today());
    return planned;
  }

  /** A morning's plan, with all that comes of it. */
  async function morning(on?: string): Promise<void> {
    if (on !== undefined) test.goTo(on);
    for (const call of await plan()) await test.tell(call);
  }

  /** Everything in the queue, until there is nothing; the clock moves on to when a message can be had. */
  async function deliver(using = deps()) {
    for (let n = 0; n < 500; n++) {
      const next = service.queued.shift();
      if (!next) return;
      service.later(next.seconds);
      if (next.subject.of === 'watch') await service.tell(next.subject, using);
      else if (next.subject.of === 'watchPage')
        await callSites({ ...registry, notices: service.deps().notices }, next.subject);
      else await service.send(next.subject, using);
    }
    throw new Error('the queue never ran empty');
  }
}
export type WatchTest = Awaited<ReturnType<typeof createWatchTest>>;

const NEWS = 'news';

function inShort({ entries, declared, n }: WatchNewsNotice) {
  const members = [
    ...entries.map(({ member: { number, news } }) => ({ name: number, news })),
    ...declared.map(({ nameEn, nameZh, news }) => ({ name: nameEn ?? nameZh, news })),
  ];
  const lines = members.flatMap(({ name, news }) =>
    news?.n === n ? `${name}: ${news.items.map(({ kind }) => kind).join(', ')}` : [],
  );
  return { subject: NEWS, text: lines.join('\n'), html: '' };
}

import { randomUUID } from 'node:crypto';
import type { NoticeSubject, WatchCall, WatchPage } from '#mail/notice.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import type { Instant } from '#register/civil-date.ts';
import { createRegistry, day, instantFrom } from '#support/storage/registry';
import { createSentFiles } from '#tables/store/sent-files.ts';
import { createEmployerSite } from '#watch/site/site.tsx';
import type { LogLine } from '#web/http/log.ts';

const TODAY = day('2027-01-28');
const entry = {
  at: instantFrom('2024-03-02T02:00:00.000Z'),
  on: day('2024-03-02'),
  source: { via: 'api', keyId: 'k' } as const,
};

/** The pages of watched sites over a registry of their own, on 28 January 2027 at ten in the morning in Hong Kong. */
export async function createWatchTest({
  lookupsPerMinute = 100_000,
  newId = () => String(randomUUID()),
} = {}) {
  const registry = await createRegistry();
  const logged: LogLine[] = [];
  const notices: (NoticeSubject | WatchCall | WatchPage)[] = [];
  const clock: { now: Instant } = { now: instantFrom('2027-01-28T02:00:00.000Z') };
  const site = createEmployerSite(
    {
      ...registry,
      credentials: { ...registry.finder, ...registry.credentials },
      lists: unused,
      queue: unused,
      files: createSentFiles(),
      notices: { send: async (subjects) => void notices.push(...subjects) },
      newId,
      clock: () => clock.now,
      lookupsPerMinute,
      padResponseTime: () => (_, next) => next(),
    },
    (line) => void logged.push(line),
  );
  for (const [code, disclosure] of [
    ['SPMC', 'masked'],
    ['SHY', 'matchOnly'],
  ] as const) {
    await registry.providerRepository.addProvider({ code, name, disclosure, approvals });
  }
  const test = {
    registry,
    logged,
    notices,
    clock,
    ask,
    /** As a person presses a button of a page. */
    press: (path: string, fields: Record<string, string> | [string, string][]) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
    /** As a person pastes a list, or chooses a file. */
    add: (page: string, list: string, file?: Blob) => {
      const body = new FormData();
      body.set('list', list);
      body.set('file', file ?? new Blob([]), file ? 'list.csv' : '');
      return ask(`${page}/numbers`, { method: 'POST', body });
    },
    register,
    pageOf,
    asked,
    /** The page of a new site that is watched. */
    watched: async (site = 'Tsuen Wan depot') => {
      const page = await asked(site);
      await test.press(`${page}/confirm`, {});
      return page;
    },
    members: async (page: string) =>
      (await registry.watchedSites.members(await idOf(page))).watched.map(({ number }) => number).sort(),
    watchedSite: async (page: string) => registry.watchedSites.get(await idOf(page)),
  };
  return test;

  async function idOf(page: string) {
    return (await registry.links.read('roster', page.replace('/watch/', '')))?.rosterId ?? '';
  }

  async function pageOf(rosterId: string, link = 1) {
    return `/watch/${await registry.links.sign('roster', { rosterId, link })}`;
  }

  /** The page that the mail to confirm leads to. */
  async function asked(site: string) {
    await test.press('/watch', { email: 'hr@example.com', site, by: 'number', count: '2' });
    const subject = notices.at(-1);
    if (subject?.of !== 'watchConfirm') throw new Error('no mail to confirm');
    return pageOf(subject.rosterId);
  }

  /** By upload. OFA issued 2024-03-01: the last valid day is 2027-02-28. */
  async function register(number: string, more: Partial<Record<Column, string>> = {}, provider = 'SPMC') {
    const raw = {
      number,
      type: 'OFA',
      nameEn: 'CHAN Tai Man',
      nameZh: '陳大文',
      issuedOn: '2024-03-01',
      ...more,
    };
    const read = readCredential(raw, TODAY);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const given = new Set(Object.keys(raw) as Column[]);
    await registerCredential(registry, { provider, facts: read.facts, given, entry, correct: true });
  }

  async function ask(path: string, init: RequestInit & { lang?: string; caller?: string } = {}) {
    const { lang = 'en', caller = '192.0.2.1', ...request } = init;
    const response = await site.request(
      path,
      { ...request, headers: { 'accept-language': lang, ...request.headers } },
      { requestContext: { http: { sourceIp: caller } } },
    );
    const { status, headers } = response;
    return { status, headers, to: headers.get('location'), text: await response.text() };
  }
}
export type WatchTest = Awaited<ReturnType<typeof createWatchTest>>;

const name = { en: 'Sample Training Centre', 'zh-HK': '示範培訓中心' };
const approvals: Provider['approvals'] = [
  { scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: day('2011-01-02') },
];

/** Lists have tests of their own. */
const unused = new Proxy(Object.create(null), {
  get: () => () => {
    throw new Error('not used here');
  },
});

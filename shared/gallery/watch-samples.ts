import { type Language, languages } from '#register/certificate/credential.ts';
import { NOBODY, verify } from '#register/certificate/verification.ts';
import { addDays, civilDate, instant } from '#register/civil-date.ts';
import type { Coverage } from '#watch/coverage/coverage.ts';
import type { Declared } from '#watch/declared/declared.ts';
import { composeNewLink } from '#watch/letter/new-link-mail.ts';
import { composeSiteLinks } from '#watch/letter/site-links-mail.ts';
import { composeWatchConfirm } from '#watch/letter/watch-confirm-mail.ts';
import { composeWatchNews } from '#watch/letter/watch-news-mail.ts';
import type { WatchNewsNotice } from '#watch/news/write-watch-news.ts';
import type { Recipient } from '#watch/recipients/recipient.ts';
import type { NewsItem, WatchedSite } from '#watch/watched-site.ts';
import { type MailSample, sampleCertificate } from './reminder-samples.ts';

const BASE = 'https://verify.example.com';
const ON = civilDate.parse('2027-01-25');
const AT = instant.parse('2027-01-20T01:00:00.000Z');
const TOKEN = `${'aGFyYm91ci1maXJzdC1haWQ'.repeat(3)}.${'s'.repeat(22)}`;

const watchedSite = (language: Language): WatchedSite => ({
  rosterId: '0'.repeat(32),
  state: 'watching',
  email: 'hr@example.com',
  language,
  site: language === 'en' ? 'Tsuen Wan depot' : '荃灣車廠',
  link: 1,
  askedAt: AT,
  version: 1,
});

const recipient: Recipient = {
  rosterId: '0'.repeat(32),
  recipientId: '00000000-0000-4000-8000-000000000001',
  state: 'asked',
  email: 'safety@example.com',
  days: 7,
  askedAt: AT,
};

/** The `n`-th certificate of the site, with what the mail tells of it. */
function entry(n: number, items: NewsItem[], name?: string) {
  const expiresOn = addDays(ON, n);
  const number = `DEMO-OFA-2024-${String(n + 100).padStart(5, '0')}`;
  const { credential } = sampleCertificate({ type: 'OFA', number }, { expiresOn, stageId: '-30' });
  const [match] = verify([{ credential, provider: undefined }], {
    on: ON,
    today: ON,
    wantName: NOBODY,
  }).matches;
  const member = {
    rosterId: '0'.repeat(32),
    key: credential.key,
    provider: 'DEMO',
    number,
    ...(name !== undefined && { name }),
    somebodyElse: false,
    addedAt: AT,
    told: { status: 'valid' as const, expiresOn, nearing: null, supersededBy: null },
    ...(items.length > 0 && { news: { n: 1, items } }),
  };
  return { member, match };
}

const expiring = (daysLeft: number, name?: string) => entry(daysLeft, [{ kind: 'expiring', daysLeft }], name);
const day = (n: number) => addDays(ON, n);

const everyKind = [
  entry(400, [{ kind: 'revoked', on: day(-1) }], '陳大文'),
  entry(310, [{ kind: 'gone' }]),
  entry(300, [{ kind: 'suspended', on: day(-1) }]),
  entry(-1, [{ kind: 'expired' }], 'LEE Ka Yan'),
  expiring(7, 'WONG Siu Ming 黃小明'),
  expiring(30),
  expiring(60),
  entry(20, [{ kind: 'renewed', on: day(-1), by: { number: 'DEMO-OFA-2027-00003', provider: 'DEMO' } }]),
  entry(150, [{ kind: 'dateChanged', from: day(60), to: day(150) }]),
  entry(250, [{ kind: 'backInForce' }]),
];

const coverages = {
  falling: {
    needed: 4,
    steps: [
      { from: ON, people: 6 },
      { from: day(98), people: 3 },
    ],
    shortFrom: day(98),
    people: [],
    declared: [],
    unknown: [],
  },
  short: {
    needed: 4,
    steps: [{ from: ON, people: 3 }],
    shortFrom: ON,
    people: [],
    declared: [],
    unknown: [],
  },
  apart: {
    needed: 4,
    steps: [
      { from: ON, people: 3, declared: 2 },
      { from: day(8), people: 3, declared: 1 },
    ],
    shortFrom: null,
    people: [],
    declared: [],
    unknown: [],
  },
} satisfies Record<string, Coverage>;

function person(
  n: number,
  items: NewsItem[],
  of: Pick<Declared, 'nameEn' | 'nameZh' | 'document'>,
): Declared {
  const expiresOn = day(n);
  return {
    rosterId: '0'.repeat(32),
    declaredId: `00000000-0000-4000-8000-${String(n + 1000).padStart(12, '0')}`,
    ...of,
    expiresOn,
    addedAt: AT,
    told: { status: 'valid', expiresOn, nearing: null, supersededBy: null },
    news: { n: 1, items },
  };
}

const people = [
  person(7, [{ kind: 'expiring', daysLeft: 7 }], {
    nameEn: 'HO Wing Sze',
    nameZh: '何詠詩',
    document: 'nurse',
  }),
  person(-1, [{ kind: 'expired' }], { nameZh: '李嘉欣', document: 'stJohn' }),
];

interface SampleSite {
  id: string;
  title: string;
  entries: ReturnType<typeof entry>[];
  declared?: Declared[];
  coverage: Coverage;
  reader?: WatchNewsNotice['reader'];
}

const sites: SampleSite[] = [
  { id: 'watch-news', title: 'one of each kind', entries: everyKind, coverage: coverages.falling },
  {
    id: 'watch-news-one',
    title: 'one is revoked',
    entries: everyKind.slice(0, 1),
    coverage: coverages.short,
  },
  {
    id: 'watch-news-declared',
    title: 'with people whom the employer declared',
    entries: [expiring(30)],
    declared: people,
    coverage: coverages.apart,
  },
  {
    id: 'watch-news-recipient',
    title: 'to somebody whom the employer added',
    entries: [expiring(7, 'WONG Siu Ming 黃小明')],
    coverage: coverages.falling,
    reader: { is: 'recipient', token: TOKEN },
  },
  {
    id: 'watch-news-also',
    title: 'that also goes to others',
    entries: [expiring(7)],
    coverage: coverages.falling,
    reader: { is: 'employer', token: TOKEN, others: ['ma***r@example.com', 'sa***y@example.com'] },
  },
  {
    id: 'watch-news-largest',
    title: '200 with the longest names',
    entries: Array.from({ length: 200 }, (_, n) =>
      expiring(n % 61, `WOLFESCHLEGELSTEINHAUSENBERGERDORFF Bartholomew Christopher ${n}`),
    ),
    coverage: coverages.falling,
  },
];

export const watchSamples: readonly MailSample[] = languages.flatMap((language) => [
  {
    id: `watch-confirm.${language}`,
    group: 'Watched sites',
    title: `to be confirmed, ${language}`,
    compose: () => composeWatchConfirm({ watchedSite: watchedSite(language), token: TOKEN }, BASE),
  },
  {
    id: `watch-confirm-recipient.${language}`,
    group: 'Watched sites',
    title: `somebody else to confirm, ${language}`,
    compose: () => composeWatchConfirm({ watchedSite: watchedSite(language), recipient, token: TOKEN }, BASE),
  },
  {
    id: `site-links.${language}`,
    group: 'Watched sites',
    title: `the links to two sites, ${language}`,
    compose: () =>
      composeSiteLinks(
        {
          request: { requestId: '', email: 'hr@example.com', language, askedAt: AT },
          sites: ['Kwai Chung', watchedSite(language).site].map((site) => ({ site, token: TOKEN })),
          alerts: [{ site: language === 'en' ? 'Pier 4' : '四號碼頭', token: TOKEN }],
        },
        BASE,
      ),
  },
  {
    id: `new-link.${language}`,
    group: 'Watched sites',
    title: `the new link of a site, ${language}`,
    compose: () => composeNewLink({ watchedSite: watchedSite(language), others: [], token: TOKEN }, BASE),
  },
  ...sites.map(({ id, title, entries, declared = [], coverage, reader }) => ({
    id: `${id}.${language}`,
    group: 'Watched sites',
    title: `${title}, ${language}`,
    compose: () =>
      composeWatchNews(
        {
          watchedSite: watchedSite(language),
          on: ON,
          n: 1,
          entries,
          declared,
          coverage,
          reader: reader ?? { is: 'employer', token: TOKEN, others: [] },
        },
        BASE,
      ),
  })),
]);

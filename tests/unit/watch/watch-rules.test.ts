import { describe, expect, it } from 'vitest';
import type { WatchCall } from '#mail/notice.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { readGuide } from '#watch/guide/read-guide.ts';
import { gravestFirst } from '#watch/letter/notified-certificates.ts';
import { composeSiteLinks } from '#watch/letter/site-links-mail.ts';
import { newsMails } from '#watch/news/news-mails.ts';
import { planWatches } from '#watch/news/plan-watches.ts';
import { heardOf } from '#watch/recipients/heard-news.ts';
import { maskedRecipients } from '#watch/recipients/masked-recipients.ts';
import { awaitsReader, currentRecipients, type Recipient } from '#watch/recipients/recipient.ts';
import { readSettings, toTypedSite } from '#watch/site/watch-form.ts';
import { awaitsConfirmation, type NewsItem, readSite, type WatchedSite } from '#watch/watched-site.ts';

/** Rules of watched sites, each at its bounds. */
const at = (text: string) => instant.parse(text);
const askedAt = at('2026-11-21T02:00:00.000Z');
const inTime = at('2026-11-28T02:00:00.000Z');
const tooLate = at('2026-11-28T02:00:00.001Z');
const rosterId = '0'.repeat(32);
const recipient = (state: Recipient['state'], email = 'a@other.example'): Recipient => ({
  ...{ rosterId, recipientId: '00000000-0000-4000-8000-000000000001', state, email, days: 30, askedAt },
});

describe('seven days to confirm', () => {
  it.each([
    [inTime, true],
    [tooLate, false],
  ])('at %s: %s', (now, isAwaited) => {
    const site = { state: 'asked', askedAt } as WatchedSite;
    expect(awaitsConfirmation(site, now)).toBe(isAwaited);
    expect(awaitsReader(recipient('asked'), now)).toBe(isAwaited);
    expect(currentRecipients([recipient('asked')], now)).toHaveLength(isAwaited ? 1 : 0);
    expect(currentRecipients([recipient('hearing')], now)).toHaveLength(1);
    expect(awaitsConfirmation({ ...site, state: 'watching' }, inTime)).toBe(false);
    expect(awaitsReader(recipient('hearing'), inTime)).toBe(false);
  });
});

describe('who hears', () => {
  it('is shown masked, once they have confirmed', async () => {
    const all = [recipient('asked', 'a@x.example'), recipient('hearing', 'b@y.example')];
    expect(await maskedRecipients({ recipients: { ofSite: async () => all } }, rosterId)).toEqual([
      'b***@y.example',
    ]);
  });

  it('hears of an end from their day on, and of everything else', () => {
    const items: NewsItem[] = [
      { kind: 'expiring', daysLeft: 31 },
      { kind: 'expiring', daysLeft: 30 },
      { kind: 'gone' },
    ];
    const news = { n: 3, items: items as [NewsItem, ...NewsItem[]] };
    expect(heardOf({ news }, { n: 3, days: 30 })).toEqual({ news: { n: 3, items: items.slice(1) } });
    expect(heardOf({ news }, { n: 2, days: 7 })).toEqual({ news });
    const early = { news: { n: 3, items: [{ kind: 'expiring' as const, daysLeft: 8 }] } };
    expect(heardOf(early, { n: 3, days: 7 })).toEqual({ news: undefined });
    expect(heardOf({}, { n: 3, days: 7 })).toEqual({});
  });

  it('gets a mail each, the employer first, once it is closed', () => {
    const on = civilDate.parse('2026-11-21');
    const about = (news: WatchedSite['news']) => newsMails({ rosterId, news }).map((mail) => mail.about);
    const subject = { of: 'watchNews', rosterId, n: 4 };
    expect(about(undefined)).toEqual([]);
    expect(about({ n: 4, on, state: 'open', to: ['x'] })).toEqual([]);
    expect(about({ n: 4, on, state: 'closed' })).toEqual([subject]);
    expect(about({ n: 4, on, state: 'closed', to: ['x', 'y'] })).toEqual([
      ...[subject, { ...subject, recipientId: 'x' }, { ...subject, recipientId: 'y' }],
    ]);
  });
});

it.each([
  [0, 'expiring7'],
  [7, 'expiring7'],
  [8, 'expiring30'],
  [30, 'expiring30'],
  [31, 'expiring60'],
])('%i days before an end it is told as %s', (daysLeft, group) => {
  const news = { n: 1, items: [{ kind: 'expiring' as const, daysLeft }] };
  expect(gravestFirst({ news }, 1)).toEqual([{ group, items: news.items }]);
  expect(gravestFirst({ news }, 2)).toEqual([]);
  expect(gravestFirst({}, 1)).toEqual([]);
});

describe('a morning’s plan', () => {
  const on = civilDate.parse('2026-11-21');
  async function plan(count: number, fails = false) {
    const sent: number[] = [];
    const ids: string[] = [];
    const due = async function* () {
      for (let n = 0; n < count; n++) yield `${n}`;
      if (fails) throw new Error('the search failed');
    };
    const notices = {
      send: async (calls: unknown[]) => {
        sent.push(calls.length);
        ids.push(...(calls as WatchCall[]).map((call) => `${call.of} ${call.rosterId} ${call.on}`));
      },
    };
    const planned = await planWatches({ watchRepository: { due }, notices }, on).catch((error) => `${error}`);
    return { planned, sent, ids };
  }
  it.each([
    [0, [0]],
    [1, [1]],
    [100, [100, 0]],
    [250, [100, 100, 50]],
  ])('of %i sites goes a hundred at a time', async (count, batches) => {
    const { planned, sent, ids } = await plan(count);
    expect([planned, sent]).toEqual([{ planned: count }, batches]);
    expect(ids).toEqual(Array.from({ length: count }, (_, n) => `watch ${n} 2026-11-21`));
  });
  it('has what was found before the search failed', async () => {
    expect(await plan(3, true)).toMatchObject({ planned: 'Error: the search failed', sent: [3] });
  });
});

describe('a site’s form', () => {
  const read = (by: string, count: string, site = 'Depot') => {
    const answer = readSettings({ site, by, count });
    return answer.ok ? (answer.needed ?? 'none') : answer.codes;
  };
  it.each([
    ['none', '', 'none'],
    ['none', '3', ['needed']],
    ['anything', '', 'none'],
    ['number', '1', { by: 'number', people: 1 }],
    ['number', '１，０００', { by: 'number', people: 1000 }],
    ['number', '1,000', { by: 'number', people: 1000 }],
    ['number', '１ ０', { by: 'number', people: 10 }],
    ['number', '1001', ['needed']],
    ['number', '0', ['needed']],
    ['number', '', ['needed']],
    ['number', '-1', ['needed']],
    ['number', '1.5', ['needed']],
    ['50', '1', { by: 'headcount', headcount: 1, per: 50 }],
    ['150', '100000', { by: 'headcount', headcount: 100_000, per: 150 }],
    ['100', '100001', ['needed']],
    ['100', '1000000', ['needed']],
  ])('by %s of “%s” wants %j', (by, count, wanted) => {
    expect(read(by, count)).toEqual(wanted);
  });
  it.each([
    ['', ['siteMissing']],
    ['  ', ['siteMissing']],
    ['x'.repeat(80), 'none'],
    ['x'.repeat(81), ['siteTooLong']],
    ['www.example.com', ['siteUnfit']],
  ])('with the name “%s”', (site, wanted) => {
    expect(read('none', '', site)).toEqual(wanted);
    expect(readSite(site)).toBe(wanted === 'none' ? site : undefined);
  });
  it('says all that is wrong, and keeps what was typed', () => {
    expect(readSettings({ by: '50', count: 'many' })).toEqual({
      ...{ ok: false, codes: ['siteMissing', 'needed'], typed: { site: '', by: '50', count: 'many' } },
    });
  });
  it.each([
    [undefined, { by: 'none', count: '' }],
    [
      { by: 'number' as const, people: 7 },
      { by: 'number', count: '7' },
    ],
    [
      { by: 'headcount' as const, headcount: 120, per: 100 as const },
      { by: '100', count: '120' },
    ],
  ])('stands again as it was: %j', (wanted, typed) => {
    expect(toTypedSite('Depot', wanted)).toEqual({ site: 'Depot', ...typed });
  });
});

it.each([
  ['', undefined, false],
  [' ', undefined, false],
  ['0', undefined, true],
  ['1', 1, false],
  ['１２', 12, false],
  ['100000', 100_000, false],
  ['100001', undefined, true],
  ['1000000', undefined, true],
  ['many', undefined, true],
])('the guide reads “%s” as %s people', (people, count, isWrong) => {
  expect(readGuide({ place: 'school', people })).toMatchObject({
    people: count,
    isWrong,
    typed: { place: 'school', people },
  });
});

describe('the mail with the links to sites', () => {
  const links = (count: number, of: string) =>
    Array.from({ length: count }, (_, n) => ({ site: `${of} ${n}`, token: `t/${n}` }));
  const mail = (sites: number, alerts: number, language: 'en' | 'zh-HK' = 'en') =>
    composeSiteLinks(
      {
        request: { requestId: 'r', email: 'hr@example.com', language, askedAt } as Parameters<
          typeof composeSiteLinks
        >[0]['request'],
        sites: links(sites, 'Depot'),
        alerts: links(alerts, 'Pier'),
      },
      'https://certkeeper.example/',
    );
  it('has each site’s own, then the alerts’, and says which can be passed on to nobody', () => {
    const { text, html, subject } = mail(1, 1);
    expect(subject).toBe('The links to your sites · 工作地點頁面的連結');
    const found = [...html.matchAll(/href="([^"]+)"/g)].map(([, to]) => to);
    expect(found).toContain('https://certkeeper.example/watch/t%2F0?lang=en');
    expect(found).toContain('https://certkeeper.example/watch/alerts/t%2F0?lang=en');
    expect(text.indexOf('Depot 0')).toBeLessThan(text.indexOf('Pier 0'));
    expect(text).toContain('can see and change the list of that site');
  });
  it('speaks of alerts alone where there is no site', () => {
    const { text } = mail(0, 2);
    expect(text.split('\n')[0]).toBe('This address gets the alerts of 2 sites.');
    expect(text).not.toContain('can see and change the list');
    expect(mail(2, 0, 'zh-HK').text.split('\n')[0]).toBe('以此地址監察的工作地點共2個。');
  });
  it.each([
    [100, undefined],
    [101, 'There is one more. Its alerts have its link.'],
    [102, 'There are 2 more. Their alerts have their links.'],
  ])('lists a hundred of %i', (count, more) => {
    const { text } = mail(count, 0);
    expect(text).toContain('Depot 99');
    expect(text).not.toContain('Depot 100');
    if (more) expect(text).toContain(more);
    else expect(text).not.toMatch(/There (is|are) .* more/);
  });
});

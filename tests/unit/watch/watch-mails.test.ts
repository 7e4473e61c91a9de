import { describe, expect, it } from 'vitest';
import { NOBODY, verify } from '#register/certificate/verification.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { links, saidTwice } from '#support/mail/mail-forms';
import type { Coverage } from '#watch/coverage/coverage.ts';
import type { Declared } from '#watch/declared/declared.ts';
import { composeWatchConfirm } from '#watch/letter/watch-confirm-mail.ts';
import { composeWatchNews } from '#watch/letter/watch-news-mail.ts';
import type { NewsItem, Watched, WatchedSite } from '#watch/watched-site.ts';

const day = (text: string) => civilDate.parse(text);
const base = 'https://verify.example.com';
const on = day('2027-01-25');
const at = instant.parse('2027-01-20T01:00:00.000Z');

const watchedSite = (facts: Partial<WatchedSite> = {}): WatchedSite => ({
  rosterId: '0'.repeat(32),
  state: 'watching',
  email: 'hr@example.com',
  language: 'en',
  site: 'Tsuen Wan depot',
  link: 1,
  askedAt: at,
  version: 1,
  ...facts,
});

function entry(number: string, items: NewsItem[], facts: Partial<Watched> = {}, expiresOn = '2027-02-28') {
  const member: Watched = {
    rosterId: '0'.repeat(32),
    key: number.replaceAll('-', ''),
    provider: 'SPMC',
    number,
    somebodyElse: false,
    addedAt: at,
    told: { status: 'valid', expiresOn: day(expiresOn), nearing: null, supersededBy: null },
    ...(items.length > 0 && { news: { n: 3, items } }),
    ...facts,
  };
  const credential = {
    key: member.key,
    number,
    provider: 'SPMC',
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    nameZh: '陳大文',
    email: 'chan@example.com',
    language: 'zh-HK' as const,
    issuedOn: day('2024-03-01'),
    expiresOn: day(expiresOn),
    history: [
      { event: 'issued' as const, at, on: day('2024-03-01'), source: { via: 'api' as const, keyId: 'k' } },
    ],
    version: 1,
  };
  const [match] = verify([{ credential, provider: undefined }], { on, today: on, wantName: NOBODY }).matches;
  return { member, match };
}

const covered = (facts: Partial<Coverage> = {}): Coverage => ({
  needed: 2,
  steps: [
    { from: on, people: 3 },
    { from: day('2027-05-03'), people: 1 },
  ],
  shortFrom: day('2027-05-03'),
  people: [],
  declared: [],
  unknown: [],
  ...facts,
});

function news(
  entries: ReturnType<typeof entry>[],
  coverage = covered(),
  facts: Partial<WatchedSite> = {},
  declared: Declared[] = [],
) {
  return composeWatchNews(
    {
      watchedSite: watchedSite(facts),
      on,
      n: 3,
      entries,
      declared,
      coverage,
      reader: { is: 'employer', token: 'tok.en', others: [] },
    },
    base,
  );
}

const nurse = (items: NewsItem[]): Declared => ({
  rosterId: '0'.repeat(32),
  declaredId: '00000000-0000-4000-8000-000000000001',
  nameEn: 'HO Wing Sze',
  document: 'nurse',
  expiresOn: day('2027-02-01'),
  addedAt: at,
  told: { status: 'valid', expiresOn: day('2027-02-01'), nearing: 7, supersededBy: null },
  news: { n: 3, items },
});

const revoked: NewsItem = { kind: 'revoked', on: day('2027-01-24') };

describe('the mail of news about a site', () => {
  it('tells of whom the employer declared apart, as declared, and counts them apart in its subject', () => {
    const mail = news(
      [entry('OFA-1', [{ kind: 'expiring', daysLeft: 5 }])],
      covered({ steps: [{ from: on, people: 3, declared: 2 }], shortFrom: null, needed: 5 }),
      {},
      [nurse([{ kind: 'expiring', daysLeft: 7 }])],
    );
    expect(mail.subject).toBe(
      'Tsuen Wan depot: 1 certificate expiring in 7 days or fewer, 1 person you declared with a document expiring in 7 days or fewer · 1張證書於7日內到期、閣下申報的1人文件於7日內到期',
    );
    expect(mail.text.split('\n')[0]).toBe(
      'At Tsuen Wan depot, 1 certificate expires in 7 days or fewer and 1 person you declared has a document expiring in 7 days or fewer.',
    );
    const [, apart = ''] = mail.text.split('Declared by you');
    expect(mail.text.indexOf('OFA-1')).toBeLessThan(mail.text.indexOf('Declared by you'));
    expect(apart).toContain('The register has not verified their documents.');
    expect(apart).toContain('HO Wing Sze');
    expect(mail.text).toContain('3 verified and 2 declared by you. This meets the number you need, 5;');
    expect(mail.text).toContain('經核實3人，由閣下申報2人。');
    const alone = news([], covered(), {}, [nurse([{ kind: 'expired' }])]);
    expect(alone.text).toContain('declare it with its new last day');
    expect(alone.subject).not.toContain('HO Wing Sze');
  });

  it('speaks of no certificate where its only news is of whom the employer declared', () => {
    const mail = news([entry('OFA-1', [])], covered(), {}, [nurse([{ kind: 'expired' }])]);
    expect(mail.subject).toBe(
      'Tsuen Wan depot: 1 person you declared with an expired document · 閣下申報的1人文件已過期',
    );
    expect(mail.text.split('\n')[0]).toBe(
      'At Tsuen Wan depot, 1 person you declared has an expired document.',
    );
    expect(mail.text).toContain('Tsuen Wan depot：閣下申報的1人文件已過期。');
    expect(mail.text).not.toMatch(/1 certificate|1張|As registered on|verify page|登記資料|核實頁面/);
    expect(links(mail.html).filter((link) => !link.includes('/leave'))).toEqual([
      `${base}/watch/tok.en?lang=en`,
      `${base}/watch/tok.en?lang=zh-HK`,
    ]);
    expect(mail.html.match(/<a class="button"/g)).toHaveLength(1);
    saidTwice(mail);
  });

  it('counts several whom the employer declared by what is to be done', () => {
    const people = [60, 30, 7, 7].map((daysLeft) => nurse([{ kind: 'expiring', daysLeft }]));
    const { subject, text } = news([], covered(), {}, [...people, nurse([{ kind: 'expired' }])]);
    expect(subject).toBe(
      'Tsuen Wan depot: 1 person you declared with an expired document, 2 with a document expiring in 7 days or fewer, 2 more · 閣下申報的1人文件已過期、2人文件於7日內到期、另有2人',
    );
    expect(text).toContain('2 have a document expiring in 7 days or fewer, 1 has a document expiring in 30');
  });

  it('says in its subject the site, what and how many, in both languages and without a person’s name', () => {
    const mail = news([
      entry('OFA-1', [{ kind: 'expiring', daysLeft: 30 }]),
      entry('OFA-2', [revoked], { name: 'CHAN Tai Man' }),
      entry('OFA-3', [{ kind: 'backInForce' }]),
      entry('OFA-4', [{ kind: 'expiring', daysLeft: 12 }]),
    ]);
    expect(mail.subject).toBe(
      'Tsuen Wan depot: 1 certificate revoked, 2 expiring in 30 days or fewer, 1 more · 1張證書被撤銷、2張於30日內到期、另有1張有變',
    );
    expect(mail.text.split('\n')[0]).toBe(
      'At Tsuen Wan depot, 1 certificate was revoked, 2 expire in 30 days or fewer and 1 is back in force.',
    );
    expect([mail.subject, ...links(mail.html)].join(' ')).not.toMatch(/CHAN|Tai Man|陳|大文/);
  });

  it('begins with Chinese for who asked in Chinese', () => {
    const { subject, html } = news([entry('OFA-1', [revoked])], covered(), {
      language: 'zh-HK',
      site: '荃灣車廠',
    });
    expect(subject).toBe('荃灣車廠：1張證書被撤銷 · 1 certificate revoked');
    expect(html).toMatch(/^<!doctype html><html lang="zh-HK">/);
  });

  it('lists the gravest first, and what expires sooner before what expires later', () => {
    const { text } = news([
      entry('BACK-1', [{ kind: 'backInForce' }]),
      entry('DATE-1', [{ kind: 'dateChanged', from: day('2027-02-28'), to: day('2027-05-31') }]),
      entry('RENEWED-1', [{ kind: 'renewed', on, by: { number: 'OFA-9', provider: 'SPMC' } }]),
      entry('IN60-1', [{ kind: 'expiring', daysLeft: 60 }], {}, '2027-03-26'),
      entry('IN30-2', [{ kind: 'expiring', daysLeft: 30 }], {}, '2027-02-24'),
      entry('IN30-1', [{ kind: 'expiring', daysLeft: 8 }], {}, '2027-02-02'),
      entry('IN7-1', [{ kind: 'expiring', daysLeft: 0 }], {}, '2027-01-25'),
      entry('EXPIRED-1', [{ kind: 'expired' }], {}, '2027-01-24'),
      entry('SUSPENDED-1', [{ kind: 'suspended', on }]),
      entry('REVOKED-1', [{ kind: 'expiring', daysLeft: 7 }, revoked]),
    ]);
    const listed = [...text.matchAll(/^- (\S+)/gm)].map(([, number]) => number);
    const order = 'REVOKED-1 SUSPENDED-1 EXPIRED-1 IN7-1 IN30-1 IN30-2 IN60-1 RENEWED-1 DATE-1 BACK-1'.split(
      ' ',
    );
    expect(listed).toEqual([...order, ...order]);
    expect(text).toContain('  Revoked on 2027-01-24; Valid through 2027-02-28 (7 days left)\n');
    expect(text).toContain('Valid through 2027-01-25 (the last day is today)');
    expect(text).toContain('The last valid day is now 2027-05-31 (before: 2027-02-28)');
    expect(text).toContain('有效期至2027-01-25（今日為最後有效日）');
  });

  it('tells of a revocation that has effect from an earlier day when it was recorded', () => {
    const one = entry('OFA-1', [{ kind: 'revoked', on: day('2026-12-01') }]);
    const match = one.match && { ...one.match, status: 'revoked' as const, statusRecordedOn: on };
    const { text } = news([{ ...one, match }]);
    expect(text).toContain(`Revoked with effect from 2026-12-01; recorded on ${on}`);
    expect(text).toContain(`已撤銷，自2026-12-01起生效（於${on}記錄）`);
  });

  it('tells nothing of a certificate without news, or with news of an earlier mail', () => {
    const { text } = news([
      entry('OFA-1', [revoked]),
      entry('OFA-2', []),
      entry('OFA-3', [], { news: { n: 2, items: [revoked] } }),
    ]);
    expect(text).not.toMatch(/OFA-[23]/);
  });

  it('names a person as the employer typed it, else as the public pages show it, and the type', () => {
    const { text, html } = news([
      entry('OFA-1', [revoked], { name: 'Chan, Tai-man' }),
      entry('OFA-2', [revoked]),
      { ...entry('OFA-3', [revoked]), match: undefined },
    ]);
    expect(text).toContain('  Chan, Tai-man\n  Occupational First Aid Certificate\n');
    expect(text).toContain('  CHAN T** M** 陳＊文\n  Occupational First Aid Certificate\n');
    expect(text).toMatch(/- OFA-3\n {2}https:\S+\n {2}Revoked on/);
    expect(text + html).not.toMatch(/CHAN Tai Man|陳大文|chan@example/);
  });

  it('says of a renewed one whether the newer one is on the list already', () => {
    const renewed: NewsItem = { kind: 'renewed', on, by: { number: 'OFA-9', provider: 'SPMC' } };
    const add = 'add its number to your list';
    expect(news([entry('OFA-1', [renewed])]).text).toContain(add);
    const both = news([entry('OFA-1', [renewed]), entry('OFA-9', [])]).text;
    expect(both).not.toContain(add);
    expect(both).toContain('the newer one is on your list now');
    expect(both).toContain('已於2027-01-25由新證書取代：OFA-9');
  });

  it('leads from each number to its verify page, to the page of the site, and out with one click', () => {
    const mail = news([entry('OFA-1', [revoked])]);
    expect(links(mail.html)).toEqual(
      ['en', 'zh-HK']
        .flatMap((lang) => [`/verify/OFA1?issuer=SPMC&lang=${lang}`, `/watch/tok.en?lang=${lang}`])
        .concat('/watch/tok.en/leave?lang=en', '/watch/tok.en/leave?lang=zh-HK')
        .map((path) => base + path),
    );
    expect(mail.unsubscribeUrl).toBe(`${base}/watch/tok.en/leave`);
    expect(mail.html.match(/<a class="button"/g)).toHaveLength(1);
  });

  it.each([
    [
      'until a day',
      covered(),
      'through 2 May 2027 (Sunday). From 3 May 2027 (Monday) there will be fewer: 1.',
      '由2027年5月3日（星期一）起將減至1人',
    ],
    [
      'on',
      covered({ shortFrom: null, steps: [{ from: on, people: 3 }] }),
      'This meets the number you need, 2;',
      '已達到所需的2人',
    ],
    [
      'no more',
      covered({ shortFrom: on, steps: [{ from: on, people: 1 }] }),
      'These are fewer than the number you need, 2.',
      '少於所需的2人',
    ],
    [
      'without a number',
      covered({ needed: undefined, shortFrom: null }),
      '3 people on the list hold',
      '有3人持有',
    ],
  ])('says whether the configured number is met %s, and nothing of the law', (_, coverage, en, zh) => {
    const { text } = news([entry('OFA-1', [revoked])], coverage);
    expect(text).toContain(en);
    expect(text).toContain(zh);
    expect(text).not.toMatch(/compl(y|ies)|legal|\blaw\b|法例|合法|法律/i);
  });

  it('says the same in HTML and in plain text', () => {
    saidTwice(news([entry('OFA-1', [revoked], { name: '陳大文' }), entry('OFA-2', [{ kind: 'expired' }])]));
  });

  it('stays below the size at which mail programs cut off, and counts what it leaves out', () => {
    const entries = Array.from({ length: 200 }, (_, i) =>
      entry(
        `SPMC-OFA-2024-${String(i).padStart(5, '0')}`,
        [i < 5 ? revoked : { kind: 'expiring', daysLeft: 30 }],
        {
          name: 'WONG CHEUNG Alexandra Elizabeth Mei Ling 黃張美玲',
        },
      ),
    );
    const mail = news(entries);
    expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000);
    expect(mail.text.match(/^- /gm)?.length).toBeGreaterThanOrEqual(80);
    expect(mail.text).toMatch(/^And 1\d\d more: /m);
    expect(mail.text).toContain('195 expire in 30 days');
    saidTwice(mail);
  });

  it('keeps script in what anybody typed inert, and lets nothing forge a line', () => {
    const evil = '<script>alert(1)</script>\r\n- OFA-9 \u202e';
    const mail = news([entry('OFA-1', [revoked], { name: evil })], covered(), { site: `${evil}x` });
    expect(mail.html).not.toMatch(/<script/i);
    expect(mail.text).not.toMatch(/^- OFA-9/m);
    expect(mail.text + mail.html + mail.subject).not.toMatch(/\u202e/);
    expect(mail.subject).not.toMatch(/[\r\n]/);
  });
});

describe('the mail that asks to confirm a site', () => {
  const compose = (facts: Partial<WatchedSite> = {}) =>
    composeWatchConfirm(
      { watchedSite: watchedSite({ state: 'asked', ...facts }), token: 'tok.en' },
      `${base}/`,
    );

  it('says why it came, what happens without an answer, and has one button, in both languages', () => {
    const mail = compose();
    expect(mail.subject).toBe('Confirm you want alerts at this address · 請確認接收證書變動通知');
    expect(mail.text).toContain('“Tsuen Wan depot”');
    expect(mail.text).toContain('If it was not you, do nothing.');
    expect(mail.text).toContain('如非閣下提出，無須理會');
    expect(links(mail.html)).toEqual([`${base}/watch/tok.en?lang=en`, `${base}/watch/tok.en?lang=zh-HK`]);
    expect(mail.html.match(/<a class="button"/g)).toHaveLength(1);
    saidTwice(mail);
  });

  it('begins with the language in which it was asked for', () => {
    expect(compose({ language: 'zh-HK' }).subject).toMatch(/^請確認/);
  });

  it('makes no link and no subject of what a stranger typed', () => {
    const mail = compose({
      site: 'Prize! https://evil.example/win www.evil.example a@evil.example evil。example',
    });
    expect(mail.subject).not.toContain('evil');
    expect(mail.text).not.toMatch(/evil[.。]example|https:\/\/evil|www\.evil|a@evil/);
    expect(links(mail.html).join()).not.toContain('evil');
  });
});

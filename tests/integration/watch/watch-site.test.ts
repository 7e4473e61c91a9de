import { beforeEach, describe, expect, it } from 'vitest';
import { changeStatus } from '#register/change/change-status.ts';
import { correctCredential } from '#register/change/correct-credential.ts';
import { renewCredential } from '#register/change/renew-credential.ts';
import { createWatchTest, type WatchTest } from '#support/sites/watch-site';
import { day, instantFrom } from '#support/storage/registry';

/** An employer watches the certificates of a site, by nothing but the link in an e-mail. */
let test: WatchTest;

beforeEach(async () => {
  test = await createWatchTest();
});

const revoke = (key: string) =>
  changeStatus(test.registry, {
    provider: 'SPMC',
    key,
    entry: {
      event: 'revoked',
      at: instantFrom('2027-01-28T01:00:00.000Z'),
      on: day('2027-01-28'),
      reason: 'a reason for the register only',
      source: { via: 'api', keyId: 'k' },
    },
  });

describe('asking for a site to be watched', () => {
  const ask = (more: Record<string, string>) =>
    test.press('/watch', { email: 'hr@example.com', site: 'Depot', by: 'none', count: '', ...more });

  it('explains itself and takes an address, a name and a number', async () => {
    const { status, text } = await test.ask('/watch');
    expect(status).toBe(200);
    for (const field of ['email', 'site', 'by', 'count']) expect(text).toContain(`name="${field}"`);
    expect((await test.ask('/watch?lang=zh-HK')).text).toContain('監察工作地點的證書');
  });

  it.each([
    ['en', 'Enter your number, and get alerts about a site'],
    ['zh-HK', '輸入所需人數，並接收工作地點的通知'],
  ])('is led to by the guide to how many first-aiders: %s', async (lang, way) => {
    const { text } = await test.ask('/watch/guide?place=workplace&people=120', { lang });
    expect(text).toContain(`<a class="target" href="/watch?lang=${lang}">${way}</a>`);
  });

  it('answers alike for every address, and mails a link to confirm', async () => {
    const first = await ask({});
    expect([first.status, first.to]).toEqual([303, '/watch?asked=1&lang=en']);
    expect(await ask({ email: 'nobody@example.com' })).toMatchObject({
      status: 303,
      to: first.to,
      text: first.text,
    });
    expect((await test.ask(first.to ?? '')).text).toContain('Check your email');
    expect(test.notices.map(({ of }) => of)).toEqual(['watchConfirm', 'watchConfirm']);
  });

  it.each([
    [{ email: 'nobody' }, 'This is not an email address.'],
    [{ site: '  ' }, 'The site has no name yet.'],
    [{ site: 'x'.repeat(81) }, 'longer than 80 characters'],
    [{ by: 'number', count: '0' }, 'type a whole number'],
    [{ by: 'number', count: '' }, 'type a whole number'],
    [{ by: '100', count: '100001' }, 'type a whole number'],
    [{ by: 'none', count: '4' }, 'Choose how many you need'],
  ])('says what is wrong with %o, and keeps the rest', async (wrong, sentence) => {
    const { status, text } = await ask({ by: 'number', count: '3', ...wrong });
    expect(status).toBe(422);
    expect(text).toContain(sentence);
    expect(text).toContain(`value="${'email' in wrong ? wrong.email : 'hr@example.com'}"`);
    expect(test.notices).toEqual([]);
  });

  it.each([
    [
      { by: 'number', count: '４' },
      { by: 'number', people: 4 },
    ],
    [
      { by: '150', count: '1,200' },
      { by: 'headcount', headcount: 1200, per: 150 },
    ],
    [{}, undefined],
  ])('keeps how many first-aiders are wanted: %o', async (typed, needed) => {
    await ask(typed);
    const subject = test.notices[0];
    const { rosterId } = subject?.of === 'watchConfirm' ? subject : { rosterId: '' };
    expect((await test.registry.watchedSites.get(rosterId))?.needed).toEqual(needed);
  });

  it('takes no sixth request for an address on a day', async () => {
    for (let n = 0; n < 5; n++) await ask({});
    const { status, text } = await ask({});
    expect(status).toBe(429);
    expect(text).toContain('five sites today');
  });
});

describe('the link to confirm', () => {
  it('shows what was asked for, with the address masked, and changes nothing until its button is pressed', async () => {
    const page = await test.asked('Tsuen Wan depot');
    const { status, text } = await test.ask(page);
    expect(status).toBe(200);
    expect(text).toContain('Tsuen Wan depot');
    expect(text).toContain('h***@example.com');
    expect((await test.watchedSite(page))?.state).toBe('asked');
    const confirmed = await test.press(`${page}/confirm`, {});
    expect([confirmed.status, confirmed.to]).toEqual([303, `${page}?done=confirmed&lang=en`]);
    expect((await test.watchedSite(page))?.state).toBe('watching');
    expect((await test.ask(confirmed.to ?? '')).text).toContain('This site is being watched from now on');
  });

  it('does no harm when it is pressed twice', async () => {
    const page = await test.watched();
    expect((await test.press(`${page}/confirm`, {})).status).toBe(303);
  });

  it('has run out after seven days', async () => {
    const page = await test.asked('Depot');
    test.clock.now = instantFrom('2027-02-04T02:00:01.000Z');
    for (const answer of [await test.ask(page), await test.press(`${page}/confirm`, {})]) {
      expect(answer.status).toBe(410);
      expect(answer.text).toContain('Alerts for this site are off');
    }
    expect((await test.watchedSite(page))?.state).toBe('asked');
  });

  it('opens none of the forms before it is confirmed', async () => {
    await test.register('OFA-1001');
    const page = await test.asked('Depot');
    for (const [path, fields] of forms(page)) expect((await test.press(path, fields)).status, path).toBe(410);
    expect((await test.ask(`${page}.csv`)).status).toBe(410);
    expect((await test.ask(`${page}/first-aiders`)).status).toBe(410);
    expect(await test.members(page)).toEqual([]);
  });

  it('ends the request of somebody who did not ask', async () => {
    const page = await test.asked('Depot');
    await test.press(`${page}/leave`, {});
    expect((await test.press(`${page}/confirm`, {})).status).toBe(410);
    expect((await test.watchedSite(page))?.email).toBe('');
  });
});

/** Every form of the site's page. */
const forms = (page: string): [string, Record<string, string>][] => [
  [`${page}/numbers`, { list: 'OFA-1001' }],
  [`${page}/remove`, { id: 'SPMC#OFA1001', sure: 'yes' }],
  [`${page}/settings`, { site: 'Other', language: 'en', by: 'none', count: '' }],
  [`${page}/somebody-else`, { id: 'SPMC#OFA1001', somebodyElse: 'yes' }],
];

describe('the page of a site', () => {
  it('takes pasted numbers and shows each one with its status, type, day and a link to its verify page', async () => {
    await test.register('OFA-1001');
    await test.register('OFA-1002', { nameEn: 'WONG Siu Ming', nameZh: '黃小明' });
    const page = await test.watched();
    const added = await test.add(page, 'OFA-1001, Chan Tai Man\nOFA-1002');
    expect([added.status, added.to]).toEqual([303, `${page}?done=added&count=2&lang=en`]);
    const { text } = await test.ask(added.to ?? '');
    expect(text).toContain('2 certificates were added.');
    expect(text).toContain('href="/verify/OFA-1001?issuer=SPMC&amp;lang=en"');
    expect(text).toContain('Chan Tai Man');
    expect(text).toContain('WONG S** M**');
    expect(text).not.toMatch(/黃小明|WONG Siu Ming/);
    expect(text).toContain('Occupational First Aid Certificate');
    expect(text).toContain('2027-02-28');
    expect(text).toMatch(/<b>2<\/b> of these expire within 90 days/);
    expect((await test.ask(`${page}?lang=zh-HK`)).text).toContain('即將到期');
  });

  it('takes a file', async () => {
    await test.register('OFA-1001');
    const page = await test.watched();
    const file = new Blob(['證書編號,姓名\r\nOFA-1001,陳大文\r\n'], { type: 'text/csv' });
    expect((await test.add(page, '', file)).status).toBe(303);
    expect((await test.ask(page)).text).toContain('陳大文');
  });

  it('says of each row what became of it, what has to be mended first', async () => {
    await test.register('OFA-1001');
    await test.register('OFA-1002');
    await test.register('OFA-1003');
    const page = await test.watched();
    await test.add(page, 'OFA-1002');
    const rows = 'OFA-1001\nOFA-1002\nOFA-1003, WONG Mei Ling\nOFA-9999\n??\n12';
    const { status, text } = await test.add(page, rows);
    expect(status).toBe(200);
    expect(text).toContain('1 was added, 1 was there already, 4 rows were not.');
    const said = [...text.matchAll(/<span class="said">([^<]*)/g)].map(([, one]) => one?.split(/[:.]/)[0]);
    expect(said).toEqual([
      'There is no certificate number in this row',
      'Not a certificate number',
      'No record found',
      'The name is not the one registered',
      'On the list already',
      'Added',
    ]);
    expect(await test.members(page)).toEqual(['OFA-1001', 'OFA-1002']);
    expect((await test.add(page, rows)).text).toContain('0 were added, 2 were there already');
  });

  it('answers a wrong name and an unknown number of a provider that wants the name alike', async () => {
    await test.register('SHY-5001', {}, 'SHY');
    const page = await test.watched();
    const saidOf = (text: string) => text.replaceAll(/SHY-\d+|[?&;]lang=\w+/g, '');
    const wrong = await test.add(page, 'SHY-5001, WONG Mei Ling');
    const unknown = await test.add(page, 'SHY-5002, WONG Mei Ling');
    expect(saidOf(wrong.text)).toBe(saidOf(unknown.text));
    expect((await test.add(page, 'SHY-5001')).text).toContain('No record found');
    expect((await test.add(page, 'SHY-5001, CHAN Tai Man')).status).toBe(303);
  });

  it.each([
    ['', 'Paste a list or choose a file'],
    [Array.from({ length: 501 }, (_, i) => `OFA-${1000 + i}`).join('\n'), 'Add 500 at a time.'],
  ])('says why nothing was read of what was sent (%#)', async (list, sentence) => {
    const page = await test.watched();
    const { status, text } = await test.add(page, list);
    expect(status).toBe(422);
    expect(text).toContain(sentence);
  });

  it('puts problems first', async () => {
    for (const number of ['OFA-1001', 'OFA-1002', 'OFA-1003']) await test.register(number);
    await test.register('OFA-1004', { issuedOn: '2023-12-01' });
    await revoke('OFA1003');
    const page = await test.watched();
    await test.add(page, 'OFA-1001\nOFA-1002\nOFA-1003\nOFA-1004');
    const { text } = await test.ask(page);
    const listed = [...text.matchAll(/<th scope="row"><a href="\/verify\/([^?]*)/g)].map(
      ([, number]) => number,
    );
    expect(listed).toEqual(['OFA-1003', 'OFA-1004', 'OFA-1001', 'OFA-1002']);
    expect(text).toMatch(/<li class="stop"><b>1<\/b> revoked/);
    expect(text).not.toContain('a reason for the register only');
  });

  it('says beside each problem what to do, and which certificate is the newer one', async () => {
    for (const number of ['OFA-1001', 'OFA-1002']) await test.register(number);
    await revoke('OFA1001');
    await renewCredential(test.registry, {
      provider: 'SPMC',
      key: 'OFA1002',
      given: { number: 'OFA-2002', issuedOn: '2027-01-20' },
      reason: 'renewed',
      entry: {
        at: instantFrom('2027-01-28T01:00:00.000Z'),
        on: day('2027-01-28'),
        source: { via: 'api', keyId: 'k' },
      },
    });
    const page = await test.watched();
    await test.add(page, 'OFA-1001\nOFA-1002');
    const { text } = await test.ask(page);
    expect(text).toContain('Do not accept it. Ask the holder for another one');
    expect(text).toContain('href="/verify/OFA-2002?issuer=SPMC&amp;lang=en"');
    expect(text).toContain('Put it on my list instead');
    expect(text).not.toContain('days left');
    await test.add(page, 'OFA-2002');
    expect((await test.ask(page)).text).toContain('Take the old one off my list');
  });

  it('names what is taken off before it takes it off', async () => {
    for (const number of ['OFA-1001', 'OFA-1002', 'OFA-1003']) await test.register(number);
    const page = await test.watched();
    await test.add(page, 'OFA-1001\nOFA-1002\nOFA-1003');
    const ticked: [string, string][] = [
      ['id', 'SPMC#OFA1001'],
      ['id', 'SPMC#OFA1002'],
    ];
    const asked = await test.press(`${page}/remove`, ticked);
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('Remove 2 certificates');
    expect(asked.text).toMatch(/OFA-1001.*OFA-1002/s);
    expect(asked.text).not.toContain('OFA-1003');
    expect(await test.members(page)).toHaveLength(3);
    const done = await test.press(`${page}/remove`, [...ticked, ['sure', 'yes']]);
    expect([done.status, done.to]).toEqual([303, `${page}?done=removed&count=2&lang=en`]);
    expect(await test.members(page)).toEqual(['OFA-1003']);
    expect((await test.press(`${page}/remove`, [['sure', 'yes']])).to).toContain('done=nothing');
  });

  it('keeps the settings, and says what is wrong with them', async () => {
    const page = await test.watched();
    const settings = { site: 'Kwai Chung', language: 'zh-HK', by: '50', count: '120' };
    const wrong = await test.press(`${page}/settings`, { ...settings, count: 'many' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('type a whole number');
    expect((await test.watchedSite(page))?.site).toBe('Tsuen Wan depot');
    expect((await test.press(`${page}/settings`, settings)).to).toBe(`${page}?done=saved&lang=en`);
    expect(await test.watchedSite(page)).toMatchObject({
      site: 'Kwai Chung',
      language: 'zh-HK',
      needed: { by: 'headcount', headcount: 120, per: 50 },
    });
  });

  it('counts one person once, until the employer says that they are two', async () => {
    await test.register('OFA-1001');
    await test.register('OFA-1002');
    const page = await test.watched();
    await test.add(page, 'OFA-1001\nOFA-1002');
    const before = await test.ask(page);
    expect(before.text).toContain(
      '1 person on the list holds a valid, recognised first-aid certificate today.',
    );
    expect(before.text).toContain('These are fewer than the number you need, 2.');
    await test.press(`${page}/somebody-else`, { id: 'SPMC#OFA1002', somebodyElse: 'yes' });
    expect((await test.ask(page)).text).toContain('2 people on the list hold');
    await test.press(`${page}/somebody-else`, { id: 'SPMC#OFA1002', somebodyElse: 'no' });
    expect((await test.ask(page)).text).toContain('1 person on the list');
    expect((await test.press(`${page}/somebody-else`, { id: 'SPMC#OFA9', somebodyElse: 'yes' })).status).toBe(
      303,
    );
  });

  it('gives a list of the first-aiders to print, in both languages', async () => {
    await test.register('OFA-1001');
    const page = await test.watched();
    await test.add(page, 'OFA-1001, 陳大文');
    const { status, text } = await test.ask(`${page}/first-aiders`);
    expect(status).toBe(200);
    expect(text).toContain('陳大文');
    expect(text).toContain('First-aiders at this site');
    expect(text).toContain('本工作地點的急救員');
  });

  it('gives a CSV that starts no formula', async () => {
    await test.register('OFA-1001');
    const page = await test.watched();
    await test.add(page, 'OFA-1001');
    const { status, headers, text } = await test.ask(`${page}.csv?lang=zh-HK`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="certificates-2027-01-28.csv"');
    expect(text).toContain('證書編號,頒證機構');
    expect(text).toContain(
      'OFA-1001,示範培訓中心,CHAN T** M** 陳＊文,職業急救證書,即將到期,,2027-02-28,31,,2027-01-28',
    );
  });

  it('says that one can no longer be shown when its provider wants another name', async () => {
    await test.register('SHY-5001', {}, 'SHY');
    const page = await test.watched();
    await test.add(page, 'SHY-5001, CHAN Tai Man');
    await correctCredential(test.registry, {
      provider: 'SHY',
      key: 'SHY5001',
      patch: { nameEn: 'LEE Ka Yan', nameZh: '李嘉欣' },
      reason: 'registered under the wrong number',
      entry: {
        at: instantFrom('2027-01-28T01:00:00.000Z'),
        on: day('2027-01-28'),
        source: { via: 'api', keyId: 'k' },
      },
    });
    const { text } = await test.ask(page);
    expect(text).toContain('Cannot be shown');
    expect(text).not.toMatch(/LEE|李/);
  });
});

describe('leaving', () => {
  it('says what it does, and does it only at the button', async () => {
    await test.register('OFA-1001');
    const page = await test.watched();
    await test.add(page, 'OFA-1001');
    const { status, text } = await test.ask(`${page}/leave`);
    expect(status).toBe(200);
    expect(text).toContain('the list with its 1 certificate is deleted immediately');
    expect((await test.watchedSite(page))?.state).toBe('watching');
    const left = await test.press(`${page}/leave`, {});
    expect([left.status, left.to]).toEqual([303, `${page}?lang=en`]);
    expect(await test.members(page)).toEqual([]);
    const after = await test.ask(page);
    expect(after.status).toBe(410);
    expect(after.text).toContain('no more emails about this site');
    expect(await test.registry.everythingStored()).not.toMatch(/hr@example\.com|Tsuen Wan/);
  });

  it.each([
    ['urlencoded', () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    [
      'multipart',
      () => {
        const body = new FormData();
        body.set('List-Unsubscribe', 'One-Click');
        return body;
      },
    ],
  ])('takes one click of a mail program, without a redirect (%s)', async (_, body) => {
    const page = await test.watched();
    const { status } = await test.ask(`${page}/leave`, { method: 'POST', body: body() });
    expect(status).toBe(200);
    expect((await test.watchedSite(page))?.state).toBe('left');
  });

  it('leaves nothing that can be done with the link', async () => {
    await test.register('OFA-1001');
    const page = await test.watched();
    await test.press(`${page}/leave`, {});
    for (const [path, fields] of [...forms(page), [`${page}/confirm`, {}] as const])
      expect((await test.press(path, fields)).status, path).toBe(410);
    for (const path of [page, `${page}/leave`, `${page}/first-aiders`, `${page}.csv`])
      expect((await test.ask(path)).status, path).toBe(410);
    expect((await test.watchedSite(page))?.state).toBe('left');
    expect(await test.members(page)).toEqual([]);
  });
});

describe('the link is all the authority there is', () => {
  const everything = (page: string) => [
    ...[page, `${page}/leave`, `${page}/first-aiders`, `${page}.csv`].map((path) => () => test.ask(path)),
    ...[...forms(page), [`${page}/confirm`, {}] as const, [`${page}/leave`, {}] as const].map(
      ([path, fields]) =>
        () =>
          test.press(path, fields),
    ),
  ];

  it('answers every forged, cut or foreign one as an incomplete link, and changes nothing', async () => {
    const page = await test.watched();
    const before = await test.registry.everythingStored();
    const flip = (text: string) => text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');
    const email = 'hr@example.com';
    const foreign = await test.registry.links.sign('certificates', { email, until: day('2028-01-01') });
    for (const other of [flip(page), page.slice(0, -4), `/watch/${foreign}`, '/watch/x']) {
      for (const use of everything(other)) {
        const { status, text } = await use();
        expect(status).toBe(404);
        expect(text).toContain('This link is not complete');
      }
    }
    expect(await test.registry.everythingStored()).toBe(before);
  });

  it('does not open another site', async () => {
    await test.register('OFA-1001');
    const [one, other] = [await test.watched('One'), await test.watched('Other')];
    await test.add(one, 'OFA-1001');
    await test.press(`${other}/remove`, { id: 'SPMC#OFA1001', sure: 'yes' });
    await test.press(`${other}/leave`, {});
    expect(await test.members(one)).toEqual(['OFA-1001']);
  });

  it('changes nothing by GET, whoever follows it', async () => {
    await test.register('OFA-1001');
    const page = await test.watched();
    await test.add(page, 'OFA-1001');
    const before = await test.registry.everythingStored();
    for (const path of [
      '',
      '/confirm',
      '/numbers',
      '/remove',
      '/settings',
      '/somebody-else',
      '/leave',
      '/first-aiders',
    ])
      await test.ask(`${page}${path}?id=SPMC%23OFA1001&sure=yes&done=removed&count=9`);
    expect(await test.registry.everythingStored()).toBe(before);
  });

  it.each([
    ['', 'GET'],
    ['/confirm', 'POST'],
    ['/numbers', 'POST'],
    ['/remove', 'POST'],
    ['/settings', 'POST'],
    ['/somebody-else', 'POST'],
    ['/leave', 'GET, POST'],
    ['/first-aiders', 'GET'],
  ])('takes %s by %s only, and says so', async (path, allow) => {
    const page = await test.watched();
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'].filter((each) => !allow.includes(each))) {
      const { status, headers } = await test.ask(`${page}${path}`, { method });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, allow]);
    }
  });

  it('is kept from caches, search engines, other sites and logs, and needs no script or cookie', async () => {
    const page = await test.watched();
    for (const path of [page, `${page}/leave`, '/watch', `${page}.csv`]) {
      const { headers, text } = await test.ask(path);
      expect(headers.get('cache-control')).toBe('no-store');
      // The form alone may be found by whoever looks for it.
      expect(headers.get('x-robots-tag')).toContain(path === '/watch' ? 'all' : 'noindex');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('set-cookie')).toBeNull();
      expect(text).not.toContain('<script');
    }
    expect(JSON.stringify(test.logged)).not.toMatch(new RegExp(`${page.slice(7, 40)}|Tsuen|hr@example`));
  });

  it('keeps script in what was typed inert', async () => {
    const page = await test.watched('<script>alert(1)</script>');
    const { text } = await test.add(page, '<img src=x onerror=alert(1)>, <script>alert(2)</script>');
    expect(text).not.toMatch(/<script|<img/);
    expect((await test.ask(page)).text).toContain('&lt;script&gt;');
  });
});

describe('one address of the network', () => {
  it('has ten mails sent a minute at most, whomever they go to', async () => {
    const few = await createWatchTest({ lookupsPerMinute: 100 });
    const ask = (n: number) =>
      few.press('/watch', { email: `hr${n}@example.com`, site: 'Depot', by: 'none', count: '' });
    for (let n = 0; n < 10; n++) expect((await ask(n)).status).toBe(303);
    const { status, headers } = await ask(10);
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(few.notices).toHaveLength(10);
    few.clock.now = instantFrom('2027-01-28T02:01:00.000Z');
    expect((await ask(11)).status).toBe(303);
  });

  it('cannot have a whole site read over and over, and can always leave', async () => {
    const few = await createWatchTest({ lookupsPerMinute: 100 });
    const page = await few.watched();
    const answers = [];
    for (let n = 0; n < 21; n++) answers.push((await few.ask(page)).status);
    expect(answers.at(-1)).toBe(429);
    expect(answers.filter((status) => status === 200).length).toBeGreaterThan(10);
    expect((await few.press(`${page}/leave`, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
  });

  it('cannot try numbers one after the other by adding them', async () => {
    const few = await createWatchTest({ lookupsPerMinute: 100 });
    const page = await few.watched();
    const list = Array.from({ length: 150 }, (_, i) => `OFA-${1000 + i}, CHAN Tai Man 陳大文`).join('\n');
    const body = new URLSearchParams({ list }).toString();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
    };
    const add = () => few.ask(`${page}/numbers`, { method: 'POST', body, headers });
    expect((await add()).status).toBe(200);
    expect((await add()).status).toBe(429);
  });
});

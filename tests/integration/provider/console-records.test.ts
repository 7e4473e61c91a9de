import { beforeAll, describe, expect, it } from 'vitest';
import { doneMessages } from '#provider/messages/console-record-actions.ts';
import type { Language } from '#register/certificate/credential.ts';
import { recordActions } from '#register/certificate/record-action.ts';
import type { SkipReason } from '#remind/reminder-decision.ts';
import { dueStage } from '#support/mail/due-stage';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';
import { textOf } from '#support/sites/console-pages';

/** The provider's staff find a certificate in the console; with whom it is not, nothing is there. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
let me: Awaited<ReturnType<typeof test.signedIn>>;

beforeAll(async () => {
  test = await createTestConsole();
  me = await test.signedIn(test.mine);
});

const get = (path: string, language: Language = 'en') => me.get(path, { 'accept-language': language });
const post = (path: string, form: Record<string, string>, language: Language = 'en') =>
  me.post(path, form, { 'accept-language': language });
const register = (number: string, facts: Record<string, string> = {}, key = test.mine) =>
  test.ask('POST', '/v1/credentials', { key, body: { ...ofa, ...facts, number } });
const pathOf = (number: string, action = '') => `/console/credentials/${number}${action && `/${action}`}`;

describe('a search', () => {
  const search = async (number: string) => {
    const answer = await get(`/console/find?number=${encodeURIComponent(number)}`);
    return get(answer.headers.get('location') ?? '');
  };

  it('finds a number however it is written', async () => {
    await register('FIND-OFA/0001');
    for (const typed of ['FIND-OFA/0001', 'find ofa 0001', 'ＦＩＮＤOFA０００１']) {
      const answer = await search(typed);
      expect(answer.status, typed).toBe(200);
      expect(answer.text).toContain('FIND-OFA/0001');
    }
  });

  it('finds the certificate of an address that was scanned or copied, and behind what was taken along', async () => {
    await register('FIND-OFA/0002');
    const address = 'https://certkeeper.example/verify/FIND-OFA%2F0002?issuer=SPMC';
    for (const typed of [
      address,
      `${address}。`,
      `請看（${address}），謝謝`,
      'FIND-OFA/0002」',
      'FIND-OFA/0002, thanks',
    ]) {
      const answer = await search(typed);
      expect(answer.status, typed).toBe(200);
      expect(answer.text).toContain('FIND-OFA/0002');
    }
  });

  it.each([
    ['!!', 422, 'Check the certificate number'],
    ['SPMC-OFA-7C3K2RA9', 422, 'A character was mistyped'],
    ['FIND-9999', 404, 'No certificate of yours has this number'],
  ])('of %s answers %i: %s, with the box again and the way to register it', async (number, status, title) => {
    const answer = await search(number);
    const html = answer.text;
    expect(answer.status).toBe(status);
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain(`value="${number}"`);
    expect(html).toContain('href="/console/imports"');
  });

  it("finds another provider's number as little as one that nobody has, byte for byte", async () => {
    const paths = ['', ...recordActions].map((action) => pathOf('FOREIGN-0001', action));
    const answers = async () =>
      Promise.all(
        paths
          .flatMap((path) => [get(path), post(path, { reason: 'x', version: '1', issuedOn: '2026-11-20' })])
          .map(async (asked) => {
            const answer = await asked;
            return [
              answer.status,
              answer.text,
              [...answer.headers].filter(([name]) => name !== 'x-request-id'),
            ];
          }),
      );
    const before = await answers();
    await register('FOREIGN-0001', {}, test.theirs);
    expect(await answers()).toEqual(before);
    const theirs = await test.ask('GET', '/v1/credentials/FOREIGN-0001', { key: test.theirs });
    expect(theirs.json()).toMatchObject({ version: 1, status: 'valid' });
  });
});

describe('a record', () => {
  it('tells what is registered, how it stands and what happened', async () => {
    await register('RECORD-0001');
    await test.ask('PATCH', '/v1/credentials/RECORD-0001', {
      body: { nameEn: 'CHAN Tai-man', reason: 'typing slip' },
    });
    await test.ask('POST', '/v1/credentials/RECORD-0001/extend', {
      body: { expiresOn: '2027-05-31', reason: 'epidemic' },
    });
    const html = (await get(pathOf('RECORD-0001'))).text;
    const text = textOf(html);
    for (const said of [
      'This certificate is valid today, 21 November 2026 (Saturday).',
      'CHAN Tai-man',
      '陳大文',
      'Occupational First Aid Certificate',
      '31 May 2027 (Monday)',
      'Printed on the certificate: 28 February 2027 (Sunday).',
      'chan@example.com',
      'Name in English CHAN Tai Man → became CHAN Tai-man',
      'Extended through 2027-05-31',
      'typing slip',
      '2026-11-21 10:00',
      'desk',
      'The next reminder is planned for 30 November 2026 (Monday): When the refresher window opens.',
    ])
      expect(text).toContain(said);
    expect(text.indexOf('Extended through')).toBeLessThan(text.indexOf('typing slip'));
    expect(html).toContain('href="/verify/RECORD-0001?issuer=MINE"');
    expect(html).toContain('href="/qr/MINE/RECORD-0001.svg"');
  });

  it('names the file and the row that a change came from, and the reminders with their reasons', async () => {
    await register('RECORD-0002');
    const found = await test.registry.credentials.get('RECORD0002', 'MINE');
    if (!found) throw new Error('not registered');
    await test.registry.jobs.create({
      id: 'import-1',
      provider: 'MINE',
      keyId: 'k',
      fileName: '2026 名單.csv',
      contentLength: 1,
      state: 'importing',
      createdAt: test.time.at,
    });
    const entry = { at: test.time.at, on: found.credential.issuedOn, reason: 'upload' };
    await test.registry.credentials.replace(found, {
      ...found,
      credential: {
        ...found.credential,
        version: 2,
        history: [
          ...found.credential.history,
          {
            ...entry,
            event: 'corrected',
            changes: [{ field: 'email', from: null, to: 'chan@example.com' }],
            source: { via: 'import', importId: 'import-1', row: 17 },
          },
          {
            ...entry,
            event: 'extensionWithdrawn',
            order: 'order-1',
            source: { via: 'order', orderId: 'order-1' },
          },
          { ...entry, event: 'supersessionLifted', reason: 'no_renewal', source: { via: 'registry' } },
        ],
      },
    });
    const skip = (stage: string, reason: SkipReason) =>
      test.registry.ledger.skip(dueStage(found, stage, entry.on), {
        state: 'skipped',
        reason,
        skippedAt: test.time.at,
      });
    await skip('-90', 'noAddress');
    await skip('refresherOpens', 'overtaken');
    const html = (await get(pathOf('RECORD-0002'))).text;
    expect(html).toContain('<a href="/console/imports/import-1">2026 名單.csv</a> row 17');
    expect(html).toContain('href="/console/extension-orders/order-1"');
    const text = textOf(html);
    expect(text).toContain('The registry itself');
    expect(text).toContain(
      '90 days before the last valid day 2026-11-30 Not sent: there was no email address. (2026-11-21)',
    );
    const opens = text.indexOf('When the refresher window opens');
    expect(opens).toBeGreaterThan(0);
    expect(opens).toBeLessThan(text.indexOf('90 days before'));
  });

  it('says what was done only for what can be done', async () => {
    await register('RECORD-0003');
    const said = async (done: string) => textOf((await get(`${pathOf('RECORD-0003')}?done=${done}`)).text);
    expect(await said('revoked')).toContain(doneMessages.revoked.en);
    expect(await said('%3Cscript%3E')).not.toContain('script');
    expect(await said('constructor')).toBe(await said(''));
  });

  it('shows script in names and reasons as text', async () => {
    await register('RECORD-0004');
    const found = await test.registry.credentials.get('RECORD0004', 'MINE');
    if (!found) throw new Error('not registered');
    const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>';
    await test.registry.credentials.replace(found, {
      ...found,
      credential: { ...found.credential, nameEn: evil, nameZh: evil, email: evil, version: 2 },
    });
    await test.ask('POST', '/v1/credentials/RECORD-0004/suspend', { body: { reason: evil } });
    for (const path of ['', ...recordActions].map((action) => pathOf('RECORD-0004', action))) {
      const answer = await get(path);
      const html = answer.text;
      expect(html).not.toMatch(/<script|<img|onerror=(?!alert\(2\)&gt;)/);
      expect(answer.headers.get('content-security-policy')).toMatch(
        /default-src 'none'; style-src 'sha256-[^;]*; form-action/,
      );
    }
  });

  it('offers what can be done now, and nothing else', async () => {
    const offered = async (number: string) => {
      const html = (await get(pathOf(number))).text;
      return recordActions.filter((action) => html.includes(`href="${pathOf(number, action)}"`));
    };
    const change = (number: string, verb: string, body = {}) =>
      test.ask('POST', `/v1/credentials/${number}/${verb}`, { body: { reason: 'x', ...body } });
    for (const number of ['OFFER-0001', 'OFFER-0002', 'OFFER-0003', 'OFFER-0004']) await register(number);
    await change('OFFER-0002', 'suspend');
    await change('OFFER-0003', 'revoke');
    await change('OFFER-0004', 'renew', { issuedOn: '2026-11-20' });
    await register('OFFER-0005', { type: 'EMTD' });
    expect(await offered('OFFER-0001')).toEqual(['renew', 'correct', 'extend', 'suspend', 'revoke']);
    expect(await offered('OFFER-0002')).toEqual(['renew', 'correct', 'extend', 'reinstate', 'revoke']);
    expect(await offered('OFFER-0003')).toEqual(['correct', 'reinstate']);
    expect(await offered('OFFER-0004')).toEqual(['correct', 'extend', 'suspend', 'revoke']);
    expect(await offered('OFFER-0005')).toEqual(['renew', 'correct', 'suspend', 'revoke']);
    const refused = await get(pathOf('OFFER-0003', 'revoke'));
    expect(refused.status).toBe(409);
    expect(refused.text).not.toContain('<textarea');
  });
});

describe('every page', () => {
  /** In the state that shows the most: corrected, extended, replaced, and each form with all that can be wrong. */
  async function pages(language: Language): Promise<[string, string][]> {
    const number = `WORDS-${language === 'en' ? 1 : 2}`;
    await register(number);
    const change = (verb: string, body: object) =>
      test.ask('POST', `/v1/credentials/${number}/${verb}`, { body: { reason: '2026/17', ...body } });
    await test.ask('PATCH', `/v1/credentials/${number}`, {
      body: { nameEn: 'CHAN Tai-man', email: null, type: undefined, language: 'en', reason: '2026/17' },
    });
    await change('extend', { expiresOn: '2027-12-31' });
    await change('suspend', { on: '2027-01-01' });
    const paths = ['', ...recordActions].map((action) => pathOf(number, action));
    const bad = {
      reason: '',
      on: 'x',
      expiresOn: 'x',
      issuedOn: 'x',
      number: '!',
      email: '@',
      nameEn: '1',
      version: '9',
    };
    const answers = [
      ...paths.map((path) => get(path, language)),
      ...Object.keys(doneMessages).map((done) => get(`${pathOf(number)}?done=${done}`, language)),
      ...paths.slice(1).map((path) => post(path, bad, language)),
      ...['!!', 'WORDS-9', 'SPMC-OFA-7C3K2RA9'].map((one) => get(pathOf(encodeURIComponent(one)), language)),
    ];
    return Promise.all(
      answers.map(async (asked, n): Promise<[string, string]> => [`${number} ${n}`, (await asked).text]),
    );
  }

  /** What a reader sees or hears, but for what is marked as the other language's or nobody's. */
  const heard = (html: string, marked: Language) =>
    html
      .replace(/<style>.*?<\/style>/s, '')
      .replace(new RegExp(`<(\\w+)[^>]* lang="${marked}"[^>]*>.*?</\\1>`, 'gs'), '')
      .replace(/(?:aria-label|placeholder|title|alt)="([^"]*)"/g, '>$1<')
      .replace(/<[^>]*>/g, ' ')
      .replace(/CHAN Tai[ -][Mm]an|WORDS-\d|SPMC-OFA-\w+|chan@example\.com|name@example\.com|desk|MINE/g, '');

  it('in Chinese has no English word left', async () => {
    const names = /Certkeeper|SVG|TQUK|NREMT|EMT|AHA|ITLS|OFA/g;
    for (const [page, html] of await pages('zh-HK')) {
      expect(html).toContain('<html lang="zh-HK">');
      const words = heard(html, 'en')
        // The course's code stands before its name in the list to choose from.
        .replace(/[A-Z]{2,6} –/g, '')
        .replace(names, '');
      expect(words.match(/[A-Za-z]{3,}/g) ?? [], page).toEqual([]);
    }
  });

  it('in English has no Chinese word left', async () => {
    for (const [page, html] of await pages('en'))
      expect(heard(html, 'zh-HK').match(/\p{Script=Han}+/gu) ?? [], page).toEqual([]);
  });

  it('never has a name or an address in a link', async () => {
    for (const [page, html] of await pages('en'))
      for (const [, link = ''] of html.matchAll(/(?:href|action)="([^"]*)"/g))
        expect(decodeURIComponent(link), page).not.toMatch(/CHAN |陳|@/);
  });
});

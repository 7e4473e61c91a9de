import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { certificate, credentials, site } from './public-site.fixtures.ts';

const json = { accept: 'application/json' };
const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

async function get(path: string, headers: Record<string, string> = html) {
  const { app, lines, questions } = site();
  const response = await app.request(path, { headers });
  const text = await response.text();
  return { response, status: response.status, text, lines, questions, json: () => JSON.parse(text) };
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const { app, lines } = site();
  const form = body instanceof URLSearchParams;
  const response = await app.request(path, {
    method: 'POST',
    body: form || typeof body === 'string' ? body : JSON.stringify(body),
    headers: form ? { ...html, ...headers } : { 'content-type': 'application/json', ...headers },
  });
  const text = await response.text();
  return { response, status: response.status, text, lines, json: () => JSON.parse(text) };
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields);

describe('the verdict page', () => {
  it.each([
    [
      'valid',
      'Valid',
      'This certificate is valid today, 21 November 2026 (Saturday).',
      '有效',
      '此證書今日有效（2026年11月21日，星期六）。',
    ],
    [
      'expiringSoon',
      'Expiring soon',
      'Valid today, and for 30 more days: the last valid day is 21 December 2026 (Monday).',
      '即將到期',
      '此證書今日有效，尚餘30日；最後有效日為2026年12月21日（星期一）。',
    ],
    [
      'lastDay',
      'Expiring soon',
      'Valid today, which is the last valid day: 21 November 2026 (Saturday).',
      '即將到期',
      '此證書今日有效，而今日（2026年11月21日，星期六）為最後有效日。',
    ],
    [
      'expired',
      'Expired',
      'This certificate expired. Its last valid day was 28 February 2025 (Friday).',
      '已過期',
      '此證書已過期，最後有效日為2025年2月28日（星期五）。',
    ],
    [
      'revoked',
      'Revoked',
      'The provider revoked this certificate on 4 May 2026 (Monday). Do not accept it.',
      '已撤銷',
      '頒證機構已於2026年5月4日（星期一）撤銷此證書，請勿接納。',
    ],
    [
      'suspended',
      'Suspended',
      'The provider has suspended this certificate since 5 October 2026 (Monday). Ask the provider before you rely on it.',
      '已暫停',
      '此證書自2026年10月5日（星期一）起已被暫停，採納前請先向頒證機構查詢。',
    ],
    [
      'superseded',
      'Replaced by a newer certificate',
      'A newer certificate replaced this one on 1 September 2026 (Tuesday):',
      '已由新證書取代',
      '此證書已於2026年9月1日（星期二）由新證書取代：',
    ],
    [
      'notYetValid',
      'Not yet valid',
      'This certificate becomes valid on 1 December 2026 (Tuesday).',
      '尚未生效',
      '此證書將於2026年12月1日（星期二）生效。',
    ],
  ] as const)(
    'of a certificate that is %s says it in both languages',
    async (state, word, sentence, zhWord, zhSentence) => {
      const { number } = credentials[state];
      const en = await get(`/verify/${number}?lang=en`);
      expect(en.status).toBe(200);
      expect(en.text).toContain(`<h1>${word}</h1>`);
      expect(en.text).toContain(sentence);
      expect(en.text).toMatch(/^<!doctype html><html lang="en">/);
      const zh = await get(`/verify/${number}?lang=zh-HK`);
      expect(zh.text).toContain(`<h1>${zhWord}</h1>`);
      expect(zh.text).toContain(zhSentence);
      expect(zh.text).toMatch(/^<!doctype html><html lang="zh-HK">/);
    },
  );

  it.each([
    [
      'extended',
      'Extended by the provider. Printed on the certificate: 31 October 2026 (Saturday).',
      '頒證機構已延長有效期；證書上所印日期為2026年10月31日（星期六）。',
    ],
    [
      'extendedByOrder',
      'Extended by the provider’s order of 1 October 2026 (Thursday). Printed on the certificate: 31 October 2026 (Saturday).',
      '頒證機構已按其2026年10月1日（星期四）的延期安排延長有效期；證書上所印日期為2026年10月31日（星期六）。',
    ],
  ] as const)('of one that is %s says by what, and what is printed', async (state, sentence, zhSentence) => {
    const { number } = credentials[state];
    expect((await get(`/verify/${number}?lang=en`)).text).toContain(sentence);
    expect((await get(`/verify/${number}?lang=zh-HK`)).text).toContain(zhSentence);
  });

  it.each([
    [
      'revoked',
      '2025-05-01',
      'This certificate was valid on 1 May 2025 (Thursday).',
      '此證書於2025年5月1日（星期四）有效。',
    ],
    [
      'revoked',
      '2026-06-01',
      'On 1 June 2026 (Monday) this certificate was already revoked',
      '此證書於2026年6月1日（星期一）已被撤銷',
    ],
    [
      'expired',
      '2025-03-01',
      'This certificate was expired on 1 March 2025 (Saturday).',
      '此證書於2025年3月1日（星期六）已過期',
    ],
    [
      'expired',
      '2025-02-28',
      'was valid on 28 February 2025 (Friday), its last valid day.',
      '當日為最後有效日',
    ],
    [
      'valid',
      '2024-12-04',
      'This certificate was not yet valid on 4 December 2024 (Wednesday).',
      '此證書於2024年12月4日（星期三）尚未生效',
    ],
    [
      'valid',
      '2027-01-01',
      'As registered today, this certificate will be valid on 1 January 2027 (Friday).',
      '按今日的登記資料，此證書於2027年1月1日（星期五）仍將有效。',
    ],
  ] as const)(
    'of the %s one about %s reads as about that day, and leads to today',
    async (state, on, en, zh) => {
      const { number } = credentials[state];
      const page = await get(`/verify/${number}?on=${on}&lang=en`);
      expect(page.text).toContain(en);
      expect(page.text).toContain('See the result for today');
      expect((await get(`/verify/${number}?on=${on}`)).text).toContain(zh);
    },
  );

  it('shows what stands on the paper, in its order, with the name in part', async () => {
    const { text } = await get('/verify/SPMC-OFA-2024-00017?lang=en');
    const order = [
      'Holder',
      'CHAN T** M**',
      '陳＊文',
      'Certificate',
      'Occupational First Aid Certificate',
      'TQUK Endorsed Level 3 course',
      '(not a regulated qualification)',
      'Certificate no.',
      'SPMC-OFA-2024-00017',
      'Date of issue',
      '5 December 2024 (Thursday)',
      'Valid through (inclusive)',
      '4 December 2027 (Saturday)',
      'Awarding body',
      'Hong Kong Society of Professional Medical Care',
      'Legal recognition',
      'Cap. 509A, section',
      'What this person is trained to do',
      'What was checked',
      'What to do next',
      'For verification only',
      'genuine answers come only from verify.example.hk',
      '09:15',
    ];
    let from = text.indexOf('<dl');
    for (const part of order) {
      const at = text.indexOf(part, from);
      expect(at, `${part} comes in its place`).toBeGreaterThanOrEqual(from);
      from = at;
    }
  });

  it('links the newer certificate', async () => {
    expect((await get('/verify/SPMC-OFA-2024-00023?lang=en')).text).toContain(
      'href="/verify/SPMC-OFA-2026-00101?issuer=SPMC&amp;lang=en"',
    );
  });

  it('says which day is printed when an extension moved it', async () => {
    const { text } = await get('/verify/SPMC-OFA-2024-00025?lang=en');
    expect(text).toContain('30 April 2027 (Friday)');
    expect(text).toContain('Printed on the certificate: 31 October 2026 (Saturday).');
  });

  it('says that a diploma does not expire', async () => {
    expect((await get('/verify/SPMC-EMTD-00026?lang=en')).text).toContain('Does not expire');
  });

  it('shows a check that could not be made as such, never as passed', async () => {
    const { text } = await get('/verify/GONE-OFA-2024-00028?lang=en');
    expect(text).toMatch(
      /<li class="plain">.*Issuing organisation approved on the date of issue.*Could not be checked/,
    );
  });

  it('shows every match of a number that several providers use, by issuer', async () => {
    const { text } = await get('/verify/2024-00029?lang=en');
    expect(text).toContain('<h1>More than one provider uses this number</h1>');
    expect(text.indexOf('Harbour First Aid Academy')).toBeLessThan(text.indexOf('Hong Kong Society'));
    const one = await get('/verify/2024-00029?issuer=HKFA&lang=en');
    expect(one.text).toContain('<h1>Expired</h1>');
    expect(one.text).not.toContain('Hong Kong Society');
  });

  it.each([
    'SPMC-OFA-2024-00017',
    'ＳＰＭＣ－ＯＦＡ－２０２４－０００１７',
    'spmc ofa 2024 00017',
    'SPMC/OFA/2024/00017',
  ])('is found however the number is written: %s', async (number) => {
    expect((await get(`/verify/${encodeURIComponent(number)}`)).status).toBe(200);
  });

  it('is found when a gateway has decoded the slashes of the number', async () => {
    expect((await get('/verify/SPMC/OFA/2024/00017')).status).toBe(200);
  });

  it('shows a script in a name as text', async () => {
    const { text } = await get('/verify/HKFA-OFA-2024-00032');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toMatch(/<script|<img/);
    const typed = await post('/verify/SPMC-OFA-2024-00017', form({ name: '"><script>alert(3)</script>' }));
    expect(typed.text).not.toContain('<script');
  });

  it('is light, and allows its own style and nothing else', async () => {
    const { response, text } = await get('/verify/SPMC-OFA-2024-00017');
    expect(text.length).toBeLessThan(30_000);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    );
    expect(text).not.toMatch(/ style=|<script|javascript:|\son[a-z]+=/);
  });
});

describe('a printed name to compare', () => {
  it.each([
    ['Chan Tai Man', 'Name matches', '姓名相符'],
    ['TAI MAN  CHAN', 'Name matches', '姓名相符'],
    ['陳大文', 'Name matches', '姓名相符'],
    ['WONG Mei Ling', 'Name does not match', '姓名不符', 'h1'],
  ])('%s: %s', async (name, en, zh, level = 'h2') => {
    const answer = await post('/verify/SPMC-OFA-2024-00017?lang=en', form({ name }));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`<${level}>${en}</${level}>`);
    const chinese = await post('/verify/SPMC-OFA-2024-00017', form({ name }));
    expect(chinese.text).toContain(`<${level}>${zh}</${level}>`);
  });

  it('that is another one is said before a verdict that could be taken for a yes', async () => {
    const { text } = await post('/verify/SPMC-OFA-2024-00017?lang=en', form({ name: 'WONG Mei Ling' }));
    expect(text.indexOf('Name does not match')).toBeLessThan(text.indexOf('This certificate is valid today'));
    // The title names the window and the file in which the answer is saved.
    expect(/<title>(.*?)<\/title>/.exec(text)?.[1]).toMatch(/^SPMC-OFA-2024-00017 · Name does not match/);
  });

  it('that the register cannot compare is neither a match nor a mismatch', async () => {
    const { text } = await post('/verify/SPMC-OFA-2024-00031?lang=en', form({ name: '陳大文' }));
    expect(text).toContain('<h2>Name could not be compared</h2>');
  });

  it('stands in no address and in no log, and the language switch posts it again', async () => {
    const { response, text, lines } = await post(
      '/verify?lang=en',
      form({ number: 'SPMC-OFA-2024-00017', name: 'CANARY' }),
    );
    expect(response.status).toBe(200);
    expect(text).not.toMatch(/(href|action)="[^"]*CANARY/);
    expect(JSON.stringify(lines)).not.toMatch(/CANARY|00017/);
    expect(text).toMatch(
      /<form method="post" action="\/verify\?lang=zh-HK"><input type="hidden" name="number" value="SPMC-OFA-2024-00017"\/><input type="hidden" name="name" value="CANARY"\/>/,
    );
  });

  it('typed on a certificate’s own page is posted there again by the language switch, with the day', async () => {
    const path = '/verify/SPMC-OFA-2024-00017';
    const { text } = await post(`${path}?lang=en`, form({ name: 'CANARY', on: '2026-04-01' }));
    expect(text).toMatch(new RegExp(`<form method="post" action="${path}\\?lang=zh-HK">`));
    expect(text).toContain('<input type="hidden" name="name" value="CANARY"/>');
    expect(text).toContain('<input type="hidden" name="on" value="2026-04-01"/>');
  });

  it('not typed: the language switch leads to the same question', async () => {
    const path = '/verify/SPMC-OFA-2024-00017';
    const { text } = await get(`${path}?issuer=SPMC&on=2026-04-01&lang=en`);
    const [, href = ''] = /<a class="switch[^"]*" href="([^"]+)"/.exec(text) ?? [];
    const { pathname, searchParams } = new URL(href.replaceAll('&amp;', '&'), 'https://x.example');
    expect(pathname).toBe(path);
    expect(Object.fromEntries(searchParams)).toEqual({ issuer: 'SPMC', on: '2026-04-01', lang: 'zh-HK' });
  });

  it('opens a certificate whose provider wants it, and a wrong one answers as an unknown number does', async () => {
    const right = await post('/verify/QUIET-OFA-2024-00030?lang=en', form({ name: 'Chan Tai Man' }));
    expect(right.text).toContain('<h1>Valid</h1>');
    const wrong = await post('/verify/QUIET-OFA-2024-00030?lang=en', form({ name: 'WONG' }));
    const unknown = await post('/verify/QUIET-OFA-2024-99930?lang=en', form({ name: 'WONG' }));
    expect(wrong.status).toBe(404);
    expect(wrong.text).toBe(unknown.text.replaceAll('99930', '00030'));
  });

  it('opens what replaced a certificate, where its provider wants it, and without it that is not named', async () => {
    const by = { number: 'QUIET-OFA-2026-00031', provider: 'QUIET' };
    const older = certificate('SPMC-OFA-2024-00041', {}, { event: 'superseded', on: '2026-09-01', by });
    const { app } = site({ registered: [older] });
    const ask = async (body?: object) => {
      const headers = { accept: 'text/html', 'content-type': 'application/json' };
      const method = body ? { method: 'POST', body: JSON.stringify(body) } : {};
      const answer = await app.request('/verify/SPMC-OFA-2024-00041?lang=en', { headers, ...method });
      return answer.text();
    };
    for (const hidden of [await ask(), await ask({ name: 'WONG Tai Man' })]) {
      expect(hidden).toContain('type the holder’s name');
      expect(hidden).not.toContain('QUIET');
    }
    expect(await ask({ name: 'Chan Tai Man' })).toContain(by.number);
  });
});

describe('the first page', () => {
  it.each([
    [undefined, undefined, 'zh-HK', '核實急救及緊急醫療證書'],
    [undefined, 'en-GB,en;q=0.9', 'en', 'Verify a first-aid or EMS certificate'],
    ['en', 'zh-HK', 'en', 'Verify a first-aid or EMS certificate'],
  ])('asked with lang=%s and Accept-Language %s is in %s', async (lang, header, expected, title) => {
    const { response, text } = await get(
      lang ? `/?lang=${lang}` : '/',
      header ? { 'accept-language': header } : {},
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-language')).toBe(expected);
    expect(text).toContain(`<h1>${title}</h1>`);
  });

  it('sends a number alone to its own address, with the day and the language', async () => {
    const { response } = await post(
      '/verify?lang=en',
      form({ number: ' SPMC/OFA-2024 00017 ', name: ' ', on: '2025-05-01' }),
    );
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/verify/SPMC%2FOFA-2024%2000017?on=2025-05-01&lang=en');
  });

  it.each(['', '   ', '!!'])('answers the number “%s” with the form again', async (number) => {
    const { status, text } = await post('/verify?lang=en', form({ number }));
    expect(status).toBe(422);
    expect(text).toContain('Check the certificate number');
    expect(text).toContain('aria-invalid="true"');
  });
});

describe('no answer', () => {
  it('of a number that is not registered says what to try', async () => {
    const { status, text } = await get('/verify/SPMC-OFA-2024-09999?lang=en&issuer=SPMC');
    expect(status).toBe(404);
    expect(text).toContain(
      'No certificate with this number is registered here. This does not by itself mean the certificate is false.',
    );
    expect(text).toContain('Look at the number again.');
    expect(text).toContain('+852 2345 6789');
    expect((await get('/verify/SPMC-OFA-2024-09999')).text).toContain(
      '本系統查無此編號。查無記錄並不等於證書屬偽造。',
    );
  });

  it('tells anybody the address that the provider gets its weekly digest at', async () => {
    const number = '/verify/SPMC-OFA-2024-00017';
    for (const answer of [await get(number), await get(number, json), await get(`${number}9?issuer=SPMC`)])
      expect(answer.text).not.toContain('digest');
  });

  it('of a mistyped number says that a character was mistyped, and asks the register nothing', async () => {
    const { status, text, questions } = await get('/verify/SPMC-OFA-7K3M9QXA?lang=en');
    expect(status).toBe(422);
    expect(text).toContain('<h1>A character was mistyped</h1>');
    expect(questions).toEqual([]);
  });

  it.each([
    'X'.repeat(500),
    '%00',
    'A%00BCD',
    '..%2F..%2Fetc',
    '%2e%2e%2f',
    '%E0%A4%A',
    '%',
    '%FF%FE',
    '%F0%9F%9A%91',
    "'%20OR%201=1--",
    '%3Cscript%3E',
    '%ED%A0%80',
  ])('of the impossible number %s is 422 in both forms, never a failure', async (number) => {
    const page = await get(`/verify/${number}`);
    expect(page.status).toBe(422);
    expect(page.text).not.toContain('<script');
    const data = await get(`/verify/${number}`, json);
    expect(data.status).toBe(422);
    expect(data.response.headers.get('content-type')).toBe('application/problem+json');
    expect(data.json()).toMatchObject({ status: 422, code: 'invalid_number' });
  });

  it.each(['2026-02-30', '31/02/2026', 'today', '2026-1-1', '%00'])(
    'for the day %s is 422 invalid_date',
    async (on) => {
      expect((await get(`/verify/SPMC-OFA-2024-00017?on=${on}`)).status).toBe(422);
      expect((await get(`/verify/SPMC-OFA-2024-00017?on=${on}`, json)).json()).toMatchObject({
        code: 'invalid_date',
      });
      expect(
        (await post('/verify/SPMC-OFA-2024-00017', { on: decodeURIComponent(on) })).json(),
      ).toMatchObject({ code: 'invalid_date' });
    },
  );

  it('of an unknown page is 404, as a page or as a problem', async () => {
    const page = await get('/nothing?lang=en');
    expect(page.status).toBe(404);
    expect(page.text).toContain('<h1>Page or record not found</h1>');
    expect((await get('/nothing', json)).json()).toMatchObject({ status: 404, code: 'not_found' });
    expect((await get('/nothing', {})).response.headers.get('content-type')).toBe('application/problem+json');
  });

  it.each([
    ['DELETE', '/verify/A1B2C3', 'GET, POST'],
    ['PUT', '/verify', 'POST'],
    ['GET', '/verify', 'POST'],
    ['POST', '/', 'GET'],
    ['POST', '/health', 'GET'],
  ])('to %s %s is 405 with what it takes', async (method, path, allow) => {
    for (const headers of [html, json]) {
      const response = await site().app.request(path, { method, headers });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe(allow);
    }
  });

  it('when the register fails is a fixed page and a log line without the question', async () => {
    const { app, lines } = site({ fails: new Error('throttled') });
    const response = await app.request('/verify/CANARY-1?lang=en', { headers: html });
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('Sorry, there is a problem with the service');
    expect(lines).toMatchObject([{ level: 'ERROR', error: { message: 'throttled' } }, { status: 500 }]);
    expect(JSON.stringify(lines)).not.toContain('CANARY');
  });
});

describe('as JSON', () => {
  it.each([
    [{ accept: 'application/json' }, 'application/json'],
    [{ accept: 'application/json, text/plain, */*' }, 'application/json'],
    [{ accept: 'text/html, application/json;q=0.5' }, 'text/html; charset=UTF-8'],
    [{ accept: '*/*' }, 'text/html; charset=UTF-8'],
    [{}, 'text/html; charset=UTF-8'],
    [html, 'text/html; charset=UTF-8'],
  ])('asked with %o the answer is %s', async (headers: Record<string, string>, type) => {
    expect((await get('/verify/SPMC-OFA-2024-00017', headers)).response.headers.get('content-type')).toBe(
      type,
    );
  });

  it('a verdict has the shape of the contract', async () => {
    expect((await get('/verify/SPMC-OFA-2024-00017?issuer=spmc', json)).json()).toEqual({
      outcome: 'found',
      on: '2026-11-21',
      matches: [
        {
          number: 'SPMC-OFA-2024-00017',
          issuer: {
            code: 'SPMC',
            name: { en: 'Hong Kong Society of Professional Medical Care', 'zh-HK': '香港專業醫療關懷協會' },
          },
          type: {
            code: 'OFA',
            name: { en: 'Occupational First Aid Certificate', 'zh-HK': '職業急救證書' },
            endorsement: 'TQUK Endorsed Level 3 course',
          },
          holder: { name: 'CHAN T** M**', nameZh: '陳＊文' },
          nameMatch: 'notAsked',
          status: 'valid',
          statusSince: null,
          statusRecordedOn: null,
          knownThen: 'valid',
          today: null,
          daysLeft: 378,
          issuedOn: '2024-12-05',
          expiresOn: '2027-12-04',
          extendedFrom: null,
          extension: null,
          supersededBy: null,
          recognition: [{ scheme: 'HK-509A-17-2-b-iii', onIssue: true }],
          checks: expect.arrayContaining([
            { check: 'registered', outcome: 'pass' },
            { check: 'notRevoked', outcome: 'pass' },
          ]),
        },
      ],
    });
  });

  it('no record is 404 with an outcome, not a problem', async () => {
    const { status, json: body } = await get('/verify/SPMC-OFA-2024-09999', json);
    expect([status, body()]).toEqual([404, { outcome: 'notFound', on: '2026-11-21', matches: [] }]);
  });

  it('the day asked about is the one answered', async () => {
    expect((await get('/verify/SPMC-OFA-2024-00021?on=2025-05-01', json)).json()).toMatchObject({
      on: '2025-05-01',
      matches: [{ status: 'valid' }],
    });
  });

  it('sent as JSON is answered as JSON', async () => {
    const { status, json: body } = await post('/verify/SPMC-OFA-2024-00017', {
      name: '陳大文',
      on: '2026-11-20',
      issuer: 'SPMC',
    });
    expect(status).toBe(200);
    expect(body()).toMatchObject({ on: '2026-11-20', matches: [{ nameMatch: 'match' }] });
  });

  it.each([
    [{ naem: 'x' }, [{ path: 'naem', code: 'unknown_field' }]],
    [{ name: 5 }, [{ path: 'name', code: 'wrong_type' }]],
    [{ name: 'x'.repeat(201) }, [{ path: 'name', code: 'too_long' }]],
  ])('%o is refused with the place and how to mend it', async (body, errors) => {
    const answer = await post('/verify/SPMC-OFA-2024-00017', body);
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'invalid_request', errors });
  });

  it('no e-mail address is in any answer', async () => {
    for (const { number } of Object.values(credentials)) {
      for (const headers of [html, json]) {
        const { text } = await get(`/verify/${number}`, headers);
        expect(text.replace(/<style>[\s\S]*<\/style>/, '')).not.toContain('@');
      }
    }
  });
});

describe('many numbers at once', () => {
  it('are answered in their order, an impossible one in its place', async () => {
    const { status, json: body } = await post('/verify', {
      on: '2026-11-21',
      items: [
        { number: 'SPMC-OFA-2024-00021' },
        { number: '!!' },
        { number: 'spmc ofa 2024 00017', name: 'Chan Tai Man' },
        { number: 'SPMC-OFA-7K3M9QXA' },
        { number: 'NONE-1' },
      ],
    });
    expect(status).toBe(200);
    expect(body().results).toMatchObject([
      { number: 'SPMC-OFA-2024-00021', outcome: 'found', on: '2026-11-21', matches: [{ status: 'revoked' }] },
      { number: '!!', outcome: 'invalid', code: 'invalid_number' },
      { number: 'spmc ofa 2024 00017', outcome: 'found', matches: [{ nameMatch: 'match' }] },
      { number: 'SPMC-OFA-7K3M9QXA', outcome: 'invalid', code: 'wrong_check_character' },
      { number: 'NONE-1', outcome: 'notFound', matches: [] },
    ]);
  });

  it('say of a number of several providers that they do, unless the question says which; a code in front does', async () => {
    const number = '2024-00029';
    const items = [
      { number },
      { number, name: 'Chan Tai Man' },
      { number, issuer: 'HKFA' },
      { number: 'spmc 2024-00029' },
      { number: 'HKFA: 2024/00029' },
      { number: 'NONE 2024-00029' },
      { number: 'https://verify.example.hk/verify/2024-00029?issuer=SPMC' },
    ];
    const { results } = (await post('/verify', { on: '2026-11-21', items })).json();
    const issuers = results.map(({ matches }: { matches: { issuer: { code: string } }[] }) =>
      matches.map(({ issuer }) => issuer.code),
    );
    expect(issuers).toEqual([['HKFA', 'SPMC'], ['SPMC', 'HKFA'], ['HKFA'], ['SPMC'], ['HKFA'], [], ['SPMC']]);
    expect(results[0]).toMatchObject({
      severalIssuers: ['HKFA', 'SPMC'],
      matches: [{ status: 'expired' }, {}],
    });
    for (const result of results.slice(1)) expect(result).not.toHaveProperty('severalIssuers');
  });

  it('may be 500, and not one more', async () => {
    const items = Array.from({ length: 501 }, (_, index) => ({ number: `NONE-${index}` }));
    const most = await post('/verify', { items: items.slice(0, 500) });
    expect(most.json().results).toHaveLength(500);
    expect(most.json().results[499].number).toBe('NONE-499');
    const over = await post('/verify', { items });
    expect(over.status).toBe(422);
    expect(over.json()).toMatchObject({ errors: [{ path: 'items', code: 'too_many' }] });
  });

  it.each([
    [{}, 422],
    [{ items: [{ nummer: 'x' }] }, 422],
    [{ items: [], on: '2026-02-30' }, 422],
    ['{"items":', 400],
  ])('asked as %o are refused with %d', async (body, status) => {
    expect((await post('/verify', body)).status).toBe(status);
  });

  it('in another media type are refused', async () => {
    expect((await post('/verify', 'number=1', { 'content-type': 'text/plain' })).status).toBe(415);
  });
});

it('health needs no register', async () => {
  const { text, questions } = await get('/health');
  expect([text, questions]).toEqual(['{"status":"ok"}', []]);
});

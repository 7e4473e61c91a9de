import { describe, expect, it } from 'vitest';
import { LIST_KEPT_HOURS } from '#lists/check-list.ts';
import { type Credential, credential } from '#register/certificate/credential.ts';
import { credentials, site } from './public-site.fixtures.ts';

const html = { accept: 'text/html' };
const src = { via: 'api', keyId: 'k1' };

type Change = Record<string, unknown>;

/** Registered on the day after it was issued, 6 December 2024, and changed since; today is 21 November 2026. */
function registered(facts: Record<string, unknown>, ...changes: Change[]): Credential {
  return credential.parse({
    ...credentials.valid,
    ...facts,
    history: [
      { at: '2024-12-06T02:00:00.000Z', on: credentials.valid.issuedOn, event: 'issued', source: src },
      ...changes.map((change) => ({ source: src, reason: 'r', ...change })),
    ],
  });
}

/** What stands on a page, without its style and tags. */
async function textOf(path: string, of: Credential = credentials.valid, name?: string): Promise<string> {
  return (await pageOf(path, of, name))
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

async function pageOf(path: string, of: Credential = credentials.valid, name?: string): Promise<string> {
  const { app } = site({ registered: [of] });
  const init = name
    ? { method: 'POST', body: new URLSearchParams({ name }), headers: html }
    : { headers: html };
  return await (await app.request(path, init)).text();
}

const NUMBER = '/verify/SPMC-OFA-2024-00017';
const inMay = '2026-05-05T02:00:00.000Z';

it.each([
  ['A123456(3)', 'This looks like an identity card number.'],
  ['12(3)', 'A certificate number has 4 to 32 letters'],
])('%s, which is no certificate number, is answered: %s', async (number, said) => {
  const { app } = site({ registered: [credentials.valid] });
  const init = { method: 'POST', body: new URLSearchParams({ number }), headers: html };
  const text = await (await app.request('/verify?lang=en', init)).text();
  expect(text).toContain(said);
});

describe('an identity number in the box for the certificate’s', () => {
  const ask = async (number: string, more: Record<string, string>, of = credentials.valid) => {
    const { app, lines } = site({ registered: [of] });
    const init = { method: 'POST', body: new URLSearchParams({ number, ...more }), headers: html };
    const answer = await app.request('/verify?lang=en', init);
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text(), lines };
  };

  it.each(['A1234563', 'A123456(3)', 'a123456 3', 'Ａ１２３４５６３'])(
    '%s gets into no address, and the form says what it is',
    async (number) => {
      for (const more of [{}, { name: 'CHAN Tai Man' }]) {
        const { status, to, text, lines } = await ask(number, more);
        expect([status, to]).toEqual([422, null]);
        expect(text).toContain('This looks like an identity card number.');
        expect(text.match(/(?:href|action)="[^"]*123456[^"]*"/g)).toBeNull();
        expect(JSON.stringify(lines)).not.toContain('123456');
      }
    },
  );

  it('is another number where its check digit is wrong', async () => {
    expect(await ask('A1234564', {})).toMatchObject({ status: 303, to: '/verify/A1234564?lang=en' });
  });

  it('is a certificate’s where a provider numbers like that', async () => {
    const own = credential.parse({ ...credentials.valid, number: 'A1234563', key: 'A1234563' });
    const { status, to, text } = await ask('A1234563', {}, own);
    expect([status, to]).toEqual([200, null]);
    expect(text).toContain('Valid');
  });

  it('is told to a program too', async () => {
    const { app } = site({ registered: [credentials.valid] });
    const answer = await app.request('/verify/A1234563', { headers: { accept: 'application/json' } });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'invalid_number' });
  });

  it('costs a look-up, as a name does', async () => {
    const { app } = site({ registered: [credentials.valid], lookupsPerMinute: 1 });
    const press = async () => {
      const body = new URLSearchParams({ number: 'A1234563' });
      return (await app.request('/verify', { method: 'POST', body, headers: html })).status;
    };
    expect([await press(), await press()]).toEqual([422, 429]);
  });
});

describe('an answer about a past day', () => {
  const backdated = registered({}, { event: 'revoked', at: inMay, on: '2026-03-01' });
  const later = registered({}, { event: 'revoked', at: inMay, on: '2026-05-05' });

  it('tells a revocation with an earlier effect: revoked, though the register did not know it then', async () => {
    const text = await textOf(`${NUMBER}?on=2026-04-01&lang=en`, backdated);
    expect(text).toContain('As of 1 April 2026 (Wednesday) Revoked');
    expect(text).toContain(
      'Recorded after this date On that day the register showed it as “Valid”. The revocation was recorded on 5 May 2026 (Tuesday), with effect from 1 March 2026 (Sunday).',
    );
    expect(text).toContain('Today the register shows the same: Revoked.');
    expect(text).not.toContain('Today: ');
    const zh = await textOf(`${NUMBER}?on=2026-04-01`, backdated);
    expect(zh).toContain(
      '於該日之後才記錄 當日登記冊顯示為「有效」；撤銷於2026年5月5日（星期二）才記錄，並追溯至2026年3月1日（星期日）起生效。',
    );
    expect(zh).toContain('今日的狀況相同：已撤銷。');
  });

  it('tells one that simply came later: valid on that day, revoked since', async () => {
    const text = await textOf(`${NUMBER}?on=2026-04-01&lang=en`, later);
    expect(text).toContain('As of 1 April 2026 (Wednesday) Valid');
    expect(text).toContain(
      'Today: Revoked The provider has revoked it, with effect from 5 May 2026 (Tuesday). Do not accept it today.',
    );
    expect(text).not.toContain('Recorded after this date');
    const zh = await textOf(`${NUMBER}?on=2026-04-01`, later);
    expect(zh).toContain('今日狀況：已撤銷 此證書已自2026年5月5日（星期二）起被撤銷，現時請勿接納。');
    expect(zh).not.toContain('於該日之後才記錄');
  });

  it('shows the two in other colours', async () => {
    const tones = (page: string) =>
      [...page.matchAll(/<div class="panel (?:verdict|note) (\w+)"/g)].map(([, tone]) => tone);
    expect(tones(await pageOf(`${NUMBER}?on=2026-04-01`, backdated))).toEqual(['stop', 'soon']);
    expect(tones(await pageOf(`${NUMBER}?on=2026-04-01`, later))).toEqual(['valid', 'stop']);
  });

  it('says when it was registered only after that day', async () => {
    const text = await textOf(`${NUMBER}?on=2024-12-05&lang=en`, later);
    expect(text).toContain(
      'On that day this certificate was not registered here. This result is based on what was recorded on 6 December 2024 (Friday).',
    );
    // Before the day of issue there was nothing to register.
    expect(await textOf(`${NUMBER}?on=2024-12-04&lang=en`, later)).not.toContain('Recorded after this date');
  });

  it.each([
    [
      'suspended',
      '2026-05-05',
      {},
      'Today: Suspended The provider has suspended it since 5 May 2026 (Tuesday).',
    ],
    [
      'superseded',
      '2026-05-05',
      { by: { number: 'SPMC-1', provider: 'SPMC' } },
      'A newer certificate replaced it on 5 May 2026 (Tuesday).',
    ],
  ] as const)('says that it was %s since', async (event, on, more, sentence) => {
    const changed = registered({}, { event, at: inMay, on, ...more });
    expect(await textOf(`${NUMBER}?on=2026-04-01&lang=en`, changed)).toContain(sentence);
  });

  it('says that it expired since, or is valid still, or again', async () => {
    const old = registered({ expiresOn: '2026-06-30' });
    expect(await textOf(`${NUMBER}?on=2026-01-01&lang=en`, old)).toContain('Today: Expired It has expired.');
    expect(await textOf(`${NUMBER}?on=2026-01-01&lang=en`)).toContain('It is valid today as well.');
    const lifted = registered(
      {},
      { event: 'suspended', at: inMay, on: '2026-05-05' },
      { event: 'reinstated', at: '2026-06-01T02:00:00.000Z', on: '2026-06-01' },
    );
    expect(await textOf(`${NUMBER}?on=2026-05-10&lang=en`, lifted)).toContain(
      'This has changed: it is valid today.',
    );
  });

  it('says that an extension changed it later', async () => {
    const extended = registered(
      { expiresOn: '2026-03-31' },
      { event: 'extended', at: inMay, on: '2026-04-01', expiresOn: '2026-12-31' },
    );
    expect(await textOf(`${NUMBER}?on=2026-04-10&lang=en`, extended)).toContain(
      'On that day the register showed it as “Expired”. What changed that was recorded on 5 May 2026 (Tuesday).',
    );
  });

  it('leads back to today; with a name that was typed it is posted, as the name stands in no address', async () => {
    expect(await pageOf(`${NUMBER}?on=2026-04-01&issuer=SPMC&lang=en`)).toContain(
      `<a class="screen" href="${NUMBER}?issuer=SPMC&amp;lang=en">See the result for today</a>`,
    );
    const body = new URLSearchParams({ name: 'CANARY', on: '2026-04-01' });
    const named = await site().app.request(`${NUMBER}?lang=en`, { method: 'POST', body, headers: html });
    const page = await named.text();
    expect(page).toContain(
      `<form class="link" method="post" action="${NUMBER}?lang=en"><input type="hidden" name="name" value="CANARY"/><button type="submit">See the result for today</button></form>`,
    );
    expect(page).not.toMatch(/(href|action)="[^"]*CANARY/);
  });
});

describe('another day', () => {
  it('is asked for on the verdict page itself, with the provider and the language', async () => {
    expect(await pageOf(`${NUMBER}?issuer=SPMC&lang=zh-HK`)).toMatch(
      new RegExp(
        `<form method="get" action="${NUMBER}">.*name="on"[^>]* type="date".*name="issuer" value="SPMC".*name="lang" value="zh-HK"`,
      ),
    );
  });

  it('stays when the language is switched', async () => {
    expect(await pageOf(`${NUMBER}?issuer=SPMC&on=2026-04-01&lang=en`)).toContain(
      `href="${NUMBER}?issuer=SPMC&amp;on=2026-04-01&amp;lang=zh-HK"`,
    );
  });
});

describe('who awarded a certificate', () => {
  it.each([
    [
      'NREMT',
      'Awarding body National Registry of Emergency Medical Technicians (NREMT) Registered by Hong Kong Society',
    ],
    ['BLS', 'Awarding body American Heart Association (AHA) Registered by Hong Kong Society'],
    ['ITLS', 'Awarding body International Trauma Life Support (ITLS) Registered by Hong Kong Society'],
    ['EMTB', 'Awarding body Hong Kong Society'],
  ])('of type %s', async (type, expected) => {
    const text = await textOf(`${NUMBER}?lang=en`, registered({ type }));
    expect(text).toContain(expected);
    expect(text.includes('Registered by')).toBe(expected.includes('Registered by'));
  });

  it('is not said to be its provider in Chinese either', async () => {
    const of = registered({ type: 'NREMT' }, { event: 'revoked', at: inMay, on: '2026-05-05' });
    expect(await textOf(NUMBER, of)).toContain('登記機構已於2026年5月5日（星期二）撤銷此證書，請勿接納。');
  });
});

describe('legal recognition', () => {
  it.each([
    [
      'valid',
      /Legal recognition Person trained in first aid \(Cap\. 509A, section.17\(2\).\(b\).\(iii\)\) The issuing organisation was approved by the Commissioner for Labour for this course on the date of issue\./,
    ],
    ['unrecognised', /Legal recognition None recorded for the date of issue Person trained in first aid/],
    ['orphan', /Legal recognition Could not be checked Person trained in first aid/],
  ] as const)('of the %s one names the clause and its outcome', async (which, expected) => {
    const of = credentials[which];
    expect(await textOf(`/verify/${of.number}?lang=en`, of)).toMatch(expected);
  });

  it('is not spoken of where no scheme knows the type', async () => {
    expect(await textOf(`${NUMBER}?lang=en`, registered({ type: 'BLS' }))).not.toContain('Legal recognition');
  });
});

it('a check that did not pass says why', async () => {
  const { number } = credentials.revoked;
  expect(await textOf(`/verify/${number}?lang=en`, credentials.revoked)).toContain(
    'Not revoked Revoked on 4 May 2026 (Monday). Failed',
  );
});

it('another name than the registered one is not followed by what to do with a valid certificate', async () => {
  const text = await textOf(`${NUMBER}?lang=en`, credentials.valid, 'WONG Mei Ling');
  expect(text).toContain('Type the name again exactly as it is printed.');
  expect(text).not.toContain('Compare the name, the number and both dates');
});

describe('on paper', () => {
  it.each(['/verify/SPMC-OFA-2024-00017', '/verify/SPMC-OFA-2024-09999'])(
    '%s is a record with the day, the time and its whole canonical address',
    async (path) => {
      const page = await pageOf(`${path}?issuer=SPMC&on=2026-04-01&lang=en`);
      const [record = ''] = /<div class="paper record">.*?<\/div>/.exec(page) ?? [];
      expect(record).toContain('Record of a verification');
      expect(record).toContain('Asked on 21 November 2026 (Saturday) at 09:15, Hong Kong time.');
      expect(record).toContain(`>https://verify.example.hk${path}?issuer=SPMC&amp;on=2026-04-01<`);
    },
  );
});

describe('every public page', () => {
  const paths = [
    '/',
    '/privacy',
    '/nothing',
    '/verify/!!',
    ...Object.values(credentials).flatMap(({ number }) => [
      `/verify/${number}`,
      `/verify/${number}?on=2025-06-01`,
    ]),
  ];

  it.each(paths)('%s is under 30 kB with all that it needs, and runs no script', async (path) => {
    for (const lang of ['en', 'zh-HK']) {
      const { app } = site();
      const response = await app.request(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, {
        headers: html,
      });
      const page = await response.text();
      expect(Buffer.byteLength(page)).toBeLessThan(30_000);
      expect(page).not.toMatch(/<script|<img|<link|@import|url\(|<[^>]+\s(src|on[a-z]+)=/);
      expect(page).toContain(`href="/privacy?lang=${lang}"`);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });
});

describe('the first page', () => {
  it('leads on to lists and watches, below its one box', async () => {
    const page = await pageOf('/?lang=en');
    const order = [
      'name="number"',
      'href="/lists?lang=en"',
      'href="/watch?lang=en"',
      'href="/privacy?lang=en"',
    ];
    const places = order.map((part) => page.indexOf(part));
    expect(places).toEqual(places.filter((place) => place > 0).toSorted((a, b) => a - b));
  });
});

describe('the page on privacy', () => {
  it.each([
    [
      'en',
      [
        'Cap. 486',
        '24 hours',
        'at least 3 years',
        'deleted immediately',
        '30 days',
        '90 days',
        'one year',
        'not stored',
      ],
    ],
    ['zh-HK', ['第486章', '至少3年', '即時刪除', '30日', '90日', '一年', '不會儲存']],
  ] as const)('in %s says what is kept, for how long, and whom to ask', async (lang, said) => {
    const page = await pageOf(`/privacy?lang=${lang}`);
    for (const words of [...said, lang === 'en' ? `${LIST_KEPT_HOURS} hours` : `${LIST_KEPT_HOURS}小時`])
      expect(page).toContain(words);
    expect(page).toContain('<a href="mailto:privacy@verify.example.hk">privacy@verify.example.hk</a>');
  });
});

describe('security.txt (RFC 9116)', () => {
  it('is plain text with each field once, and expires within the year', async () => {
    const response = await site().app.request('/.well-known/security.txt');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; ?charset=utf-8$/i);
    const text = await response.text();
    expect(text).toMatch(/^([A-Za-z-]+: \S.*\r\n)+$/);
    const fields = text
      .trim()
      .split('\r\n')
      .map((line) => line.split(/: (.*)/s));
    expect(fields.map(([name]) => name)).toEqual(['Contact', 'Expires', 'Preferred-Languages', 'Canonical']);
    const field = Object.fromEntries(fields);
    expect(field['Contact']).toBe('mailto:privacy@verify.example.hk');
    expect(field['Canonical']).toBe('https://verify.example.hk/.well-known/security.txt');
    expect(field['Preferred-Languages']).toBe('zh-HK, en');
    // RFC 3339, after now and in less than a year.
    expect(field['Expires']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    const days = (Date.parse(field['Expires'] ?? '') - Date.parse('2026-11-21T01:15:00.000Z')) / 86_400_000;
    expect(days).toBeGreaterThan(30);
    expect(days).toBeLessThan(365);
  });
});

describe('a list that is sent to where one number is verified', () => {
  it.each([
    ['pasted', new URLSearchParams({ list: 'A-1\nA-2' })],
    ['as a file', multipart()],
  ])('%s goes on to the lists, body and language with it', async (_, body) => {
    const { app, questions } = site();
    const plain = await app.request('/verify', { method: 'POST', body });
    expect([plain.status, plain.headers.get('location')]).toEqual([307, '/lists']);
    const english = await app.request('/verify?lang=en', { method: 'POST', body });
    expect(english.headers.get('location')).toBe('/lists?lang=en');
    expect(questions).toEqual([]);
  });

  it('a form with one number is no list', async () => {
    const { app } = site();
    const one = await app.request('/verify', {
      method: 'POST',
      body: new URLSearchParams({ number: 'A-12345' }),
    });
    expect(one.status).toBe(303);
  });
});

function multipart(): FormData {
  const body = new FormData();
  body.set('file', new Blob(['A-1\n']), 'numbers.csv');
  return body;
}

describe('a letter that no assigned number has', () => {
  const assigned = registered({ number: 'SPMC-OFA-7K3M9Q0W', key: 'SPMCOFA7K3M9Q0W' });
  const typed = '/verify/SPMC-OFA-7K3M9QOW';

  it('is read as the figure that it was misread for, and the page says so in each language', async () => {
    const text = await textOf(`${typed}?lang=en`, assigned);
    expect(text).toContain('Number you typed: SPMC-OFA-7K3M9QOW');
    expect(text).toContain('no letter O, I, L or U, so it was read as: SPMC-OFA-7K3M9Q0W');
    expect(text).toContain('SPMC-OFA-7K3M9Q0W · Valid');
    expect(await textOf(typed, assigned)).toContain('SPMC-OFA-7K3M9QOW');
    expect(await textOf(typed, assigned)).toContain(
      '不含字母 O、I、L 或 U，故已按以下編號查詢： SPMC-OFA-7K3M9Q0W',
    );
  });

  it('is told to programs, also where nothing is registered', async () => {
    const ask = async (of: Credential) => {
      const { app } = site({ registered: [of] });
      return await (await app.request(typed, { headers: { accept: 'application/json' } })).json();
    };
    expect(await ask(assigned)).toMatchObject({ outcome: 'found', readAs: 'SPMC-OFA-7K3M9Q0W' });
    expect(await ask(credentials.valid)).toMatchObject({ outcome: 'notFound', readAs: 'SPMCOFA7K3M9Q0W' });
    expect(await textOf(`${typed}?lang=en`)).toContain('it was read as: SPMCOFA7K3M9Q0W');
  });
});

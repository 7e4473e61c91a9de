import { beforeAll, describe, expect, it } from 'vitest';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';
import { fieldsOf, textOf } from '#support/sites/console-pages';

/** Somebody of the provider looks for a certificate, and through all of them. Today is 2026-11-21. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
let me: Awaited<ReturnType<typeof test.signedIn>>;

beforeAll(async () => {
  test = await createTestConsole();
  for (const [number, facts] of [
    ['DESK-0001', { nameEn: 'CHAN Tai Man', nameZh: '陳大文' }],
    ['DESK-0002', { nameEn: 'CHAN Man Yi', nameZh: '陳敏儀', issuedOn: '2023-09-01' }],
    [
      'DESK-0003',
      {
        nameEn: 'WONG Ka Yan',
        nameZh: '黃嘉欣',
        email: 'wong@example.com',
        type: 'BLS',
        issuedOn: '2026-01-05',
      },
    ],
    ['DESK-0004', { nameEn: 'LAM Pui', nameZh: '林珮', issuedOn: '2023-05-01' }],
  ] as const)
    expect((await test.ask('POST', '/v1/credentials', { body: { ...ofa, number, ...facts } })).status).toBe(
      201,
    );
  for (let n = 0; n < 52; n++)
    await test.ask('POST', '/v1/credentials', {
      body: { ...ofa, number: `ROW-${String(n).padStart(4, '0')}`, nameEn: 'HO Siu Lam', nameZh: null },
    });
  me = await test.signedIn(test.mine);
});

const numbersIn = (html: string) => [...new Set(textOf(html).match(/\b(?:DESK|ROW)-\d{4}\b/g))];
const sought = async (q: string, more = {}) => me.post('/console/certificates', { q, ...more });

describe('the box on every page', () => {
  it.each([
    ['a part of a name', 'man', ['DESK-0002', 'DESK-0001']],
    ['a name in simplified characters', '陈', ['DESK-0002', 'DESK-0001']],
    ['an address', 'WONG@example.com', ['DESK-0003']],
  ])('finds by %s', async (_, q, numbers) => {
    const answer = await sought(q);
    expect(answer.status).toBe(200);
    expect(numbersIn(answer.text)).toEqual(numbers);
    expect(answer.text.match(/<input id="q"[^>]*value="([^"]*)"/)?.[1]).toBe(q);
  });

  it('leads to the certificate with that number, also from the address of its page', async () => {
    for (const q of ['desk 0001', 'https://certkeeper.example/verify/DESK-0001?issuer=MINE']) {
      const answer = await sought(q);
      expect([answer.status, answer.headers.get('location')]).toEqual([
        303,
        '/console/credentials/DESK-0001',
      ]);
    }
  });

  it('says what to try when a number or a name finds nothing', async () => {
    const number = await sought('DESK-9999');
    expect([number.status, textOf(number.text)]).toEqual([404, expect.stringContaining('What to try')]);
    const name = await sought('Nobody Atall');
    expect([name.status, textOf(name.text)]).toEqual([
      200,
      expect.stringContaining('No certificate of yours fits this.'),
    ]);
  });

  it('shows the first of many', async () => {
    for (let n = 52; n < 205; n++)
      await test.ask('POST', '/v1/credentials', {
        body: { ...ofa, number: `ROW-${String(n).padStart(4, '0')}`, nameEn: 'HO Siu Lam', nameZh: null },
      });
    const { text } = await sought('siu lam');
    expect(numbersIn(text)).toHaveLength(200);
    expect(textOf(text)).toContain('More than 200 certificates');
  });

  it('keeps what was typed out of every address', async () => {
    const { text } = await sought('man', { status: 'expired' });
    expect(text).not.toMatch(/href="[^"]*(?:q=|man)/);
  });
});

describe('the list', () => {
  it('is in the order of the last valid day, page by page', async () => {
    const first = await me.get('/console/certificates');
    const numbers = numbersIn(first.text);
    expect(numbers).toHaveLength(50);
    expect(numbers.slice(0, 2)).toEqual(['DESK-0004', 'DESK-0002']);
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = numbersIn((await me.get(next)).text);
    expect(second.filter((one) => numbers.includes(one))).toEqual([]);
  });

  it.each([
    ['type=BLS', ['DESK-0003']],
    ['status=expired', ['DESK-0004', 'DESK-0002']],
    ['status=expired&order=last', ['DESK-0002', 'DESK-0004']],
    ['status=refresher', ['DESK-0002']],
    ['from=2026-01-01&to=2026-06-30', ['DESK-0004']],
    ['from=%202026-01-01&to=2026-06-30%20', ['DESK-0004']],
    ['status=suspended', []],
  ])('with %s', async (query, numbers) => {
    expect(numbersIn((await me.get(`/console/certificates?${query}`)).text)).toEqual(numbers);
  });

  it('is an address to keep where no name is sought', async () => {
    const answer = await me.post('/console/certificates', { q: ' ', type: 'BLS', status: '', order: 'last' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/console/certificates?type=BLS&order=last',
    ]);
  });

  it('says at the top what of the form cannot be read, and keeps it', async () => {
    const { status, text } = await me.get('/console/certificates?from=soon&to=31/12/2026&type=XX');
    expect(status).toBe(422);
    expect(text).toContain('<title>Error: Certificates');
    for (const field of ['type', 'from', 'to']) expect(text).toContain(`<a href="#${field}">`);
    expect(text).toContain('value="soon"');
  });

  it('is had as a file, with what is sought or narrowed', async () => {
    const all = await me.get('/console/certificates/list.csv');
    expect(all.headers.get('content-type')).toContain('text/csv');
    expect(all.text.trimEnd().split('\r\n').length).toBe(1 + 4 + 205);
    const some = await me.post('/console/certificates/list.csv', { q: 'chan', status: 'expired' });
    expect(
      some.text
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(',')[0]),
    ).toEqual(['Certificate no.', 'DESK-0002']);
  });

  it('has nobody else’s', async () => {
    const other = await test.signedIn(test.theirs);
    expect(numbersIn((await other.get('/console/certificates')).text)).toEqual([]);
    expect(numbersIn((await other.post('/console/certificates', { q: 'chan' })).text)).toEqual([]);
  });
});

describe('one certificate by a form', () => {
  const form = { type: 'OFA', nameEn: 'MOK Yat', issuedOn: '2026-11-01', courseSession: 'Class 7' };
  const send = (fields: Record<string, string>) => me.post('/console/certificates/new', fields);

  it('is filled in, compared with the paper, registered, and followed by another of the class', async () => {
    const opened = await me.get('/console/certificates/new');
    expect(fieldsOf(opened.text)).toMatchObject({ issuedOn: '2026-11-21', type: '' });
    const checked = await send(form);
    expect(textOf(checked.text)).toContain('31 October 2029');
    expect(textOf(checked.text)).toContain('(from the rule of this course)');
    const fields = fieldsOf(checked.text);
    expect(fields).toMatchObject({ ...form, number: '' });
    const changed = await send({ ...fields, step: 'change' });
    expect(fieldsOf(changed.text)).toMatchObject(form);

    const done = await send({ ...fields, step: 'register' });
    const place = done.headers.get('location') ?? '';
    expect([done.status, place]).toEqual([
      303,
      expect.stringMatching(/^\/console\/credentials\/MINE-OFA-\w+\?done=registered$/),
    ]);
    const twice = await send({ ...fields, step: 'register' });
    expect(twice.headers.get('location')).toBe(place);

    const record = await me.get(place);
    expect(textOf(record.text)).toContain('Certificate registered.');
    const [label = ''] = /\/console\/credentials\/[^"]+\/label/.exec(record.text) ?? [];
    const sheet = await me.get(`${label}?used=3`);
    expect(sheet.text.match(/<li aria-hidden="true">/g)).toHaveLength(3);
    expect(textOf(sheet.text)).toContain('MOK Yat');
    const [another = ''] = /\/console\/certificates\/new\?like=[^"]+/.exec(record.text) ?? [];
    expect(fieldsOf((await me.get(another)).text)).toMatchObject({
      type: 'OFA',
      issuedOn: '2026-11-01',
      courseSession: 'Class 7',
      nameEn: '',
      expiresOn: '',
    });
    expect((await sought('mok')).text).toContain('MOK Yat');
  });

  it('shows the last valid day of a renewal as it will be registered, and gives it to nobody else of the class', async () => {
    const person = { type: 'NREMR', nameEn: 'LEE Ka Yan', email: 'lee@example.com' };
    const older = { ...person, number: 'NR-0001', issuedOn: '2024-05-06' };
    expect((await test.ask('POST', '/v1/credentials', { body: older })).json()).toMatchObject({
      expiresOn: '2026-09-30',
    });
    const renewal = { ...person, number: 'NR-0002', issuedOn: '2026-08-20' };
    const checked = await send(renewal);
    expect(textOf(checked.text)).toContain('30 September 2028');
    expect(textOf(checked.text)).toContain(
      '(two years after the last valid day of the certificate that it renews)',
    );
    expect(fieldsOf(checked.text)).toMatchObject({ expiresOn: '' });
    const done = await send({ ...fieldsOf(checked.text), step: 'register' });
    expect(textOf((await me.get(done.headers.get('location') ?? '')).text)).toContain('30 September 2028');

    const stated = await send({ ...renewal, number: 'NR-0003', expiresOn: '2028-08-31' });
    expect(textOf(stated.text)).toContain('31 August 2028');
    expect(textOf(stated.text)).not.toContain('(two years after');
    const first = await send({ ...renewal, number: 'NR-0003', email: 'other@example.com' });
    expect(textOf(first.text)).toContain('30 September 2029');
    expect(textOf(first.text)).toContain('(from the rule of this course)');

    const another = await me.get('/console/certificates/new?like=NR-0002');
    expect(fieldsOf(another.text)).toMatchObject({ type: 'NREMR', issuedOn: '2026-08-20', expiresOn: '' });
  });

  it('says all that is wrong at the top, in the order of the form, and keeps what was typed', async () => {
    const wrong = { type: '', nameEn: '', email: 'nobody', issuedOn: '31/12/2026', number: 'A123456(3)' };
    for (const step of ['', 'register']) {
      const { status, text } = await send({ ...wrong, step });
      expect(status).toBe(422);
      expect(text).toContain('<title>Error: Register a certificate');
      const summary = [...text.matchAll(/<a href="#(\w+)">/g)].map(([, field]) => field);
      expect(summary.filter((field) => field !== 'content')).toEqual([
        'type',
        'nameEn',
        'issuedOn',
        'email',
        'number',
      ]);
      expect(fieldsOf(text)).toMatchObject({ email: 'nobody', issuedOn: '31/12/2026' });
    }
  });

  it('has a number that is taken said at the number', async () => {
    const { status, text } = await send({ ...form, number: 'DESK-0001', step: 'register' });
    expect([status, text]).toEqual([409, expect.stringContaining('<a href="#number">')]);
  });
});

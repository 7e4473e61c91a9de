import { beforeAll, describe, expect, it } from 'vitest';
import { beginList } from '#lists/begin-list.ts';
import type { ListChunk } from '#lists/check-list.ts';
import { checkListChunk } from '#lists/check-list-chunk.ts';
import { addSeconds } from '#register/civil-date.ts';
import { textOf } from '#support/sites/console-pages';
import { createListsTest, type ListAnswer, type ListsTest } from '#support/sites/lists';
import { callsOf, killedAt } from '#support/storage/killed-at';
import { day, instantFrom } from '#support/storage/registry';

/** Somebody in HR checks many certificates at once, on 21 November 2026. */
let test: ListsTest;

const good = Array.from({ length: 40 }, (_, at) => `ABC-2024-${String(at).padStart(4, '0')}`);

beforeAll(async () => {
  test = await createListsTest();
  for (const number of good) await test.register(number);
  await test.register('REV-0001', {});
  await test.change('REV-0001', 'revoked', '2026-05-01');
  await test.register('SUS-0001', {});
  await test.change('SUS-0001', 'suspended', '2026-05-02');
  await test.register('EXP-0001', { issuedOn: '2020-03-01' });
  await test.register('SOON-001', { issuedOn: '2023-12-01' });
  await test.register('HUSH-001', {}, 'HUSH');
}, 60_000);

/** 500 rows with 20 that somebody has to look at. */
const problems = [
  'REV-0001',
  'SUS-0001',
  'EXP-0001',
  'HUSH-001',
  'SPMC-OFA-7K3M9QXZ',
  'x?',
  ...Array.from({ length: 13 }, (_, at) => `NONE-00${at + 10}`),
  'ABC-2024-0000, LEE Kin',
];
const fiveHundred = [
  ...Array.from({ length: 300 }, (_, at) => good[at % good.length]),
  ...problems,
  ...Array.from({ length: 179 }, () => 'ABC 2024 0001'),
  'SOON-001',
].join('\n');

describe('500 numbers that are pasted', () => {
  it('are answered within the request, problems first, and what is asked twice once', async () => {
    const path = await test.press({ list: fiveHundred });
    expect(test.queued).toEqual([]);
    const { state, rows, counts, items } = await test.json(path);
    expect({ state, rows }).toEqual({ state: 'finished', rows: { total: 500, done: 500 } });
    expect(counts).toMatchObject({
      mistyped: 2,
      notFound: 14,
      nameDiffers: 1,
      revoked: 1,
      suspended: 1,
      expired: 1,
      expiringSoon: 1,
      valid: 40,
      repeated: 439,
    });
    expect(items.map(({ row }) => row)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
    expect(items[40]).toMatchObject({ row: 41, kind: 'repeated', sameAs: 1, outcome: 'repeated' });

    const page = await (await test.ask(`${path}?lang=en`)).text();
    expect(page).toContain('20 of 500 rows need your attention');
    expect(page).toContain('200 of 500');
    const order = ['Revoked', 'Suspended', 'Name does not match', 'No record found', 'Mistyped number'];
    const places = [...order, 'Expired', 'Valid'].map((word) => page.indexOf(`>${word}</span>`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(page).toMatch(/href="\/verify\/REV-0001\?lang=en"/);
  });

  it('of a workbook with several sheets say which row of which', async () => {
    const { lists } = test.deps;
    const until = addSeconds(test.clock.now, 3600);
    const asked = { on: day('2026-11-21'), total: 2, named: 0, createdAt: test.clock.now, until };
    const { listId, list } = await lists.begin(asked);
    const row = { number: 'NONE-0001', kind: 'notFound' as const };
    const rows = [
      { ...row, row: 7, sheet: 'Class A' },
      { ...row, row: 8 },
    ];
    await lists.record({ list: list.list, n: 0, until, at: test.clock.now, rows });
    const page = textOf(await (await test.ask(`/lists/${listId}?lang=en`)).text());
    expect(page).toContain('Row Class A 7 ');
    expect(page).toContain('Row 8 ');
  });

  it('say of a mistyped number what to do, and lead to no page with it', async () => {
    const path = await test.press({ list: 'SPMC-OFA-7K3M9QXZ\nCHAN Tai Man' });
    const page = await (await test.ask(`${path}?lang=en`)).text();
    expect(page).toContain('at least one of them was mistyped');
    expect(page).not.toMatch(/\/verify\/(?:SPMC|CHAN)/);
  });

  it('can be filtered by what they came to', async () => {
    const path = await test.press({ list: fiveHundred });
    const page = await (await test.ask(`${path}?kind=revoked&lang=en`)).text();
    expect(page).toContain('REV-0001');
    expect(page).not.toContain('NONE-0010');
    expect((await test.ask(`${path}?kind=nonsense`)).status).toBe(422);
  });

  it('of a provider that tells only those who know the name are as if unknown with another one', async () => {
    const path = await test.press({ list: 'HUSH-001\nHUSH-001, LEE Kin\nNONE-0001\nHUSH-001, CHAN Tai Man' });
    const { items } = await test.json(path);
    expect(items.map(({ kind }) => kind)).toEqual(['notFound', 'notFound', 'notFound', 'valid']);
    expect(items[0]).toEqual({ row: 1, number: 'HUSH-001', kind: 'notFound', outcome: 'notFound' });
  });

  it('are answered as of the day that was asked about', async () => {
    const path = await test.press({ list: 'REV-0001\nEXP-0001', on: '2022-03-01' });
    const past = await test.json(path);
    expect(past.items.map(({ kind }) => kind)).toEqual(['notYetValid', 'valid']);
    const page = await (await test.ask(`${path}?lang=en`)).text();
    expect(page).toContain('/verify/EXP-0001?on=2022-03-01&amp;lang=en');
  });
});

describe('a list as of a past day', () => {
  it('says of each certificate what the register did not yet know then', async () => {
    // Registered on 2 March 2024, a day after its issue.
    const { items } = await test.json(await test.press({ list: 'ABC-2024-0001', on: '2024-03-01' }));
    expect(items[0]).toMatchObject({
      kind: 'valid',
      match: { knownThen: 'notRegistered', statusRecordedOn: '2024-03-02' },
    });
    const path = await test.press({ list: 'ABC-2024-0001', on: '2024-03-01' });
    const page = await (await test.ask(`${path}?lang=en`)).text();
    expect(page).toContain('On that day this certificate was not registered here.');
    const csv = await (await test.ask(`${path}.csv?lang=zh-HK`)).text();
    expect(csv).toContain('當日本登記冊尚無此證書的記錄');
  });
});

describe('a number that another provider took', () => {
  it('is never read as valid or revoked while nothing says which is meant, and the row may say it in three ways', async () => {
    for (const number of ['TWIN-0001', 'SPMC-2024-0001']) {
      await test.register(number);
      await test.register(number, {}, 'HUSH');
      await test.change(number, 'revoked', '2026-05-01');
    }
    const kinds = async (list: string) =>
      (await test.json(await test.press({ list }))).items.map(({ kind, outcome, match, severalIssuers }) => [
        kind,
        outcome,
        match?.issuer ?? severalIssuers,
      ]);
    const name = 'CHAN Tai Man';
    const link = 'https://x.example/verify/TWIN-0001?issuer=SPMC';
    expect(
      await kinds([`TWIN-0001,${name}`, `HUSH TWIN-0001,${name}`, `${link},${name}`].join('\n')),
    ).toEqual([
      ['several', 'several', ['HUSH', 'SPMC']],
      ['valid', 'found', 'HUSH'],
      ['revoked', 'found', 'SPMC'],
    ]);
    expect(await kinds(`Certificate No.,Name,Provider\nTWIN-0001,${name},HUSH`)).toEqual([
      ['valid', 'found', 'HUSH'],
    ]);
    expect(await kinds(`SPMC-2024-0001,${name}`)).toEqual([['revoked', 'found', 'SPMC']]);
    const page = await (
      await test.ask(`${await test.press({ list: `TWIN-0001,${name}` })}?lang=zh-HK`)
    ).text();
    expect(page).toContain('多於一間機構，請註明');
    expect(page).toContain('HUSH TWIN-0001');
    expect(page).toContain('1項中有1項須跟進');
  });
});

it('a list that is pasted beside a file is not dropped without a word', async () => {
  const form = new FormData();
  form.set('list', 'ABC-2024-0001');
  form.set('file', new File(['Certificate No.\nABC-2024-0002\n'], 'list.csv'));
  const answer = await test.send(form, { accept: 'text/html' });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('You pasted a list and chose a file.');
});

describe('a list as a file', () => {
  const file = (text: string | Uint8Array<ArrayBuffer>, name = 'staff.csv') => new File([text], name);

  it('is read by its headings', async () => {
    const csv = '姓名,證書編號,部門\r\n陳大文,ABC-2024-0001,工程\r\nCHAN Tai Man,ABC-2024-0002,工程\r\n';
    const path = await test.press({ list: '', file: file(csv) });
    const { items } = await test.json(path);
    expect(items).toMatchObject([
      { row: 2, number: 'ABC-2024-0001', name: '陳大文', kind: 'unclear' },
      { row: 3, number: 'ABC-2024-0002', kind: 'valid', match: { nameMatch: 'match' } },
    ]);
    // The file's other columns come back in the CSV.
    const back = await (await test.ask(`${path}.csv?lang=en`)).text();
    expect(
      back
        .trim()
        .split('\r\n')
        .map((line) => line.split(',').at(-1)),
    ).toMatchObject(['部門', '工程', '工程']);
  });

  it('may be one column without a heading', async () => {
    const { items } = await test.json(await test.press({ file: file('ABC-2024-0001\nABC-2024-0002\n') }));
    expect(items.map(({ kind }) => kind)).toEqual(['valid', 'valid']);
  });

  it.each([
    ['an empty one', '', 'Paste a list or choose a file'],
    [
      'one without a column of numbers',
      'Name,Course\nCHAN Tai Man,OFA\n',
      'which column has the certificate numbers',
    ],
    ['identity cards', 'Certificate No.,HKID No.\nABC-0001,A123456(3)\n', 'identity card numbers'],
    ['no table', '%PDF-1.7', 'We could not read this file'],
    ['50,001 rows', `Certificate No.\n${'ABC-0001\n'.repeat(50_001)}`, 'more than 50,000 rows'],
    ['damaged text', Buffer.from([0x41, 0x42, 0x43, 0x44, 0xff, 0xfe, 0xff, 0x0a, 0x81]), 'cannot be read'],
  ])('is answered on the form with what to do: %s', async (_, content, said) => {
    const form = new FormData();
    form.set('file', file(content, 'x.csv'));
    const answer = await test.send(form, { accept: 'text/html' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(said);
    expect(page).toContain('<textarea');
  });

  it('may weigh 4.4 MB, and is answered with 413 beyond', async () => {
    const small = new FormData();
    small.set('file', file(`Certificate No.,Note\n${`ABC-2024-0001,${'x'.repeat(93)}\n`.repeat(40_000)}`));
    expect((await test.send(small)).status).toBe(303);
    expect(test.queued.splice(0)).toHaveLength(400);
    const large = new FormData();
    large.set('file', file('A'.repeat(4.5 * 1024 * 1024)));
    const answer = await test.send(large, { accept: 'text/html' });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('more than 4 MB');
  });
});

describe('the same as JSON', () => {
  it('can be read whatever stands for a provider, also letters that become two as capitals', async () => {
    const items = [{ number: 'ABC-2024-0001', issuer: 'ß'.repeat(20) }, { number: 'ABC-2024-0002' }];
    const { listId } = (await (await test.sendJson({ items })).json()) as ListAnswer;
    const answer = await test.json(`/lists/${listId}`);
    // What can be no provider's code is no issuer.
    expect(answer.items.map(({ outcome }) => outcome)).toEqual(['found', 'found']);
  });

  it('says of a number with too many names that it was not looked up, and no more', async () => {
    const items = Array.from({ length: 11 }, (_, n) => ({
      number: 'ABC-2024-0001',
      name: `LEE ${'ABCDEFGHIJK'[n]}`,
    }));
    const { listId } = (await (await test.sendJson({ items })).json()) as ListAnswer;
    const [first] = (await test.json(`/lists/${listId}`)).items;
    expect(first).not.toHaveProperty('crowded');
    const page = await (await test.ask(`/lists/${listId}?lang=en`)).text();
    expect(page).toContain('Not looked up');
    expect(page).toContain('no certificate belongs to so many people');
  });

  it('is answered with where the list is, and how far', async () => {
    const answer = await test.sendJson({ items: [{ number: 'ABC-2024-0001', name: 'CHAN Tai Man' }] });
    expect(answer.status).toBe(201);
    const { listId, url, state, rows } = (await answer.json()) as ListAnswer;
    expect(listId).toMatch(/^[0-9a-f]{32}$/);
    expect(url).toBe(`https://certkeeper.example/lists/${listId}`);
    expect({ state, rows }).toEqual({ state: 'finished', rows: { total: 1, done: 1 } });
  });

  it('repeats no more of a day that is none than a day has', async () => {
    const body = new URLSearchParams({ on: 'x'.repeat(1_000_000), list: 'ABC-0001' });
    expect((await (await test.send(body)).text()).length).toBeLessThan(50_000);
  });

  it.each([
    ['no items', { items: [] }, 422],
    ['too many', { items: Array.from({ length: 50_001 }, () => ({ number: 'A' })) }, 422],
    ['another field', { items: [{ number: 'ABC-0001', email: 'x' }] }, 422],
    ['a day that is none', { on: '2026-02-30', items: [{ number: 'ABC-0001' }] }, 422],
    ['identity cards', { items: [{ number: 'A123456(3)' }] }, 422],
  ])('is refused with %s', async (_, body, status) => {
    const answer = await test.sendJson(body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('comes 5,000 rows at a time', async () => {
    const items = Array.from({ length: 5_150 }, (_, at) => ({ number: `JSON-${1000 + (at % 200)}` }));
    const { url } = (await (await test.sendJson({ items })).json()) as ListAnswer;
    for (const chunk of test.queued.splice(0)) await checkListChunk(test.deps, chunk, test.deps.clock);
    const { pathname } = new URL(url);
    const first = await test.json(pathname);
    const { pathname: path, search } = new URL(first.next ?? '');
    const second = await test.json(path + search);
    const rows = [...first.items, ...second.items].map(({ row }) => row);
    expect(rows).toEqual(Array.from({ length: 5_150 }, (_, at) => at + 1));
    expect(second.next).toBeNull();
  });
});

describe('a list of 5,000', () => {
  /** 56 numbers, most of them asked about again and again: a part of the list is looked up at little cost. */
  const long = Array.from({ length: 5_000 }, (_, at) =>
    at % 1000 === 7 ? 'REV-0001' : (good[at] ?? `NONE-${1000 + (at % 16)}`),
  );

  /** A long list on its way: its address and its parts. */
  async function begun(): Promise<{ path: string; chunks: ListChunk[] }> {
    const path = await test.press({ list: long.join('\n') });
    return { path, chunks: test.queued.splice(0) };
  }
  const work = (chunk: ListChunk) => checkListChunk(test.deps, chunk, test.deps.clock);
  const PORTS = ['lists', 'credentials'] as const;

  it('comes to the same with its parts delivered twice, and in whatever order', async () => {
    const { path, chunks } = await begun();
    expect(chunks).toHaveLength(50);
    for (const chunk of [...chunks.toReversed(), ...chunks]) await work(chunk);
    const { state, counts, rows } = await test.json(path);
    expect({ state, rows }).toEqual({ state: 'finished', rows: { total: 5_000, done: 5_000 } });
    expect(counts).toMatchObject({ revoked: 1, repeated: 4_944, valid: 39, notFound: 16 });
  });

  it('says how far it is, and for how long yet', async () => {
    const { path, chunks } = await begun();
    test.clock.now = instantFrom('2026-11-21T02:00:10.000Z');
    for (const chunk of chunks.slice(0, 20)) await work(chunk);
    test.clock.now = instantFrom('2026-11-21T02:00:20.000Z');
    for (const chunk of chunks.slice(20, 30)) await work(chunk);
    const page = await (await test.ask(`${path}?lang=en`)).text();
    expect(page).toContain('<progress aria-label="Your list is being checked" max="5000" value="3000">');
    expect(page).toMatch(/3,000 of 5,000 rows, about \d+ s left/);
    expect(page).toContain('<noscript><meta http-equiv="refresh"');
    expect(await (await test.ask(`${path}/progress?lang=en`)).json()).toMatchObject({
      done: 3000,
      total: 5000,
      over: false,
    });
    expect((await test.ask(`${path}.csv`)).status).toBe(409);
    for (const chunk of chunks) await work(chunk);
    expect(await (await test.ask(`${path}/progress`)).json()).toMatchObject({ done: 5000, over: true });
    test.clock.now = instantFrom('2026-11-21T02:00:00.000Z');
  });

  it.each(['before', 'after'] as const)(
    'survives a worker killed at each call, %s it was made',
    async (when) => {
      const { path, chunks } = await begun();
      const [first, ...others] = chunks;
      if (!first) throw new Error('nothing was queued');
      const few = { ...first, n: 99, rows: first.rows.slice(0, 5) };
      const calls = await callsOf(test.deps, PORTS, (using) => checkListChunk(using, few, test.deps.clock));
      expect(calls).toEqual(expect.arrayContaining(['credentials.findByKey', 'lists.record']));
      for (const [boundary, name] of calls.entries()) {
        const n = 100 + boundary;
        const { using, reached } = killedAt({ boundary, when }, test.deps, PORTS);
        await checkListChunk(using, { ...few, n }, test.deps.clock).catch((error: Error) => {
          if (error.message !== 'killed') throw error;
        });
        expect(reached(), `${when} ${name}, call ${boundary}`).toBe(true);
        await checkListChunk(test.deps, { ...few, n }, test.deps.clock);
        const outcomes = await Array.fromAsync(test.deps.lists.outcomes(few.list));
        expect(outcomes.filter((outcome) => outcome.n === n)).toHaveLength(1);
        expect(await test.deps.lists.rowsOf(few.list, n)).toHaveLength(5);
      }
      for (const chunk of [first, ...others]) await work(chunk);
      expect((await test.json(path)).counts['revoked']).toBe(1);
    },
  );

  it('keeps what a part came to, also when a certificate changes before it is delivered again', async () => {
    const { path, chunks } = await begun();
    for (const chunk of chunks) await work(chunk);
    const before = await test.json(path);
    await test.register('NONE-1015');
    for (const chunk of chunks) await work(chunk);
    expect(await test.json(path)).toEqual(before);
  });

  it('does not keep anybody waiting for a part that never comes', async () => {
    const { path, chunks } = await begun();
    for (const chunk of chunks.slice(1)) await work(chunk);
    test.clock.now = instantFrom('2026-11-21T02:11:00.000Z');
    const page = await (await test.ask(`${path}?lang=en`)).text();
    expect(page).toContain('Some of the rows could not be checked');
    expect(await test.json(path)).toMatchObject({ state: 'stuck', rows: { total: 5_000, done: 4_900 } });
    // Nor is a list made of the parts that came: it would be taken for all.
    expect((await test.site.request(`${path}/newer`, { method: 'POST' })).status).toBe(409);
    test.clock.now = instantFrom('2026-11-21T02:00:00.000Z');
  });
});

describe('the file of results', () => {
  it('has everything in the order given, and starts no formula', async () => {
    const path = await test.press({ list: 'ABC-2024-0002, =HYPERLINK("x")\nREV-0001\nABC-2024-0001' });
    const answer = await test.ask(`${path}.csv?lang=zh-HK`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [heads, ...lines] = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
    expect(heads).toMatch(/^列,證書編號,清單上的姓名,結果,/);
    expect(lines.map((line) => line.split(',').slice(0, 2).join())).toEqual([
      '1,ABC-2024-0002',
      '2,REV-0001',
      '3,ABC-2024-0001',
    ]);
    expect(lines[0]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(lines[1]).toContain('已撤銷');
  });

  it('comes packed to those who can unpack it', async () => {
    const path = await test.press({ list: good.join('\n') });
    const answer = await test.ask(`${path}.csv`, { 'accept-encoding': 'gzip, br' });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    const unpacked = new Response(answer.body?.pipeThrough(new DecompressionStream('gzip')));
    expect(await unpacked.text()).toContain('ABC-2024-0001');
    const program = { accept: 'application/json', 'accept-encoding': 'gzip' };
    for (const [address, headers] of [
      [path, { accept: 'text/html', 'accept-encoding': 'gzip' }],
      [path, program],
    ] as const)
      expect((await test.ask(address, headers)).headers.get('content-encoding')).toBe('gzip');
    const plain = await test.ask(path, { ...program, 'accept-encoding': 'gzip;q=0, identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
  });
});

describe('what is kept', () => {
  it('is gone after 24 hours, to the second, though the store is late to delete it', async () => {
    const path = await test.press({ list: 'ABC-2024-0001' });
    test.clock.now = instantFrom('2026-11-22T01:59:59.999Z');
    expect((await test.ask(path)).status).toBe(200);
    test.clock.now = instantFrom('2026-11-22T02:00:00.000Z');
    for (const address of [path, `${path}.csv`, `${path}/progress`]) {
      expect((await test.ask(address)).status).toBe(404);
    }
    test.clock.now = instantFrom('2026-11-21T02:00:00.000Z');
  });

  it('expires by itself, every item of it', async () => {
    await test.press({ list: 'ABC-2024-0001' });
    const stored = await test.registry.everythingStored();
    const items: Record<string, Record<string, unknown>>[] = JSON.parse(stored);
    const lists = items.filter(({ pk }) => JSON.stringify(pk).includes('LIST#'));
    expect(lists.length).toBeGreaterThan(2);
    expect(lists.filter(({ ttl }) => ttl === undefined)).toEqual([]);
  });

  it('is found by its own address only, which stands nowhere in the table', async () => {
    const path = await test.press({ list: 'ABC-2024-0001' });
    const id = path.slice('/lists/'.length);
    expect(await test.registry.everythingStored()).not.toContain(id);
    const other = id.startsWith('0') ? `1${id.slice(1)}` : `0${id.slice(1)}`;
    for (const wrong of [other, id.slice(1), id.toUpperCase(), 'x']) {
      expect((await test.ask(`/lists/${wrong}`)).status).toBe(404);
    }
  });

  it('is never in a log or an address: names, numbers and ids', async () => {
    test.logged.length = 0;
    const path = await test.press({ list: 'ABC-2024-0001, CANARY Tai Man\nCANARY Siu Ming' });
    const page = await (await test.ask(path)).text();
    await test.ask(`${path}.csv`);
    const logged = JSON.stringify(test.logged);
    for (const secret of ['CANARY', 'ABC', path.slice('/lists/'.length)])
      expect(logged).not.toContain(secret);
    expect([...page.matchAll(/href="([^"]*)"/g)].join()).not.toContain('CANARY');
  });
});

/** Begins a list and keeps none. */
const noLists = {
  begin: async (list: object) => ({ listId: 'x', list: { list: 'x', ...list } }),
  isRecorded: async () => true,
} as unknown as ListsTest['deps']['lists'];

describe('whoever asks too much', () => {
  it('waits, and a long list takes no more than a full bucket', async () => {
    const limited = await createListsTest({ lookupsPerMinute: 100 });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    const send = (bytes: number) => limited.send(`list=${'ABC-0001%0A'.repeat(bytes / 11)}`, headers);
    expect((await send(110_000)).status).toBe(303);
    const refused = await send(110);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    limited.clock.now = instantFrom('2026-11-21T02:01:00.000Z');
    expect((await send(110)).status).toBe(303);
  });

  it('waits too who reads lists, their files or how far they are without end', async () => {
    const path = await test.press({ list: 'ABC-2024-0001' });
    const statuses: number[] = [];
    for (let n = 0; n < 119; n += 1) statuses.push((await test.ask(`${path}.csv`)).status);
    for (let n = 0; n < 20; n += 1) statuses.push((await test.ask(`${path}/progress`)).status);
    expect(new Set(statuses.slice(0, 100))).toEqual(new Set([200]));
    const refused = await test.ask(path);
    expect([refused.status, statuses.at(-1)]).toEqual([429, 429]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const { now } = test.clock;
    test.clock.now = instantFrom('2026-11-21T02:01:30.000Z');
    expect((await test.ask(path)).status).toBe(200);
    test.clock.now = now;
  });

  it('is told to come back tomorrow once 250,000 rows of the day are used up, and loses nothing else', async () => {
    const { registry, sendJson, clock, ask } = await createListsTest();
    const today = day('2026-11-21');
    expect(await registry.allowance.take({ caller: '', most: 250_000 }, 249_998, today)).toBe('taken');
    const three = { items: ['ABC-1', 'ABC-2', 'ABC-3'].map((number) => ({ number })) };
    const refused = await sendJson(three);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'lists_used_up' });
    // At ten in the morning.
    expect(refused.headers.get('retry-after')).toBe(String(14 * 3600));
    const two = await sendJson({ items: three.items.slice(1) });
    expect(two.status).toBe(201);
    expect((await ask(new URL(((await two.json()) as ListAnswer).url).pathname)).status).toBe(200);
    expect((await sendJson({ items: three.items.slice(2) })).status).toBe(429);
    clock.now = instantFrom('2026-11-21T16:00:00.000Z');
    expect((await sendJson(three)).status).toBe(201);
  });

  it("uses up nobody else's rows by going on", async () => {
    const { registry } = await createListsTest();
    // Each row counts as a whole list of 50,000.
    const take: typeof registry.allowance.take = (of, rows, on) =>
      registry.allowance.take(of, rows * 50_000, on);
    const send = (caller: string) =>
      beginList(
        { ...test.deps, lists: noLists, allowance: { take } },
        {
          rows: [{ row: 1, number: 'ABC-1' }],
          on: day('2026-11-21'),
          at: instantFrom('2026-11-21T02:00:00.000Z'),
          caller,
        },
      );
    for (let n = 0; n < 5; n++) expect(await send('one')).not.toBe('usedUp');
    for (let n = 0; n < 20; n++) expect(await send('one')).toBe('usedUp');
    expect(await send('other')).not.toBe('usedUp');
  });

  it('cannot escape by asking about another day each time, and leaves no count behind', async () => {
    const { registry, sendJson } = await createListsTest();
    const today = day('2026-11-21');
    await registry.allowance.take({ caller: '', most: 250_000 }, 250_000, today);
    const asked = await sendJson({ on: '2026-01-01', items: [{ number: 'ABC-1' }] });
    expect(asked.status).toBe(429);
    const items: Record<string, Record<string, unknown>>[] = JSON.parse(await registry.everythingStored());
    const counts = items.filter(({ entity }) => JSON.stringify(entity).includes('listAllowance'));
    expect(counts.map(({ ttl }) => Number(ttl?.['N']))).toEqual([
      Date.parse('2026-11-21T16:00:00.000Z') / 1000,
    ]);
  });

  it('is counted under no address', async () => {
    const { registry } = await createListsTest();
    const take = (caller: string) => registry.allowance.take({ caller, most: 100 }, 60, day('2026-11-21'));
    expect(await take('192.0.2.77')).toBe('taken');
    expect(await take('192.0.2.77')).toBe('usedUp');
    expect(await take('192.0.2.78')).toBe('taken');
    expect(await registry.everythingStored()).not.toContain('192.0.2.7');
  });

  it('is ten times as many for all the networks that one subscriber may draw from', async () => {
    const { registry } = await createListsTest();
    const take = (network: string) =>
      registry.allowance.take({ caller: network, most: 100 }, 100, day('2026-11-21'));
    const taken = [];
    for (let n = 0; n < 15; n++) taken.push(await take(`2001:db8:1:${n}`));
    expect(taken.filter((outcome) => outcome === 'taken')).toHaveLength(10);
    expect(await take('2001:db8:2:1')).toBe('taken');
  });

  it("learns nobody's name by trying many beside one number", async () => {
    const tried = (count: number) => ({
      items: Array.from({ length: count }, (_, n) => ({
        number: 'HUSH-001',
        name: n === 5 ? 'CHAN Tai Man' : `LEE ${String.fromCharCode(65 + n)}`,
      })),
    });
    const outcomes = async (count: number) => {
      const { listId } = (await (await test.sendJson(tried(count))).json()) as ListAnswer;
      return (await test.json(`/lists/${listId}`)).items.map(({ outcome, code }) => code ?? outcome);
    };
    const few = await outcomes(10);
    expect(few.filter((outcome) => outcome === 'found')).toHaveLength(1);
    expect(new Set(await outcomes(11))).toEqual(new Set(['crowded_number']));
  });
});

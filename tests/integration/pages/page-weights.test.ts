import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { LABELS_A_SHEET } from '#import/labels/label-sheet.tsx';
import { runChunk } from '#import/rows/run-step.ts';
import { checkListChunk } from '#lists/check-list-chunk.ts';
import { at, uploadsTo } from '#support/files/uploads';
import { reminded } from '#support/mail/reminded';
import { ofa } from '#support/sites/api';
import { createTestColleagues } from '#support/sites/colleagues';
import { deliver } from '#support/sites/extension-orders';
import { createHolderTest } from '#support/sites/holder-site';
import { createListsTest } from '#support/sites/lists';
import { createWatchTest } from '#support/sites/watch-site';

/** What a phone loads for each page, full of what a busy provider, holder or employer has (docs/walks.md). */
const MAX_SENT_BYTES = 30_000;

interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

const LONG = { nameEn: 'VENKATARAMAN-RADHAKRISHNAN Subramanian', nameZh: '歐陽志強' };

/** Each page comes compressed to who takes that, as every browser does. `rows`: how many it has at least, or it would weigh nothing. */
async function weigh(
  name: string,
  ask: (headers: Record<string, string>) => Promise<Answer>,
  rows = 0,
): Promise<void> {
  const { status, headers } = await ask({ 'accept-language': 'en', 'accept-encoding': 'gzip, br' });
  expect([name, status, headers.get('content-encoding')]).toEqual([name, 200, 'gzip']);
  for (const language of ['en', 'zh-HK']) {
    const { text } = await ask({ 'accept-language': language });
    expect([name, text.split('<th scope="row"').length - 1 >= rows]).toEqual([name, true]);
    const sent = gzipSync(text).length;
    if (sent >= MAX_SENT_BYTES) throw new Error(`${name}, ${language}: ${sent} bytes`);
  }
}

it('of the console', async () => {
  const test = await createTestColleagues();
  test.time.at = at;
  const me = await test.signedIn(test.mine);
  const see = (name: string, path: string, rows?: number) =>
    weigh(name, (headers) => me.get(path, headers), rows);
  const send = (name: string, path: string, form: Record<string, string>) =>
    weigh(name, (headers) => me.post(path, form, headers));

  const numbers = Array.from({ length: 60 }, (_, n) => `MINE-OFA-2024-${10_000 + n}`);
  await Promise.all(
    numbers.map(async (number, n) => {
      const email = `subramanian.venkataraman.${n}@hospital.example.org`;
      const body = { ...ofa, ...LONG, email, number, expiresOn: '2026-12-20' };
      expect((await test.ask('POST', '/v1/credentials', { body })).status).toBe(201);
      const found = { state: 'undeliverable', since: at, code: 'Permanent/General' } as const;
      await reminded(test.registry, { number, after: at });
      await test.registry.mailStates.record(email, found);
    }),
  );
  const [record = ''] = numbers.map((number) => `/console/credentials/${number}`);
  for (let n = 0; n < 15; n++)
    for (const action of ['suspend', 'reinstate'])
      await test.ask('POST', `/v1${record.replace('/console', '')}/${action}`, {
        body: { reason: 'The course record is being looked into by the training manager' },
      });
  for (let n = 0; n < 20; n++) {
    await test.invite(`colleague.${n}@mine-training.example`, 'desk', { name: `TSANG Mei Ling ${n}` });
    await me.post('/console/keys', { label: `course system ${n}` });
  }
  const uploads = uploadsTo(test.registry);
  const head = 'Certificate No.,Name,姓名,Course,Date of Issue,Email';
  const rowOf = (n: number, issued: string) =>
    `NEXT-OFA-2026-${10_000 + n},${LONG.nameEn},${LONG.nameZh},Occupational First Aid Certificate,${issued},s.${n}@hospital.example.org`;
  const file = (issued: string, count = 150) =>
    [head, ...Array.from({ length: count }, (_, n) => rowOf(n, issued))].join('\r\n');
  const previewId = await uploads.request('MINE', 'k', { preview: true });
  for (const chunk of await uploads.split(previewId, file('3/4/2026')))
    await runChunk(test.registry, chunk, () => at);
  for (let n = 0; n < 20; n++) await uploads.upload(file('31/02/2026', 3), 'MINE');
  const { importId } = await uploads.upload(file('31/02/2026'), 'MINE');
  const registered = (await uploads.upload(file('3/4/2026', 60), 'MINE')).importId;

  await see('home', '/console');
  await see('certificates', '/console/certificates', 50);
  await send('found', '/console/certificates', { q: 'subramanian' });
  await see('certificates, filtered', '/console/certificates?type=OFA&from=2026-11-21&order=last');
  await see('register one', '/console/certificates/new');
  await see('a long history', record);
  for (const action of ['correct', 'revoke', 'suspend', 'extend', 'renew', 'label'])
    await see(action, `${record}/${action}`);
  await see('files', '/console/imports', 20);
  await see('preview', `/console/imports/${previewId}`, 50);
  await see('rows to correct', `/console/imports/${importId}`, 100);
  await see('registered', `/console/imports/${registered}`);
  const { importId: labelled } = await uploads.upload(file('3/4/2026', LABELS_A_SHEET), 'MINE');
  await see('a sheet of labels', `/console/imports/${labelled}/labels`);
  await see('expiring', '/console/expiring');
  await see('undeliverable', '/console/undeliverable', 60);
  await see('keys', '/console/keys', 20);
  await see('colleagues', '/console/colleagues', 20);
  await see(
    'a colleague',
    /\/console\/colleagues\/colleague-\w+/.exec((await me.get('/console/colleagues')).text)?.[0] ?? '',
  );
  await see('settings', '/console/settings');
  await see('sessions', '/console/sessions');
  const order = {
    expiringFrom: '2026-12-01',
    expiringTo: '2026-12-31',
    expiresOn: '2027-03-31',
    types: 'OFA',
    reason: 'No courses in winter',
  };
  await see('order', '/console/extension-orders/new');
  await send('order preview', '/console/extension-orders/preview', order);
  const begun =
    (await me.post('/console/extension-orders', order)).headers.get('location')?.split('?')[0] ?? '';
  await deliver(test.registry);
  await see('order done', begun);
  await see('order withdraw', `${begun}/withdraw`);
  await see('orders', '/console/extension-orders');
  for (const path of ['', '/email', '/email?asked=1'])
    await weigh(`sign-in${path}`, (headers) => test.signedOut.get(`/console/sign-in${path}`, headers));
});

it('of an employer', async () => {
  const lists = await createListsTest();
  const rows = Array.from({ length: 210 }, (_, n) => `SPMC-OFA-2024-${10_000 + n}`);
  for (const number of rows.slice(0, 60)) await lists.register(number, LONG);
  const list = await lists.press({ list: rows.map((row) => `${row}\t${LONG.nameEn}`).join('\n') });
  for (const chunk of lists.queued.splice(0)) await checkListChunk(lists.deps, chunk, lists.deps.clock);
  const seen = async (path: string, headers: Record<string, string>): Promise<Answer> => {
    const answer = await lists.ask(`${path}?lang=${headers['accept-language']}`, {
      accept: 'text/html',
      ...headers,
    });
    const text = headers['accept-encoding'] ? '' : await answer.text();
    return { status: answer.status, headers: answer.headers, text };
  };
  await weigh('lists', (headers) => seen('/lists', headers));
  await weigh('a list’s result', (headers) => seen(list, headers), 200);

  const watch = await createWatchTest();
  const nameOf = (n: number) =>
    `VENKATARAMAN Subramanian ${String.fromCharCode(65 + (n % 26))}${n < 26 ? 'a' : 'b'}`;
  for (const [n, number] of rows.slice(0, 50).entries())
    await watch.register(number, { ...LONG, nameEn: nameOf(n) });
  const site = await watch.watched();
  await watch.add(
    site,
    rows
      .slice(0, 50)
      .map((row, n) => `${row}\t${nameOf(n)}`)
      .join('\n'),
  );
  const see = (name: string, path: string, people?: number) =>
    weigh(name, (headers) => watch.ask(path, { headers, lang: headers['accept-language'] ?? '' }), people);
  await see('watch', '/watch');
  await see('guide', '/watch/guide?place=workplace&people=120');
  await see('a site of 50', site, 50);
  await see('first-aid box', `${site}/first-aiders`, 50);
  await see('notice', `${site}/notice`);
  await see('leave', `${site}/leave`);
});

it('of a holder', async () => {
  const test = await createHolderTest();
  for (let n = 0; n < 25; n++) await test.register(`SPMC-OFA-2024-${10_000 + n}`, LONG);
  const my = await test.my();
  const see = (name: string, path: string) =>
    weigh(name, (headers) => test.ask(path, { headers, lang: headers['accept-language'] ?? '' }));
  await see('own certificates', my);
  await see('proof', `${my}/proof/SPMC/SPMCOFA202410000`);
  await see('stop', await test.unsubscribe('SPMC-OFA-2024-10000'));
  await see('ask', '/my');
});

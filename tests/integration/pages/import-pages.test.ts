import { beforeAll, expect, it } from 'vitest';
import { runChunk } from '#import/rows/run-step.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { addSeconds } from '#register/civil-date.ts';
import { at, sheets, uploadsTo, workbook } from '#support/files/uploads';
import { createTestColleagues } from '#support/sites/colleagues';
import { day, instantFrom, makeUnreadable } from '#support/storage/registry';
import type { ImportStep } from '#tables/import-job.ts';
import { asKept } from './kept-page.ts';

/** A file's pages in each state that it can be in, as its provider's staff sees them. */
let site: Awaited<ReturnType<typeof createTestColleagues>>;
type Browser = ReturnType<typeof site.browser>;
let manager: Browser;
let desk: Browser;
let viewer: Browser;
let uploads: ReturnType<typeof uploadsTo>;
const steps: ImportStep[] = [];

beforeAll(async () => {
  site = await createTestColleagues();
  Object.assign(site.registry.steps, { send: async (sent: ImportStep[]) => void steps.push(...sent) });
  site.time.at = at;
  for (const role of ['manager', 'desk', 'viewer'] as const) await site.invite(`${role}@mine.example`, role);
  manager = await site.signInAs('manager@mine.example');
  desk = await site.signInAs('desk@mine.example');
  viewer = await site.signInAs('viewer@mine.example');
  uploads = uploadsTo(site.registry);
  site.time.at = at;
});

const kept = (name: string, browser: Browser, path: string, send?: Record<string, string>) =>
  keptAnswers(name, (headers) => (send ? browser.post(path, send, headers) : browser.get(path, headers)));

async function keptAnswers(
  name: string,
  ask: (headers: { 'accept-language': string }) => ReturnType<Browser['get']>,
) {
  for (const language of ['en', 'zh-HK'])
    await asKept(`imports/${name}.${language}`, await ask({ 'accept-language': language }));
}

const page = (importId: string) => `/console/imports/${importId}`;
const head = ['Certificate No.', 'Name', 'Course', 'Date of Issue', 'Email'];
const csv = (...rows: string[]) => [head.join(','), ...rows].join('\n');

async function previewed(text: string, more: { mayAsk?: true } = {}): Promise<string> {
  const importId = await uploads.request('MINE', 'k', { preview: true, ...more });
  for (const chunk of await uploads.split(importId, text)) await runChunk(site.registry, chunk, () => at);
  return importId;
}

/** A day after the files came, the moment behind it, and who signed in before either. */
async function theDayAfter() {
  const aDay = instantFrom('2026-11-22T02:00:00.000Z');
  site.time.at = aDay;
  const tomorrow = await site.signedIn(site.mine);
  return { aDay, andMore: instantFrom('2026-11-22T02:00:00.001Z'), tomorrow };
}

async function run() {
  for (const step of steps.splice(0)) await runChunk(site.registry, step, () => at);
}

it('one that is on its way, that is read, and that never came', async () => {
  await kept('none', viewer, '/console/imports');
  const importId = await uploads.request('MINE');
  await kept('awaited', viewer, page(importId));
  await kept('awaited-progress', viewer, `${page(importId)}/progress`);
  // As long as its address is good, to the second.
  site.time.at = addSeconds(at, 15 * 60);
  expect((await viewer.get(page(importId))).text).toContain('The file is on its way.');
  site.time.at = addSeconds(at, 15 * 60 + 1);
  await kept('never-came', viewer, page(importId));
  await kept('never-came-list', viewer, '/console/imports');
  site.time.at = at;

  const file = sheets([head, ['READ-0001', 'CHAN Tai Man', 'OFA', '2026-01-05', '']]);
  const [table] = file.tables;
  if (!table) throw new Error('no table');
  let isKept = false;
  await uploads.split(importId, {
    ...file,
    tables: [
      {
        ...table,
        async *rows() {
          if (!isKept) await kept('read', viewer, page(importId));
          isKept = true;
          yield* table.rows();
        },
      },
    ],
  });
  expect(isKept).toBe(true);
});

it('one whose rows are looked at, asked for, and wait to be registered', async () => {
  const looking = await uploads.request('MINE', 'k', { preview: true });
  const rows = Array.from({ length: 101 }, (_, n) => `LOOK-${1000 + n},CHAN Tai Man,OFA,2026-01-05,`);
  const [first] = await uploads.split(looking, csv(...rows));
  await kept('looked-at', viewer, page(looking));
  if (!first) throw new Error('no chunk');
  await runChunk(site.registry, first, () => addSeconds(at, 10));
  site.time.at = addSeconds(at, 10);
  await kept('looked-at-progress', viewer, `${page(looking)}/progress`);
  site.time.at = at;

  const bare = 'Certificate No.,Name\nASK-0001,HO Wai Kit\n';
  const asking = await previewed(bare, { mayAsk: true });
  await kept('asked', desk, page(asking));
  await kept('asked-viewer', viewer, page(asking));
  await kept('asked-blank', desk, `${page(asking)}/answer`, { type: '', issuedOn: '' });
  await kept('asked-wrong', desk, `${page(asking)}/answer`, { type: 'BLS', issuedOn: '31/2/2026' });
  await kept('asked-unknown', desk, `${page(asking)}/answer`, { type: 'NONE', issuedOn: '1/12/2027' });
  const dated = await previewed('Certificate No.,Name,Date of Issue\nASK-0002,HO Wai Kit,2026-01-05\n', {
    mayAsk: true,
  });
  await kept('asked-course', desk, page(dated));
  await kept('asked-confirmed', desk, `${page(dated)}/confirm`, {});
  await kept('asked-undone', manager, `${page(dated)}/undo`, {});
  const [answered] = [await desk.post(`${page(dated)}/answer`, { type: 'BLS' })];
  expect([answered.status, answered.headers.get('location')]).toEqual([303, page(dated)]);
  await run();
  await kept('answered', desk, page(dated));
});

it('one that waits to be registered, whatever its rows would do', async () => {
  await uploads.upload(
    csv('WAIT-0001,CHAN Tai Man,OFA,2026-01-05,', 'WAIT-0002,LEE Kin,OFA,2026-01-05,'),
    'MINE',
  );
  const waiting = await previewed(
    csv(
      'WAIT-0001,CHAN Tai Man,OFA,2026-01-05,new@example.com',
      'WAIT-0002,LEE Kin,OFA,2026-01-05,',
      'WAIT-0003,HO Wai Kit,EMTD,2026-01-05,',
      ',NG Ka Yan,BLS,2026-01-05,',
      'WAIT-0005,,BLS,2026-13-05,nobody',
    ),
  );
  await kept('waits', desk, page(waiting));
  await kept('waits-viewer', viewer, page(waiting));
  await kept('waits-nothing-new', desk, page(await previewed(csv('WAIT-0002,LEE Kin,OFA,2026-01-05,'))));
  await kept('waits-all-wrong', desk, page(await previewed(csv('WAIT-0005,,BLS,2026-01-05,'))));
  const one = await previewed(csv('WAIT-0006,LEE Kin,OFA,2026-01-05,'));
  await kept('waits-one', desk, page(one));
  const { aDay, andMore, tomorrow } = await theDayAfter();
  site.time.at = andMore;
  await kept('waits-too-long', tomorrow, `${page(one)}/confirm`, {});
  site.time.at = aDay;
  expect((await tomorrow.post(`${page(one)}/confirm`, {})).headers.get('location')).toBe(page(one));
  site.time.at = at;
  await run();
});

it('one whose rows are registered, and what of it was not', async () => {
  const going = await uploads.request('MINE');
  const [chunk] = await uploads.split(going, csv('GOES-0001,CHAN Tai Man,OFA,2026-01-05,'));
  await kept('goes', viewer, page(going));
  await kept('goes-undone', manager, `${page(going)}/undo`, {});
  if (!chunk) throw new Error('no chunk');
  await runChunk(site.registry, chunk, () => at);
  await kept('one-row', manager, page(going));

  const book = workbook(
    ['Old class'],
    { name: 'Cover', rows: [['Printed in May']] },
    {
      name: 'Class A',
      rows: [
        ['Occupational First Aid Certificate'],
        ['Certificate No.', 'Name', 'Date of Issue', 'Mobile'],
        ['BOOK-0001', 'CHAN Tai Man', '2026-01-05', '9123 4567'],
        ['BOOK-0002', '', '2026-01-05', ''],
      ],
    },
    {
      name: 'Class B',
      rows: [
        head,
        ['BOOK-0003', 'LEE Kin', 'BLS', '2026-01-05', ''],
        // As much as is shown of a cell, and a character more.
        ['BOOK-0004', 'ab '.repeat(40).replace(/ $/, '.'), '', '', ''],
        ['BOOK-0005', `${'ab '.repeat(40)}.`, 'BLS', '2026-01-05', ''],
      ],
    },
  );
  const { importId } = await uploads.upload(book, 'MINE');
  for (const [name, browser] of [
    ['book', manager],
    ['book-desk', desk],
    ['book-viewer', viewer],
  ] as const)
    await kept(name, browser, page(importId));
  await kept('book-mend', desk, `${page(importId)}/mend.csv`);
  // Corrected, it can be sent as it is.
  const { text: toCorrect } = await desk.get(`${page(importId)}/mend.csv`);
  expect((await uploads.upload(toCorrect, 'MINE')).rows).toMatchObject({ total: 3, rejected: 3 });
  await kept('book-registered', desk, `${page(importId)}/registered.csv`);
  await kept('book-labels', desk, `${page(importId)}/labels?used=2`);
  await kept('book-labels-wrong', desk, `${page(importId)}/labels?used=24`);
  await kept('book-part-behind', desk, `${page(importId)}/registered.csv?part=2`);
  await kept('book-part-wrong', desk, `${page(importId)}/mend.csv?part=0`);
  const refused = await uploads.upload(csv('BAD-0001,,OFA,2026-01-05,'), 'MINE');
  await kept('none-registered', manager, page(refused.importId));
  await kept('none-registered-labels', desk, `${page(refused.importId)}/labels`);
  const { importId: failed } = await uploads.upload('Name,Mobile\nCHAN Tai Man,9123 4567\n', 'MINE');
  await kept('not-taken', desk, page(failed));
});

it('one that is undone, and what of it was not', async () => {
  await uploads.upload(csv('UNDO-0001,CHAN Tai Man,OFA,2026-01-05,'), 'MINE');
  const { importId } = await uploads.upload(
    workbook(
      [],
      {
        name: 'A',
        rows: [
          head,
          ['UNDO-0001', 'CHAN Tai Man', 'OFA', '2026-01-05', ''],
          ['UNDO-0002', 'LEE Kin', 'OFA', '2026-01-05', ''],
          ['UNDO-0003', 'HO Wai Kit', 'OFA', '2026-01-05', ''],
        ],
      },
      { name: 'B', rows: [head, ['UNDO-0004', 'NG Ka Yan', 'OFA', '2026-01-05', '']] },
    ),
    'MINE',
  );
  const entry = { at, on: day('2026-11-21'), source: { via: 'api', keyId: 'k' }, reason: 'forged' } as const;
  await changeStatus(site.registry, {
    provider: 'MINE',
    key: 'UNDO0003',
    entry: { ...entry, event: 'revoked' },
  });
  await makeUnreadable(site.registry, 'UNDO0004', 'MINE');

  await kept('undone-by-desk', desk, `${page(importId)}/undo`, {});
  const { aDay, andMore, tomorrow } = await theDayAfter();
  site.time.at = andMore;
  expect((await tomorrow.get(page(importId))).text).not.toContain('Undo this upload');
  await kept('undone-too-late', tomorrow, `${page(importId)}/undo`, {});
  site.time.at = aDay;
  expect((await tomorrow.get(page(importId))).text).toContain('Undo this upload');
  const begun = await tomorrow.post(`${page(importId)}/undo`, {});
  expect([begun.status, begun.headers.get('location')]).toEqual([303, page(importId)]);
  site.time.at = at;
  await kept('undoing', viewer, page(importId));
  const [first, ...others] = steps.splice(0);
  if (!first) throw new Error('nothing was queued');
  await runChunk(site.registry, first, () => at);
  await kept('undoing-progress', viewer, `${page(importId)}/progress`);
  for (const step of others) await runChunk(site.registry, step, () => at);
  await kept('undone', desk, page(importId));
  await kept('undone-viewer', viewer, page(importId));

  const { importId: whole } = await uploads.upload(csv('UNDO-0005,LEE Kin,OFA,2026-01-05,'), 'MINE');
  await manager.post(`${page(whole)}/undo`, {});
  await run();
  await kept('undone-all', manager, page(whole));
});

it('one that the form could not send', async () => {
  // Of a provider without files: those of one moment are listed in any order.
  const other = await site.signedIn(site.theirs);
  const form = (bytes: string, name: string) => {
    const body = new FormData();
    body.set('file', new Blob([bytes]), name);
    return body;
  };
  for (const [name, bytes, fileName] of [
    ['none', '', ''],
    ['empty', '', 'a.csv'],
    ['identity', 'a,b', 'A123456(3).csv'],
    ['large', 'x'.repeat(4 * 1024 * 1024 + 1), 'a.csv'],
  ] as const)
    await keptAnswers(`sent-${name}`, (headers) =>
      other.send('/console/imports', { method: 'POST', body: form(bytes, fileName), headers }),
    );
  await keptAnswers('sent-broken', (headers) =>
    other.send('/console/imports', {
      method: 'POST',
      body: 'abc',
      headers: { ...headers, 'content-type': 'multipart/form-data' },
    }),
  );
  await kept('sent-as-fields', other, '/console/imports', { file: 'a.csv' });
  await keptAnswers('sent-by-viewer', (headers) =>
    viewer.send('/console/imports', { method: 'POST', body: form('a,b', 'a.csv'), headers }),
  );
});

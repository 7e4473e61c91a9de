import { beforeEach, expect, it } from 'vitest';
import type { Transition } from '#register/certificate/history.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { correctCredential } from '#register/change/correct-credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { workbookOf } from '#support/files/workbook';
import { createWatchTest, type WatchTest } from '#support/sites/watch-site';
import { instantFrom } from '#support/storage/registry';
import { kindsOfPlace } from '#watch/guide/first-aid-law.ts';
import { asKept } from './kept-page.ts';

/** A watched site with something of everything, and whom its alerts go to, as their pages were agreed on. */
let test: WatchTest;
beforeEach(async () => {
  let ids = 0;
  // In the order in which they are made, as lists of people are read by their ids.
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  test = await createWatchTest({ newId });
});

const formPost = (fields: Record<string, string> | [string, string][]) => ({
  method: 'POST',
  body: new URLSearchParams(fields),
});
/** What is read, or refused, in both languages. */
async function keep(name: string, path: string, init: RequestInit = {}) {
  for (const lang of ['en', 'zh-HK'])
    await asKept(`watch/${name}.${lang}`, await test.ask(path, { ...init, lang }));
}
const keepSent = (name: string, path: string, fields: Record<string, string> | [string, string][]) =>
  keep(name, path, formPost(fields));
/** What is done, once; where the answer leads. */
const done = async (path: string, fields: Record<string, string>) => {
  const { status, to } = await test.press(path, fields);
  expect(status).toBe(303);
  return new URL(to ?? '', 'https://x.example').search.replace(/[?&]lang=en$/, '');
};

const source = { via: 'api', keyId: 'k' } as const;
const idOf = (number: string) => `SPMC#${number.replaceAll('-', '')}`;

async function change(number: string, transition: Partial<Transition>) {
  const { now: at } = test.clock;
  const entry = { at, on: hongKongDay(at), source, reason: 'x', ...transition } as Transition;
  const key = number.replaceAll('-', '');
  const changed = await changeStatus(test.registry, { provider: 'SPMC', key, entry });
  if (!changed.ok) throw new Error(changed.code);
}
const replaced = (number: string, by: string) =>
  change(number, { event: 'superseded', by: { number: by, provider: 'SPMC' } });

/** One of each status, and people of one name. */
async function siteOfEverything(): Promise<string> {
  const people = {
    VALID1: ['AU Yat', '2029-02-28'],
    REVOKED1: ['BO Yee', '2027-02-28'],
    REPLACED1: ['CHAN Sam', '2027-02-28'],
    WATCHED1: ['DAI Sze', '2027-02-28'],
    LOST1: ['EU Ng', '2027-02-28'],
    SUSPENDED1: ['FOK Luk', '2027-02-28'],
    TODAY1: ['GAO Chat', '2027-01-28'],
    YESTERDAY1: ['HO Pat', '2027-01-27'],
    LONGAGO1: ['IP Kau', '2026-10-29'],
    IN90: ['KO Sap', '2027-04-28'],
    NEW9: ['DAI Sze', '2029-02-28'],
    SAME1: ['AU Yat', '2027-02-28'],
    APART1: ['AU Yat', '2027-02-28'],
  };
  for (const [name, [nameEn = '', expiresOn = '']] of Object.entries({
    ...people,
    NEW8: ['CHAN Sam', '2029-02-28'],
  }))
    await test.register(`SPMC-${name}`, { nameEn, nameZh: name === 'SAME1' ? '區一' : '', expiresOn });
  await test.register('SHY-5001', {}, 'SHY');
  const page = await test.watched();
  const list = [...Object.keys(people).map((name) => `SPMC-${name}`), 'SHY-5001\tCHAN Tai Man'];
  await test.add(page, list.join('\n'));
  expect(await test.members(page)).toHaveLength(list.length);

  await change('SPMC-REVOKED1', { event: 'revoked' });
  await change('SPMC-SUSPENDED1', { event: 'suspended' });
  await replaced('SPMC-REPLACED1', 'SPMC-NEW8');
  await replaced('SPMC-WATCHED1', 'SPMC-NEW9');
  await replaced('SPMC-LOST1', 'SPMC-NOWHERE1');
  await correctCredential(test.registry, {
    ...{ provider: 'SHY', key: 'SHY5001', reason: 'registered under the wrong number' },
    patch: { nameEn: 'LEE Ka Yan', nameZh: '李嘉欣' },
    entry: { at: test.clock.now, on: hongKongDay(test.clock.now), source },
  });
  const declared = { document: 'stJohn', lastDay: '2027-02-01' };
  for (const [nameEn, nameZh, document] of [
    ['HO Wing Sze', '何詠詩', 'stJohn'],
    ['', '王美玲', 'ams'],
    ['AU Yat', '', 'redCross'],
  ])
    await test.press(`${page}/people`, { ...declared, nameEn, nameZh, document } as Record<string, string>);
  await test.press(`${page}/somebody-else`, { id: idOf('SPMC-APART1'), somebodyElse: 'yes' });
  return page;
}

it('a site with certificates of every status', async () => {
  const page = await siteOfEverything();
  await keep('every-status', page);
  await keep('every-status-file', `${page}.csv`);
  await keep('every-status-first-aiders', `${page}/first-aiders`);
  await keep('every-status-notice', `${page}/notice`);
  await keepSent('remove-one', `${page}/remove`, { id: idOf('SPMC-REVOKED1') });
  await keepSent('remove-several', `${page}/remove`, [
    ['id', idOf('SPMC-REVOKED1')],
    ['id', idOf('SPMC-LONGAGO1')],
    ['id', idOf('SPMC-UNKNOWN1')],
  ]);
  await keepSent('list-empty', `${page}/numbers`, { list: '' });
  await keepSent('list-too-long', `${page}/numbers`, { list: 'A-1\n'.repeat(501) });
  expect(await done(`${page}/remove`, { id: idOf('SPMC-REVOKED1'), sure: 'yes' })).toBe(
    '?done=removed&count=1',
  );
  expect(await done(`${page}/newer`, { id: idOf('SPMC-LOST1') })).toBe('');
  expect(await done(`${page}/newer`, { id: idOf('SPMC-REPLACED1') })).toBe('?done=newer');
  expect(await done(`${page}/newer`, { id: idOf('SPMC-WATCHED1') })).toBe('?done=newer');
  expect(await done(`${page}/somebody-else`, { id: idOf('SPMC-UNKNOWN1'), somebodyElse: 'yes' })).toBe('');
  expect(await done(`${page}/people/remove`, { id: 'nobody' })).toBe('');
  expect(await done(`${page}/settings`, { by: '50', count: '1,200', site: 'Depot', language: 'xx' })).toBe(
    '?done=saved',
  );
  test.clock.now = instantFrom('2027-02-02T02:00:00.000Z');
  await keep('some-days-later', page);
  await keep('some-days-later-file', `${page}.csv`);
  await keep('leave-with-list', `${page}/leave`);
});

it('what the last form has done', async () => {
  const page = await test.watched();
  const said: Record<string, string[]> = {};
  for (const query of [
    ...['confirmed', 'saved', 'described', 'declared', 'undeclared', 'newer', 'notNewer'],
    ...['recipientAsked', 'recipientSaved', 'recipientRemoved', 'nothing', 'added', 'toString', ''],
    ...['added&count=1', 'added&count=9999', 'added&count=10000', 'removed&count=2', 'removed&count=x'],
  ]) {
    said[query] = [];
    for (const lang of ['en', 'zh-HK']) {
      const { text } = await test.ask(`${page}?done=${query}`, { lang });
      const [, told = 'nothing is said'] = /<p class="valid done" role="status">(.*?)<\/p>/.exec(text) ?? [];
      said[query].push(told);
    }
  }
  await expect(JSON.stringify(said, undefined, 1)).toMatchFileSnapshot('./kept/watch/done.txt');
});

it('what became of each row that was to be added', async () => {
  for (const number of ['SPMC-OFA-1', 'SPMC-OFA-2', 'TWO-OFA-3']) await test.register(number);
  await test.register('TWO-OFA-3', {}, 'SHY');
  const page = await test.watched();
  await test.add(page, 'SPMC-OFA-1\nSPMC-OFA-2');
  const rows = [
    'SPMC-OFA-1',
    'SPMC-OFA-2\tCHAN Tai Man',
    'SPMC-OFA-2\tWONG Mei Ling',
    'TWO-OFA-3\tCHAN Tai Man',
    'NOBODY-1',
    'NOBODY-2\tCHAN Tai Man',
    'A123456(3)',
    '!x!',
    '!1!',
    'SPMC-OFA-7C3K2RA9',
  ];
  await keepSent('added-of-all', `${page}/numbers`, { list: rows.join('\n') });
  const file = new Blob(['Certificate number,Name\r\nSPMC-OFA-1,CHAN Tai Man\r\n,\r\nNOBODY-1,\r\n']);
  const body = new FormData();
  body.set('file', file, 'list.csv');
  await keep('added-of-file', `${page}/numbers`, { method: 'POST', body });

  const row = (number: string, hidden = '') =>
    `<row${hidden}><c t="inlineStr"><is><t>${number}</t></is></c></row>`;
  const numbers = row('Certificate number') + row('SPMC-OFA-1');
  const workbook = workbookOf({
    sheets: [
      numbers + row('SPMC-OFA-2', ' hidden="1"'),
      numbers,
      { data: row('SPMC-OFA-2'), state: 'hidden' },
    ],
  });
  const sheets = new FormData();
  sheets.set('file', new Blob([new Uint8Array(workbook)]), 'list.xlsx');
  await keep('added-of-workbook', `${page}/numbers`, { method: 'POST', body: sheets });
});

it('whom alerts go to besides the employer', async () => {
  const page = await test.watched();
  const alerts = async () => {
    const subject = test.notices.at(-1);
    if (subject?.of !== 'watchConfirm' || !subject.recipientId) throw new Error('nobody is asked');
    const { rosterId, recipientId } = subject;
    return `/watch/alerts/${await test.registry.links.sign('recipient', { rosterId, recipientId })}`;
  };
  const add = `${page}/recipients`;
  await keepSent('recipient-wrong', add, { email: 'nobody', days: '7' });
  await keepSent('recipient-already', add, { email: 'hr@example.com', days: '60' });
  expect(await done(add, { email: 'a@other.example', days: '7' })).toBe('?done=recipientAsked');
  const one = await alerts();
  await keep('alerts-to-confirm', one);
  await test.press(`${one}/confirm`, {});
  await keep('alerts', one);
  expect(await done(`${page}/recipients/days`, { id: 'own', days: '30' })).toBe('?done=recipientSaved');
  await test.press(add, { email: 'b@other.example', days: 'no number' });
  const other = await alerts();
  await keep('recipients', page);
  await keepSent('recipient-full', add, { email: 'c@other.example', days: '30' });
  await keep('alerts-stop', `${one}/leave`);
  expect(await done(`${one}/leave`, {})).toBe('?done=stopped');
  await keep('alerts-stopped', `${one}?done=stopped`);
  const [left] = await test.registry.recipients.ofSite((await test.watchedSite(page))?.rosterId ?? '');
  expect(await done(`${page}/recipients/remove`, { id: 'nobody' })).toBe('');
  expect(await done(`${page}/recipients/remove`, { id: left?.recipientId ?? '' })).toBe(
    '?done=recipientRemoved',
  );
  await keep('alerts-gone', other);
  await keepSent('alerts-gone-confirm', `${other}/confirm`, {});
  await keep('alerts-invalid', '/watch/alerts/nothing');
  await keepSent('alerts-invalid-stop', '/watch/alerts/nothing/leave', {});
});

it('a site that nobody confirmed, and what is refused of one', async () => {
  const page = await test.asked('Kwai Chung');
  const typed = { email: 'hr@example.com', site: 'Depot', by: '100', count: '200' };
  for (let n = 0; n < 4; n++) expect((await test.press('/watch', typed)).status).toBe(303);
  await keepSent('form-used-up', '/watch', typed);
  await keepSent('form-long', '/watch', { ...typed, site: 'Depot '.repeat(14), by: 'none', count: '3' });
  await keepSent('form-unfit', '/watch', { ...typed, site: 'see www.example.com/prize', count: '' });
  await keep('leave-unconfirmed', `${page}/leave`);
  await keep('unconfirmed-people', `${page}/first-aiders`);
  await test.press(`${page}/leave`, {});
  await keep('left-leave', `${page}/leave`);
  await keepSent('left-confirm', `${page}/confirm`, {});
});

it('the guide to how many first-aiders', async () => {
  await keep('guide', '/watch/guide');
  await keep('guide-wrong', '/watch/guide?place=&people=many');
  await keep('guide-wrong-people', '/watch/guide?place=school&people=100001');
  for (const { id } of kindsOfPlace) await keep(`guide-${id}`, `/watch/guide?place=${id}&people=101`);
  await keep('guide-no-people', '/watch/guide?place=workplace');
  await keep('guide-few-people', '/watch/guide?place=construction&people=4');
});

import { expect, it } from 'vitest';
import { checkListChunk } from '#lists/check-list-chunk.ts';
import { createListsTest } from '#support/sites/lists';
import { createWatchTest } from '#support/sites/watch-site';
import { asKept } from './kept-page.ts';

/** Every page of an employer, as it was agreed on: lists that are checked once, and sites that are watched. */
const LANGUAGES = ['en', 'zh-HK'];

it.each(LANGUAGES)('lists, in %s', async (language) => {
  const test = await createListsTest();
  await test.register('SPMC-OFA-1');
  await test.register('SPMC-OFA-2', { issuedOn: '2023-12-01' });
  await test.register('SPMC-OFA-3', { issuedOn: '2020-12-01' });
  await test.register('HUSH-OFA-4', {}, 'HUSH');
  await test.change('SPMC-OFA-1', 'suspended', '2026-10-05');
  const keep = async (name: string, path: string) => {
    const answer = await test.ask(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
    await asKept(`lists/${name}.${language}`, {
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
    });
  };
  const sent = async (name: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    const answer = await test.site.request(`/lists?lang=${language}`, { method: 'POST', body });
    await asKept(`lists/${name}.${language}`, {
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
    });
  };
  await keep('form', '/lists');
  await sent('nothing', { list: '' });
  await sent('no-day', { list: 'SPMC-OFA-1', on: 'someday' });
  const rows = [
    'SPMC-OFA-1',
    'SPMC-OFA-2\tCHAN Tai Man',
    'SPMC-OFA-3\tWONG Mei Ling',
    'HUSH-OFA-4',
    'NOBODY-1',
    '!!',
  ];
  const list = await test.press({ list: rows.join('\n') });
  for (const chunk of test.queued.splice(0)) await checkListChunk(test.deps, chunk, test.deps.clock);
  await keep('result', list);
  await keep('result-file', `${list}.csv`);
  const many = await test.press({ list: Array.from({ length: 600 }, (_, n) => `NOBODY-${n}`).join('\n') });
  await keep('running', many);
  await keep('unknown', '/lists/6f0e6f5e-38a4-4b5e-9f6e-1c1d3f6f2a10');
});

it.each(LANGUAGES)('sites, in %s', async (lang) => {
  const test = await createWatchTest();
  for (const n of [1, 2, 3]) await test.register(`SPMC-OFA-${n}`, { nameEn: `CHAN Tai Man ${'ABC'[n - 1]}` });
  await test.register('SPMC-OFA-4', { issuedOn: '2023-12-01' });
  await test.register('SHY-OFA-5', {}, 'SHY');
  const keep = async (name: string, path: string, init: RequestInit = {}) => {
    const answer = await test.ask(path, { ...init, lang });
    await asKept(`watch/${name}.${lang}`, answer);
    return answer;
  };
  const send = (name: string, path: string, fields: Record<string, string>) =>
    keep(name, path, { method: 'POST', body: new URLSearchParams(fields) });

  await keep('form', '/watch');
  await send('form-wrong', '/watch', { email: 'nobody', site: '', by: 'number', count: '0' });
  await keep('asked', '/watch?asked=1');
  await keep('links', '/watch/links');
  await send('links-wrong', '/watch/links', { email: 'nobody' });
  await send('links-asked', '/watch/links', { email: 'hr@example.com' });
  const page = await test.asked('Tsuen Wan depot');
  await keep('to-confirm', page);
  await send('confirmed', `${page}/confirm`, {});
  await keep('empty', page);
  const body = new FormData();
  body.set(
    'list',
    ['SPMC-OFA-1', 'SPMC-OFA-2\tCHAN Tai Man B', 'SPMC-OFA-4', 'SHY-OFA-5', 'NOBODY-1', '!!'].join('\n'),
  );
  await keep('added', `${page}/numbers`, { method: 'POST', body });
  await keep('site', page);
  await keep('first-aiders', `${page}/first-aiders`);
  await send('remove-nothing', `${page}/remove`, {});
  await send('removed', `${page}/remove`, { id: 'SPMC#SPMCOFA4', sure: 'yes' });
  await send('settings-wrong', `${page}/settings`, { by: 'number', count: '0', site: '' });
  await send('settings', `${page}/settings`, { by: 'number', count: '3', site: 'Depot', language: 'en' });
  await send('somebody-else-wrong', `${page}/somebody-else`, { email: 'nobody' });
  await send('declared-wrong', `${page}/people`, { nameEn: '', document: 'nurse', lastDay: '2026-12-31' });
  const nurse = { nameEn: 'HO Wing Sze', nameZh: '何詠詩', document: 'nurse', lastDay: '2027-12-31' };
  await send('declared', `${page}/people`, nurse);
  await keep('site-declared', `${page}?done=declared`);
  await keep('first-aiders-declared', `${page}/first-aiders`);
  const leaked = await test.watched('Kwai Chung');
  await send('new-link', `${leaked}/link`, {});
  await keep('replaced', leaked);
  await keep('leave', `${page}/leave`);
  expect((await send('left', `${page}/leave`, {})).status).toBe(303);
  await keep('left-page', page);
  await keep('invalid', '/watch/nothing');
});

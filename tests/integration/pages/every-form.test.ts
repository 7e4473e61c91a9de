import { beforeAll, describe, expect, it } from 'vitest';
import { uploadsTo } from '#support/files/uploads';
import { ofa } from '#support/sites/api';
import { createTestColleagues } from '#support/sites/colleagues';
import { createTestConsole } from '#support/sites/console';
import { createHolderTest } from '#support/sites/holder-site';
import { createListsTest } from '#support/sites/lists';
import { createWatchTest } from '#support/sites/watch-site';
import { site } from '../../unit/verify/public-site.fixtures.ts';

/** Each form of each site, sent wrong: what is wrong is said in one way everywhere. */
interface Sent {
  status: number;
  text: string;
}
type Send = (path: string, fields: Record<string, string>, language: string) => Promise<Sent>;

type Site =
  | 'console'
  | 'colleague'
  | 'upload'
  | 'signedOut'
  | 'verify'
  | 'lists'
  | 'watch'
  | 'guide'
  | 'holder';
const senders: Partial<Record<Site, Send>> = {};
let watchPath = '';
let myPath = '';
let askingPath = '';

const formPost = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });
const read = async (answer: Response): Promise<Sent> => ({
  status: answer.status,
  text: await answer.text(),
});

beforeAll(async () => {
  const desk = await createTestConsole();
  await desk.registry.providerRepository.addProvider({
    code: 'MINE',
    name: { en: 'Mine', 'zh-HK': '我的' },
    disclosure: 'masked',
    approvals: [],
  });
  await desk.ask('POST', '/v1/credentials', { body: { ...ofa, number: 'FORM-0001' } });
  const me = await desk.signedIn(desk.mine);
  senders.console = (path, fields, language) => me.post(path, fields, { 'accept-language': language });
  senders.upload = (path, fields, language) => {
    const body = new FormData();
    for (const [field, text] of Object.entries(fields)) body.set(field, new File([text], 'list.csv'));
    return me.send(path, { method: 'POST', body, headers: { 'accept-language': language } });
  };
  const uploads = uploadsTo(desk.registry);
  const importId = await uploads.request('MINE', 'k', { preview: true, mayAsk: true });
  await uploads.split(importId, 'number,nameEn\r\nFORM-0002,CHAN Tai Man');
  askingPath = `/console/imports/${importId}/answer`;
  senders.signedOut = (path, fields, language) =>
    desk.signedOut.post(path, fields, { 'accept-language': language });
  const team = await createTestColleagues();
  await team.invite('mei@mine.example', 'viewer');
  const mei = await team.signInAs('mei@mine.example');
  senders.colleague = (path, fields, language) => mei.post(path, fields, { 'accept-language': language });
  senders.verify = async (path, fields, language) =>
    read(
      await site().app.request(`${path}?lang=${language}`, {
        ...formPost(fields),
        headers: { accept: 'text/html' },
      }),
    );
  const lists = await createListsTest();
  senders.lists = async (path, fields, language) =>
    read(await lists.site.request(`${path}?lang=${language}`, formPost(fields)));
  const watch = await createWatchTest();
  senders.watch = async (path, fields, lang) => watch.ask(path, { ...formPost(fields), lang });
  senders.guide = async (path, fields, lang) => watch.ask(`${path}?${new URLSearchParams(fields)}`, { lang });
  watchPath = await watch.watched();
  const holder = await createHolderTest();
  await holder.register('SPMC-OFA-1');
  myPath = await holder.my();
  senders.holder = async (path, fields, lang) => holder.ask(path, { ...formPost(fields), lang });
});

const forms: [title: string, by: Site, path: () => string, typed: Record<string, string>, wrong: string[]][] =
  [
    ['a number', 'verify', () => '/verify', { number: '!!' }, ['number']],
    ['a day', 'verify', () => '/verify/SPMC-OFA-1', { name: 'CHAN Tai Man', on: 'soon' }, ['on']],
    ['an empty list', 'lists', () => '/lists', { list: '' }, ['list']],
    ['a list’s day', 'lists', () => '/lists', { list: 'SPMC-OFA-1', on: 'soon' }, ['on']],
    [
      'a site',
      'watch',
      () => '/watch',
      { email: 'nobody', site: '', by: 'number', count: '0' },
      ['email', 'site', 'count'],
    ],
    [
      'a site’s name with a link in it',
      'watch',
      () => '/watch',
      { email: 'hr@example.com', site: 'see www.example.com/prize', by: 'none', count: '' },
      ['site'],
    ],
    [
      'a site’s settings',
      'watch',
      () => `${watchPath}/settings`,
      { site: '', by: 'number', count: '0' },
      ['site', 'count'],
    ],
    ['the guide', 'guide', () => '/watch/guide', { place: '', people: 'many' }, ['place', 'people']],
    [
      'somebody declared',
      'watch',
      () => `${watchPath}/people`,
      { nameEn: 'A123456(3)', document: '', lastDay: 'soon' },
      ['nameEn', 'document', 'lastDay'],
    ],
    ['more for a site', 'watch', () => `${watchPath}/numbers`, { list: '' }, ['paste']],
    ['an address', 'holder', () => `${myPath}/address`, { email: 'nobody' }, ['email']],
    ['all that is registered with an address', 'holder', () => '/my', { email: 'nobody' }, ['email']],
    ['no file', 'upload', () => '/console/imports', {}, ['file']],
    ['an empty file', 'upload', () => '/console/imports', { file: '' }, ['file']],
    ['what a file lacks', 'console', () => askingPath, { type: '', issuedOn: 'soon' }, ['type', 'issuedOn']],
    ['a key', 'signedOut', () => '/console/sign-in', { key: 'ck_no' }, ['key']],
    ['an email to sign in', 'signedOut', () => '/console/sign-in/email', { email: 'nobody' }, ['email']],
    ['a passkey', 'colleague', () => '/console/passkeys', { name: 'A123456(3)' }, ['name']],
    ['codes of an app', 'colleague', () => '/console/code', { code: '000000' }, ['code']],
    ['a new key', 'console', () => '/console/keys', { label: 'A123456(3)' }, ['label']],
    [
      'a colleague',
      'console',
      () => '/console/colleagues',
      { email: 'nobody', name: 'CHAN Tai Man' },
      ['email'],
    ],
    [
      'settings',
      'console',
      () => '/console/settings',
      { contact: 'A123456(3)', digestEmail: 'nobody', disclosure: '' },
      ['contact', 'digestEmail', 'disclosure'],
    ],
    [
      'the list of certificates',
      'console',
      () => '/console/certificates',
      { q: 'chan', type: 'XX', from: 'soon' },
      ['type', 'from'],
    ],
    [
      'one certificate',
      'console',
      () => '/console/certificates/new',
      { type: '', nameEn: '', issuedOn: 'soon', email: 'nobody' },
      ['type', 'nameEn', 'issuedOn', 'email'],
    ],
    [
      'an extension',
      'console',
      () => '/console/extension-orders/preview',
      { expiringFrom: 'soon', reason: '' },
      ['expiringFrom', 'expiringTo', 'expiresOn', 'reason'],
    ],
    ...(['revoke', 'suspend'] as const).map((action): (typeof forms)[number] => [
      action,
      'console',
      () => `/console/credentials/FORM-0001/${action}`,
      { reason: '', on: 'soon' },
      ['on', 'reason'],
    ]),
    [
      'extend',
      'console',
      () => '/console/credentials/FORM-0001/extend',
      { reason: '', on: 'soon', expiresOn: '' },
      ['expiresOn', 'on', 'reason'],
    ],
    [
      'renew',
      'console',
      () => '/console/credentials/FORM-0001/renew',
      { reason: '', issuedOn: 'soon' },
      ['issuedOn', 'reason'],
    ],
    [
      'correct',
      'console',
      () => '/console/credentials/FORM-0001/correct',
      { reason: '', issuedOn: 'soon', 'was.issuedOn': '2024-03-01', version: '1' },
      ['issuedOn', 'reason'],
    ],
  ];

describe.each(['en', 'zh-HK'])('sent wrong, in %s:', (language) => {
  it.each(forms)('%s', async (_, by, path, typed, wrong) => {
    const send = senders[by];
    if (!send) throw new Error('no such site');
    const { status, text } = await send(path(), typed, language);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toContain(`<title>${language === 'en' ? 'Error: ' : '錯誤：'}`);
    // Above everything else of the page, and where the page opens.
    const [, main = ''] = text.split('<main');
    const [summary = ''] =
      /<div class="panel[^>]* role="alert" tabindex="-1" autofocus=""[^>]*>.*?<\/div><\/div>/s.exec(main) ??
      [];
    const links = [...summary.matchAll(/<a href="#([^"]+)">([^<]+)<\/a>/g)];
    expect(links.map(([, field]) => field)).toEqual(wrong);
    expect(main.indexOf(summary)).toBeLessThan(main.indexOf('<form'));
    for (const [, field = '', message = ''] of links) {
      const [control = ''] =
        new RegExp(`<(?:input|select|textarea)[^>]* id="${field}"[^>]*>`).exec(main) ?? [];
      expect(control).toContain('aria-invalid="true"');
      expect(control).toContain(`${field}-error`);
      const [, said] = new RegExp(`<p class="error" id="${field}-error"[^>]*>(.*?)</p>`).exec(main) ?? [];
      expect(said).toBe(message);
    }
    // A key is not repeated, nor a code.
    for (const [name, value] of Object.entries(typed).filter(
      ([field]) => field !== 'key' && field !== 'code' && !field.includes('.'),
    ))
      if (value && name !== 'q' && name !== 'version' && name !== 'type' && name !== 'by')
        expect(main, name).toMatch(
          new RegExp(
            `value="${value.replace(/[()]/g, '\\$&')}"|>${value.replace(/[()]/g, '\\$&')}</textarea>`,
          ),
        );
  });
});

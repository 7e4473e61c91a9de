import { beforeAll, expect, it } from 'vitest';
import { runChunk } from '#import/rows/run-step.ts';
import { at, uploadsTo } from '#support/files/uploads';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';
import { fieldsOf } from '#support/sites/console-pages';
import { deliver } from '#support/sites/extension-orders';
import { instantFrom } from '#support/storage/registry';
import { asKept } from './kept-page.ts';

/** Every page of the console, as it was agreed on, over a school of few certificates. */
let site: Awaited<ReturnType<typeof createTestConsole>>;
let session: Awaited<ReturnType<typeof site.signedIn>>;
let importId: string;

beforeAll(async () => {
  site = await createTestConsole();
  site.time.at = at;
  await site.registry.providerRepository.addProvider({
    code: 'MINE',
    name: { en: 'Sample Training Centre', 'zh-HK': '示範培訓中心' },
    contact: '2345 6789',
    disclosure: 'masked',
    approvals: [],
  });
  session = await site.signedIn(site.mine);
  for (const [number, facts] of [
    ['MINE-1', {}],
    ['MINE-2', { type: 'BLS', issuedOn: '2025-01-10' }],
    ['MINE-3', { nameZh: undefined, email: undefined, language: undefined }],
    ['MINE-4', { issuedOn: '2023-12-10', expiresOn: '2026-12-09' }],
    ['MINE-5', {}],
    ['MINE-6', {}],
  ] as const) {
    const body = { ...ofa, number, ...facts };
    expect((await site.ask('POST', '/v1/credentials', { body })).status).toBe(201);
  }
  for (const [number, action] of [
    ['MINE5', 'revoke'],
    ['MINE6', 'suspend'],
  ]) {
    const body = { reason: 'registered by mistake' };
    expect((await site.ask('POST', `/v1/credentials/${number}/${action}`, { body })).status).toBe(200);
  }
  const rows = [
    'number,type,name_en,name_zh,email,issued_on',
    'MINE-7,OFA,WONG Mei Ling,王美玲,wong@example.com,2026-05-04',
    'MINE-8,OFA,,,nobody,31/02/2026',
    ',OFA,LEE Siu Ming,李小明,,2026-05-04',
    'MINE-1,OFA,CHAN Tai Man,陳大文,chan@example.com,2024-03-01',
  ];
  importId = (await uploadsTo(site.registry).upload(rows.join('\r\n'), 'MINE')).importId;
});

const inLanguage = (language: string) => ({ 'accept-language': language });

it.each(['en', 'zh-HK'])('pages that only show, in %s', async (language) => {
  const upload = `/console/imports/${importId}`;
  for (const [name, path] of [
    ['home', '/console'],
    ['found', '/console/find?number=MINE-1'],
    ['certificates', '/console/certificates'],
    ['certificates-asked', '/console/certificates?type=OFA&status=valid&from=2026-11-21&order=last'],
    ['certificates-wrong', '/console/certificates?from=31/12/2026&to=2026-01-01&type=XX'],
    ['certificates-list', '/console/certificates/list.csv'],
    ['not-found', '/console/credentials/MINE-99'],
    ['record', '/console/credentials/MINE-1'],
    ['record-without-address', '/console/credentials/MINE-3'],
    ['record-revoked', '/console/credentials/MINE-5'],
    ['record-suspended', '/console/credentials/MINE-6'],
    ['correct', '/console/credentials/MINE-1/correct'],
    ['revoke', '/console/credentials/MINE-1/revoke'],
    ['suspend', '/console/credentials/MINE-1/suspend'],
    ['extend', '/console/credentials/MINE-1/extend'],
    ['renew', '/console/credentials/MINE-1/renew'],
    ['reinstate', '/console/credentials/MINE-6/reinstate'],
    ['revoke-twice', '/console/credentials/MINE-5/revoke'],
    ['expiring', '/console/expiring'],
    ['expiring-list', '/console/expiring/list.csv'],
    ['undeliverable', '/console/undeliverable'],
    ['orders-none', '/console/extension-orders'],
    ['order-new', '/console/extension-orders/new'],
    ['order-unknown', '/console/extension-orders/none'],
    ['keys', '/console/keys'],
    ['colleagues', '/console/colleagues'],
    ['sessions', '/console/sessions'],
    ['imports', '/console/imports'],
    ['import', upload],
    ['import-unknown', '/console/imports/none'],
    ['corrections', `${upload}/mend.csv`],
    ['registered', `${upload}/registered.csv`],
    ['labels', `${upload}/labels`],
    ['no-page', '/console/nothing'],
  ] as const)
    await asKept(`console/${name}.${language}`, await session.get(path, inLanguage(language)));
  await asKept(
    `console/sign-in.${language}`,
    await site.signedOut.get('/console/sign-in', inLanguage(language)),
  );
  for (const [name, path] of [
    ['sign-in-email', '/console/sign-in/email'],
    ['sign-in-email-asked', '/console/sign-in/email?asked=1'],
    ['sign-in-link-gone', '/console/sign-in/link/1.x.y'],
  ] as const)
    await asKept(`console/${name}.${language}`, await site.signedOut.get(path, inLanguage(language)));
});

it.each(['en', 'zh-HK'])('forms that are sent wrong, in %s', async (language) => {
  const send = async (name: string, path: string, form: Record<string, string>) =>
    asKept(`console/${name}-wrong.${language}`, await session.post(path, form, inLanguage(language)));
  const record = '/console/credentials/MINE-2';
  for (const action of ['revoke', 'suspend', 'extend', 'renew', 'correct'] as const) {
    const { text } = await session.get(`${record}/${action}`);
    const form = {
      ...fieldsOf(text),
      reason: 'A123456(3)',
      nameEn: '',
      issuedOn: '31/12/2026',
      expiresOn: 'soon',
    };
    await send(action, `${record}/${action}`, form);
  }
  await send('keys', '/console/keys', { label: '' });
  await send('colleagues', '/console/colleagues', { email: 'nobody', name: '=1' });
  await send('order', '/console/extension-orders/preview', { reason: '' });
  await send('import', '/console/imports', {});
  await asKept(
    `console/sign-in-email-wrong.${language}`,
    await site.signedOut.post('/console/sign-in/email', { email: 'nobody' }, inLanguage(language)),
  );
  await asKept(
    `console/sign-in-wrong.${language}`,
    await site.signedOut.post('/console/sign-in', { key: 'ck_wrong' }, inLanguage(language)),
  );
});

it('a key, from its label to its end', async () => {
  site.time.at = instantFrom('2026-11-21T03:00:00.000Z');
  const issued = await session.post('/console/keys', { label: 'course system' });
  await asKept('console/key-issued', issued);
  const revoke = /\/console\/keys\/[^"]+\/revoke/.exec((await session.get('/console/keys')).text)?.[0] ?? '';
  await asKept('console/key-revoke', await session.get(revoke));
});

it('an order, from its preview to its withdrawal', async () => {
  const orders = '/console/extension-orders';
  const winter = {
    expiringFrom: '2026-12-01',
    expiringTo: '2026-12-31',
    expiresOn: '2027-03-31',
    types: 'OFA',
    reason: 'No courses in winter',
  };
  await asKept('console/order-preview', await session.post(`${orders}/preview`, winter));
  const begun = await session.post(orders, winter);
  const order = (begun.headers.get('location') ?? '').split('?')[0] ?? '';
  await asKept('console/order-begun', await session.get(order));
  await deliver(site.registry);
  await asKept('console/order-done', await session.get(order));
  await asKept('console/order-done.zh-HK', await session.get(order, inLanguage('zh-HK')));
  await asKept('console/orders', await session.get(orders));
  await asKept('console/record-extended', await session.get('/console/credentials/MINE-4'));
  await asKept('console/order-withdraw', await session.get(`${order}/withdraw`));
  await session.post(`${order}/withdraw`, { reason: 'ordered too early' });
  await deliver(site.registry);
  await asKept('console/order-withdrawn', await session.get(order));
});

it('answers to programs', async () => {
  for (const [name, method, path, body] of [
    ['credential', 'GET', '/v1/credentials/MINE-1'],
    ['credential-unknown', 'GET', '/v1/credentials/MINE-99'],
    ['credential-twice', 'POST', '/v1/credentials', { ...ofa, number: 'MINE-1', type: 'BLS' }],
    [
      'credential-wrong',
      'POST',
      '/v1/credentials',
      { ...ofa, type: 'NONE', issuedOn: '2026-02-31', email: 'x' },
    ],
    ['credential-of-wrong-types', 'POST', '/v1/credentials', { type: 7, nameEn: [], more: 1 }],
    ['reason-wrong', 'POST', '/v1/credentials/MINE-1/revoke', { reason: '' }],
    ['import', 'GET', `/v1/imports/${importId}`],
    ['imports', 'GET', '/v1/imports'],
    ['rejections', 'GET', `/v1/imports/${importId}/rejections`],
    ['registered', 'GET', `/v1/imports/${importId}/registered`],
    ['expiring', 'GET', '/v1/reports/expiring?from=2026-11-21&to=2027-05-21'],
    ['undeliverable', 'GET', '/v1/reports/undeliverable'],
    ['orders', 'GET', '/v1/extension-orders'],
    ['order-wrong', 'POST', '/v1/extension-orders', {}],
    ['no-route', 'GET', '/v1/nothing'],
    ['no-method', 'PUT', '/v1/credentials'],
    ['no-key', 'GET', '/v1/imports'],
  ] as const) {
    const key = name === 'no-key' ? 'ck_wrong' : site.mine;
    await asKept(`api/${name}`, await site.ask(method, path, { key, ...(body && { body }) }));
  }
});

it('a file before anything of it is registered', async () => {
  const uploads = uploadsTo(site.registry);
  const rows = [
    'number,type,name_en,issued_on,expires_on',
    'MINE-1,OFA,CHAN Tai Man,3/4/2024,',
    'MINE-9,bls,HO Wai Kit,3/4/2026,30/4/2028',
    ',EMTD,NG Ka Yan,46115,',
  ];
  const previewId = await uploads.request('MINE', 'k', { preview: true });
  for (const chunk of await uploads.split(previewId, rows.join('\r\n')))
    await runChunk(site.registry, chunk, () => at);
  for (const language of ['en', 'zh-HK'])
    await asKept(
      `console/import-preview.${language}`,
      await session.get(`/console/imports/${previewId}`, inLanguage(language)),
    );
});

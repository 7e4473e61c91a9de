import { beforeEach, expect, it } from 'vitest';
import type { Whereabouts } from '#holder/moved-certificates.ts';
import { ChangePage, RefusedPage } from '#holder/site/views/address.tsx';
import { type AddressChange, addressChange } from '#register/address/address-change.ts';
import type { Transition } from '#register/certificate/history.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';
import { instantFrom } from '#support/storage/registry';
import { pageContext } from '#web/ui/page-context.ts';
import { asKept } from './kept-page.ts';

/** What a holder reads in every state: of certificates, of mail to the address, of a link, and of a change of address. */
const LANGUAGES = ['en', 'zh-HK'] as const;
let test: HolderTest;
beforeEach(async () => {
  test = await createHolderTest();
});

async function keep(name: string, path: string, init: RequestInit = {}) {
  for (const lang of LANGUAGES)
    await asKept(`holder/${name}.${lang}`, await test.ask(path, { ...init, lang }));
}
const keepSent = (name: string, path: string, fields: Record<string, string>) =>
  keep(name, path, { method: 'POST', body: new URLSearchParams(fields) });
const to = async (path: string, fields: Record<string, string>) => {
  const { status, headers } = await test.press(path, fields);
  expect(status).toBe(303);
  return new URL(headers.get('location') ?? '', 'https://x.example').search;
};

async function act(number: string, transition: Partial<Transition>) {
  const source = { via: 'api', keyId: 'k' } as const;
  const { now: at } = test.clock;
  const entry = { at, on: hongKongDay(at), source, reason: 'x', ...transition } as Transition;
  const done = await changeStatus(test.registry, {
    provider: 'SPMC',
    key: number.replaceAll('-', ''),
    entry,
  });
  if (!done.ok) throw new Error(done.code);
}

it('certificates of every status, and what was stopped', async () => {
  for (const [number, facts] of [
    ['SPMC-OFA-1', { nameZh: '' }],
    ['SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' }],
    ['SPMC-OFA-3', { expiresOn: '2027-01-27' }],
    ['SPMC-OFA-4', { expiresOn: '2027-01-28' }],
    ['SPMC-ACLS-5', { type: 'ACLS', issuedOn: '2026-06-10' }],
    ['SPMC-PALS-6', { type: 'PALS', issuedOn: '2026-06-10' }],
    ['SPMC-PALS-7', { type: 'PALS', issuedOn: '2026-07-10' }],
  ] as const)
    await test.register(number, facts);
  await act('SPMC-ACLS-5', { event: 'revoked' });
  await act('SPMC-PALS-6', { event: 'superseded', by: { number: 'SPMC-PALS-7', provider: 'SPMC' } });
  await act('SPMC-BLS-2', { event: 'suspended' });
  const my = await test.my();
  await keep('every-status', my);
  const stops = `${my}/stops`;
  const one = { certificate: 'SPMC#SPMCOFA1', scope: 'certificate', page: '1' };
  expect(await to(stops, { ...one, action: 'stop' })).toBe('?page=1&done=1&lang=en');
  await keep('every-status-stopped-one', `${my}?done=1`);
  await keepSent('stops-of-none', stops, { ...one, certificate: 'SPMC#SPMCOFA9', action: 'stop' });
  await keepSent('stops-unknown', stops, { ...one, action: 'delete' });
  await to(stops, { action: 'stop', scope: 'all', page: '1' });
  await keep('every-status-stopped-all', my);
  const unsubscribe = await test.unsubscribe('SPMC-OFA-1');
  await keep('stop-all-and-one', unsubscribe);
  await to(unsubscribe, { action: 'resume', scope: 'all' });
  await to(unsubscribe, { action: 'resume', scope: 'certificate' });
  await to(unsubscribe, { action: 'stop', scope: 'type' });
  await keep('stop-type', unsubscribe);
  await keep('every-status-stopped-type', my);
  await to(unsubscribe, { action: 'resume', scope: 'type' });
  await keep('stop-done', `${unsubscribe}?done=1`);
  await keep('stop-of-none', await test.unsubscribe('SPMC-OFA-9'));
  await keepSent('stop-one-click', unsubscribe, { 'List-Unsubscribe': ' one-click ' });
  await keep('stop-of-none-all', await test.unsubscribe('SPMC-OFA-9'));
  await keepSent('stop-unknown', await test.unsubscribe('SPMC-OFA-9'), { action: 'stop', scope: 'type' });
});

it.each(['undeliverable', 'complained'] as const)('an address to which mail is %s', async (state) => {
  await test.register('SPMC-OFA-1');
  await test.registry.mailStates.record('chan@example.com', { state, since: test.clock.now, code: 'x' });
  await keep(`${state}`, await test.my());
  await keep(`stop-${state}`, await test.unsubscribe('SPMC-OFA-1'));
});

it('page after page of them, and none', async () => {
  for (let n = 10; n < 51; n++) await test.register(`SPMC-OFA-${n}`, { issuedOn: '2025-01-01' });
  const my = await test.my();
  const shown = async (query: string, lang: string) => {
    const { text } = await test.ask(`${my}${query}`, { lang });
    const [, pages = 'none'] = /<nav class="pages"[^>]*>(.*?)<\/nav>/s.exec(text) ?? [];
    const stops = /<input type="hidden" name="page" value="(\d+)"\/>/.exec(text)?.[1];
    return [text.match(/<article/g)?.length, stops, pages.replaceAll(my, '')];
  };
  expect(await shown('', 'en')).toEqual([
    ...[40, '1'],
    '<span>Page 1 of 2</span><a href="?page=2&amp;lang=en" rel="next">Next</a>',
  ]);
  expect(await shown('?page=2', 'zh-HK')).toEqual([
    ...[1, '2'],
    '<a href="?page=1&amp;lang=zh-HK" rel="prev">上一頁</a><span>第2頁，共2頁</span>',
  ]);
  expect(await shown('?page=0', 'en')).toEqual(await shown('', 'en'));
  expect(await to(`${my}/stops`, { action: 'stop', scope: 'all', page: '2' })).toBe('?page=2&done=1&lang=en');
  expect(await to(`${my}/stops`, { action: 'stop', scope: 'all', page: 'x' })).toBe('?page=1&done=1&lang=en');
  await keep('none', await test.my('nobody@example.com'));
  await keep(
    'ran-out',
    await test.my('chan@example.com', hongKongDay(instantFrom('2027-01-27T02:00:00.000Z'))),
  );
  await keepSent('address-of-none', `${await test.my('nobody@example.com')}/address`, {
    email: 'new@example.org',
  });
});

it('a change of address that is refused when it is asked for', async () => {
  await test.register('SPMC-OFA-1');
  const address = `${await test.my()}/address`;
  await keepSent('address-same', address, { email: 'Chan@example.com' });
  for (const n of [1, 2, 3])
    expect((await test.press(address, { email: `new${n}@example.org` })).status).toBe(200);
  await keepSent('address-too-many', address, { email: 'new4@example.org' });
  const subject = test.notices.at(-1);
  if (subject?.of !== 'addressChange') throw new Error('no notice of a change');
  const { changeId } = subject;
  const link = async (of: 'confirmAddress' | 'refuseAddress') =>
    `/change-of-address/${await test.registry.links.sign(of, { changeId })}`;
  await test.press(await link('confirmAddress'), {});
  await keep('address-take-back', await link('refuseAddress'));
  await keepSent('address-held', `${await test.my('new3@example.org')}/address`, { email: 'x@example.org' });
  test.clock.now = instantFrom('2027-03-01T02:00:00.000Z');
  await keep('address-too-late', await link('refuseAddress'));
  await keepSent('address-too-late-pressed', await link('refuseAddress'), {});
});

it('a link to a certificate, made, opened and ended', async () => {
  await test.register('SPMC-OFA-1');
  await test.register('SPMC-BLS-2', { type: 'BLS', expiresOn: '2027-01-27' });
  const proof = `${await test.my()}/proof/SPMC/SPMCOFA1`;
  await keepSent('share-unknown', `${proof}/share`, { action: 'keep' });
  await test.press(`${proof}/share`, { action: 'begin' });
  await keep('shared', proof);
  const [, link = ''] = /value="https:\/\/[^/]+(\/proof\/[^"]+)"/.exec((await test.ask(proof)).text) ?? [];
  await keep('shared-opened', link);
  test.clock.now = instantFrom('2027-01-29T02:00:00.000Z');
  await test.ask(link);
  await test.ask(link, { method: 'HEAD' });
  await keep('shared-openings', proof);
  await keep('calendar', `${proof}/certificate.ics`);
  await keep('calendar-of-expired', `${proof.replace('SPMCOFA1', 'SPMCBLS2')}/certificate.ics`);
  await test.press(`${proof}/share`, { action: 'end' });
  await keep('shared-over', link);
  await keep('shared-invalid', `${link}x`);
  for (const size of ['a4', 'card']) {
    const { headers } = await test.ask(`${proof}/${size}.pdf`);
    expect(headers.get('content-disposition')).toContain(`attachment; filename="SPMC-OFA-1-${size}.pdf"`);
    expect(headers.get('content-type')).toBe('application/pdf');
  }
});

it('each side of a change in each of its states', async () => {
  const at = instantFrom('2026-11-21T02:00:00.000Z');
  const change = (state: AddressChange['state']) =>
    addressChange.parse({
      ...{ changeId: '6f0e6f5e-38a4-4b5e-9f6e-1c1d3f6f2a10', holder: 'h', language: 'en' },
      ...{ oldEmail: 'old@example.com', newEmail: 'new@example.org' },
      ...{ state, askedAt: at, until: at, confirmedAt: at, madeAt: at, refusedAt: at, moves: [] },
    });
  const states = ['asked', 'confirmed', 'made', 'refusing', 'refused'] as const;
  const moved = (...is: Whereabouts[]) =>
    is.map((one, n) => ({ id: { key: `A${n}`, provider: 'SPMC' }, is: one }));
  for (const language of LANGUAGES) {
    const context = pageContext({ clock: () => at, publicBaseUrl: 'https://certkeeper.example' }, language, {
      ...{ method: 'get', path: '/change', query: {} },
    });
    const paths = { path: '/change', certificatesPath: '/my' };
    const pages: Record<string, unknown> = {};
    for (const state of states)
      for (const as of ['confirm', 'refuse'] as const)
        pages[`${as}-${state}`] = <ChangePage as={as} change={change(state)} {...paths} context={context} />;
    for (const [name, state, kept, ...is] of [
      ['all-back', 'refused', 1, 'back'],
      ['going-on', 'refusing', 2, 'back'],
      ['not-all', 'refused', 0, 'back', 'notYet', 'unreadable', 'provider', 'movedAgain'],
    ] as const) {
      const ended = change(state);
      if (ended.state !== 'refused' && ended.state !== 'refusing') throw new Error('it is refused');
      pages[name] = (
        <RefusedPage change={ended} moved={moved(...is)} kept={kept} {...paths} context={context} />
      );
    }
    for (const [name, page] of Object.entries(pages))
      await asKept(`holder/change-${name}.${language}`, {
        ...{ status: 200, headers: new Headers(), text: String(page) },
      });
  }
});

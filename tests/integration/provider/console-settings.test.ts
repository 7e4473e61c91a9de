import { beforeAll, describe, expect, it } from 'vitest';
import { keyNoticesTo, withSettings } from '#provider/write-key-notice.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import { keys } from '#storage/contract/table.ts';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';
import { fieldsOf, textOf } from '#support/sites/console-pages';
import { day } from '#support/storage/registry';
import { commands } from '../../../operator/commands.ts';

/** What a provider sets for itself, and what its first page says is to do. Today is 2026-11-21. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
let me: Awaited<ReturnType<typeof test.signedIn>>;
const profile = () => test.registry.providerRepository.findProvider('MINE');

beforeAll(async () => {
  test = await createTestConsole();
  await test.registry.providerRepository.addProvider({
    code: 'MINE',
    name: { en: 'Mine', 'zh-HK': '我的' },
    contact: '2345 6789',
    digestEmail: 'office@example.com',
    disclosure: 'masked',
    approvals: [],
  });
  me = await test.signedIn(test.mine);
});

describe('settings', () => {
  it('are shown, changed, and taken away', async () => {
    expect(fieldsOf((await me.get('/console/settings')).text)).toEqual({
      contact: '2345 6789',
      digestEmail: 'office@example.com',
      disclosure: 'masked',
    });
    const form = { contact: ' ask@mine.example ', digestEmail: 'Desk@MINE.example', disclosure: 'full' };
    const done = await me.post('/console/settings', form);
    expect([done.status, done.headers.get('location')]).toEqual([303, '/console/settings?done=saved']);
    expect(await profile()).toMatchObject({
      contact: 'ask@mine.example',
      digestEmail: 'Desk@mine.example',
      disclosure: 'full',
      name: { en: 'Mine' },
    });
    await me.post('/console/settings', { contact: '', digestEmail: ' ', disclosure: 'matchOnly' });
    const emptied = await profile();
    expect([emptied?.contact, emptied?.digestEmail, emptied?.disclosure]).toEqual([
      undefined,
      undefined,
      'matchOnly',
    ]);
    expect(fieldsOf((await me.get('/console/settings')).text)).toEqual({
      contact: '',
      digestEmail: '',
      disclosure: 'matchOnly',
    });
  });

  it('say all that is wrong at the top, keep what was typed, and change nothing', async () => {
    const before = await profile();
    for (const form of [
      { contact: 'x'.repeat(201), digestEmail: 'nobody', disclosure: 'none' },
      { contact: 'A123456(3)', digestEmail: 'a@b.example, c@d.example', disclosure: '' },
    ]) {
      const { status, text } = await me.post('/console/settings', form);
      expect(status).toBe(422);
      expect(text).toContain('<title>Error: Settings');
      for (const field of ['contact', 'digestEmail', 'disclosure'])
        expect(text).toContain(`<a href="#${field}">`);
      expect(fieldsOf(text)).toMatchObject({ contact: form.contact, digestEmail: form.digestEmail });
    }
    expect(await profile()).toEqual(before);
  });
});

describe('mail that protects the provider', () => {
  const told = async () => {
    const found = await profile();
    return found && keyNoticesTo(found);
  };
  const set = (contact: string, digestEmail: string) =>
    me.post('/console/settings', { contact, digestEmail, disclosure: 'masked' });
  const edit = (options: Record<string, string>) =>
    commands['provider edit']?.(
      test.registry.providerRepository,
      { json: false, 'with-issued': false, code: 'MINE', ...options },
      [],
      new Date('2026-11-21T02:00:00.000Z'),
      async () => test.registry.colleagues,
    );

  it('goes where it went, whatever a manager sets, and elsewhere only by the operator', async () => {
    await edit({ contact: 'office@mine.example', 'digest-email': 'digest@mine.example' });
    expect(await told()).toBe('office@mine.example');
    for (const [contact, digestEmail] of [
      ['thief@evil.example', 'thief@evil.example'],
      ['', ''],
      ['2345 6789', 'digest@mine.example'],
      ['other@evil.example', ''],
    ] as const) {
      expect((await set(contact, digestEmail)).status).toBe(303);
      expect(await told()).toBe('office@mine.example');
    }
    expect(textOf((await me.get('/console/settings')).text)).toContain(
      'Emails about access keys and colleagues go to of***e@mine.example',
    );
    await edit({ disclosure: 'full' });
    expect(await told()).toBe('office@mine.example');
    await edit({ contact: 'new@mine.example' });
    expect(await told()).toBe('new@mine.example');
  });

  it('goes to the first address that there is, and stays there', async () => {
    await edit({ contact: '', 'digest-email': '' });
    await set('first@mine.example', '');
    expect(await told()).toBe('first@mine.example');
    await set('second@mine.example', 'second@mine.example');
    expect(await told()).toBe('first@mine.example');
  });
});

describe('an operator who edits what a manager has changed', () => {
  const edit = async (code: string, options: Record<string, string>) => {
    await commands['provider edit']?.(
      test.registry.providerRepository,
      { json: false, 'with-issued': false, code, ...options },
      [],
      new Date('2026-11-21T02:00:00.000Z'),
      async () => test.registry.colleagues,
    );
    const found = await test.registry.providerRepository.findProvider(code);
    return found && keyNoticesTo(found);
  };
  /** Of a provider with these addresses, which a stolen key then sets anew. */
  async function stolen(code: string, before: Settings, after: Settings) {
    const name = { en: code, 'zh-HK': code };
    const seen: Provider = { code, name, disclosure: 'masked', approvals: [], ...before };
    const { addProvider, changeProvider } = test.registry.providerRepository;
    await addProvider(seen);
    await changeProvider(seen, withSettings(seen, { ...after, disclosure: 'masked' }));
  }
  type Settings = { contact?: string; digestEmail?: string };
  const [OURS, THIEF, NEW] = ['us@ours.example', 'thief@evil.example', 'new@ours.example'];
  const digest = { digestEmail: THIEF };

  it.each([
    ['ONEA', { digestEmail: OURS }, digest, { contact: '+852 2345 6789' }, OURS],
    ['ONEB', { contact: OURS }, { contact: '2345 6789', ...digest }, { contact: '+852 1' }, OURS],
    ['ONEC', { contact: OURS }, { contact: OURS, ...digest }, { contact: '+852 1' }, OURS],
    ['ONED', { contact: OURS }, { contact: THIEF }, { 'digest-email': '' }, OURS],
    ['ONEE', { contact: OURS }, { contact: THIEF }, { 'digest-email': NEW }, NEW],
    ['ONEF', { contact: OURS }, { contact: THIEF, ...digest }, { contact: NEW }, NEW],
    ['ONEG', { contact: OURS }, digest, { contact: '', 'digest-email': '' }, undefined],
    ['ONEH', { contact: OURS }, digest, { 'name-en': 'Other' }, OURS],
  ] as const)(
    '%s: mail that protects goes to no address of the thief',
    async (code, before, after, options, to) => {
      await stolen(code, before, after);
      expect(await edit(code, options)).toBe(to);
    },
  );
});

describe('an address that takes no mail', () => {
  it.each([
    [
      'en',
      'does not take them, so none are sent. Ask the operator',
      'Help and contact',
      'also when you change',
    ],
    ['zh-HK', '該地址未能接收，現時不會發送。請聯絡登記冊營運者', '使用說明及聯絡', '亦不受影響'],
  ])('is said to fail, with whom to ask: %s', async (language, fails, contact, works) => {
    const page = async () => (await me.get('/console/settings', { 'accept-language': language })).text;
    const profileNow = await profile();
    const to = (profileNow && keyNoticesTo(profileNow)) ?? '';
    await test.registry.table.delete(keys.mailState(await test.registry.holders.pseudonymOf(to)));
    expect(textOf(await page())).toContain(works);
    await test.registry.mailStates.record(to, {
      state: 'undeliverable',
      since: test.time.at,
      code: 'Permanent/General',
    });
    const failing = await page();
    expect(textOf(failing)).toContain(fails);
    expect(textOf(failing)).not.toContain(works);
    expect(failing).toMatch(new RegExp(`<a href="/help[^"]*#contact">${contact}</a>`));
    expect(failing).not.toContain(to);
    const refused = await me.post(
      '/console/settings',
      { contact: 'x'.repeat(201), digestEmail: '', disclosure: 'masked' },
      { 'accept-language': language },
    );
    expect(textOf(refused.text)).toContain(fails);
  });
});

describe('the first page', () => {
  it.each([
    ['en', 'No approval is on record for you today', 'Help and contact'],
    ['zh-HK', '登記冊今日並無貴機構的認可記錄', '使用說明及聯絡'],
  ])('says that no approval is on record, and whom to ask, until one is: %s', async (language, said, ask) => {
    const home = async () => (await me.get('/console', { 'accept-language': language })).text;
    const approve = async (...approvals: Provider['approvals']) => {
      const seen = await profile();
      if (!seen) throw new Error('no profile');
      await test.registry.providerRepository.changeProvider(seen, { ...seen, approvals });
    };
    const period = { scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: day('2026-11-21') };
    expect(await home()).toMatch(new RegExp(`${said}[^<]* <a href="/help[^"]*#contact">${ask}</a>`));
    await approve({ ...period, from: day('2026-11-22') });
    expect(await home()).toContain(said);
    await approve(period);
    expect(await home()).not.toContain(said);
    await approve();
  });

  it('says that nothing is to do, and then who expires next', async () => {
    expect(textOf((await me.get('/console')).text)).toContain('There is nothing to correct.');
    const body = { ...ofa, number: 'NEXT-0001', issuedOn: '2024-01-05', expiresOn: '2026-11-23' };
    await test.ask('POST', '/v1/credentials', { body });
    const { text } = await me.get('/console');
    expect(textOf(text)).toMatch(/Who expires next.*NEXT-0001/);
    expect(textOf(text)).toContain('No reminders went out in the last seven days.');
  });
});

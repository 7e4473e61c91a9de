import { beforeAll, describe, expect, it } from 'vitest';
import { keyNoticesTo } from '#provider/write-key-notice.ts';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';
import { fieldsOf, textOf } from '#support/sites/console-pages';
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

describe('the first page', () => {
  it('says that nothing is to do, and then who expires next', async () => {
    expect(textOf((await me.get('/console')).text)).toContain('Nothing is to be corrected.');
    const body = { ...ofa, number: 'NEXT-0001', issuedOn: '2024-01-05', expiresOn: '2026-11-23' };
    await test.ask('POST', '/v1/credentials', { body });
    const { text } = await me.get('/console');
    expect(textOf(text)).toMatch(/Who expires next.*NEXT-0001/);
    expect(textOf(text)).toContain('0 reminders went out in the last seven days.');
  });
});

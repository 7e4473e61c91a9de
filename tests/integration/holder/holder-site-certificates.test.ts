import { beforeEach, describe, expect, it } from 'vitest';
import { holderCertificates } from '#holder/holder-certificates.ts';
import { stopScope } from '#mail/address-state.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { keys } from '#storage/contract/table.ts';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';
import { day, instantFrom, makeUnreadable } from '#support/storage/registry';

/** A holder looks at everything that is registered for their address. */
let test: HolderTest;
let my: string;

beforeEach(async () => {
  test = await createHolderTest();
  await test.register('SPMC-OFA-1');
  my = await test.my();
});

/** What the page says of one certificate, tags taken out. */
async function cardOf(number: string, lang = 'en'): Promise<string> {
  const { text } = await test.ask(my, { lang });
  const card = text.split('<article').find((part) => part.includes(`>${number}<`)) ?? '';
  return card.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('the page', () => {
  it('shows every certificate with its provider, status, last valid day and next reminder', async () => {
    await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' });
    const { status, text } = await test.ask(my);
    expect(status).toBe(200);
    expect(text).toContain('2 certificates are registered with c***@example.com.');
    expect(text).toContain('href="/verify/SPMC-OFA-1?issuer=SPMC&amp;lang=en"');
    const card = await cardOf('SPMC-OFA-1');
    for (const shown of [
      'Occupational First Aid Certificate',
      'Expiring soon',
      'CHAN Tai Man 陳大文',
      'Sample Training Centre',
      '2345 6789',
      '28 February 2027 (Sunday)',
      '29 January 2027 (Friday)',
    ])
      expect(card).toContain(shown);
    expect(await cardOf('SPMC-BLS-2')).toContain('1 May 2028');
    expect(await cardOf('SPMC-OFA-1', 'zh-HK')).toContain('2027年1月29日（星期五）');
  });

  it('shows what expires soonest first, what does not expire behind it, and last what has expired', async () => {
    await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' });
    await test.register('SPMC-ACLS-3', { type: 'ACLS', issuedOn: '2024-06-10' });
    await test.register('SPMC-EMTD-4', { type: 'EMTD' });
    const { text } = await test.ask(my);
    const shown = [...text.matchAll(/>(SPMC-[A-Z]+-\d)</g)].map(([, number]) => number);
    expect(shown).toEqual(['SPMC-OFA-1', 'SPMC-BLS-2', 'SPMC-EMTD-4', 'SPMC-ACLS-3']);
  });

  it('says who awarded a certificate, or only registered what a body elsewhere awards', async () => {
    await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' });
    expect(await cardOf('SPMC-OFA-1')).toContain('Awarding body Sample Training Centre');
    expect(await cardOf('SPMC-BLS-2')).toContain('Registered by Sample Training Centre');
    expect(await cardOf('SPMC-BLS-2', 'zh-HK')).toContain('登記機構 示範培訓中心');
  });

  it('of an address in trouble says that alone, not that it gets reminders', async () => {
    const trouble = { state: 'undeliverable', since: test.clock.now, code: 'x' } as const;
    await test.registry.mailStates.record('chan@example.com', trouble);
    const { text } = await test.ask(my);
    expect(text).toContain('We do not write to this address any more');
    expect(text).not.toContain('You get reminders');
    expect(text).not.toContain('Stop all reminders');
  });

  it('without a certificate promises no reminders; what is stopped can still go on', async () => {
    const nobody = await test.my('nobody@example.com');
    expect((await test.ask(nobody)).text).not.toContain('You get reminders');
    await test.press(`${nobody}/stops`, { action: 'stop', scope: 'all' });
    expect((await test.ask(nobody)).text).toContain('Get reminders at this address again');
  });

  it('masks the address, and the names of nobody: they are the reader’s own', async () => {
    const { text } = await test.ask(my);
    expect(text).not.toContain('chan@example.com');
    for (const own of ['CHAN Tai Man', '陳大文']) expect(text).toContain(own);
  });

  it('shows nobody else’s certificates', async () => {
    await test.register('SPMC-OFA-9', { email: 'wong@example.com', nameEn: 'WONG Mei Ling' });
    expect((await test.ask(my)).text).not.toContain('SPMC-OFA-9');
  });

  it('shows no more what has gone to another address', async () => {
    await test.register('SPMC-OFA-1', { email: 'new@example.org' });
    const { status, text } = await test.ask(my);
    expect(status).toBe(200);
    expect(text).toContain('No certificate is registered with this address any more.');
    expect(text).not.toContain('SPMC-OFA-1');
  });

  it('shows nothing of what the index still lists after it has left', async () => {
    await test.register('SPMC-OFA-9', { email: 'wong@example.com' });
    const holders = {
      ...test.registry.holders,
      ofHolder: async () => ['SPMCOFA1', 'SPMCOFA9'].map((key) => ({ key, provider: 'SPMC' })),
    };
    const holder = await holders.pseudonymOf('chan@example.com');
    const view = await holderCertificates(
      { ...test.registry, holders },
      { holder, at: test.clock.now, page: 1 },
    );
    expect(view.certificates.map(({ credential }) => credential.number)).toEqual(['SPMC-OFA-1']);
  });

  it('shows what can be read when one cannot, be it a renewal of another', async () => {
    await test.register('SPMC-OFA-9', { issuedOn: '2026-06-10' });
    await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' });
    await makeUnreadable(test.registry, 'SPMCOFA9');
    const { status, text } = await test.ask(my);
    expect(status).toBe(200);
    for (const shown of ['SPMC-OFA-1', 'SPMC-BLS-2']) expect(text).toContain(shown);
    expect(text).not.toContain('SPMC-OFA-9');
    expect(await cardOf('SPMC-OFA-1')).toContain('29 January 2027 (Friday)');
  });

  it('shows what can be read when what is on record of one reminder cannot', async () => {
    await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' });
    await test.registry.table.put({ ...keys.reminder('SPMCBLS2', 'SPMC', '2028-05-01', '-30'), state: 7 });
    const { status, text } = await test.ask(my);
    expect(status).toBe(200);
    expect(text).toContain('SPMC-OFA-1');
    expect(text).not.toContain('SPMC-BLS-2');
  });

  it('changes nothing', async () => {
    const before = await test.registry.everythingStored();
    await test.ask(my);
    await test.ask(my, { method: 'HEAD' });
    expect(await test.registry.everythingStored()).toBe(before);
  });

  it('goes on to a second page after forty', async () => {
    for (let n = 100; n < 141; n++) await test.register(`SPMC-OFA-${n}`);
    const first = await test.ask(my);
    expect(first.text.match(/<article/g)).toHaveLength(40);
    expect(first.text).toContain('Page 1 of 2');
    expect((await test.ask(`${my}?page=2`)).text.match(/<article/g)).toHaveLength(2);
  });
});

describe('why there will be no reminder', () => {
  const at = instantFrom('2027-01-28T01:00:00.000Z');
  const change = (event: 'revoked' | 'suspended') =>
    changeStatus(test.registry, {
      provider: 'SPMC',
      key: 'SPMCOFA1',
      entry: {
        at,
        on: day('2027-01-28'),
        event,
        reason: 'r',
        source: { via: 'api', keyId: 'k' },
      },
    });
  it.each([
    ['it is revoked', () => change('revoked'), 'the certificate is revoked'],
    ['it is suspended', () => change('suspended'), 'No reminder while the certificate is suspended'],
    [
      'there is a newer one',
      () => test.register('SPMC-OFA-2', { issuedOn: '2027-01-10' }),
      'you have a newer one of this type',
    ],
    [
      'mail came back',
      () =>
        test.registry.mailStates.record('chan@example.com', { state: 'undeliverable', since: at, code: 'x' }),
      'we do not write to this address',
    ],
    [
      'its holder has stopped it',
      async () => test.press(await test.unsubscribe('SPMC-OFA-1'), { action: 'stop', scope: 'type' }),
      'you have stopped it',
    ],
  ])('%s', async (_, happens, says) => {
    await happens();
    const card = await cardOf('SPMC-OFA-1');
    expect(card).toContain(says);
    expect(card).not.toContain('29 January 2027');
  });

  it('it does not expire', async () => {
    await test.register('SPMC-EMTD-3', { type: 'EMTD' });
    const card = await cardOf('SPMC-EMTD-3');
    expect(card).toContain('Does not expire');
    expect(card).toContain('No reminder: there are none for this certificate.');
  });
});

describe('stopping and going on', () => {
  it('of one certificate leaves the others as they are', async () => {
    await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' });
    const stopped = await test.press(`${my}/stops`, {
      action: 'stop',
      scope: 'certificate',
      certificate: 'SPMC#SPMCOFA1',
    });
    expect([stopped.status, stopped.headers.get('location')]).toEqual([303, `${my}?page=1&done=1&lang=en`]);
    expect(Object.keys(await test.stops())).toEqual(['certificate:SPMC#SPMCOFA1']);
    expect(await cardOf('SPMC-OFA-1')).toContain('Get reminders about this certificate again');
    expect(await cardOf('SPMC-BLS-2')).toContain('Stop reminders about this certificate');
    await test.press(`${my}/stops`, {
      action: 'resume',
      scope: 'certificate',
      certificate: 'SPMC#SPMCOFA1',
    });
    expect(await test.stops()).toEqual({});
  });

  it('of all', async () => {
    await test.press(`${my}/stops`, { action: 'stop', scope: 'all' });
    expect(await test.stops()).toEqual({ [stopScope.parse('all')]: test.clock.now });
    // What is stopped as a whole goes on as a whole: beside one certificate no button does more than it says.
    expect(await cardOf('SPMC-OFA-1')).not.toContain('Get reminders about');
    expect((await test.ask(my)).text.match(/Get reminders at this address again/g)).toHaveLength(1);
    await test.press(`${my}/stops`, { action: 'resume', scope: 'all' });
    expect(await test.stops()).toEqual({});
  });

  it.each([
    ['somebody else’s certificate', { certificate: 'SPMC#SPMCOFA9' }],
    ['one that is not registered', { certificate: 'SPMC#NOBODY' }],
    ['no certificate', {}],
  ])('of %s is refused, in the same words', async (_, named) => {
    await test.register('SPMC-OFA-9', { email: 'wong@example.com' });
    const { status, text } = await test.press(`${my}/stops`, {
      action: 'stop',
      scope: 'certificate',
      ...(named as Record<string, string>),
    });
    expect(status).toBe(422);
    expect(text).toContain('Nothing was changed');
    expect(await test.stops()).toEqual({});
  });
});

describe('the link', () => {
  it('is good through its last day, and then says where to get a new one', async () => {
    my = await test.my('chan@example.com', day('2027-01-28'));
    test.clock.now = instantFrom('2027-01-28T15:59:59.999Z');
    expect((await test.ask(my)).status).toBe(200);
    test.clock.now = instantFrom('2027-01-28T16:00:00.000Z');
    for (const [path, init] of [
      [my, {}],
      [`${my}/stops`, { method: 'POST', body: new URLSearchParams({ action: 'stop', scope: 'all' }) }],
      [`${my}/address`, { method: 'POST', body: new URLSearchParams({ email: 'new@example.org' }) }],
    ] as const) {
      const { status, text } = await test.ask(path, init);
      expect(status).toBe(410);
      expect(text).toContain('Your next reminder brings a new one.');
      expect(text).not.toContain('SPMC-OFA-1');
    }
    expect(await test.stops()).toEqual({});
  });

  it('cannot be made to last longer, nor be cut short', async () => {
    const [secret, payload = '', mac] = my.replace('/my/', '').split('.');
    const facts = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const longer = Buffer.from(JSON.stringify({ ...facts, until: '2099-01-01' })).toString('base64url');
    const forged = [`${longer}.${mac}`, `${payload}.${mac?.slice(0, -1)}`, payload, `${payload}.`];
    for (const token of forged)
      for (const signed of [token, `${secret}.${token}`])
        expect((await test.ask(`/my/${signed}`)).status, signed).toBe(404);
  });

  it('holds neither name nor address', () => {
    const [, payload = ''] = my.replace('/my/', '').split('.');
    expect(Buffer.from(payload, 'base64url').toString()).toMatch(
      /^\{"holder":"[0-9a-f]{32}","until":"\d{4}-\d\d-\d\d"\}$/,
    );
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';

/** What was copied from a mail or a sheet brings a blank along, before or behind: it means what it means without. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
let me: Awaited<ReturnType<typeof test.signedIn>>;
beforeAll(async () => {
  test = await createTestConsole();
  await test.registry.providerRepository.addProvider({
    ...{ code: 'MINE', name: { en: 'Mine', 'zh-HK': '我的' }, disclosure: 'masked', approvals: [] },
  });
  me = await test.signedIn(test.mine);
  await test.ask('POST', '/v1/credentials', {
    body: { ...ofa, number: 'BLANK-0001', expiresOn: '2026-12-15', issuedOn: '2024-01-05' },
  });
});

const padded = (form: Record<string, string>) =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, ` ${value} `]));

describe('a blank before and behind', () => {
  it('a key opens the console', async () => {
    const { status, headers } = await test.signedOut.post('/console/sign-in', padded({ key: test.mine }));
    expect([status, headers.get('location')]).toEqual([303, '/console']);
  });

  it('the label of a key is not kept with it', async () => {
    await me.post('/console/keys', padded({ label: 'Office two' }));
    const keys = await test.registry.keys.listKeys('MINE');
    expect(keys.map(({ label }) => label)).toContain('Office two');
  });

  it('the address for the digest is not refused', async () => {
    const typed = { contact: '2345 6789', digestEmail: 'desk@mine.example' };
    const { headers } = await me.post('/console/settings', { ...padded(typed), disclosure: 'masked' });
    expect(headers.get('location')).toBe('/console/settings?done=saved');
    expect(await test.registry.providers.get('MINE')).toMatchObject(typed);
  });

  it('a day that narrows the list is found in its address without', async () => {
    const { headers } = await me.post(
      '/console/certificates',
      padded({ from: '2026-12-01', to: '2026-12-31' }),
    );
    expect(headers.get('location')).toBe('/console/certificates?from=2026-12-01&to=2026-12-31');
    const sought = padded({ q: 'chan', from: '2026-12-01', to: '2026-12-31' });
    const { status, text } = await me.post('/console/certificates', sought);
    expect([status, text]).toEqual([200, expect.stringContaining('BLANK-0001')]);
  });

  it('the days and the reasons of an order are taken, and kept without', async () => {
    const days = { expiringFrom: '2026-12-01', expiringTo: '2026-12-31', expiresOn: '2027-03-31' };
    const order = { ...padded({ ...days, reason: 'No courses' }), types: 'OFA' };
    const given = await me.post('/console/extension-orders', { ...order, confirmed: 'yes' });
    const place = given.headers.get('location') ?? '';
    expect(given.status).toBe(303);
    await me.post(`${place}/withdraw`, padded({ reason: 'Too early' }));
    const [kept] = (await test.registry.orders.list('MINE', { limit: 1 })).items;
    expect(kept).toMatchObject({ ...days, reason: 'No courses', withdrawal: { reason: 'Too early' } });
  });
});

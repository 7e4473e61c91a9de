import { beforeAll, describe, expect, it } from 'vitest';
import { reminded } from '#support/mail/reminded';
import { createTestConsole } from '#support/sites/console';
import { fieldsOf } from '#support/sites/console-pages';
import { deliver } from '#support/sites/extension-orders';
import { instantFrom } from '#support/storage/registry';

/** Bulk extensions and failing addresses, as a person meets them at the console. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
let session: Awaited<ReturnType<typeof test.signedIn>>;
beforeAll(async () => {
  test = await createTestConsole();
  session = await test.signedIn(test.mine);
  for (const [number, type, expiresOn] of [
    ['ORD-001', 'OFA', '2026-12-01'],
    ['ORD-002', 'OFA', '2026-12-31'],
    ['ORD-003', 'BLS', '2026-12-15'],
    ['ORD-004', 'OFA', '2027-01-01'],
  ] as const) {
    const body = {
      number,
      type,
      nameEn: 'CHAN Tai Man',
      email: 'chan@example.com',
      issuedOn: '2024-01-05',
      expiresOn,
    };
    expect((await test.ask('POST', '/v1/credentials', { body })).status).toBe(201);
  }
});

const winter = {
  expiringFrom: '2026-12-01',
  expiringTo: '2026-12-31',
  expiresOn: '2027-03-31',
  types: 'OFA',
  reason: 'No courses in winter',
};
const orders = '/console/extension-orders';
const expiryOf = async (key: string) => (await test.ask('GET', `/v1/credentials/${key}`)).json().expiresOn;

describe('an extension order', () => {
  it('says how many it is about before anything is changed', async () => {
    const { status, text } = await session.post(`${orders}/preview`, winter);
    expect(status).toBe(200);
    expect(text).toContain('This extends 2 certificates to 2027-03-31.');
    expect(text).toContain('Extend 2 certificates');
    expect(await expiryOf('ORD001')).toBe('2026-12-01');
  });

  it('leads from there back to the form, as it was filled in', async () => {
    const preview = await session.post(`${orders}/preview`, winter);
    expect(preview.text).toContain(`action="${orders}/new"`);
    const { status, text } = await session.post(`${orders}/new`, winter);
    expect(status).toBe(200);
    const { types, reason, ...days } = winter;
    expect(fieldsOf(text)).toMatchObject(days);
    expect(text).toMatch(new RegExp(`<textarea[^>]*>${reason}</textarea>`));
    expect(text).toMatch(new RegExp(`<input[^>]*value="${types}"[^>]*checked`));
  });

  it.each([
    ['expiringFrom', '31/12/2026', 'Give a day as year-month-day.'],
    ['expiringTo', '2026-11-01', 'The last day to extend is before the first.'],
    ['expiresOn', '2026-12-31', 'The new day must be later than every day that is extended.'],
    ['expiresOn', '2050-01-01', 'more than 15 years'],
    ['reason', ' ', 'Write why'],
    ['reason', 'for A123456(3)', 'identity card number'],
  ])('with a wrong %s is asked for again, what was typed kept', async (field, value, message) => {
    const { status, text } = await session.post(`${orders}/preview`, { ...winter, [field]: value });
    expect(status).toBe(422);
    expect(text).toContain(message);
    expect(text).toContain(`id="${field}-error"`);
    expect(text).toMatch(/value="OFA" checked/);
  });

  it('over a range without certificates offers nothing to press', async () => {
    const { text } = await session.post(`${orders}/preview`, {
      ...winter,
      expiringFrom: '2030-01-01',
      expiringTo: '2030-01-02',
      expiresOn: '2030-02-01',
    });
    expect(text).toContain('No certificate of yours lies in this range.');
    expect(text).not.toMatch(/Extend \d/);
  });

  it('is applied, shows how far it is, and can be withdrawn with a reason', async () => {
    const begun = await session.post(orders, winter);
    expect(begun.status).toBe(303);
    const page = begun.headers.get('location') ?? '';
    expect((await session.get(page)).text).toContain('Being applied');
    await deliver(test.registry);
    const applied = (await session.get(page)).text;
    expect(applied).toContain('Applied');
    expect(applied).toContain('2 certificates');
    expect(await expiryOf('ORD001')).toBe('2027-03-31');
    expect(await expiryOf('ORD003')).toBe('2026-12-15');
    expect(await expiryOf('ORD004')).toBe('2027-01-01');
    expect((await session.get(orders)).text).toContain('2026-12-01 – 2026-12-31');

    expect((await session.post(`${page}/withdraw`, { reason: '' })).status).toBe(422);
    expect((await session.post(`${page}/withdraw`, { reason: 'A123456(3)' })).status).toBe(422);
    expect((await session.post(`${page}/withdraw`, { reason: 'Courses are held after all' })).status).toBe(
      303,
    );
    await deliver(test.registry);
    expect((await session.get(page)).text).toContain('Withdrawn');
    expect(await expiryOf('ORD001')).toBe('2026-12-01');
  });

  it('of another provider is not there', async () => {
    const other = await test.signedIn(test.theirs);
    const location = /\/console\/extension-orders\/[\w-]+/.exec(
      (await session.get(orders)).text.split('/new')[1] ?? '',
    )?.[0];
    expect((await other.get(location ?? '')).status).toBe(404);
    expect((await other.post(`${location}/withdraw`, { reason: 'x' })).status).toBe(404);
  });
});

describe('addresses that do not work', () => {
  it('are listed with what is wrong and the way to correct them', async () => {
    expect((await session.get('/console/undeliverable')).text).toContain(
      'No address of your holders is known to fail.',
    );
    await test.registry.mailStates.record('chan@example.com', {
      state: 'undeliverable',
      since: instantFrom('2026-11-20T02:00:00.000Z'),
      code: 'MessageRejected',
    });
    await reminded(test.registry, { number: 'ORD-001' });
    const { text } = await session.get('/console/undeliverable');
    expect(text.match(/ORD-00\d(?=<\/span><\/a><\/th>)/g)?.length).toBe(4);
    expect(text).toContain('The mail service does not take this address as it is written.');
    expect(text).toContain('/console/credentials/ORD-001/correct');
    const other = await test.signedIn(test.theirs);
    expect((await other.get('/console/undeliverable')).text).not.toContain('ORD-00');
  });
});

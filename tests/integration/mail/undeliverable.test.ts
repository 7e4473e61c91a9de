import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MailTrouble } from '#mail/address-state.ts';
import { recordMailEvent } from '#mail/record-mail-event.ts';
import { sesEvent } from '#mail/store/ses-event.ts';
import { reminded } from '#support/mail/reminded';
import { sesEvents } from '#support/mail/ses-events';
import { createTestApi, ofa } from '#support/sites/api';
import { instantFrom } from '#support/storage/registry';

type Api = Awaited<ReturnType<typeof createTestApi>>;
type Holder = { number: string; email: string; state: string; since: string; code: string };

const bounced: MailTrouble = {
  state: 'undeliverable',
  since: instantFrom('2026-11-01T01:00:00.000Z'),
  code: 'InvalidParameterValue',
};
const complained: MailTrouble = {
  state: 'complained',
  since: instantFrom('2026-11-02T01:00:00.000Z'),
  code: 'abuse',
};

let api: Api;

async function registered(number: string, email: string, key = api.mine) {
  const { status } = await api.ask('POST', '/v1/credentials', { key, body: { ...ofa, number, email } });
  expect(status).toBe(201);
  await reminded(api.registry, { number, provider: key === api.mine ? 'MINE' : 'THEIRS' });
}

async function report(query = '', key = api.mine): Promise<{ holders: Holder[]; cursor?: string }> {
  const answer = await api.ask('GET', `/v1/reports/undeliverable${query}`, { key });
  expect(answer.status).toBe(200);
  return answer.json();
}

const numbers = async (query = '', key = api.mine) =>
  (await report(query, key)).holders.map(({ number }) => number);

describe('the report of addresses that cannot be written to', () => {
  beforeEach(async () => {
    api = await createTestApi();
    await registered('GONE-1', 'gone@example.com');
    await registered('GOOD-1', 'chan@example.com');
  });

  it('is empty as long as nothing came back', async () => {
    expect(await report()).toEqual({ holders: [] });
  });

  it('names an address whose mails came back three times in a row, whatever the cause', async () => {
    const { registry } = api;
    const event = (n: number) =>
      sesEvent.parse(
        sesEvents.softBounce({ to: 'gone@example.com', timestamp: `2026-11-0${n}T01:00:00.000Z` }),
      );
    for (const n of [1, 2, 3]) {
      expect(await numbers()).toEqual([]);
      const news = event(n);
      if (!('unknownType' in news)) await recordMailEvent(registry, news);
    }
    expect(await report()).toMatchObject({
      holders: [{ number: 'GONE-1', since: '2026-11-03T01:00:00.000Z', code: 'Transient/MailboxFull' }],
    });
  });

  it('names the certificate, the address, and since when and why', async () => {
    await api.registry.mailStates.record('Gone@example.com', bounced);
    expect(await report()).toEqual({
      holders: [
        {
          number: 'GONE-1',
          type: 'OFA',
          nameEn: 'CHAN Tai Man',
          nameZh: '陳大文',
          email: 'gone@example.com',
          state: 'undeliverable',
          since: '2026-11-01T01:00:00.000Z',
          code: 'InvalidParameterValue',
        },
      ],
    });
  });

  it('shows each provider its own certificates of a holder of both', async () => {
    await registered('GONE-2', 'gone@example.com', api.theirs);
    await api.registry.mailStates.record('gone@example.com', bounced);
    expect(await numbers()).toEqual(['GONE-1']);
    expect(await numbers('', api.theirs)).toEqual(['GONE-2']);
  });

  it('has what was registered later with the same address, at once or when its provider is told', async () => {
    await api.registry.mailStates.record('gone@example.com', bounced);
    await registered('GONE-2', 'gone@example.com');
    expect(await numbers()).toEqual(['GONE-1', 'GONE-2']);
    await registered('GONE-3', 'gone@example.com', api.theirs);
    await api.registry.mailStates.report('gone@example.com', 'THEIRS', bounced);
    expect(await numbers('', api.theirs)).toEqual(['GONE-3']);
  });

  it('drops a certificate whose address was corrected, and takes it back when that one fails too', async () => {
    await api.registry.mailStates.record('gone@example.com', bounced);
    const correct = (email: string | null) =>
      api.ask('PATCH', '/v1/credentials/GONE-1', { body: { email, reason: 'typo' } });
    await correct('new@example.com');
    expect(await numbers()).toEqual([]);
    await api.registry.mailStates.record('new@example.com', complained);
    await reminded(api.registry, { number: 'GONE-1', after: api.time.at });
    expect((await report()).holders).toMatchObject([
      { number: 'GONE-1', email: 'new@example.com', state: 'complained', code: 'abuse' },
    ]);
    await correct(null);
    expect(await numbers()).toEqual([]);
  });

  it('comes to the same, also in order, whatever the order of events, and however often they come', async () => {
    const { mailStates } = api.registry;
    const later = { ...bounced, since: instantFrom('2026-11-03T01:00:00.000Z') };
    const first = { ...complained, since: instantFrom('2026-11-01T12:00:00.000Z') };
    const last = { ...complained, since: instantFrom('2026-11-02T12:00:00.000Z') };
    for (const event of [complained, later, bounced, complained, later])
      await mailStates.record('gone@example.com', event);
    await registered('GONE-0', 'last@example.com');
    for (const event of [bounced, last]) await mailStates.record('last@example.com', event);
    await registered('GONE-9', 'first@example.com');
    await Promise.all(
      [later, first, bounced, first, complained].map((event) =>
        mailStates.record('first@example.com', event),
      ),
    );
    expect((await report()).holders).toMatchObject([
      { number: 'GONE-9', ...first },
      { number: 'GONE-1', ...complained },
      { number: 'GONE-0', ...last },
    ]);
  });
});

describe('its pages', () => {
  const all: string[] = [];
  beforeAll(async () => {
    api = await createTestApi();
    for (let i = 0; i < 4; i++) {
      const email = `gone${i}@example.com`;
      // One address of several certificates, as a school's is.
      for (let n = 0; n < (i === 1 ? 4 : 1); n++) {
        await registered(`PAGE-${i}${n}`, email);
        all.push(`PAGE-${i}${n}`);
      }
      await registered(`PAGE-${i}9`, email, api.theirs);
      const since = instantFrom(`2026-11-0${i + 1}T01:00:00.000Z`);
      await api.registry.mailStates.record(email, { ...bounced, since });
    }
  });

  it.each([1, 2, 3, 7, 50])('of %i hold every certificate once, oldest trouble first', async (limit) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await report(`?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.holders.length).toBeLessThanOrEqual(limit);
      seen.push(...page.holders.map(({ number }) => number));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toHaveLength(all.length);
    expect(seen.toSorted()).toEqual(all);
    expect(seen.map((number) => number.slice(0, 6))).toEqual(all.map((number) => number.slice(0, 6)));
  });

  it('a cursor that was not given, or another method, is refused', async () => {
    for (const cursor of ['x', Buffer.from('2026-11-01T01:00:00.000Z#zz').toString('base64url')]) {
      const answer = await api.ask('GET', `/v1/reports/undeliverable?cursor=${cursor}`);
      expect([answer.status, answer.json().code]).toEqual([422, 'invalid_cursor']);
    }
    expect((await api.ask('POST', '/v1/reports/undeliverable')).status).toBe(405);
    expect((await api.ask('GET', '/v1/reports/other')).status).toBe(404);
  });

  it('another provider’s cursor shows nothing of that provider', async () => {
    const { cursor } = await report('?limit=2');
    const holders = await numbers(`?cursor=${cursor}`, api.theirs);
    expect(holders.every((number) => number.endsWith('9'))).toBe(true);
  });
});

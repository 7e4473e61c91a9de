import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NoticeSubject } from '#mail/notice.ts';
import { renderMime } from '#mail/store/mime.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { addDays } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { createNoticeService } from '#support/mail/notice-service';
import { reminded } from '#support/mail/reminded';
import { createReminderRun } from '#support/mail/reminder-run';
import { killedAt } from '#support/storage/killed-at';
import { createRegistry, day, instantFrom, makeUnreadable, type Registry } from '#support/storage/registry';

const monday = day('2027-01-25');
const spmc = {
  code: 'SPMC',
  name: { en: 'Hong Kong Society of Professional Medical Care', 'zh-HK': '香港專業醫療護理學會' },
  disclosure: 'masked',
  approvals: [],
} as const;
const subject: NoticeSubject = { of: 'digest', provider: 'SPMC', week: monday };
const bounced = {
  state: 'undeliverable',
  since: instantFrom('2027-01-20T01:00:00.000Z'),
  code: 'General',
} as const;

let registry: Registry;
let service: ReturnType<typeof createNoticeService>;
let reminders: ReturnType<typeof createReminderRun>;

/** OFA of three years that ends on 2027-02-28, unless said otherwise. */
const certificate: (typeof reminders)['certificate'] = (...args) => reminders.certificate(...args);
const provide = (more: { digestEmail?: string; code?: string } = { digestEmail: 'office@example.com' }) =>
  registry.providerRepository.addProvider({ ...spmc, approvals: [], ...more });
const texts = () => service.taken.map(({ mail }) => mail.text);

beforeEach(async () => {
  registry = await createRegistry();
  service = createNoticeService(registry);
  reminders = createReminderRun(registry);
});

describe('planning the digests', () => {
  it.each([
    ['2027-01-25', '2027-01-25'],
    ['2027-01-28', '2027-01-25'],
    ['2027-01-31', '2027-01-25'],
    ['2027-02-01', '2027-02-01'],
  ])('on %s queues one a provider for the week of %s', async (on, week) => {
    await provide();
    await provide({ code: 'OTHER' });
    expect(await service.plan(day(on))).toEqual([
      { of: 'digest', provider: 'OTHER', week },
      { of: 'digest', provider: 'SPMC', week },
    ]);
  });

  it('goes on past a provider whose profile cannot be read', async () => {
    await provide();
    await provide({ code: 'POISON' });
    await registry.table.update(keys.provider('POISON'), {
      text: 'SET #profile = :broken',
      values: { ':broken': { code: 7 } },
    });
    expect(await service.plan(monday)).toContainEqual(subject);
  });
});

describe("a provider's digest", () => {
  it('tells the provider who expires within 60 days, the nearest first, and nothing of another provider', async () => {
    await provide();
    await certificate('LAST-1', { expiresOn: '2027-03-26' });
    await certificate('LATER-1', { expiresOn: '2027-03-27' });
    await certificate('FIRST-1', { expiresOn: '2027-01-25' });
    await certificate('PAST-1', { expiresOn: '2027-01-24' });
    await certificate('THEIR-1', {}, 'OTHER');
    expect(await service.send(subject)).toEqual({ outcome: 'done' });
    expect(service.taken.map(({ mail }) => mail.to)).toEqual(['office@example.com']);
    const [text = ''] = texts();
    expect(text.match(/^- .*$/gm)).toEqual(['- FIRST-1', '- LAST-1', '- FIRST-1', '- LAST-1']);
    expect(await service.record(subject)).toMatchObject({ state: 'sent', sentAt: service.now });
  });

  it('leaves out what is revoked, suspended or replaced, and follows the effective last day', async () => {
    await provide();
    const entry = { at: instantFrom('2027-01-10T01:00:00.000Z'), on: day('2027-01-10') } as const;
    const source = { via: 'api', keyId: 'k' } as const;
    const change = (key: string, more: object) =>
      changeStatus(registry, {
        provider: 'SPMC',
        key,
        entry: { ...entry, source, reason: 'x', ...more } as never,
      });
    await certificate('REVOKED-1');
    await change('REVOKED1', { event: 'revoked' });
    await certificate('PAUSED-1');
    await change('PAUSED1', { event: 'suspended' });
    await certificate('LONGER-1');
    await change('LONGER1', { event: 'extended', expiresOn: day('2027-08-31') });
    await certificate('INTO-1', { expiresOn: '2026-12-31' });
    await change('INTO1', { event: 'extended', expiresOn: day('2027-03-01') });
    await service.send(subject);
    const [text = ''] = texts();
    expect(text.match(/^- .*$/gm)).toEqual(['- INTO-1', '- INTO-1']);
    expect(text).toContain('Valid through 2027-03-01 (35 days left)');
  });

  it('says who was reminded, who cannot be, and why', async () => {
    await provide();
    await certificate('DONE-1', { email: 'done@example.com', expiresOn: '2027-02-20' });
    await certificate('NONE-1', { email: '', expiresOn: '2027-02-21' });
    await certificate('GONE-1', { email: 'gone@example.com', expiresOn: '2027-02-22' });
    await certificate('STOP-1', { email: 'stop@example.com', expiresOn: '2027-02-23' });
    await certificate('SOON-1', { email: 'soon@example.com', expiresOn: '2027-03-25', type: 'BLS' });
    for (const number of ['GONE-1', 'STOP-1']) await reminded(registry, { number, provider: 'SPMC' });
    await registry.mailStates.record('gone@example.com', bounced);
    const token = await registry.links.sign('unsubscribe', {
      email: 'stop@example.com',
      key: 'STOP1',
      provider: 'SPMC',
    });
    const reader = await registry.links.read('unsubscribe', token);
    await registry.mailStates.request(reader?.holder ?? '', {
      at: service.now,
      action: 'stop',
      scope: 'all' as never,
      via: 'page',
    });
    await reminders.day(day('2027-01-21'));
    await service.send(subject);
    const [text = ''] = texts();
    const said = Object.fromEntries(
      [...text.matchAll(/^- (\w+-1)\n {2}CHAN Tai Man\n {2}[A-Z].*\n {2}Valid.*\n {2}(.*)$/gm)].map(
        ([, number, state]) => [number, state],
      ),
    );
    expect(said).toEqual({
      'DONE-1': 'Reminded on 2027-01-21',
      'NONE-1': 'No email address: gets no reminder',
      'GONE-1': 'Mail does not arrive: gets no reminder',
      'STOP-1': 'Has stopped the reminders',
      'SOON-1': 'Not reminded yet',
    });
  });

  it('lists the addresses that fail, of certificates that are in force or still to be reminded of, the newest finding first', async () => {
    await provide();
    await certificate('GONE-1', { email: 'one@example.com', expiresOn: '2028-02-28' });
    await certificate('GONE-2', { email: 'two@example.com', expiresOn: '2028-02-28' });
    await certificate('PAST-1', { email: 'one@example.com', expiresOn: '2026-12-31' });
    await certificate('PAST-2', { email: 'two@example.com', expiresOn: '2026-12-31' });
    const past = await registry.credentials.get('PAST2', 'SPMC');
    if (past) await registry.ledger.advance(past, undefined);
    for (const number of ['GONE-1', 'GONE-2']) await reminded(registry, { number, provider: 'SPMC' });
    await registry.mailStates.record('one@example.com', bounced);
    await registry.mailStates.record('two@example.com', {
      ...bounced,
      since: instantFrom('2027-01-22T01:00:00.000Z'),
    });
    await service.send(subject);
    const [text = ''] = texts();
    const inEach = ['- GONE-2', '- GONE-1', '- PAST-1'];
    expect(text.match(/^- .*$/gm)).toEqual([...inEach, ...inEach]);
    expect(text).toContain('email to the holders of 3 certificates does not arrive.');
  });

  it('goes out although one certificate cannot be read: lists the others, counts that one and tells of it', async () => {
    await provide();
    await certificate('OFA-1');
    await certificate('BAD-1');
    await certificate('OFA-2', { email: 'gone@example.com' });
    await certificate('BAD-2', { email: 'gone@example.com', expiresOn: '2028-02-28' });
    await reminded(registry, { number: 'OFA-2', provider: 'SPMC' });
    await registry.mailStates.record('gone@example.com', bounced);
    for (const key of ['BAD1', 'BAD2']) await makeUnreadable(registry, key);
    expect(await service.send(subject)).toEqual({ outcome: 'done' });
    const [text = ''] = texts();
    const inEach = ['- OFA-1', '- OFA-2', '- OFA-2'];
    expect(text.match(/^- .*$/gm)).toEqual([...inEach, ...inEach]);
    expect(text).toContain('2 certificates expire');
    expect(text.match(/1 more certificate cannot be read/g)).toHaveLength(2);
    expect(service.unreadable).toEqual([{ provider: 'SPMC', count: 1 }]);
  });

  it('goes out although what is on record of one reminder cannot be read', async () => {
    await provide();
    await certificate('OFA-1');
    await certificate('OFA-2', { email: 'lee@example.com' });
    await registry.table.put({ ...keys.reminder('OFA1', 'SPMC', '2027-02-28', '-30'), state: 7 });
    expect(await service.send(subject)).toEqual({ outcome: 'done' });
    const [text = ''] = texts();
    expect(text.match(/^- .*$/gm)).toEqual(['- OFA-2', '- OFA-2']);
    expect(text).toContain('1 certificate expires');
    expect(text).toContain('1 more certificate cannot be read');
    expect(text).not.toContain('And 1 more');
  });

  it('comes later when it could not be gathered for any other reason', async () => {
    await provide();
    await certificate('OFA-1');
    const reminders = { ofCredential: () => Promise.reject(new Error('the connection broke')) };
    await expect(service.send(subject, { ...service.deps(), reminders })).rejects.toThrow('broke');
    expect(await service.record(subject)).toBeUndefined();
  });

  it('lists fifty and says how many more there are', async () => {
    await provide();
    for (let i = 0; i < 53; i++) await certificate(`MANY-${i}`, { email: '' });
    await service.send(subject);
    const [text = ''] = texts();
    expect(text.match(/^- MANY/gm)).toHaveLength(100);
    expect(text).toContain('53 certificates expire');
    expect(text).toContain('And 3 more');
  });

  it('tells the truth of the day when it is sent late, and nothing once the next week has its own', async () => {
    await provide();
    await certificate('OFA-1');
    await certificate('OVER-1', { expiresOn: '2027-01-26' });
    service.now = instantFrom('2027-01-28T01:00:00.000Z');
    await service.send(subject);
    expect(texts()[0]).toContain('Valid through 2027-02-28 (31 days left)');
    expect(texts()[0]).not.toContain('OVER-1');
    service.now = instantFrom('2027-02-01T01:00:00.000Z');
    const other: NoticeSubject = { ...subject, week: day('2027-01-18') };
    await service.send(other);
    expect(await service.record(other)).toMatchObject({ state: 'skipped', reason: 'gone' });
  });

  it('comes anew a week later', async () => {
    await provide();
    await certificate('OFA-1');
    await service.send(subject);
    service.later(7 * 86_400);
    const [next] = await service.plan(day('2027-02-01'));
    if (next) await service.send(next);
    expect(texts().map((text) => /\((\d+) days left\)/.exec(text)?.[1])).toEqual(['34', '27']);
  });

  it('is a message that an independent reader understands', async () => {
    await provide();
    await certificate('OFA-1', { nameZh: '陳大文' });
    await service.send(subject);
    const mail = service.taken[0]?.mail;
    if (!mail) throw new Error('no mail');
    const raw = await renderMime({ from: 'Certkeeper <reminders@example.com>', ...mail });
    const read = await PostalMime.parse(raw);
    expect(read.subject).toBe(
      '證書每週摘要：1張證書將於未來60日內到期 · Weekly digest: 1 certificate expires in the next 60 days',
    );
    expect(read.to).toMatchObject([{ address: 'office@example.com' }]);
    expect(read.text?.trim()).toBe(mail.text.trim());
    expect(read.html).toContain('CHAN Tai Man 陳大文');
  });
});

describe('a digest that is not sent', () => {
  const skipped = async () => {
    expect(await service.send(subject)).toEqual({ outcome: 'done' });
    expect(service.taken).toEqual([]);
    const record = await service.record(subject);
    expect(service.reported).toEqual([record]);
    return record?.state === 'skipped' ? record.reason : record?.state;
  };

  it('has nothing to say', async () => {
    await provide();
    await certificate('PAST-1', { expiresOn: '2026-12-31' });
    expect(await skipped()).toBe('nothingToSay');
  });

  it('has nowhere to go', async () => {
    await provide({});
    await certificate('OFA-1');
    expect(await skipped()).toBe('noAddress');
  });

  it('would go to an address in trouble', async () => {
    await provide();
    await certificate('OFA-1');
    await registry.mailStates.record('office@example.com', bounced);
    expect(await skipped()).toBe('undeliverable');
  });

  it('was for a provider that is no more', async () => {
    expect(await skipped()).toBe('gone');
  });

  it('is on record once, whatever comes twice', async () => {
    await provide({});
    await Promise.all([1, 2, 3].map(() => service.send(subject)));
    expect(service.reported).toHaveLength(1);
  });
});

describe('one digest a provider and week', () => {
  beforeEach(async () => {
    await provide();
    await certificate('OFA-1');
  });

  it('goes once when its message is delivered three times at once', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => service.send(subject)));
    expect(service.taken).toHaveLength(1);
    expect(outcomes.some(({ outcome }) => outcome === 'done')).toBe(true);
    for (const { seconds } of service.queued) expect(seconds).toBeLessThanOrEqual(90);
    await service.untilDone(subject);
    expect(service.taken).toHaveLength(1);
    expect(await service.record(subject)).toMatchObject({ state: 'sent' });
  });

  it('is not looked up again once it is sent', async () => {
    await service.send(subject);
    const list = { list: () => Promise.reject(new Error('looked up again')) };
    expect(await service.send(subject, { ...service.deps(), list })).toEqual({ outcome: 'done' });
  });

  it('waits for word of a mail of which nobody knows, then goes again', async () => {
    service.answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    await service.send(subject);
    expect(service.queued).toEqual([{ subject, seconds: 900 }]);
    service.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    service.later(19 * 3600);
    expect(await service.send(subject)).toMatchObject({ outcome: 'again' });
    expect(service.taken).toHaveLength(1);
    service.later(3600);
    expect(await service.send(subject)).toEqual({ outcome: 'done' });
    expect(service.taken).toHaveLength(2);
    expect(await service.record(subject)).toMatchObject({
      state: 'sent',
      earlier: [{ code: 'TimeoutError' }],
    });
  });

  it('is done when the mail service tells that it took it', async () => {
    service.answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    await service.send(subject);
    await registry.mailings.hear(service.taken[0]?.claimId ?? '', { kind: 'delivered', at: service.now });
    service.later(13 * 3600);
    expect(await service.send(subject)).toEqual({ outcome: 'done' });
    expect(service.taken).toHaveLength(1);
  });

  it('waits while the account may not send, and keeps what it knows of earlier attempts', async () => {
    service.answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    await service.send(subject);
    service.later(20 * 3600);
    service.answer = () => ({ outcome: 'notNow', because: 'quota', code: 'Throttling' });
    await service.send(subject);
    expect(service.queued.at(-1)).toEqual({ subject, seconds: 900 });
    expect(await service.record(subject)).toMatchObject({ state: 'uncertain', code: 'TimeoutError' });
    service.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    await service.send(subject);
    expect(await service.record(subject)).toMatchObject({
      state: 'sent',
      earlier: [{ code: 'TimeoutError' }],
    });
  });

  it('comes again when nobody may send now, without a claim', async () => {
    const until = instantFrom('2027-01-25T01:10:00.000Z');
    const pace = {
      ...service.deps().pace,
      next: async () => ({ outcome: 'closed', until, because: 'account' }) as const,
    };
    expect(await service.send(subject, { ...service.deps(), pace })).toEqual({ outcome: 'again', at: until });
    expect(service.queued).toEqual([{ subject, seconds: 600 }]);
    expect(await service.record(subject)).toBeUndefined();
  });

  it('is not tried again when it is refused for good, and an address that is refused is known to be', async () => {
    service.answer = () => ({ outcome: 'undeliverable', code: 'InvalidParameterValue' });
    expect(await service.send(subject)).toEqual({ outcome: 'done' });
    expect(await service.record(subject)).toMatchObject({ state: 'failed' });
    expect((await registry.mailStates.find('office@example.com')).trouble).toBeDefined();
    await service.send(subject);
    expect(service.taken).toEqual([]);
  });

  it('killed at every call, one by one, and delivered again: sent, and twice only where nobody heard', async () => {
    const ports = [
      'ledger',
      'providers',
      'mailStates',
      'list',
      'credentials',
      'reminders',
      'pace',
      'mail',
    ] as const;
    for (let boundary = 0; ; boundary++) {
      for (const when of ['before', 'after'] as const) {
        const week = addDays(monday, 7 * (2 * boundary + (when === 'after' ? 1 : 0)));
        const mine: NoticeSubject = { ...subject, week };
        service.now = instantFrom(`${week}T01:00:00.000Z`);
        await certificate(`OFA-${boundary}-${when}`.toUpperCase(), {
          expiresOn: addDays(week, 30),
          email: '',
        });
        service.taken = [];
        const { using, reached } = killedAt({ boundary, when }, service.deps(), ports);
        await service.send(mine, using).catch((error: Error) => expect(error.message).toBe('killed'));
        await service.untilDone(mine);
        const record = await service.record(mine);
        expect(record?.state, `${boundary} ${when}`).toBe('sent');
        const earlier = (record?.state === 'sent' && record.earlier?.length) || 0;
        expect(service.taken.length, `${boundary} ${when}`).toBeLessThanOrEqual(1 + earlier);
        expect(service.taken.length).toBeGreaterThan(0);
        if (!reached()) {
          expect(boundary).toBeGreaterThan(8);
          return;
        }
      }
    }
  });

  it('leaves no name or address in what is reported or on record of it', async () => {
    await service.send(subject);
    const kept = JSON.stringify([service.reported, await service.record(subject)]);
    expect(kept).not.toMatch(/CHAN|example\.com/);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { MailAnswer } from '#mail/mailing-rules.ts';
import type { Mail } from '#mail/ports.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { correctCredential } from '#register/change/correct-credential.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { addDays, type CivilDate, type Instant } from '#register/civil-date.ts';
import { planShard } from '#remind/plan-reminders.ts';
import type { HolderBatch } from '#remind/ports.ts';
import type { ReminderRecord } from '#remind/reminder-record.ts';
import { type SendRemindersDeps, sendReminders } from '#remind/send-reminders.ts';
import { keys } from '#storage/contract/table.ts';
import { callsOf, killedAt } from '#support/storage/killed-at';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';

/** What a worker may die at. */
const ports = ['credentials', 'providers', 'holders', 'ledger', 'mailStates', 'mail'] as const;
const uploadedAt = instantFrom('2024-03-02T02:00:00.000Z');
const entry = { at: uploadedAt, on: day('2024-03-02'), source: { via: 'api', keyId: 'k' } as const };

let registry: Registry;
let inbox: Mail[];
let answer: (mail: Mail) => MailAnswer;
let now: Instant;
let troubles: string[];
/** Batches that are to come again, with their delay in seconds. */
let again: { batch: HolderBatch; seconds: number }[];

beforeEach(async () => {
  registry = await createRegistry();
  inbox = [];
  troubles = [];
  again = [];
  answer = () => ({ outcome: 'accepted', messageId: `m${inbox.length}` });
  now = instantFrom('2027-01-29T01:00:00.000Z');
});

const later = (milliseconds: number) => {
  now = instantFrom(new Date(Date.parse(now) + milliseconds).toISOString());
};

function deps(): SendRemindersDeps {
  let claims = 0;
  return {
    ...registry,
    mail: {
      async send(mail) {
        const said = answer(mail);
        if (said.outcome === 'accepted' || said.outcome === 'uncertain') inbox.push(mail);
        return said;
      },
    },
    compose: ({ certificates }) => ({
      subject: certificates.map(({ credential, stageId }) => `${credential.number} ${stageId}`).join(', '),
      text: certificates.map(({ daysLeft }) => String(daysLeft)).join(', '),
      html: '',
    }),
    clock: () => now,
    pauseUntil: async () => {},
    pace: { next: async (at) => ({ outcome: 'open', at }), slowDown: async () => {}, close: async () => {} },
    reminders: {
      send: async (batches, seconds = 0) => void again.push(...batches.map((batch) => ({ batch, seconds }))),
    },
    report: (_, { state }) => {
      if (state === 'failed' || state === 'uncertain') troubles.push(state);
    },
    reportUnreadable: () => {},
    newClaimId: () => `claim-${now}-${++claims}-${Math.random()}`,
  };
}

/** OFA issued 2024-03-01: expires 2027-02-28, stage -30 on 2027-01-29. */
async function certificate(number: string, more: Partial<Record<Column, string>> = {}, provider = 'SPMC') {
  const raw = {
    number,
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    email: 'chan@example.com',
    issuedOn: '2024-03-01',
    ...more,
  };
  const read = readCredential(raw, day('2027-01-28'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  await registerCredential(registry, {
    provider,
    facts: read.facts,
    given: new Set(Object.keys(raw) as Column[]),
    entry,
    correct: false,
  });
}

async function plan(on: CivilDate): Promise<HolderBatch[]> {
  const batches: HolderBatch[] = [];
  for (const shard of await registry.shardsInUse()) {
    const reminders = { send: async (sent: HolderBatch[]) => void batches.push(...sent) };
    await planShard({ due: registry.due, reminders }, { on, shard, startedAt: now }, now);
  }
  return batches;
}

async function run(on: CivilDate, using = deps()) {
  const outcomes = [];
  for (const batch of await plan(on)) outcomes.push(await sendReminders(using, batch));
  return outcomes;
}

/** Delivers a batch again, each time as soon as it says that it can be done, until nothing is left of it. */
async function untilDone(batch: HolderBatch): Promise<void> {
  for (let deliveries = 0; deliveries < 10; deliveries++) {
    const said = await sendReminders(deps(), batch);
    if (said.outcome === 'done') return;
    if (said.outcome === 'again') now = said.at;
  }
  throw new Error('the batch was never done');
}

/** As it is planned for a holder of these. */
const batchOf = (on: CivilDate, ...of: string[]): HolderBatch => ({
  on,
  startedAt: now,
  credentials: of.map((key) => ({ key, provider: 'SPMC' })),
});

type Boundary = Parameters<typeof killedAt>[0];
const boundariesOf = (calls: string[]): Boundary[] =>
  calls.flatMap((_, boundary) => (['before', 'after'] as const).map((when) => ({ boundary, when })));

/** Sends a batch up to a boundary, which has to be reached, or all of it; the calls of the whole. */
async function killedOrWhole(boundary: Boundary | undefined, batch: HolderBatch): Promise<string[]> {
  if (!boundary) return callsOf(deps(), ports, (using) => sendReminders(using, batch));
  const { using, reached } = killedAt(boundary, deps(), ports);
  await sendReminders(using, batch).catch((error: Error) => expect(error.message).toBe('killed'));
  expect(reached(), `${boundary.when} call ${boundary.boundary}`).toBe(true);
  return [];
}

const isThere = { text: 'attribute_exists(#pk)' };

const recordOf = async (key: string, stage: string): Promise<ReminderRecord | undefined> =>
  (await registry.reminders.ofCredential(key, 'SPMC')).find((record) => record.stage === stage);

const stages = async (key: string) =>
  Object.fromEntries(
    (await registry.reminders.ofCredential(key, 'SPMC')).map((record) => [
      record.stage,
      record.state === 'skipped' ? record.reason : record.state,
    ]),
  );

describe('a daily run', () => {
  it('sends the current stage once, and says why the earlier ones were not sent', async () => {
    await certificate('OFA-1');
    await run(day('2027-01-29'));
    expect(inbox).toMatchObject([{ to: 'chan@example.com', subject: 'OFA-1 -30', text: '30' }]);
    expect(await stages('OFA1')).toEqual({
      refresherOpens: 'overtaken',
      '-90': 'overtaken',
      '-30': 'sent',
    });
  });

  it('does nothing when it runs again for the same day', async () => {
    await certificate('OFA-1');
    await run(day('2027-01-29'));
    expect(await plan(day('2027-01-29'))).toEqual([]);
  });

  it('sends once when two runs of one day do the same batch at the same moment', async () => {
    await certificate('OFA-1');
    const [batch] = await plan(day('2027-01-29'));
    if (!batch) throw new Error('nothing due');
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => sendReminders(deps(), batch)));
    expect(inbox).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'done').length).toBeGreaterThan(0);
    later(31_000);
    expect(await sendReminders(deps(), batch)).toEqual({ outcome: 'done' });
    expect(inbox).toHaveLength(1);
  });

  it('after weeks without a run sends only the latest stage, with the days that are really left', async () => {
    await certificate('OFA-1');
    await run(day('2026-09-01'));
    await run(day('2027-02-23'));
    expect(inbox.map(({ subject, text }) => [subject, text])).toEqual([
      ['OFA-1 refresherOpens', '180'],
      ['OFA-1 -7', '5'],
    ]);
    expect(await stages('OFA1')).toEqual({
      refresherOpens: 'sent',
      '-90': 'overtaken',
      '-30': 'overtaken',
      '-7': 'sent',
    });
  });

  it('puts several certificates of one holder into one e-mail', async () => {
    await certificate('OFA-1');
    await certificate('OFA-2', { email: 'CHAN@example.com', nameEn: 'CHAN Tai-Man' });
    await certificate('OFA-3', { email: 'lee@example.com' });
    await run(day('2027-01-29'));
    expect(inbox.map(({ subject }) => subject).sort()).toEqual(['OFA-1 -30, OFA-2 -30', 'OFA-3 -30']);
  });

  it('sends nothing for what was revoked or suspended, and says so', async () => {
    for (const [number, event] of [
      ['OFA-1', 'revoked'],
      ['OFA-2', 'suspended'],
    ] as const) {
      await certificate(number);
      const key = number.replace('-', '');
      await changeStatus(registry, { provider: 'SPMC', key, entry: { ...entry, event, reason: 'x' } });
    }
    await run(day('2027-01-29'));
    expect(inbox).toEqual([]);
    expect(await stages('OFA1')).toMatchObject({ '-30': 'revoked' });
    expect(await stages('OFA2')).toMatchObject({ '-30': 'suspended' });
  });

  it('sends nothing for what was revoked between the plan and the send', async () => {
    await certificate('OFA-1');
    const [batch] = await plan(day('2027-01-29'));
    await changeStatus(registry, {
      provider: 'SPMC',
      key: 'OFA1',
      entry: { ...entry, event: 'revoked', reason: 'x' },
    });
    if (batch) await sendReminders(deps(), batch);
    expect(inbox).toEqual([]);
  });

  it('sends nothing for what was revoked between the decision and the claim', async () => {
    await certificate('OFA-1');
    const using = deps();
    let revoked = false;
    const compose: SendRemindersDeps['compose'] = (notice) => using.compose(notice);
    const ledger: SendRemindersDeps['ledger'] = {
      ...registry.ledger,
      async claim(...made) {
        if (!revoked) {
          revoked = true;
          await changeStatus(registry, {
            provider: 'SPMC',
            key: 'OFA1',
            entry: { ...entry, event: 'revoked', reason: 'x' },
          });
        }
        return registry.ledger.claim(...made);
      },
    };
    await run(day('2027-01-29'), { ...using, compose, ledger });
    expect(inbox).toEqual([]);
    expect(await stages('OFA1')).toMatchObject({ '-30': 'revoked' });
  });

  it('goes to the corrected address, and not to the old one', async () => {
    await certificate('OFA-1');
    const [batch] = await plan(day('2027-01-29'));
    await correctCredential(registry, {
      provider: 'SPMC',
      key: 'OFA1',
      patch: { email: 'new@example.com' },
      reason: 'typo',
      entry,
    });
    if (batch) await sendReminders(deps(), batch);
    expect(inbox.map(({ to }) => to)).toEqual(['new@example.com']);
  });

  it('tells no one to renew who has renewed, even with another provider', async () => {
    for (const code of ['SPMC', 'OTHER']) {
      const name = { en: code, 'zh-HK': code };
      await registry.providerRepository.addProvider({ code, name, disclosure: 'masked', approvals: [] });
    }
    await certificate('OFA-1');
    await certificate('OFA-9', { issuedOn: '2026-12-01', nameEn: 'Tai-man CHAN' }, 'OTHER');
    await run(day('2027-01-29'));
    expect(inbox).toEqual([]);
    expect(await stages('OFA1')).toMatchObject({ '-30': 'renewed' });
  });

  it('takes a colleague’s certificate at a shared address for nobody’s renewal but the colleague’s', async () => {
    await certificate('OFA-1');
    await certificate('OFA-9', { issuedOn: '2026-12-01', nameEn: 'LEE Kin' });
    await run(day('2027-01-29'));
    expect(inbox.map(({ subject }) => subject)).toEqual(['OFA-1 -30']);
  });

  it('writes to the address as it was given, capitals and all', async () => {
    await certificate('OFA-1', { email: 'Chan.TM@Example.com' });
    await run(day('2027-01-29'));
    expect(inbox.map(({ to }) => to)).toEqual(['Chan.TM@example.com']);
  });

  it('begins a new series also when the new one begins on the old one’s first day', async () => {
    await certificate('NREM-1', { type: 'NREMT', issuedOn: '2026-06-01' });
    await run(day('2028-03-25'));
    const extended = {
      ...entry,
      on: day('2028-03-26'),
      event: 'extended',
      expiresOn: day('2028-04-30'),
    } as const;
    await changeStatus(registry, {
      provider: 'SPMC',
      key: 'NREM1',
      entry: { ...extended, reason: 'order' },
    });
    await run(day('2028-04-01'));
    expect(inbox.map(({ subject }) => subject)).toEqual(['NREM-1 -7', 'NREM-1 -30']);
  });

  it('plans a credential once when the index shows it twice', async () => {
    const batches: HolderBatch[] = [];
    const stage = { dueOn: day('2027-01-29'), expiresOn: day('2027-02-28') };
    const twice = { key: 'OFA1', provider: 'SPMC', holder: 'h', ...stage };
    async function* dueIn() {
      yield twice;
      yield twice;
    }
    const reminders = { send: async (sent: HolderBatch[]) => void batches.push(...sent) };
    const shard = { on: day('2027-01-29'), shard: '0', startedAt: now };
    await planShard({ due: { dueIn }, reminders }, shard, now);
    const credentials = [{ key: 'OFA1', provider: 'SPMC' }];
    expect(batches).toEqual([{ on: '2027-01-29', startedAt: now, credentials }]);
  });

  it('records that there is no address', async () => {
    await certificate('OFA-1', { email: '' });
    await run(day('2027-01-29'));
    expect(await stages('OFA1')).toMatchObject({ '-30': 'noAddress' });
  });

  it('sends the current stage to an address that is given, or corrected, after it did not reach anybody', async () => {
    await certificate('OFA-1', { email: '' });
    await certificate('OFA-2', { email: 'gone@example.com' });
    await certificate('OFA-3', { email: 'typo@example.com' });
    await certificate('OFA-4', { email: 'fine@example.com' });
    await registry.mailStates.record('gone@example.com', { state: 'undeliverable', since: now, code: 'x' });
    const attempts: string[] = [];
    const using = deps();
    const mail: SendRemindersDeps['mail'] = {
      async send(sent, claimId) {
        if (sent.to === 'typo@example.com') attempts.push(claimId);
        return using.mail.send(sent, claimId);
      },
    };
    await run(day('2027-01-29'), { ...using, mail });
    await registry.mailings.hear(attempts[0] ?? '', { kind: 'bounced', at: now });
    inbox = [];
    for (const key of ['OFA1', 'OFA2', 'OFA3', 'OFA4'])
      await correctCredential(registry, {
        provider: 'SPMC',
        key,
        patch: { email: `new-${key.toLowerCase()}@example.com` },
        reason: 'typo',
        entry,
      });
    later(86_400_000);
    await run(day('2027-01-30'));
    expect(inbox.map(({ to, subject, text }) => [to, subject, text]).toSorted()).toEqual([
      ['new-ofa1@example.com', 'OFA-1 -30', '29'],
      ['new-ofa2@example.com', 'OFA-2 -30', '29'],
      ['new-ofa3@example.com', 'OFA-3 -30', '29'],
    ]);
    await run(day('2027-01-31'));
    expect(inbox).toHaveLength(3);
  });

  it('sends the current stage once a suspension has ended', async () => {
    await certificate('OFA-1');
    const change = (event: 'suspended' | 'reinstated', on: CivilDate) =>
      changeStatus(registry, {
        provider: 'SPMC',
        key: 'OFA1',
        entry: { ...entry, on, event, reason: 'x' },
      });
    await change('suspended', day('2027-01-20'));
    await run(day('2027-01-29'));
    expect(inbox).toEqual([]);
    await change('reinstated', day('2027-01-30'));
    await run(day('2027-01-31'));
    expect(inbox.map(({ subject, text }) => [subject, text])).toEqual([['OFA-1 -30', '28']]);
  });

  it('goes on with what was planned, or went, as 180 days before: not lost, and not twice', async () => {
    await certificate('OFA-1');
    const seen = await registry.credentials.get('OFA1', 'SPMC');
    if (!seen) throw new Error('not registered');
    await registry.ledger.advance(seen, day('2026-09-01'));
    await run(day('2026-08-31'));
    expect(inbox).toEqual([]);
    await run(day('2026-09-01'));
    expect(inbox.map(({ subject }) => subject)).toEqual(['OFA-1 refresherOpens']);

    const before = keys.reminder('OFA1', 'SPMC', '2027-02-28', '-180');
    const text = 'SET #stage = :stage';
    expect(
      await registry.table.update(before, { text, values: { ':stage': '-180' } }, isThere),
    ).toMatchObject({
      ok: true,
    });
    await correctCredential(registry, {
      provider: 'SPMC',
      key: 'OFA1',
      patch: { email: 'new@example.com' },
      reason: 'moved',
      entry,
    });
    await run(day('2026-09-02'));
    expect(inbox).toHaveLength(1);
    expect(await stages('OFA1')).toEqual({ '-180': 'sent' });
  });

  it('begins a new series when the expiry changes', async () => {
    await certificate('OFA-1');
    await run(day('2027-01-29'));
    const extended = {
      ...entry,
      on: day('2027-02-01'),
      event: 'extended',
      expiresOn: day('2027-08-31'),
      reason: 'order',
    } as const;
    await changeStatus(registry, { provider: 'SPMC', key: 'OFA1', entry: extended });
    await run(day('2027-03-10'));
    await run(day('2027-08-01'));
    expect(inbox.map(({ subject }) => subject)).toEqual(['OFA-1 -30', 'OFA-1 refresherOpens', 'OFA-1 -30']);
  });

  it('sends nothing for a certificate uploaded after all its stages', async () => {
    await certificate('OFA-1', { issuedOn: '2020-03-01' });
    await run(day('2027-01-29'));
    expect(inbox).toEqual([]);
    expect(new Set(Object.values(await stages('OFA1')))).toEqual(new Set(['tooLate']));
    expect(await plan(day('2027-12-31'))).toEqual([]);
  });
});

describe('an address in trouble', () => {
  const refused = () => {
    answer = ({ to }) =>
      to === 'gone@example.com'
        ? { outcome: 'undeliverable', code: 'InvalidParameterValue' }
        : { outcome: 'accepted', messageId: 'm' };
  };

  it('is on record with its reason when SES refuses it for good, and is not mailed again', async () => {
    await certificate('OFA-1', { email: 'gone@example.com' });
    refused();
    await run(day('2027-01-29'));
    expect(await stages('OFA1')).toMatchObject({ '-30': 'failed' });
    expect((await registry.mailStates.find('GONE@example.com')).trouble).toEqual({
      state: 'undeliverable',
      since: now,
      code: 'InvalidParameterValue',
    });
    answer = () => ({ outcome: 'accepted', messageId: 'm' });
    await run(day('2027-02-21'));
    expect(inbox).toEqual([]);
    expect(await stages('OFA1')).toMatchObject({ '-7': 'undeliverable' });
  });

  it('is not mailed after a complaint either', async () => {
    await certificate('OFA-1', { email: 'gone@example.com' });
    await registry.mailStates.record('gone@example.com', { state: 'complained', since: now, code: 'abuse' });
    await run(day('2027-01-29'));
    expect(inbox).toEqual([]);
    expect(await stages('OFA1')).toMatchObject({ '-30': 'undeliverable' });
  });

  it('starts afresh when it is corrected', async () => {
    await certificate('OFA-1', { email: 'gone@example.com' });
    refused();
    await run(day('2027-01-29'));
    const patch = { email: 'chan@example.com' };
    await correctCredential(registry, { provider: 'SPMC', key: 'OFA1', patch, reason: 'typo', entry });
    await run(day('2027-02-21'));
    expect(inbox.map(({ to, subject }) => [to, subject])).toEqual([['chan@example.com', 'OFA-1 -7']]);
  });

  it('is not held against an address when a mail is refused for what it says', async () => {
    await certificate('OFA-1');
    answer = () => ({ outcome: 'rejected', code: 'MessageRejected' });
    await run(day('2027-01-29'));
    expect((await registry.mailStates.find('chan@example.com')).trouble).toBeUndefined();
  });

  it('killed at every I/O boundary: whatever is on record as failed has its reason on record', async () => {
    answer = () => ({ outcome: 'undeliverable', code: 'InvalidParameterValue' });
    const work = async (boundary: Boundary | undefined) => {
      const number = boundary ? `GONE-${boundary.boundary}-${boundary.when}` : 'GONE-ALL';
      const key = number.replaceAll('-', '').toUpperCase();
      const email = `${key.toLowerCase()}@example.com`;
      await certificate(number, { email });
      const batch = batchOf(day('2027-01-29'), key);
      const calls = await killedOrWhole(boundary, batch);
      await untilDone(batch);
      const state = (await stages(key))['-30'];
      expect(['failed', 'undeliverable', 'uncertain'], `${number} ${calls}`).toContain(state);
      if (state !== 'uncertain') expect((await registry.mailStates.find(email)).trouble).toBeDefined();
      return calls;
    };
    const calls = await work(undefined);
    expect(calls).toEqual(expect.arrayContaining(['ledger.claim', 'mail.send', 'mailStates.record']));
    for (const boundary of boundariesOf(calls)) await work(boundary);
  });
});

describe('when something fails', () => {
  it('records what SES refuses, and goes on', async () => {
    await certificate('OFA-1', { email: 'bad@example.com' });
    await certificate('OFA-2');
    answer = ({ to }) =>
      to.startsWith('bad')
        ? { outcome: 'rejected', code: 'MessageRejected' }
        : { outcome: 'accepted', messageId: 'm' };
    await run(day('2027-01-29'));
    expect(await stages('OFA1')).toMatchObject({ '-30': 'failed' });
    expect(troubles).toEqual(['failed']);
    expect(await stages('OFA2')).toMatchObject({ '-30': 'sent' });
  });

  it('gives the claim back when SES is busy, and sends at the next delivery', async () => {
    await certificate('OFA-1');
    answer = () => ({ outcome: 'notNow', because: 'rate', code: 'Throttling' });
    const [batch] = await plan(day('2027-01-29'));
    if (!batch) throw new Error('nothing due');
    expect(await sendReminders(deps(), batch)).toMatchObject({ outcome: 'again' });
    expect(again).toEqual([{ batch, seconds: 5 }]);
    expect(await stages('OFA1')).toMatchObject({ '-30': 'released' });
    answer = () => ({ outcome: 'accepted', messageId: 'm' });
    expect(await sendReminders(deps(), batch)).toEqual({ outcome: 'done' });
    expect(inbox).toHaveLength(1);
  });

  it('waits for word of a mail that may have gone, and sends it again when none came', async () => {
    await certificate('OFA-1');
    answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    const [batch] = await plan(day('2027-01-29'));
    if (!batch) throw new Error('nothing due');
    const lost = now;
    expect(await sendReminders(deps(), batch)).toMatchObject({ outcome: 'again' });
    expect(again).toEqual([{ batch, seconds: 900 }]);
    answer = () => ({ outcome: 'accepted', messageId: 'm' });
    later(899_000);
    expect(await sendReminders(deps(), batch)).toMatchObject({ outcome: 'again' });
    expect(inbox).toHaveLength(1);
    later(2000);
    expect(await sendReminders(deps(), batch)).toEqual({ outcome: 'done' });
    expect(inbox).toHaveLength(2);
    const earlier = [{ code: 'TimeoutError', since: lost }];
    expect(await recordOf('OFA1', '-30')).toMatchObject({ state: 'sent', earlier });
  });

  it('lets an early stage wait for word until the next morning', async () => {
    await certificate('OFA-1');
    answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    const on = day('2026-09-01');
    const [batch] = await plan(on);
    if (!batch) throw new Error('nothing due');
    expect(await sendReminders(deps(), batch)).toEqual({ outcome: 'left' });
    answer = () => ({ outcome: 'accepted', messageId: 'm' });
    later(86_400_000);
    await run(addDays(on, 1));
    expect(inbox).toHaveLength(2);
    expect(await stages('OFA1')).toEqual({ refresherOpens: 'sent' });
  });

  it('gives up after three attempts of which nobody knows', async () => {
    await certificate('OFA-1');
    answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    const [batch] = await plan(day('2027-01-29'));
    if (batch) await untilDone(batch);
    expect(inbox).toHaveLength(3);
    expect(await stages('OFA1')).toMatchObject({ '-30': 'uncertain' });
    expect(await plan(day('2027-01-30'))).toEqual([]);
  });

  it('leaves to the next morning what could not be done on its day', async () => {
    await certificate('OFA-1');
    const [batch] = await plan(day('2027-01-29'));
    later(14 * 3_600_000 + 1);
    if (batch) expect(await sendReminders(deps(), batch)).toEqual({ outcome: 'left' });
    expect(inbox).toEqual([]);
    await run(day('2027-01-30'));
    expect(inbox.map(({ subject, text }) => [subject, text])).toEqual([['OFA-1 -30', '29']]);
  });

  it('deals with a holder’s other certificates when one cannot be read, and tells of that one', async () => {
    await certificate('OFA-1');
    await certificate('OFA-2');
    const [batch] = await plan(day('2027-01-29'));
    if (!batch) throw new Error('nothing due');
    const { credentials } = registry;
    const get: typeof credentials.get = async (key, provider) => {
      if (key === 'OFA1') throw new Error('not a credential');
      return credentials.get(key, provider);
    };
    const using = { ...deps(), credentials: { ...credentials, get } };
    await expect(sendReminders(using, batch)).rejects.toThrow('not a credential');
    expect(inbox.map(({ subject }) => subject)).toEqual(['OFA-2 -30']);
    await expect(sendReminders(using, batch)).rejects.toThrow('not a credential');
    expect(inbox).toHaveLength(1);
  });

  it('killed at every I/O boundary, one by one, and run again: each stage sent once or recorded', async () => {
    const on = day('2027-01-29');
    const work = async (boundary: Boundary | undefined) => {
      const number = boundary ? `CRASH-${boundary.boundary}-${boundary.when}` : 'CRASH-ALL';
      const key = number.replaceAll('-', '').toUpperCase();
      const email = `${key.toLowerCase()}@example.com`;
      await certificate(number, { email });
      await certificate(`${number}-B`, { email, nameEn: 'CHAN Siu Ming' });
      const batch = batchOf(on, key, `${key}B`);
      const calls = await killedOrWhole(boundary, batch);
      await untilDone(batch);
      const mails = inbox.filter(({ to }) => to === email);
      for (const certificateKey of [key, `${key}B`]) {
        const record = await recordOf(certificateKey, '-30');
        expect(record?.state, number).toBe('sent');
        // Sent twice is only what the mail service had taken and nobody heard of; that is on record.
        const earlier = (record?.state === 'sent' && record.earlier?.length) || 0;
        expect(mails.length, number).toBeLessThanOrEqual(1 + earlier);
        expect(mails.length).toBeGreaterThan(0);
      }
      return calls;
    };
    const calls = await work(undefined);
    expect(calls).toEqual(expect.arrayContaining(['ledger.claim', 'mail.send', 'ledger.settle']));
    for (const boundary of boundariesOf(calls)) await work(boundary);
    expect(await plan(addDays(on, 1))).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { stopAll } from '#mail/address-state.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { previewReminders } from '#remind/explain/preview-reminders.ts';
import { DUE_SHARDS, indexKeys } from '#storage/contract/table.ts';
import { createReminderRun } from '#support/mail/reminder-run';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';

let registry: Registry;
let run: ReturnType<typeof createReminderRun>;
beforeEach(async () => {
  registry = await createRegistry();
  run = createReminderRun(registry);
});

const on = day('2027-01-29');
const preview = () => previewReminders(registry, { on, at: run.now, shards: DUE_SHARDS });

async function stop(email: string): Promise<void> {
  const token = await registry.links.sign('unsubscribe', { email, key: 'K', provider: 'SPMC' });
  const link = await registry.links.read('unsubscribe', token);
  await registry.mailStates.request(link?.holder ?? '', {
    at: run.now,
    action: 'stop',
    scope: stopAll,
    via: 'page',
  });
}

/** One of everything that a morning may meet. */
async function everyCase(): Promise<void> {
  await run.certificate('SENT');
  await run.certificate('BOTH', { type: 'BLS', issuedOn: '2025-02-01' });
  await run.certificate('NOT-YET', { issuedOn: '2026-03-01', email: 'early@example.com' });
  await run.certificate('NO-MAIL', { email: '' });
  await run.certificate('BOUNCED', { email: 'bounced@example.com' });
  await run.certificate('STOPPED', { email: 'stopped@example.com' });
  await run.certificate('REVOKED', { email: 'revoked@example.com' });
  await run.certificate('OLDER', { email: 'again@example.com' });
  await run.certificate('NEWER', { email: 'again@example.com', issuedOn: '2026-06-01' });
  await run.certificate('TOO-LATE', { issuedOn: '2022-03-01', email: 'late@example.com' });
  await registry.mailStates.record('bounced@example.com', {
    state: 'undeliverable',
    since: run.now,
    code: 'General',
  });
  await stop('stopped@example.com');
  await changeStatus(registry, {
    provider: 'SPMC',
    key: 'REVOKED',
    entry: { event: 'revoked', reason: 'x', at: run.now, on, source: { via: 'api', keyId: 'k' } },
  });
}

/** The window of a registration opens before the stages that count days. */
const dayOfStage = ({ stage }: { stage: string }) => (/Opens$/.test(stage) ? -366 : Number(stage));

describe('what a morning would bring', () => {
  it('is what the run then does, and asking changes nothing', async () => {
    await everyCase();
    const before = await registry.everythingStored();
    const { wouldSend, wouldSkip, unreadable } = await preview();
    expect(await registry.everythingStored()).toBe(before);

    await run.day(on);
    const keys = [
      'SENT',
      'BOTH',
      'NOTYET',
      'NOMAIL',
      'BOUNCED',
      'STOPPED',
      'REVOKED',
      'OLDER',
      'NEWER',
      'TOOLATE',
    ];
    const records = (
      await Promise.all(keys.map((key) => registry.reminders.ofCredential(key, 'SPMC')))
    ).flat();
    const told = ({ number, stage }: { number: string; stage: string }) => `${number} ${stage}`;
    // The preview is in order of number, then of the stages; so is what is on record, once it is put by number.
    const byNumber = records.toSorted(
      (a, b) => a.number.localeCompare(b.number) || dayOfStage(a) - dayOfStage(b),
    );
    expect(wouldSend.map(told)).toEqual(byNumber.filter(({ state }) => state === 'sent').map(told));
    expect(wouldSkip.map((skip) => `${told(skip)} ${skip.reason}`)).toEqual(
      byNumber.flatMap((record) => (record.state === 'skipped' ? `${told(record)} ${record.reason}` : [])),
    );
    const reasons = new Set<string>(wouldSkip.map(({ reason }) => reason));
    expect(reasons).toEqual(
      new Set(['overtaken', 'tooLate', 'noAddress', 'undeliverable', 'unsubscribed', 'revoked', 'renewed']),
    );
    expect(wouldSend).toContainEqual({ number: 'SENT', provider: 'SPMC', stage: '-30', daysLeft: 30 });
    expect(unreadable).toBe(0);
    expect(await preview()).toMatchObject({ wouldSend: [], wouldSkip: [] });
  });

  it('says nothing of whose it is', async () => {
    await everyCase();
    expect(JSON.stringify(await preview())).not.toMatch(/@|CHAN/);
  });

  it('leaves out what was sent, though its sender died before it moved the certificate on', async () => {
    await run.certificate('SENT');
    const seen = await registry.credentials.get('SENT', 'SPMC');
    await run.day(on);
    const now = await registry.credentials.get('SENT', 'SPMC');
    if (!seen || !now) throw new Error('not registered');
    await registry.ledger.advance(now, seen.nextReminderOn);
    expect(await preview()).toMatchObject({ wouldSend: [], wouldSkip: [] });
  });

  it('leaves out a mail that may have gone, until its event has been waited for', async () => {
    await run.certificate('UNSURE');
    run.answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    await run.day(on);
    expect((await preview()).wouldSend).toEqual([]);
    run.now = instantFrom('2027-01-29T01:20:00.000Z');
    expect((await preview()).wouldSend).toMatchObject([{ number: 'UNSURE', stage: '-30' }]);
  });

  it("tells a certificate's stages in the order of their days", async () => {
    await run.certificate('SENT');
    const { wouldSkip, wouldSend } = await preview();
    expect(wouldSkip.map(({ stage }) => stage)).toEqual(['refresherOpens', '-90']);
    expect(wouldSend.map(({ stage }) => stage)).toEqual(['-30']);
    const { wouldSkip: late } = await previewReminders(registry, {
      on: day('2027-12-29'),
      at: run.now,
      shards: DUE_SHARDS,
    });
    expect(late.map(({ stage }) => stage)).toEqual(['refresherOpens', '-90', '-30', '-7', '0', '+1', '+150']);
  });

  it('counts what cannot be read beside the rest', async () => {
    await run.certificate('SENT');
    await registry.table.put({
      pk: 'BROKEN',
      sk: 'BROKEN',
      ...indexKeys.dueShard('0'),
      dueSk: '2027-01-01#x',
    });
    expect(await preview()).toMatchObject({ wouldSend: [{ number: 'SENT' }], unreadable: 1 });
  });
});

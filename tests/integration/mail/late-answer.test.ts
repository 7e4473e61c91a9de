import { expect, it } from 'vitest';
import { answered, claimMailing } from '#mail/mailing-rules.ts';
import { stageIdentity } from '#remind/reminder-record.ts';
import { dueStage } from '#support/mail/due-stage';
import { createReminderRun } from '#support/mail/reminder-run';
import { createRegistry, day, instantFrom } from '#support/storage/registry';

it('the answer of one who was given up does not overwrite the attempt that was made after', async () => {
  const registry = await createRegistry();
  const run = createReminderRun(registry);
  await run.certificate('OFA-1');
  run.answer = () => ({ outcome: 'uncertain', code: 'timeout' });
  await run.day(day('2027-01-29'));
  run.answer = () => ({ outcome: 'accepted', messageId: 'm2' });
  await run.day(day('2027-01-30'), instantFrom('2027-01-30T01:00:00.000Z'));
  const second = await run.record('OFA1', '-30');
  expect(second).toMatchObject({ state: 'sent', messageId: 'm2' });

  const at = instantFrom('2027-01-30T01:00:05.000Z');
  const seen = await registry.credentials.get('OFA1', 'SPMC');
  if (!seen) throw new Error('nobody is registered');
  const subject = dueStage(seen, '-30', day('2027-01-29'));
  const claim = claimMailing({ claimId: 'claim-1', at: instantFrom('2027-01-29T01:00:00.000Z') });
  const outcome = answered(claim, { outcome: 'rejected', code: 'MessageRejected' }, { at, urgent: true });
  expect(await registry.ledger.settle([{ subject, claim, outcome }])).toEqual([]);
  expect(await run.record('OFA1', '-30')).toEqual(second);
});

it('who holds a claim is left in peace for as long as a sender may run, and then given up', async () => {
  const registry = await createRegistry();
  const run = createReminderRun(registry);
  await run.certificate('OFA-1');
  const on = day('2027-01-29');
  const seen = await registry.credentials.get('OFA1', 'SPMC');
  if (!seen) throw new Error('nobody is registered');
  const claim = claimMailing({ claimId: 'elsewhere', at: instantFrom('2027-01-29T01:00:00.000Z') });
  const subject = dueStage(seen, '-30', on);
  expect(await registry.ledger.claim(claim, [{ subject }])).toBeUndefined();
  const record = { ...stageIdentity(subject), ...claim };

  await run.day(on, instantFrom('2027-01-29T01:01:00.000Z'));
  expect(await run.record('OFA1', '-30')).toEqual(record);
  await run.day(on, instantFrom('2027-01-29T01:02:00.000Z'));
  expect(await run.record('OFA1', '-30')).toMatchObject({ state: 'uncertain', claimId: 'elsewhere' });
  expect(run.taken).toEqual([]);
});

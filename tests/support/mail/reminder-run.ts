import type { MailAnswer } from '#mail/mailing-rules.ts';
import type { Mail, Slot } from '#mail/ports.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import { planShard, startReminderRun } from '#remind/plan-reminders.ts';
import type { DueIndex, HolderBatch, RunQueue, ShardRun } from '#remind/ports.ts';
import type { ReminderRecord } from '#remind/reminder-record.ts';
import { type SendRemindersDeps, sendReminders } from '#remind/send-reminders.ts';
import { DUE_SHARDS, QUARANTINE } from '#storage/contract/table.ts';
import { day, instantFrom, type Registry } from '#support/storage/registry';

/** Days of planning and sending over a registry, with a mail service that answers as a test has it. */
export function createReminderRun(registry: Registry) {
  const run = {
    now: instantFrom('2027-01-29T01:00:00.000Z'),
    /** What the mail service took, or may have taken, with the attempt that it was. */
    taken: [] as { mail: Mail; claimId: string }[],
    answer: (_: Mail): MailAnswer => ({ outcome: 'accepted', messageId: 'm' }),
    slot: (at: Instant): Slot => ({ outcome: 'open', at }),
    remaining: Number.POSITIVE_INFINITY,
    due: registry.due as Pick<DueIndex, 'dueIn'>,
    /** How many credentials were found that cannot be read. */
    unreadable: 0,
    certificate,
    plan,
    /** Plans a day and sends all of it, at this time. */
    async day(on: CivilDate, at?: Instant): Promise<string[]> {
      if (at) run.now = at;
      const outcomes: string[] = [];
      for (const batch of await plan(on)) {
        const sent = await sendReminders(deps, batch).catch(() => ({ outcome: 'fault' }));
        outcomes.push(sent.outcome);
      }
      return outcomes;
    },
    async record(key: string, stage: string): Promise<ReminderRecord> {
      const found = (await registry.reminders.ofCredential(key, 'SPMC')).find((one) => one.stage === stage);
      if (!found) throw new Error(`nothing on record for ${key} ${stage}`);
      return found;
    },
  };

  let claims = 0;
  const deps: SendRemindersDeps = {
    ...registry,
    mail: {
      async send(mail, claimId) {
        const said = run.answer(mail);
        if (said.outcome === 'accepted' || said.outcome === 'uncertain') run.taken.push({ mail, claimId });
        return said;
      },
    },
    compose: ({ certificates }) => ({
      subject: certificates.map(({ credential, stageId }) => `${credential.number} ${stageId}`).join(', '),
      text: '',
      html: '',
    }),
    clock: () => run.now,
    pauseUntil: async () => {},
    pace: { next: async (at) => run.slot(at), slowDown: async () => {}, close: async () => {} },
    reminders: { send: async () => {} },
    report: () => {},
    reportUnreadable: () => void run.unreadable++,
    newClaimId: () => `claim-${++claims}`,
  };

  async function plan(on: CivilDate): Promise<HolderBatch[]> {
    const batches: HolderBatch[] = [];
    const reminders = { send: async (sent: HolderBatch[]) => void batches.push(...sent) };
    const shardRuns: ShardRun[] = [];
    const shards: RunQueue = {
      async send(messages) {
        for (const message of messages) if ('shard' in message) shardRuns.push(message);
      },
    };
    const quota = { remaining: async () => run.remaining };
    // An index that a test has made up may show anything anywhere.
    const shardsToAsk = run.due === registry.due ? await registry.shardsInUse() : DUE_SHARDS;
    const options = { shards: shardsToAsk, quarantine: QUARANTINE, at: run.now };
    await startReminderRun({ due: run.due, shards, quota }, { on, startedAt: run.now }, options);
    for (const shard of shardRuns) await planShard({ due: run.due, reminders }, shard, run.now);
    return batches;
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
      entry: {
        at: instantFrom('2024-03-02T02:00:00.000Z'),
        on: day('2024-03-02'),
        source: { via: 'api', keyId: 'k' },
      },
      correct: false,
    });
  }

  return run;
}

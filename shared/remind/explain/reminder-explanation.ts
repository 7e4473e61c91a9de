import { mailEvents } from '#mail/mail-record.ts';
import { deliveryStatus, givenUp } from '#mail/mailing-rules.ts';
import { type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import { reminderSeries } from '#register/schedule/series.ts';
import { currentStage, isOpen, recordedStage, type Stage } from '#register/schedule/stages.ts';
import type { SkipReason } from '#remind/reminder-decision.ts';
import type { MailedReminder, ReminderRecord } from '#remind/reminder-record.ts';
import { type ComingReminder, comingReminder, type ReminderCase } from './coming-reminder.ts';
import type { ToldRecord, Withheld } from './withheld.ts';

/**
 * What came of one stage. `putOff`: it certainly did not go, and is tried again. `due`: the next run deals with it.
 * `passed`: its days are over, and the next run puts that on record. `notOnRecord`: it was dealt with, and nothing was kept.
 */
export const stageOutcomes = [
  'sent',
  'delayed',
  'returned',
  'delivered',
  'rejected',
  'bounced',
  'complained',
  'failed',
  'uncertain',
  'underWay',
  'putOff',
  'skipped',
  'planned',
  'due',
  'passed',
  'notOnRecord',
] as const;
export type StageOutcome = (typeof stageOutcomes)[number];

export interface StageAccount {
  stage: string;
  /** The day from which it is current. */
  on: CivilDate;
  outcome: StageOutcome;
  /** When that was so. */
  at?: Instant;
  /** Of what was skipped. */
  reason?: SkipReason | Withheld;
  /** The mail service's own word for the cause, or ours. */
  code?: string;
  /** The day on which an `uncertain` one is sent again unless something is heard of it; absent: it is not. */
  againOn?: CivilDate;
  /** How many attempts there were, when there was more than one. */
  attempts?: number;
}

export interface ReminderExplanation {
  /** The present series, in the order of its days; none when there is no plan. */
  stages: StageAccount[];
  next: ComingReminder;
}

/** Why its holder got a mail, or did not, and whether the next one will go: by the same decision as the run itself makes. */
export function explainReminders(
  given: ReminderCase & { reminders: readonly ReminderRecord[] },
): ReminderExplanation {
  const series = reminderSeries(given.credential);
  if (!series?.stages.length) return { stages: [], next: { goes: false, because: 'noPlan' } };
  const { stages, expiresOn } = series;
  const records = new Map(
    given.reminders
      .filter((record) => record.expiresOn === expiresOn)
      .map((record) => [recordedStage(record.stage), record] as const),
  );
  const known = stages.map((stage) => ({
    stage,
    record: asItStands(records.get(recordedStage(stage.id)), stage, given.at),
  }));
  const next = comingReminder(given, known);
  return {
    stages: known.map(({ stage, record }): StageAccount => {
      const { id, on } = stage;
      if (!record) return { stage: id, on, outcome: withoutRecord(given, stages, stage) };
      const account = { stage: id, on, ...explainRecord(record) };
      const again = record.state === 'uncertain' && next.goes && next.stage === id;
      return again ? { ...account, againOn: next.on } : account;
    }),
    next,
  };
}

/** A claim whose lease has ended is one of which nobody knows what came; the next run will find so. */
function asItStands(record: ReminderRecord | undefined, { urgent }: Stage, at: Instant) {
  if (record?.state !== 'claimed' || record.leaseUntil > at) return record;
  return { ...record, ...givenUp(record, urgent) };
}

function withoutRecord({ nextReminderOn, at }: ReminderCase, stages: Stage[], stage: Stage): StageOutcome {
  const on = hongKongDay(at);
  if (nextReminderOn === undefined || !isOpen(stage, nextReminderOn)) return 'notOnRecord';
  if (stage.on > on) return 'planned';
  return currentStage(stages, on) === stage ? 'due' : 'passed';
}

/** What a record says of its stage. */
export function explainRecord(
  record: ToldRecord,
): Pick<StageAccount, 'outcome' | 'at' | 'reason' | 'code' | 'attempts'> {
  if (record.state === 'skipped') return { outcome: 'skipped', reason: record.reason, at: record.skippedAt };
  const fate = deliveryStatus(record);
  const heard = mailEvents.find((event) => event === fate);
  const own = ownAnswer(record);
  const { at, code } = (heard && record.heard?.[heard]) ?? own;
  const attempts = (record.earlier?.length ?? 0) + 1;
  return {
    outcome: fate === 'accepted' ? 'sent' : fate === 'givenBack' ? 'putOff' : fate,
    at,
    ...(code !== undefined && { code }),
    ...(attempts > 1 && { attempts }),
  };
}

function ownAnswer(record: MailedReminder): { at: Instant; code?: string } {
  switch (record.state) {
    case 'claimed':
      return { at: record.claimedAt };
    case 'sent':
      return { at: record.sentAt };
    case 'failed':
      return { at: record.failedAt, code: record.code };
    case 'released':
      return { at: record.releasedAt, code: record.code };
    case 'uncertain':
      return { at: record.since, code: record.code };
  }
}

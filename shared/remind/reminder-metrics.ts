import type { Metrics } from '#mail/metrics.ts';
import type { PlainMetric } from '#storage/contract/metrics.ts';
import type { ReminderRecord } from './reminder-record.ts';

const ofState = {
  sent: 'RemindersSent',
  failed: 'RemindersFailed',
  uncertain: 'RemindersUncertain',
  released: 'RemindersGivenBack',
} as const satisfies Partial<Record<ReminderRecord['state'], PlainMetric>>;

/** Counts what was put on record of a stage. */
export function countReminder(metrics: Metrics, record: ReminderRecord): void {
  if (record.state === 'skipped') metrics.count('RemindersSkipped', record.reason);
  else if (record.state !== 'claimed') metrics.put({ [ofState[record.state]]: 1 });
}

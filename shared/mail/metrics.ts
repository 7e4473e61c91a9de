import type { Clock } from '#register/ports/clock.ts';
import { METRICS, type MetricName, type PlainMetric } from '#storage/contract/metrics.ts';
import { logLine } from '#web/log.ts';
import type { MailEvent, MailOutcome, Skipped } from './mail-record.ts';
import type { NoticeSubject } from './notice.ts';
import type { MailPace } from './ports.ts';

export interface Metrics {
  put(values: Partial<Record<PlainMetric, number>>): void;
  /** Counts one more; under `value`, if the metric has a dimension. */
  count(name: MetricName, value?: string): void;
}

const UNITS: Partial<Record<MetricName, string>> = {
  OldestDueDays: 'None',
  NoticesWaitedSeconds: 'Seconds',
  ProtectiveWaitedSeconds: 'Seconds',
  BulkWaitedSeconds: 'Seconds',
};

/**
 * Metrics as lines of the log, which CloudWatch turns into metrics by itself (embedded metric format): no call to wait for,
 * none to fail. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function createMetrics(namespace: string, clock: Clock): Metrics {
  const write = (names: MetricName[], dimensions: string[], fields: Record<string, string | number>) => {
    const directive = {
      Namespace: namespace,
      Dimensions: [dimensions],
      Metrics: names.map((Name) => ({ Name, Unit: UNITS[Name] ?? 'Count' })),
    };
    const _aws = { Timestamp: Date.parse(clock()), CloudWatchMetrics: [directive] };
    logLine({ level: 'INFO', _aws, ...fields });
  };
  return {
    put(values) {
      const names = Object.keys(METRICS).filter((name): name is PlainMetric => name in values);
      write(names, [], values);
    },
    count(name, value = '') {
      const { dimension }: { dimension?: string } = METRICS[name];
      write([name], dimension ? [dimension] : [], { [name]: 1, ...(dimension && { [dimension]: value }) });
    },
  };
}

const OF_STATE = {
  sent: 'Sent',
  failed: 'Failed',
  uncertain: 'Uncertain',
  released: 'GivenBack',
  skipped: 'Skipped',
} as const;

/**
 * Counts what was put on record of a subject. Alarms ask for these names: reminders that were skipped are told apart by
 * the reason, notices in every state by their `kind`.
 */
export function countStored(
  metrics: Metrics,
  stored: MailOutcome | Skipped,
  kind?: NoticeSubject['of'],
): void {
  const reason = stored.state === 'skipped' ? stored.reason : undefined;
  metrics.count(`${kind ? 'Notices' : 'Reminders'}${OF_STATE[stored.state]}`, kind ?? reason);
}

const ofEvent: Record<MailEvent, PlainMetric> = {
  accepted: 'MailsTaken',
  delayed: 'MailsDelayed',
  returned: 'MailsReturned',
  delivered: 'MailsDelivered',
  rejected: 'MailsRejected',
  bounced: 'MailsBounced',
  complained: 'MailsComplained',
};

/** Counts what SES reported of one e-mail; reported twice, it is counted twice. */
export const countMailEvent = (metrics: Metrics, kind: MailEvent): void => metrics.count(ofEvent[kind]);

/** The same pace, with each stop of all sending counted. */
export function countingStops(metrics: Metrics, pace: MailPace): MailPace {
  return {
    ...pace,
    async close(until, because) {
      metrics.count('SendingHalted', because);
      await pace.close(until, because);
    },
  };
}

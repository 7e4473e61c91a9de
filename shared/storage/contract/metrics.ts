/**
 * What the functions measure, as CloudWatch knows it: infra's alarms and the functions take the names from here. Counts of
 * mails and certificates only: no name, address, number or provider is in a metric.
 */
export const METRICS = {
  /** Of each time that the public address was asked from outside: 1, or 0 where it did not know the certificate that is there. */
  VerifyingAnswered: {},
  /** Of one shard of a morning's run: credentials with a stage that is due, e-mails at most, those that the quota has no room for. */
  RemindersDue: {},
  RemindersPlanned: {},
  RemindersLeftForTomorrow: {},
  /** For how many days the longest waiting one has been due. */
  OldestDueDays: {},
  /** Stages, by what was put on record of them. */
  RemindersSent: {},
  RemindersFailed: {},
  RemindersUncertain: {},
  RemindersGivenBack: {},
  RemindersSkipped: { dimension: 'Reason' },
  /** E-mails that are no reminders, by what was put on record of them; the kind is what the notice is `of`. */
  NoticesSent: { dimension: 'Kind' },
  NoticesFailed: { dimension: 'Kind' },
  NoticesUncertain: { dimension: 'Kind' },
  NoticesGivenBack: { dimension: 'Kind' },
  NoticesSkipped: { dimension: 'Kind' },
  /** How long ago a notice that has come back was first asked for; those that protect people, and those of which thousands may be due, apart. */
  NoticesWaitedSeconds: {},
  ProtectiveWaitedSeconds: {},
  BulkWaitedSeconds: {},
  /** E-mails of every kind, by what SES told of them later. */
  MailsTaken: {},
  MailsDelayed: {},
  MailsReturned: {},
  MailsDelivered: {},
  MailsRejected: {},
  MailsBounced: {},
  MailsComplained: {},
  /** All sending was stopped for a while; the cause is `quota` or `account`. */
  SendingHalted: { dimension: 'Cause' },
} as const satisfies Record<string, { dimension?: string }>;

export type MetricName = keyof typeof METRICS;
export type MetricByDimension = {
  [Name in MetricName]: (typeof METRICS)[Name] extends { dimension: string } ? Name : never;
}[MetricName];
export type PlainMetric = Exclude<MetricName, MetricByDimension>;

/** Where the metrics of a stage are; its functions get it as METRICS_NAMESPACE. */
export const metricsNamespace = (stage: string) => `certkeeper/${stage}`;

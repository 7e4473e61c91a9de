import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { houseAlarm } from '#infra/constructs/alarm';
import type { StageSettings } from '#infra/stage';
import {
  METRICS,
  type MetricByDimension,
  metricsNamespace,
  type PlainMetric,
} from '#storage/contract/metrics.ts';

const HALTED = 'SendingHalted' satisfies MetricByDimension;
const NOTICES_UNCERTAIN = 'NoticesUncertain' satisfies MetricByDimension;

/** SES reviews an account from these rates on (docs/runbook.md), and stops it at the double and at the fivefold. */
const BOUNCE_PERCENT = 5;
const COMPLAINT_PERCENT = 0.1;
/** One failed mail of two is half of all and means nothing. */
const LEAST_BOUNCES = 5;
const LEAST_COMPLAINTS = 2;
/** A single lost answer settles itself; this many are a fault of the network, of SES or of its events. */
const UNCERTAIN_AN_HOUR = 5;
/**
 * The morning after it was uploaded, an old certificate counts as due since its first stage. What is still there on the
 * third is what nobody deals with.
 */
const MORNINGS = 3;

/** Alarms on what the functions measure of reminders and mail (storage/contract/metrics.ts), in the region of the functions. */
export function mailMetricAlarms(scope: Construct, stage: StageSettings): void {
  const metric = (metricName: PlainMetric, period: Duration, statistic: string): IMetric =>
    new Metric({ namespace: metricsNamespace(stage.name), metricName, period, statistic });
  const countOf = (metricName: MetricByDimension, value: string, period: Duration): IMetric =>
    new Metric({
      namespace: metricsNamespace(stage.name),
      metricName,
      dimensionsMap: { [METRICS[metricName].dimension]: value },
      period,
      statistic: Stats.SUM,
    });
  const hour = Duration.hours(1);
  const day = Duration.days(1);

  houseAlarm(scope, 'MailsUncertain', {
    metric: uncertainMails(),
    atLeast: UNCERTAIN_AN_HOUR,
    impact: 'Of several emails nobody knows whether they went: some people may get one twice, or late.',
    runbook: 'mails-uncertain',
  });
  houseAlarm(scope, 'OldestDue', {
    metric: metric('OldestDueDays', day, Stats.MAXIMUM),
    atLeast: 2,
    periods: MORNINGS,
    impact: 'A reminder has been due for days and is not dealt with: its holder is not reminded.',
    runbook: 'reminders-not-dealt-with',
  });
  houseAlarm(scope, 'QuotaTooSmall', {
    metric: metric('RemindersLeftForTomorrow', hour, Stats.SUM),
    atLeast: 1,
    impact: 'Not everybody can be reminded today: the quota for email is too small. The rest goes tomorrow.',
    runbook: 'quota-too-small',
  });
  houseAlarm(scope, 'SendingHalted', {
    metric: countOf(HALTED, 'account', Duration.minutes(5)),
    atLeast: 1,
    of: 3,
    urgent: true,
    impact: 'No email leaves at all: SES refuses the account or the sender.',
    runbook: 'sending-halted',
  });
  houseAlarm(scope, 'BounceRate', {
    metric: percentOfMails('bounced', metric('MailsBounced', day, Stats.SUM), LEAST_BOUNCES),
    atLeast: BOUNCE_PERCENT,
    impact: 'Many emails come back, so many holders are not reminded; SES may stop all our mail.',
    runbook: 'bounce-rate',
  });
  houseAlarm(scope, 'ComplaintRate', {
    metric: percentOfMails('complained', metric('MailsComplained', day, Stats.SUM), LEAST_COMPLAINTS),
    atLeast: COMPLAINT_PERCENT,
    impact: 'Holders report our emails as unwanted; SES may stop all our mail.',
    runbook: 'complaint-rate',
  });

  /** Reminders and every kind of notice together. */
  function uncertainMails(): MathExpression {
    return new MathExpression({
      expression:
        'SUM([reminders, digests, addressChanges, ownCertificates, siteLinks, keys, signIns, colleagues, confirmations, news])',
      usingMetrics: {
        reminders: metric('RemindersUncertain', hour, Stats.SUM),
        digests: countOf(NOTICES_UNCERTAIN, 'digest', hour),
        addressChanges: countOf(NOTICES_UNCERTAIN, 'addressChange', hour),
        ownCertificates: countOf(NOTICES_UNCERTAIN, 'ownCertificates', hour),
        siteLinks: countOf(NOTICES_UNCERTAIN, 'siteLinks', hour),
        keys: countOf(NOTICES_UNCERTAIN, 'key', hour),
        signIns: countOf(NOTICES_UNCERTAIN, 'signIn', hour),
        colleagues: countOf(NOTICES_UNCERTAIN, 'colleague', hour),
        confirmations: countOf(NOTICES_UNCERTAIN, 'watchConfirm', hour),
        news: countOf(NOTICES_UNCERTAIN, 'watchNews', hour),
      },
      period: hour,
      label: 'emails of which nobody knows whether they went',
    });
  }

  /** Of the emails that SES took in a day; nothing while there were fewer than `least` such events. */
  function percentOfMails(name: string, events: IMetric, least: number): MathExpression {
    return new MathExpression({
      expression: `IF(${name} >= ${least}, 100 * ${name} / taken, 0)`,
      usingMetrics: { [name]: events, taken: metric('MailsTaken', day, Stats.SUM) },
      period: day,
      label: `${name}, in % of emails`,
    });
  }
}

import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { mailSending, messagesTo, plain, secretValue, tableItems } from '#infra/constructs/access';
import { HouseSchedule } from '#infra/constructs/house-schedule';
import { QueueWithDlq } from '#infra/constructs/queue-with-dlq';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';
import { metricsNamespace, type PlainMetric } from '#storage/contract/metrics.ts';
import { MARKS } from '#storage/contract/partitions.ts';

/** Below the lease of a claim (mail/mailing-rules.ts): whoever holds one that has ended is gone. */
const SEND_TIMEOUT = Duration.minutes(1);

interface NoticesProps {
  stage: StageSettings;
  registry: RegistryStack;
  publicUrl: string;
}

/** Emails that are no reminders: providers' weekly digests, employers' alerts, and what an address is confirmed by. */
export class Notices extends Construct {
  /** A queue for each line of mail/notice.ts. */
  readonly awaited: Queue;
  readonly protective: Queue;
  readonly bulk: Queue;

  constructor(scope: Construct, id: string, props: NoticesProps) {
    super(scope, id);
    [this.awaited, this.protective, this.bulk] = this.#sending(props);
    this.#digests(props);
  }

  #sending({ stage, registry, publicUrl }: NoticesProps): [Queue, Queue, Queue] {
    /** A notice that has to wait is queued anew, and would count as young. */
    const waited = (metricName: PlainMetric) =>
      new Metric({
        namespace: metricsNamespace(stage.name),
        metricName,
        period: Duration.minutes(5),
        statistic: Stats.MAXIMUM,
      });
    const { queue: awaited } = new QueueWithDlq(this, 'Notices', {
      consumerTimeout: SEND_TIMEOUT,
      // Nothing would queue them again.
      retention: Duration.days(14),
      deadLetters: {
        impact:
          'Some links to sign in, links that people asked for, or emails that confirm an address, were not sent.',
        runbook: 'notices-dead-letters',
      },
      late: {
        // A message may lie for a quarter of an hour before anybody gets it.
        after: Duration.minutes(30),
        waited: waited('NoticesWaitedSeconds'),
        impact: 'Links to sign in, links that people asked for, and confirmations of an address leave late.',
        runbook: 'notices-late',
      },
    });
    // Each line has its own messages and its own two at a time. Hundreds of what anybody can ask for delay none of these.
    const { queue: protective } = new QueueWithDlq(this, 'Protective', {
      consumerTimeout: SEND_TIMEOUT,
      retention: Duration.days(14),
      deadLetters: {
        impact:
          'Somebody was not told that their address was changed or asked for, or a provider of a key or a colleague.',
        runbook: 'protective-notices-dead-letters',
      },
      late: {
        // A message may lie for a quarter of an hour before anybody gets it.
        after: Duration.minutes(30),
        waited: waited('ProtectiveWaitedSeconds'),
        impact:
          'People are told late that their address was changed or asked for, and providers of their keys and colleagues.',
        runbook: 'protective-notices-late',
      },
    });
    // A certificate may have thousands of sites: their alerts take minutes, and a link to sign in lives for fifteen.
    const { queue: bulk } = new QueueWithDlq(this, 'Bulk', {
      consumerTimeout: SEND_TIMEOUT,
      retention: Duration.days(14),
      deadLetters: {
        impact: 'Some weekly digests to providers, or alerts to employers, were not sent.',
        runbook: 'bulk-notices-dead-letters',
      },
      late: {
        after: Duration.hours(1),
        waited: waited('BulkWaitedSeconds'),
        impact: 'Alerts to employers and digests to providers leave more than an hour late.',
        runbook: 'bulk-notices-late',
      },
    });
    const sendNotices = new ServiceFunction(this, 'SendNotices', {
      stage,
      name: 'send-notices',
      feedsItself: true,
      timeout: SEND_TIMEOUT,
      environment: {
        TABLE_NAME: tableItems(registry.table, {
          GetItem: [
            'notices',
            'providers',
            'keys',
            'certificates',
            'mailStates',
            'mailPace',
            'signIns',
            'addressChanges',
            'addressRequests',
            'earlierAddressRequests',
            'sites',
          ],
          // What is on record for a certificate, and who watches it; keys of a provider; colleagues at an address.
          Query: ['certificates', 'providers', 'colleagueAddresses', 'sites'],
          PutItem: ['notices', 'mailings', 'mailStates', 'sites'],
          // Of a newer certificate that takes the place of a watched one.
          marks: [MARKS.watches],
          UpdateItem: ['notices', 'mailPace', 'sites'],
          // News of a site is stored on condition that its mail is still open.
          ConditionCheckItem: ['sites'],
          // What is left of a site that was left half-way.
          DeleteItem: ['sites', 'certificates'],
          lookUp: [
            'certificatesOfProvider',
            'keysOfProvider',
            'undeliverableOfProvider',
            'certificatesOfHolder',
            'sitesOfAddress',
            'alertsOfAddress',
          ],
        }),
        PEPPER_SECRET: secretValue(registry.pepper),
        LINK_SECRET: secretValue(registry.linkSecret),
        // A notice that has to wait is queued again.
        NOTICES_QUEUE_URL: messagesTo(awaited),
        PROTECTIVE_NOTICES_QUEUE_URL: messagesTo(protective),
        BULK_NOTICES_QUEUE_URL: messagesTo(bulk),
        ...mailSending(Stack.of(this), stage),
        METRICS_NAMESPACE: plain(metricsNamespace(stage.name)),
        PUBLIC_BASE_URL: plain(publicUrl),
      },
      errors: {
        impact:
          'Weekly digests, alerts, confirmations of an address, links to sign in, and what tells of a change, a key or a colleague are sent late, or not at all.',
        runbook: 'send-notices-errors',
      },
    });
    // One may wait 20 seconds for its turn and 20 for SES: a second one would not be done in time.
    sendNotices.consumes(awaited, { batchSize: 1, maxConcurrency: 2 });
    sendNotices.consumes(protective, { id: 'ProtectiveMessages', batchSize: 1, maxConcurrency: 2 });
    sendNotices.consumes(bulk, { id: 'BulkMessages', batchSize: 1, maxConcurrency: 2 });
    return [awaited, protective, bulk];
  }

  #digests({ stage, registry }: NoticesProps): void {
    const planDigests = new ServiceFunction(this, 'PlanDigests', {
      stage,
      name: 'plan-digests',
      timeout: Duration.minutes(1),
      environment: {
        TABLE_NAME: tableItems(registry.table, { lookUp: ['providerList'] }),
        BULK_NOTICES_QUEUE_URL: messagesTo(this.bulk),
      },
      errors: {
        impact: "Some or all of this week's digests to providers are not planned yet.",
        runbook: 'plan-digests-errors',
      },
    });
    new HouseSchedule(this, 'EveryMonday', {
      invokes: planDigests,
      // After the morning's reminders, and most of what comes of them.
      at: { hour: '11', weekDay: 'MON' },
      description: "Providers' digests go out on Mondays at eleven in the morning, Hong Kong time",
      missed: {
        impact: "This week's digests were not sent: providers do not learn who expires or cannot be reached.",
        runbook: 'digests-dead-letters',
      },
    });
  }
}

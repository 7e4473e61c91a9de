import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type AlarmText, houseAlarm } from '#infra/constructs/alarm';

/** Where what failed for good waits for a person, two weeks unless said otherwise; one message in it rings. */
export function deadLetterQueue(
  scope: Construct,
  id: string,
  { retention = Duration.days(14), ...text }: AlarmText & { retention?: Duration },
): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: retention,
  });
  houseAlarm(scope, `${id}NotEmpty`, {
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(5),
      statistic: 'Maximum',
    }),
    atLeast: 1,
    ...text,
  });
  return queue;
}

/** A queue whose messages are tried five times and then kept in its dead-letter queue. */
export class QueueWithDlq extends Construct {
  readonly queue: Queue;

  /**
   * `consumerTimeout` is the timeout of the function that reads it; `deadLetters` says what a stuck message means;
   * `name` is for a queue that another stack has to know.
   */
  constructor(
    scope: Construct,
    id: string,
    props: {
      name?: string;
      consumerTimeout: Duration;
      /** When a message is seen again that nobody has done with; six times the timeout unless said otherwise. */
      comeBackAfter?: Duration;
      retention: Duration;
      deadLetters: AlarmText & { retention?: Duration };
      /** What it means when its oldest message has waited for so long. */
      late: AlarmText & {
        after: Duration;
        /** For how long, in seconds, what comes back to the queue has waited since it was first in it. */
        waited?: IMetric;
      };
    },
  ) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      ...(props.name !== undefined && { queueName: props.name }),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: props.retention,
      // AWS's own advice for Lambda: time for a whole batch, its retries and throttling, before it is seen again.
      visibilityTimeout: props.comeBackAfter ?? Duration.seconds(6 * props.consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: deadLetterQueue(this, 'DeadLetters', props.deadLetters), maxReceiveCount: 5 },
    });
    const { after, waited, ...text } = props.late;
    const period = Duration.minutes(5);
    const oldest = this.queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' });
    houseAlarm(scope, `${id}Late`, {
      metric: waited
        ? new MathExpression({
            expression: 'MAX([oldest, waited])',
            usingMetrics: { oldest, waited },
            period,
            label: 'seconds since the oldest message was first sent',
          })
        : oldest,
      atLeast: after.toSeconds(),
      of: 3,
      ...text,
    });
  }
}

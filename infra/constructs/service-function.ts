import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type Alarm, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  type Alias,
  Architecture,
  Code,
  FilterCriteria,
  FilterRule,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Access, allow } from '#infra/constructs/access';
import { type AlarmText, houseAlarm } from '#infra/constructs/alarm';
import type { RegistryTable } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';
import type { EnvironmentOf, FunctionName } from '#storage/contract/environment.ts';
import { metricsNamespace } from '#storage/contract/metrics.ts';

/** Context of the app: the folder with a folder for each function's bundle (`withBundles`). */
export const BUNDLES = 'certkeeper:bundles';

/** An account with fewer has none to spare for queues. */
const FEW_AT_ONCE = 100;
/** AWS takes no lower limit for a queue. */
const FEWEST_READERS = 2;

/** What a function has that asks for nothing else. */
export const MEMORY_MB = 512;

interface ServiceFunctionProps<F extends FunctionName> {
  stage: StageSettings;
  /** The folder under functions/, whose handler.ts exports `handler`. */
  name: F;
  timeout: Duration;
  /** In MB; `MEMORY_MB` when left out. */
  memorySize?: number;
  /**
   * Exactly the variables that the function's contract names, each given together with its permissions: a variable that
   * is forgotten or not in the contract does not compile.
   */
  environment: { [Variable in keyof EnvironmentOf<F>]: Access };
  /** What Node itself is told (NODE_OPTIONS); the function's code does not see it. */
  nodeOptions?: string;
  /** How often a call to AWS is tried (AWS_MAX_ATTEMPTS), the first time included; 3 when left out. */
  maxAttempts?: number;
  /** What people notice when this function fails. */
  errors: AlarmText;
  /**
   * Messages that it sends may come back to it. Lambda would stop such a chain after 16 of its invocations; the handler has
   * a limit of its own (`maxHops`), and what is beyond it goes to the dead letters.
   */
  feedsItself?: true;
}

/** A function as this house runs it: arm64, JSON logs in a group of its own, a role that may do what is listed. */
export class ServiceFunction<F extends FunctionName = FunctionName> extends Construct {
  readonly timeout: Duration;
  readonly lambda: IFunction;
  /** Rings when it fails, in whatever version. */
  readonly errors: Alarm;
  readonly #function: LambdaFunction;
  readonly #role: Role;
  readonly #mostAtOnce: number;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps<F>) {
    super(scope, id);
    const uses: Record<string, Access> = props.environment;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/certkeeper/${props.stage.name}/${props.name}`,
      retention: props.stage.logRetentionDays,
      // They outlive the stack: `npm run deploy` takes them over again.
      removalPolicy: props.stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    // Instead of AWSLambdaBasicExecutionRole, which may write to every group of the account.
    this.#role.addToPrincipalPolicy(
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
    );
    for (const access of Object.values(uses))
      for (const statement of access.statements) this.#role.addToPrincipalPolicy(statement);

    this.timeout = props.timeout;
    this.#mostAtOnce =
      props.stage.accountConcurrency < FEW_AT_ONCE ? FEWEST_READERS : Number.POSITIVE_INFINITY;
    const kept = new Map<string, number>(Object.entries(props.stage.concurrency)).get(props.name);
    this.#function = new LambdaFunction(this, 'Function', {
      description: `Certkeeper ${props.stage.name}: ${props.name}`,
      code: this.#codeOf(props.name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize ?? MEMORY_MB,
      timeout: props.timeout,
      role: this.#role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      recursiveLoop: props.feedsItself ? RecursiveLoop.ALLOW : RecursiveLoop.TERMINATE,
      ...(kept && { reservedConcurrentExecutions: kept }),
      environment: {
        ...Object.fromEntries(Object.entries(uses).map(([name, { value }]) => [name, value])),
        ...(props.nodeOptions && { NODE_OPTIONS: props.nodeOptions }),
        ...(props.maxAttempts && { AWS_MAX_ATTEMPTS: String(props.maxAttempts) }),
      },
    });
    this.lambda = this.#function;
    // A handler that answers for each message of a batch does not fail as a function: what it logs as an error counts too.
    const logged = new MetricFilter(this, 'LoggedErrors', {
      logGroup,
      metricNamespace: metricsNamespace(props.stage.name),
      metricName: `${props.name}-logged-errors`,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
    });
    const period = Duration.minutes(5);
    this.errors = houseAlarm(this, 'Errors', {
      metric: new MathExpression({
        // Not with +, which gives nothing where one of them has nothing; and not with FILL, whose zeros for what comes late
        // keep the alarm where it is.
        expression: 'SUM([failed, logged, stopped])',
        usingMetrics: {
          failed: this.#function.metricErrors({ period, statistic: 'Sum' }),
          logged: logged.metric({ period, statistic: 'Sum' }),
          // A chain of messages that Lambda took for one without end.
          stopped: this.#function.metric('RecursiveInvocationsDropped', { period, statistic: 'Sum' }),
        },
        period,
        label: `errors of ${props.name}`,
      }),
      atLeast: 1,
      of: 3,
      ...props.errors,
    });
  }

  /** A name for what is deployed of it, which is a version of its own where code or settings changed. */
  alias(name: string): Alias {
    return this.#function.addAlias(name);
  }

  /** Its hash, and so its place in S3, is that of its content. */
  #codeOf(name: FunctionName): Code {
    const bundles: unknown = this.node.tryGetContext(BUNDLES);
    return typeof bundles === 'string'
      ? Code.fromAsset(join(bundles, name))
      : Code.fromInline('// not bundled');
  }

  /** Messages of the queue come in batches; a failed one comes back alone (the handler reports which). */
  consumes(
    queue: Queue,
    { id = 'Messages', ...options }: { id?: string; batchSize: number; maxConcurrency?: number },
  ): void {
    const atOnce = Math.min(options.maxConcurrency ?? Number.POSITIVE_INFINITY, this.#mostAtOnce);
    // Not SqsEventSource: its grant lets a function change and look up more than Lambda needs to poll.
    this.#role.addToPrincipalPolicy(
      allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [queue.queueArn]),
    );
    this.#function.addEventSourceMapping(id, {
      eventSourceArn: queue.queueArn,
      reportBatchItemFailures: true,
      ...options,
      ...(Number.isFinite(atOnce) && { maxConcurrency: atOnce }),
    });
  }

  /**
   * Every change of an item of those `entities` comes in batches, from before the first deploy on. A batch that fails is
   * halved until the record at fault is alone; where it is in the stream is kept, and the rest goes on.
   */
  followsChanges(
    table: RegistryTable,
    options: {
      entities: readonly string[];
      /** Also when one of these is deleted. */
      ends: readonly string[];
      batchSize: number;
      retries: number;
      failed: Queue;
    },
  ): void {
    const { entities, ends, batchSize, retries, failed } = options;
    const stream = table.tableStreamArn;
    if (stream === undefined) throw new Error('the table has no stream');
    // Not DynamoEventSource: its grant lets a function read the table's key and look up more than Lambda needs.
    this.#role.addToPrincipalPolicy(
      allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [stream]),
    );
    // It knows no resources.
    this.#role.addToPrincipalPolicy(allow(['dynamodb:ListStreams'], ['*']));
    this.#role.addToPrincipalPolicy(allow(['sqs:SendMessage'], [failed.queueArn]));
    this.#function.addEventSourceMapping('Changes', {
      eventSourceArn: stream,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize,
      filters: [
        ...entities.map((entity) => ({
          dynamodb: { NewImage: { entity: { S: FilterRule.isEqual(entity) } } },
        })),
        ...ends.map((entity) => ({
          eventName: FilterRule.isEqual('REMOVE'),
          dynamodb: { OldImage: { entity: { S: FilterRule.isEqual(entity) } } },
        })),
      ].map(FilterCriteria.filter),
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: retries,
      onFailure: { bind: () => ({ destination: failed.queueArn }) },
    });
  }

  /** An event that the function failed at three times is kept, with the error, instead of being dropped by Lambda. */
  keepsFailedEventsIn(queue: Queue): void {
    this.#role.addToPrincipalPolicy(allow(['sqs:SendMessage'], [queue.queueArn]));
    this.#function.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: queue.queueArn }) },
    });
  }
}

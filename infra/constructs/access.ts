import type { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { mailNames } from '#infra/mail-names';
import type { RegistryTable } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';
import { type Mark, PARTITIONS, type Partition, PLACES, type Place } from '#storage/contract/partitions.ts';

/** The value of one environment variable together with what its function may do with the thing it names. */
export interface Access {
  readonly value: string;
  readonly statements: readonly PolicyStatement[];
}

type ItemAction =
  | 'GetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'
  | 'BatchWriteItem';

/** A value that names nothing that needs a permission. */
export const plain = (value: string): Access => ({ value, statements: [] });

/**
 * Each action on items of these kinds and on no others, whatever the function is brought to ask for, and what is looked up in
 * the indexes; nothing may scan. `marks`: items without content of their own that lie beside others. IAM tells items apart by what their partition key, or that of the index, begins with.
 */
export function tableItems(
  table: RegistryTable,
  {
    lookUp = [],
    marks = [],
    ...may
  }: { [Action in ItemAction]?: readonly Partition[] } & {
    lookUp?: readonly Place[];
    marks?: readonly Mark[];
  },
): Access {
  const own = Object.entries(may).map(([action, kinds]) =>
    onItems(
      action,
      table.tableArn,
      kinds.map((kind) => PARTITIONS[kind]),
    ),
  );
  const indexes = [...Map.groupBy(lookUp, (place) => PLACES[place].index)].map(([index, places]) =>
    onItems(
      'Query',
      `${table.tableArn}/index/${index}`,
      places.map((place) => PLACES[place].beginning),
    ),
  );
  const put = marks.map(({ beside, attributes }) => {
    const statement = onItems('PutItem', table.tableArn, [PARTITIONS[beside]]);
    statement.addCondition('ForAllValues:StringEquals', { 'dynamodb:Attributes': [...attributes] });
    return statement;
  });
  return { value: table.tableName, statements: [...own, ...put, ...indexes] };
}

function onItems(action: string, resource: string, beginnings: readonly string[]): PolicyStatement {
  const statement = allow([`dynamodb:${action}`], [resource]);
  const patterns = beginnings.map((one) => (one.endsWith('#') ? `${one}*` : one));
  statement.addCondition('ForAllValues:StringLike', { 'dynamodb:LeadingKeys': patterns });
  // "For all values" is true of none: a call that names no partition key is refused.
  statement.addCondition('Null', { 'dynamodb:LeadingKeys': 'false' });
  return statement;
}

/** Objects of the bucket under a prefix (`imports/`). Without `s3:ListBucket` a missing object answers 403. */
export const objects = (
  bucket: Bucket,
  prefix: string,
  ...actions: ('GetObject' | 'PutObject' | 'DeleteObject')[]
): Access => ({
  value: bucket.bucketName,
  statements: [
    allow(
      actions.map((action) => `s3:${action}`),
      [bucket.arnForObjects(`${prefix}*`)],
    ),
  ],
});

/** The secret's value, by its ARN. */
export const secretValue = (secret: Secret): Access => ({
  value: secret.secretArn,
  statements: [allow(['secretsmanager:GetSecretValue'], [secret.secretArn])],
});

/** Messages into the queue, by its URL. */
export const messagesTo = (queue: Queue): Access => ({
  value: queue.queueUrl,
  statements: [allow(['sqs:SendMessage'], [queue.queueArn])],
});

/** What every function that sends e-mail needs for it. */
export const mailSending = (stack: Stack, stage: StageSettings) => ({
  MAIL_FROM: mailFrom(stack, stage.mail),
  MAIL_REGION: mailRegion(stage.mail),
  MAIL_CONFIGURATION_SET: mailConfigurationSet(stack, stage),
});

/** E-mail from the stage's verified identity, which may live in another region than the stack. */
function mailFrom(stack: Stack, mail: StageSettings['mail']): Access {
  const identity = stack.formatArn({
    service: 'ses',
    region: mail.region,
    resource: 'identity',
    resourceName: mail.identity,
  });
  // In the sandbox SES asks for a right over each recipient's identity too, and they are whoever was verified.
  const recipients = mail.sandbox
    ? [stack.formatArn({ service: 'ses', region: mail.region, resource: 'identity', resourceName: '*' })]
    : [];
  return { value: mail.from, statements: [allow(['ses:SendRawEmail'], [identity, ...recipients])] };
}

/** The stage's configuration set, which SES asks a permission for beside the one for the identity. */
function mailConfigurationSet(stack: Stack, stage: StageSettings): Access {
  const { configurationSet } = mailNames(stage);
  const set = stack.formatArn({
    service: 'ses',
    region: stage.mail.region,
    resource: 'configuration-set',
    resourceName: configurationSet,
  });
  return { value: configurationSet, statements: [allow(['ses:SendRawEmail'], [set])] };
}

/** The region that mail leaves from, and how much may: SES knows no resource for that. */
export const mailRegion = ({ region }: StageSettings['mail']): Access => ({
  value: region,
  statements: [allow(['ses:GetSendQuota'], ['*'])],
});

export const allow = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] });

import type { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { mailNames } from '#infra/mail-names';
import type { RegistryTable } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';
import { INDEXES } from '#storage/contract/table.ts';

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

/** Items of the table by their keys (`own`), and queries of the indexes named; nothing may scan. */
export function tableItems(
  table: RegistryTable,
  may: { own: readonly ItemAction[]; query?: readonly (keyof typeof INDEXES)[] },
): Access {
  const indexes = (may.query ?? []).map((index) => `${table.tableArn}/index/${INDEXES[index].name}`);
  const statements = [
    ...(may.own.length > 0
      ? [
          allow(
            may.own.map((action) => `dynamodb:${action}`),
            [table.tableArn],
          ),
        ]
      : []),
    ...(indexes.length > 0 ? [allow(['dynamodb:Query'], indexes)] : []),
  ];
  return { value: table.tableName, statements };
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

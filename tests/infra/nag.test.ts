import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { buildApp } from '#infra/build-app';
import { filled, WITH_EDGE } from '#support/storage/stages';

/** What cdk-nag finds and stays as it is: the rule, the resources that may break it, and why that is right here. */
const ACCEPTED: { rule: string; where: RegExp; because: string }[] = [
  {
    rule: 'AwsSolutions-S1',
    where: /^registry\/Uploads$/,
    because:
      'Server access logs would keep callers’ addresses beside keys. Each object is put by a URL that the API signed and that the import names; CloudTrail data events can be switched on for an inquiry.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    where: /^registry\/Pepper$/,
    because: 'It keys pseudonyms, not access: rotated, no holder would be found again.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    where: /^registry\/LinkSecret$/,
    because:
      'Rotated by the operator, who knows when the links of the one before may end: employers have theirs for years.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    where: /^registry\/Edge$/,
    because: 'It guards limits alone; CloudFront and the functions get a new one together, by a deployment.',
  },
  {
    rule: 'AwsSolutions-APIG4',
    where: /^service\/Api\//,
    because:
      'The product is public by law of its use: anybody may verify. Where something is secret the function itself checks a key, a session or a link, and its tests try every route without.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where:
      /^service\/(Notices\/SendNotices|Renewals\/(SendReminders|PlanReminders)|Changes\/PublishChanges)\//,
    because:
      'ses:GetSendQuota and dynamodb:ListStreams know no resources; both only read. Nothing else is on *.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<Uploads.Arn>/imports/*]',
    where: /^service\/(ProviderApi|Imports\/SplitImport)\//,
    because: 'One prefix of one bucket: which object it will be nobody knows before it is uploaded.',
  },
  {
    rule: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
    where: /^service\/Api\/Releases\/Role$/,
    because: 'AWS keeps it for exactly this, and CodeDeploy alone can take the role (docs/decisions/058).',
  },
  {
    rule: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]',
    where: /^service\/Backups\/Plan\/Table\/Role$/,
    because:
      'AWS keeps it for its Backup, which alone can take the role; what a backup of a table takes is written down nowhere else.',
  },
  {
    rule: 'Serverless-EventBusDLQ',
    where: /^service\/Backups\/Failed$/,
    because: 'Its only target is a queue where a person looks; one behind that would ring no louder.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    where: /DeadLetters$/,
    because:
      'It is where failed events of Lambda, Scheduler, EventBridge or SNS go, which cdk-nag does not follow.',
  },
  {
    rule: 'Serverless-SQSRedrivePolicy',
    where: /DeadLetters$/,
    because: 'It is a dead-letter queue: what is in it rings and waits for a person.',
  },
  {
    rule: 'Serverless-LambdaDLQ',
    where: /\/Function$/,
    because:
      'Whoever waits for an answer gets the error; messages have the dead-letter queue of their queue, scheduled and uploaded events a failure destination (flows.test.ts), changes one of the stream.',
  },
  {
    rule: 'Serverless-LambdaEventSourceMappingDestination',
    where: /\/Function\/(Protective|Bulk)?Messages$/,
    because: 'SQS has no such thing: the queue’s redrive policy is it, and each has one.',
  },
  {
    rule: 'Serverless-LambdaTracing',
    where: /\/Function$/,
    because:
      'X-Ray would keep paths, which have certificate numbers; one correlation id in every line does the same (docs/decisions/041).',
  },
  {
    rule: 'Serverless-SNSRedrivePolicy',
    where: /^(service|mail)\/\w*Alarms\//,
    because: 'An e-mail to a person: SNS tries for a while, and the alarm shows in CloudWatch all the same.',
  },
  {
    rule: 'AwsSolutions-CFR1',
    where: /^edge\/Distribution$/,
    because: 'A certificate is verified from wherever its holder works, and abroad employers are among them.',
  },
  {
    rule: 'AwsSolutions-CFR3',
    where: /^edge\/Distribution$/,
    because:
      'An edge log has addresses beside certificate numbers; docs/decisions/016 says what is counted instead.',
  },
];

const app = buildApp({ stage: filled('prod', WITH_EDGE) });
const findings = [new AwsSolutionsChecks(app), new ServerlessChecks(app)].flatMap((pack) =>
  pack.validateScope(app).violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath = '' }) => ({
      rule: ruleName.replace(/<(\w+?)[0-9A-F]{8}\.Arn>/, '<$1.Arn>'),
      description,
      where: constructPath.replace('certkeeper-prod-', '').replace(/\/Resource$/, ''),
    })),
  ),
);
const isAccepted = ({ rule, where }: { rule: string; where: string }) =>
  ACCEPTED.some((accepted) => accepted.rule === rule && accepted.where.test(where));

describe('cdk-nag, AWS Solutions and Serverless, over a stage with everything', () => {
  test('finds nothing that has no reason here', () => {
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter((finding) => !isAccepted(finding))).toEqual([]);
  });

  test.each(ACCEPTED.map((accepted) => [accepted.rule, accepted] as const))(
    'the reason for %s is still needed',
    (_rule, accepted) => {
      expect(findings.some(({ rule, where }) => rule === accepted.rule && accepted.where.test(where))).toBe(
        true,
      );
    },
  );
});

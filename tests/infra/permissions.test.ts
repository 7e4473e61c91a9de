import { expect, test } from 'vitest';
import * as z from 'zod';
import { stageSettings } from '#infra/stage';
import { deployed, listOf, ofType, type Resource, statementsOf, synthesise } from '#support/storage/template';

const { service, mail } = deployed('prod');

test('a role is trusted by one service and has no policy but the statements listed below', () => {
  const trust = (Service: string, more: object = {}) => ({
    AssumeRolePolicyDocument: {
      Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service }, ...more }],
      Version: '2012-10-17',
    },
  });
  const ofThisAccount = { Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } } };
  expect(ofType(mail, 'AWS::IAM::Role')).toEqual([]);
  const roles = ofType(service, 'AWS::IAM::Role').map(({ name, properties }) => [name, properties]);
  expect(Object.fromEntries(roles)).toEqual({
    PublicSiteRole: trust('lambda.amazonaws.com'),
    ProviderApiRole: trust('lambda.amazonaws.com'),
    ImportsSplitImportRole: trust('lambda.amazonaws.com'),
    ImportsImportRowsRole: trust('lambda.amazonaws.com'),
    RenewalsPlanRemindersRole: trust('lambda.amazonaws.com'),
    RenewalsSendRemindersRole: trust('lambda.amazonaws.com'),
    ChangesPublishChangesRole: trust('lambda.amazonaws.com'),
    ExtensionsExtendCredentialsRole: trust('lambda.amazonaws.com'),
    HolderSiteRole: trust('lambda.amazonaws.com'),
    EmployerSiteRole: trust('lambda.amazonaws.com'),
    ListsCheckListsRole: trust('lambda.amazonaws.com'),
    WatchesPlanWatchesRole: trust('lambda.amazonaws.com'),
    MailsRecordMailEventRole: trust('lambda.amazonaws.com'),
    NoticesPlanDigestsRole: trust('lambda.amazonaws.com'),
    NoticesSendNoticesRole: trust('lambda.amazonaws.com'),
    ForgettingForgetAddressesRole: trust('lambda.amazonaws.com'),
    FromOutsideCheckVerifyingRole: trust('lambda.amazonaws.com'),
    FromOutsideEveryFiveMinutesRole: trust('scheduler.amazonaws.com', ofThisAccount),
    // What AWS keeps for it, and nothing beside.
    ApiReleasesRole: {
      ...trust('codedeploy.amazonaws.com'),
      ManagedPolicyArns: [
        'arn:AWS::Partition:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited',
      ],
    },
    BackupsPlanTableRole: {
      ...trust('backup.amazonaws.com'),
      ManagedPolicyArns: [
        'arn:AWS::Partition:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup',
      ],
    },
    ForgettingEveryMondayRole: trust('scheduler.amazonaws.com', ofThisAccount),
    RenewalsEveryMorningRole: trust('scheduler.amazonaws.com', ofThisAccount),
    NoticesEveryMondayRole: trust('scheduler.amazonaws.com', ofThisAccount),
    WatchesEveryMorningRole: trust('scheduler.amazonaws.com', ofThisAccount),
  });
});

test('each role may do exactly this', () => {
  const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  const ses = (resource: string) => `arn:aws:ses:ap-southeast-1:AWS::AccountId:${resource}`;
  const mails = {
    [ses('identity/firstaid.hk')]: ['ses:SendRawEmail'],
    [ses('configuration-set/certkeeper-prod')]: ['ses:SendRawEmail'],
    '*': ['ses:GetSendQuota'],
  };
  const consume = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  const may: ReturnType<typeof allowedByRole> = {
    PublicSiteRole: {
      PublicSiteLogs: logs,
      'CERT#* of Table': ['dynamodb:Query'],
      'PROVIDER#* of Table': ['dynamodb:GetItem'],
      'PROVIDERS of Table/index/byProvider': ['dynamodb:Query'],
    },
    ProviderApiRole: {
      ProviderApiLogs: logs,
      'CERT#* IMPORT#* KEY#* MAIL#* ORDER#* ORDERS#* PASSKEY#* PROVIDER#* SESSION#* SIGN-IN#* SIGN-IN-CODE#* SIGNED-IN#* of Table':
        ['dynamodb:GetItem'],
      'CERT#* COLLEAGUE#* IMPORT#* NAMES#* ORDER#* ORDERS#* PROVIDER#* of Table': ['dynamodb:Query'],
      'CERT#* COLLEAGUE#* IDEMPOTENCY#* IMPORT#* KEY#* ORDERS#* PASSKEY#* PASSKEY-CHALLENGE#* PROVIDER#* SESSION#* SIGN-IN#* SIGN-IN-CODE#* SIGNED-IN#* of Table':
        ['dynamodb:PutItem'],
      'COLLEAGUE#* IMPORT#* KEY#* PROVIDER#* SIGN-IN#* SIGN-IN-CODE#* UNCONFIRMED#* of Table': [
        'dynamodb:UpdateItem',
      ],
      'KEY#* PROVIDER#* of Table': ['dynamodb:ConditionCheckItem'],
      'COLLEAGUE#* PASSKEY#* PASSKEY-CHALLENGE#* PROVIDER#* SESSION#* SIGN-IN-CODE#* of Table': [
        'dynamodb:DeleteItem',
      ],
      'NAMES#* of Table': ['dynamodb:BatchWriteItem'],
      'IMPORTS#* KEYS#* PROVIDER#* PROVIDERS SESSIONS#* UNDELIVERABLE#* of Table/index/byProvider': [
        'dynamodb:Query',
      ],
      'HOLDER#* of Table/index/byHolder': ['dynamodb:Query'],
      'Uploads/imports/*': ['s3:PutObject'],
      ExtensionsStepsQueue: ['sqs:SendMessage'],
      ImportsRowsQueue: ['sqs:SendMessage'],
      Pepper: ['secretsmanager:GetSecretValue'],
      LinkSecret: ['secretsmanager:GetSecretValue'],
      NoticesQueue: ['sqs:SendMessage'],
    },
    ImportsSplitImportRole: {
      ImportsSplitImportLogs: logs,
      'IMPORT#* of Table': ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      'Uploads/imports/*': ['s3:GetObject', 's3:DeleteObject'],
      ImportsRowsQueue: ['sqs:SendMessage'],
      ImportsUploadsDeadLetters: ['sqs:SendMessage'],
    },
    ImportsImportRowsRole: {
      ImportsImportRowsLogs: logs,
      'CERT#* IMPORT#* of Table': ['dynamodb:GetItem', 'dynamodb:PutItem'],
      'NAMES#* of Table': ['dynamodb:BatchWriteItem'],
      'CERT#* NAMES#* of Table': ['dynamodb:DeleteItem'],
      'HOLDER#* of Table/index/byHolder': ['dynamodb:Query'],
      Pepper: ['secretsmanager:GetSecretValue'],
      ImportsRowsQueue: consume,
    },
    ExtensionsExtendCredentialsRole: {
      ExtensionsExtendCredentialsLogs: logs,
      'CERT#* ORDER#* ORDERS#* of Table': ['dynamodb:GetItem', 'dynamodb:PutItem'],
      'ORDERS#* of Table': ['dynamodb:ConditionCheckItem'],
      'PROVIDER#* of Table/index/byProvider': ['dynamodb:Query'],
      Pepper: ['secretsmanager:GetSecretValue'],
      ExtensionsStepsQueue: ['sqs:SendMessage', ...consume],
    },
    RenewalsPlanRemindersRole: {
      RenewalsPlanRemindersLogs: logs,
      'DUE#* of Table/index/due': ['dynamodb:Query'],
      RenewalsShardsQueue: ['sqs:SendMessage', ...consume],
      RenewalsRemindersQueue: ['sqs:SendMessage'],
      RenewalsEveryMorningDeadLetters: ['sqs:SendMessage'],
      '*': ['ses:GetSendQuota'],
    },
    RenewalsSendRemindersRole: {
      RenewalsSendRemindersLogs: logs,
      'CERT#* MAIL#* MAIL-PACE PROVIDER#* of Table': ['dynamodb:GetItem'],
      'CERT#* MAIL#* MAILING#* of Table': ['dynamodb:PutItem'],
      'CERT#* MAIL-PACE of Table': ['dynamodb:UpdateItem'],
      'CERT#* MAIL#* of Table': ['dynamodb:ConditionCheckItem'],
      'HOLDER#* of Table/index/byHolder': ['dynamodb:Query'],
      Pepper: ['secretsmanager:GetSecretValue'],
      LinkSecret: ['secretsmanager:GetSecretValue'],
      ...mails,
      RenewalsRemindersQueue: ['sqs:SendMessage', ...consume],
    },
    MailsRecordMailEventRole: {
      MailsRecordMailEventLogs: logs,
      'CERT#* MAIL#* MAILING#* NOTICE#* of Table': ['dynamodb:GetItem'],
      'MAIL#* of Table': ['dynamodb:PutItem'],
      'CERT#* NOTICE#* of Table': ['dynamodb:UpdateItem'],
      'HOLDER#* of Table/index/byHolder': ['dynamodb:Query'],
      Pepper: ['secretsmanager:GetSecretValue'],
      MailsEventsQueue: consume,
    },
    NoticesPlanDigestsRole: {
      NoticesPlanDigestsLogs: logs,
      'PROVIDERS of Table/index/byProvider': ['dynamodb:Query'],
      NoticesBulkQueue: ['sqs:SendMessage'],
      NoticesEveryMondayDeadLetters: ['sqs:SendMessage'],
    },
    NoticesSendNoticesRole: {
      NoticesSendNoticesLogs: logs,
      'ADDRESS-CHANGE#* ADDRESS-REQUEST#* CERT#* CERTIFICATES-REQUEST#* KEY#* MAIL#* MAIL-PACE NOTICE#* PROVIDER#* ROSTER#* SIGN-IN#* of Table':
        ['dynamodb:GetItem'],
      'CERT#* COLLEAGUE#* PROVIDER#* ROSTER#* of Table': ['dynamodb:Query'],
      'MAIL#* MAILING#* NOTICE#* ROSTER#* of Table': ['dynamodb:PutItem'],
      'CERT#* with pk sk entity rosterId alone of Table': ['dynamodb:PutItem'],
      'MAIL-PACE NOTICE#* ROSTER#* of Table': ['dynamodb:UpdateItem'],
      'ROSTER#* of Table': ['dynamodb:ConditionCheckItem'],
      'CERT#* ROSTER#* of Table': ['dynamodb:DeleteItem'],
      'KEYS#* PROVIDER#* UNDELIVERABLE#* of Table/index/byProvider': ['dynamodb:Query'],
      'ALERTS#* HOLDER#* SITES#* of Table/index/byHolder': ['dynamodb:Query'],
      Pepper: ['secretsmanager:GetSecretValue'],
      LinkSecret: ['secretsmanager:GetSecretValue'],
      ...mails,
      NoticesQueue: ['sqs:SendMessage', ...consume],
      NoticesProtectiveQueue: ['sqs:SendMessage', ...consume],
      NoticesBulkQueue: ['sqs:SendMessage', ...consume],
    },
    HolderSiteRole: {
      HolderSiteLogs: logs,
      'ADDRESS-CHANGE#* CERT#* MAIL#* PROVIDER#* of Table': ['dynamodb:GetItem'],
      'CERT#* MAIL#* of Table': ['dynamodb:Query'],
      'ADDRESS-CHANGE#* ADDRESS-REQUEST#* CERT#* MAIL#* of Table': ['dynamodb:PutItem'],
      'CERT#* UNCONFIRMED#* of Table': ['dynamodb:UpdateItem'],
      'ADDRESS-CHANGE#* of Table': ['dynamodb:ConditionCheckItem'],
      'HOLDER#* of Table/index/byHolder': ['dynamodb:Query'],
      Pepper: ['secretsmanager:GetSecretValue'],
      LinkSecret: ['secretsmanager:GetSecretValue'],
      NoticesQueue: ['sqs:SendMessage'],
      NoticesProtectiveQueue: ['sqs:SendMessage'],
    },
    EmployerSiteRole: {
      EmployerSiteLogs: logs,
      'CERT#* LIST#* PROVIDER#* ROSTER#* of Table': ['dynamodb:GetItem'],
      'CERT#* LIST#* ROSTER#* of Table': ['dynamodb:Query'],
      'ADDRESS-REQUEST#* LIST#* ROSTER#* of Table': ['dynamodb:PutItem'],
      'CERT#* with pk sk entity rosterId alone of Table': ['dynamodb:PutItem'],
      'CALLER#* ROSTER#* UNCONFIRMED#* of Table': ['dynamodb:UpdateItem'],
      'CERT#* ROSTER#* of Table': ['dynamodb:DeleteItem'],
      'PROVIDERS of Table/index/byProvider': ['dynamodb:Query'],
      Pepper: ['secretsmanager:GetSecretValue'],
      LinkSecret: ['secretsmanager:GetSecretValue'],
      ListsPartsQueue: ['sqs:SendMessage'],
      NoticesQueue: ['sqs:SendMessage'],
      NoticesProtectiveQueue: ['sqs:SendMessage'],
    },
    ListsCheckListsRole: {
      ListsCheckListsLogs: logs,
      'CERT#* of Table': ['dynamodb:Query'],
      'LIST#* PROVIDER#* of Table': ['dynamodb:GetItem'],
      'LIST#* of Table': ['dynamodb:PutItem'],
      'PROVIDERS of Table/index/byProvider': ['dynamodb:Query'],
      ListsPartsQueue: consume,
    },
    WatchesPlanWatchesRole: {
      WatchesPlanWatchesLogs: logs,
      'ROSTERS of Table/index/due': ['dynamodb:Query'],
      NoticesBulkQueue: ['sqs:SendMessage'],
      WatchesEveryMorningDeadLetters: ['sqs:SendMessage'],
    },
    WatchesEveryMorningRole: {
      WatchesPlanWatchesFunction: ['lambda:InvokeFunction'],
      WatchesEveryMorningDeadLetters: ['sqs:SendMessage'],
    },
    ChangesPublishChangesRole: {
      ChangesPublishChangesLogs: logs,
      'CERT#* PROVIDER#* of Table': ['dynamodb:GetItem'],
      'CERT#* of Table': ['dynamodb:Query', 'dynamodb:PutItem'],
      'ROSTER#* of Table': ['dynamodb:UpdateItem'],
      'HOLDER#* of Table/index/byHolder': ['dynamodb:Query'],
      Pepper: ['secretsmanager:GetSecretValue'],
      NoticesQueue: ['sqs:SendMessage'],
      NoticesProtectiveQueue: ['sqs:SendMessage'],
      NoticesBulkQueue: ['sqs:SendMessage'],
      'Table.StreamArn': ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      '*': ['dynamodb:ListStreams'],
      ChangesDeadLetters: ['sqs:SendMessage'],
    },
    RenewalsEveryMorningRole: {
      RenewalsPlanRemindersFunction: ['lambda:InvokeFunction'],
      RenewalsEveryMorningDeadLetters: ['sqs:SendMessage'],
    },
    ForgettingForgetAddressesRole: {
      ForgettingForgetAddressesLogs: logs,
      'CERT#* of Table': ['dynamodb:GetItem', 'dynamodb:PutItem'],
      'PROVIDER#* PROVIDERS of Table/index/byProvider': ['dynamodb:Query'],
      ForgettingEveryMondayDeadLetters: ['sqs:SendMessage'],
    },
    ForgettingEveryMondayRole: {
      ForgettingForgetAddressesFunction: ['lambda:InvokeFunction'],
      ForgettingEveryMondayDeadLetters: ['sqs:SendMessage'],
    },
    ApiReleasesRole: {},
    BackupsPlanTableRole: {},
    FromOutsideCheckVerifyingRole: { FromOutsideCheckVerifyingLogs: logs },
    FromOutsideEveryFiveMinutesRole: {
      FromOutsideCheckVerifyingFunction: ['lambda:InvokeFunction'],
    },
    NoticesEveryMondayRole: {
      NoticesPlanDigestsFunction: ['lambda:InvokeFunction'],
      NoticesEveryMondayDeadLetters: ['sqs:SendMessage'],
    },
  };
  for (const resources of Object.values(may)) for (const actions of Object.values(resources)) actions.sort();
  expect(allowedByRole(service)).toEqual(may);
});

test('mail may leave as the identity of the stage, in the region of its SES, and as no other', () => {
  const elsewhere = {
    from: 'renewals@firstaid.hk',
    region: 'eu-west-1',
    identity: 'firstaid.hk',
    makeIdentity: false,
    sandbox: false,
  };
  const allowed = allowedByRole(synthesise({ ...stageSettings('dev'), mail: elsewhere }).service);
  const mailing = Object.entries(allowed).flatMap(([role, resources]) =>
    Object.entries(resources).flatMap(([resource, actions]) =>
      actions.includes('ses:SendRawEmail') ? [[role, resource]] : [],
    ),
  );
  expect(mailing.sort()).toEqual(
    ['NoticesSendNoticesRole', 'RenewalsSendRemindersRole'].flatMap((role) => [
      [role, 'arn:aws:ses:eu-west-1:AWS::AccountId:configuration-set/certkeeper-dev'],
      [role, 'arn:aws:ses:eu-west-1:AWS::AccountId:identity/firstaid.hk'],
    ]),
  );
});

test('in SES’s sandbox, where recipients are identities too, it may leave to them', () => {
  const { mail } = stageSettings('dev');
  const allowed = allowedByRole(
    synthesise({ ...stageSettings('dev'), mail: { ...mail, sandbox: true } }).service,
  );
  const identity = 'arn:aws:ses:ap-southeast-1:AWS::AccountId:identity';
  for (const role of ['NoticesSendNoticesRole', 'RenewalsSendRemindersRole'])
    expect(allowed[role]).toMatchObject({ [`${identity}/*`]: ['ses:SendRawEmail'] });
});

const ofKinds = z.strictObject({
  Effect: z.literal('Allow'),
  Condition: z.strictObject({
    'ForAllValues:StringLike': z.strictObject({
      'dynamodb:LeadingKeys': z.union([z.string(), z.array(z.string())]),
    }),
    Null: z.strictObject({ 'dynamodb:LeadingKeys': z.literal('false') }),
    'ForAllValues:StringEquals': z.strictObject({ 'dynamodb:Attributes': z.array(z.string()) }).optional(),
  }),
});

/** The kinds of items that a statement is of; empty: it allows without a condition; undefined: it does something else. */
function kindsIn(rest: Record<string, unknown>): string | undefined {
  if (rest['Effect'] === 'Allow' && Object.keys(rest).length === 1) return '';
  const condition = ofKinds.safeParse(rest).data?.Condition;
  if (!condition) return undefined;
  const kinds = listOf(condition['ForAllValues:StringLike']['dynamodb:LeadingKeys']).toSorted().join(' ');
  const attributes = condition['ForAllValues:StringEquals']?.['dynamodb:Attributes'];
  return attributes ? `${kinds} with ${attributes.join(' ')} alone` : kinds;
}

/** role -> resource, or kinds of items in it -> actions; whatever else there is of a statement stays visible as what it is. */
function allowedByRole(resources: Resource[]): Record<string, Record<string, string[]>> {
  const policies = ofType(resources, 'AWS::IAM::Policy').map(({ properties }) => properties);
  const allowed = ofType(resources, 'AWS::IAM::Role').map(({ name }) => {
    const actions: Record<string, string[]> = {};
    const own = policies.filter((policy) => listOf(policy['Roles']).includes(name));
    for (const { Effect, Action, Resource, ...more } of own.flatMap(statementsOf)) {
      const kinds = kindsIn({ Effect, ...more });
      for (const resource of listOf(Resource)) {
        const on = [kinds ?? JSON.stringify({ Effect, ...more }), resource].filter(Boolean).join(' of ');
        actions[on] = [...(actions[on] ?? []), ...listOf(Action).map(String)].sort();
      }
    }
    return [name, actions] as const;
  });
  return Object.fromEntries(allowed);
}

test('the function that parses what strangers send as a file holds no secret', () => {
  const held = JSON.stringify([
    allowedByRole(service)['ImportsSplitImportRole'],
    ofType(service, 'AWS::Lambda::Function').find(({ name }) => name === 'ImportsSplitImportFunction')
      ?.properties,
  ]);
  expect(held).toContain('UPLOAD_BUCKET');
  expect(held).not.toMatch(/secretsmanager|kms|ssm:|Pepper|LinkSecret/i);
});

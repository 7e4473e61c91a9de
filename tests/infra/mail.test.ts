import { Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { buildApp } from '#infra/build-app';
import { stageSettings } from '#infra/stage';
import { MAIL_EVENT_TYPES } from '#storage/contract/mail-events.ts';
import { FILLED, filled } from '#support/storage/stages';
import { deployed, ofType, only, type Resource, statementsOf, synthesise } from '#support/storage/template';

const { service, outputs } = deployed('prod');
/** Without what mails the alarms. */
const mail = deployed('prod').mail.filter(
  ({ name, properties }) => !name.endsWith('Alarms') && !/"(Urgent)?Alarms"/.test(JSON.stringify(properties)),
);
const allowed = (policy: Record<string, unknown>) =>
  statementsOf(policy).filter(({ Effect }) => Effect === 'Allow');
const queueOf = (resources: Resource[]) =>
  ofType(resources, 'AWS::SQS::Queue').find(({ name }) => name === 'MailsEventsQueue')?.properties;

describe('what becomes of each mail', () => {
  test('is told of those sent with the configuration set that the senders name', () => {
    expect(only(mail, 'AWS::SES::ConfigurationSet')).toEqual({
      Name: 'certkeeper-prod',
      DeliveryOptions: { TlsPolicy: 'OPTIONAL' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SendingOptions: { SendingEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    const named = ofType(service, 'AWS::Lambda::Function').flatMap(({ properties }) => {
      const variables = Object(properties['Environment'])['Variables'];
      return 'MAIL_FROM' in variables ? [variables['MAIL_CONFIGURATION_SET']] : [];
    });
    expect(named).toEqual(['certkeeper-prod', 'certkeeper-prod']);
  });

  test('goes from SES to the topic, every event of the contract and no other', () => {
    const { ConfigurationSetName, EventDestination } = only(
      mail,
      'AWS::SES::ConfigurationSetEventDestination',
    );
    expect(ConfigurationSetName).toBe('Mails');
    expect(EventDestination).toMatchObject({ Enabled: true, SnsDestination: { TopicARN: 'Events' } });
    const types: string[] = Object(EventDestination)['MatchingEventTypes'];
    expect(types.map((type) => type.replace(/[A-Z]/g, '_$&').toUpperCase())).toEqual([...MAIL_EVENT_TYPES]);
  });

  test('may be published by SES for this configuration set of this account, and by nobody else', () => {
    expect(allowed(only(mail, 'AWS::SNS::TopicPolicy'))).toMatchObject([
      {
        Action: 'sns:Publish',
        Resource: 'Events',
        Principal: { Service: 'ses.amazonaws.com' },
        Condition: {
          StringEquals: {
            'AWS:SourceAccount': 'AWS::AccountId',
            'AWS:SourceArn': 'arn:AWS::Partition:ses:ap-southeast-1:AWS::AccountId:configuration-set/Mails',
          },
        },
      },
    ]);
  });

  test('goes from the topic to the queue of the service, in SES’s own words; what cannot is kept', () => {
    expect(queueOf(service)).toMatchObject({ QueueName: 'certkeeper-prod-mail-events' });
    expect(only(mail, 'AWS::SNS::Subscription')).toEqual({
      TopicArn: 'Events',
      Protocol: 'sqs',
      Endpoint: 'arn:aws:sqs:ap-east-1:AWS::AccountId:certkeeper-prod-mail-events',
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: 'UndeliveredDeadLetters' },
    });
    const [policy] = ofType(mail, 'AWS::SQS::QueuePolicy');
    expect(allowed(policy?.properties ?? {})).toMatchObject([
      {
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: 'UndeliveredDeadLetters',
        Condition: { ArnEquals: { 'aws:SourceArn': 'Events' } },
      },
    ]);
  });

  const policyOf = (resources: Resource[]) =>
    ofType(resources, 'AWS::SQS::QueuePolicy').find(
      ({ properties }) => String(properties['Queues']) === 'MailsEventsQueue',
    )?.properties ?? {};

  test('is taken from that topic only; in Hong Kong, SNS comes by that region’s name for it too', () => {
    expect(only(mail, 'AWS::SNS::Topic')).toEqual({ TopicName: 'certkeeper-prod-mail-events' });
    const statements = allowed(policyOf(service));
    expect(statements).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: ['sns.amazonaws.com', 'sns.ap-east-1.amazonaws.com'] },
        Action: 'sqs:SendMessage',
        Resource: 'MailsEventsQueue',
        Condition: {
          ArnEquals: {
            'aws:SourceArn': 'arn:aws:sns:ap-southeast-1:AWS::AccountId:certkeeper-prod-mail-events',
          },
        },
      },
    ]);
  });

  test('stays in one region where SES and everything else are in the same', () => {
    const dev = stageSettings('dev');
    const region = 'ap-southeast-1';
    const here = synthesise({ ...dev, region, mail: { ...dev.mail, region } });
    expect(allowed(policyOf(here.service))).toMatchObject([{ Principal: { Service: 'sns.amazonaws.com' } }]);
    expect(only(here.mail, 'AWS::SNS::Subscription')).toMatchObject({
      Endpoint: `arn:aws:sqs:${region}:AWS::AccountId:certkeeper-dev-mail-events`,
    });
  });
});

describe('who mail comes from', () => {
  const records = Object.entries(outputs).filter(([name]) => name.startsWith('Dns'));

  test('is a domain that prod has made, signed and with its bounces under a name of its own', () => {
    const [identity, ...more] = ofType(mail, 'AWS::SES::EmailIdentity');
    expect(more).toEqual([]);
    expect(identity).toMatchObject({
      deletionPolicy: 'Retain',
      properties: {
        EmailIdentity: 'firstaid.hk',
        MailFromAttributes: {
          BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
          MailFromDomain: 'bounce.firstaid.hk',
        },
      },
    });
    // SES signs unless it is told otherwise.
    expect(identity?.properties).not.toHaveProperty('DkimAttributes');
  });

  test('comes with every DNS record that SES and DMARC ask for', () => {
    expect(records.map(([, record]) => record)).toEqual([
      'Sender.DkimDNSTokenName1 CNAME Sender.DkimDNSTokenValue1',
      'Sender.DkimDNSTokenName2 CNAME Sender.DkimDNSTokenValue2',
      'Sender.DkimDNSTokenName3 CNAME Sender.DkimDNSTokenValue3',
      'bounce.firstaid.hk MX 10 feedback-smtp.ap-southeast-1.amazonses.com',
      'bounce.firstaid.hk TXT "v=spf1 include:amazonses.com ~all"',
      '_dmarc.firstaid.hk TXT "v=DMARC1; p=none; rua=mailto:privacy@firstaid.hk"',
    ]);
  });

  test('may be a single address, or there already', () => {
    const address = synthesise(
      filled('mine', { 'mail.identity': FILLED['mail.from'], 'mail.makeIdentity': 'true' }),
    );
    expect(only(address.mail, 'AWS::SES::EmailIdentity')).toEqual({ EmailIdentity: FILLED['mail.from'] });
    expect(Object.keys(address.outputs).filter((name) => name.startsWith('Dns'))).toEqual([]);
    const there = synthesise(filled('prod', { 'mail.makeIdentity': 'false' }));
    expect(ofType(there.mail, 'AWS::SES::EmailIdentity')).toEqual([]);
    expect(ofType(deployed('dev').mail, 'AWS::SES::EmailIdentity')).toEqual([]);
  });

  test('asks for no reports to another domain, which would have to agree to them', () => {
    const { outputs: others } = synthesise(filled('prod', { contactEmail: 'privacy@other.hk' }));
    expect(others['DnsDmarc']).toBe('_dmarc.firstaid.hk TXT "v=DMARC1; p=none"');
  });
});

test('the mail stack is deployed after the service, whose queue it subscribes', () => {
  const app = buildApp({ stage: filled('prod') });
  const mailStack = app.node.findChild('certkeeper-prod-mail');
  const before = mailStack instanceof Stack ? mailStack.dependencies : [];
  expect(before.map(({ stackName }) => stackName)).toEqual(['certkeeper-prod-service']);
});

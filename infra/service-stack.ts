import { Annotations, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { messagesTo, objects, plain, secretValue, tableItems } from '#infra/constructs/access';
import { mailAlarms } from '#infra/constructs/alarm';
import { Backups } from '#infra/constructs/backups';
import { ChangePipeline } from '#infra/constructs/change-pipeline';
import { dashboard } from '#infra/constructs/dashboard';
import { ExtensionOrders } from '#infra/constructs/extension-orders';
import { Forgetting } from '#infra/constructs/forgetting';
import { ImportPipeline, UPLOADS } from '#infra/constructs/import-pipeline';
import { Lists } from '#infra/constructs/lists';
import { mailMetricAlarms } from '#infra/constructs/mail-alarms';
import { MailEvents } from '#infra/constructs/mail-events';
import { Notices } from '#infra/constructs/notices';
import { PublicApi } from '#infra/constructs/public-api';
import { ReminderPipeline } from '#infra/constructs/reminder-pipeline';
import { serviceAlarms } from '#infra/constructs/service-alarms';
import { ServiceFunction } from '#infra/constructs/service-function';
import { VerifyingCheck } from '#infra/constructs/verifying-check';
import { Watches } from '#infra/constructs/watches';
import { edgeSecretOf } from '#infra/edge-secret';
import type { RegistryStack } from '#infra/registry-stack';
import { isExample, type StageSettings } from '#infra/stage';
import { MARKS } from '#storage/contract/partitions.ts';

interface ServiceStackProps extends StackProps {
  stage: StageSettings;
  registry: RegistryStack;
}

/** Everything that runs and keeps nothing: it can be deleted and deployed again at any time. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { stage, registry } = props;
    if (stage.name !== 'local' && isExample(stage.mail.identity))
      Annotations.of(this).addWarningV2(
        'certkeeper:mail',
        `stage ${stage.name}: mail.from is an example address, no reminder can leave; set mail in infra/stage.ts`,
      );
    if (stage.name !== 'local' && isExample(stage.contactEmail))
      Annotations.of(this).addWarningV2(
        'certkeeper:contact',
        `stage ${stage.name}: contactEmail is an example address, nobody can ask about their data; set it in infra/stage.ts`,
      );
    if (stage.keepData && stage.edge === undefined)
      Annotations.of(this).addWarningV2(
        'certkeeper:edge',
        `stage ${stage.name}: nothing in front of the API limits a single address (docs/decisions/016-edge.md); set edge in infra/stage.ts`,
      );

    const api = new PublicApi(this, 'Api', { stage, api: registry.api });
    const publicUrl = stage.publicUrl ?? registry.api.apiEndpoint;
    const extensions = new ExtensionOrders(this, 'Extensions', { stage, registry });
    const notices = new Notices(this, 'Notices', { stage, registry, publicUrl });
    const lists = new Lists(this, 'Lists', { stage, registry });
    const imports = new ImportPipeline(this, 'Imports', { stage, registry });
    const lookups = plain(String(stage.lookupsPerMinute));
    const edgeSecret = plain(edgeSecretOf(stage));
    const unconfirmedMails = plain(String(stage.unconfirmedMailsADay));
    const publicSite = new ServiceFunction(this, 'PublicSite', {
      stage,
      name: 'public-site',
      timeout: Duration.seconds(10),
      environment: {
        TABLE_NAME: tableItems(registry.table, {
          Query: ['certificates'],
          // All of them are looked up once and remembered; one that is new is read by itself.
          GetItem: ['providers'],
          lookUp: ['providerList'],
        }),
        PUBLIC_BASE_URL: plain(publicUrl),
        LOOKUPS_PER_MINUTE: lookups,
        EDGE_SECRET: edgeSecret,
        CONTACT_EMAIL: plain(stage.contactEmail),
        RELEASE: plain(stage.release),
      },
      errors: {
        impact: 'Employers cannot verify certificates, or not always.',
        runbook: 'public-site-errors',
      },
    });
    api.route({
      publicSite,
      providerApi: new ServiceFunction(this, 'ProviderApi', {
        stage,
        name: 'provider-api',
        // As long as API Gateway waits, and a whole processor: what expires of a million certificates is read and counted meanwhile.
        timeout: Duration.seconds(29),
        memorySize: 1769,
        environment: {
          TABLE_NAME: tableItems(registry.table, {
            GetItem: [
              'providers',
              'keys',
              'sessions',
              'signIns',
              'signInCodes',
              'signedInBefore',
              'passkeyOwners',
              'certificates',
              'imports',
              'orders',
              'orderPages',
              'mailStates',
            ],
            Query: [
              'providers',
              'colleagueAddresses',
              'certificates',
              'names',
              'imports',
              'orders',
              'orderPages',
            ],
            // Colleagues, and which keys there are, lie beside their provider.
            PutItem: [
              'providers',
              'keys',
              'colleagueAddresses',
              'sessions',
              'signIns',
              'signInCodes',
              'signedInBefore',
              'passkeyOwners',
              'passkeyChallenges',
              'repeatedRequests',
              'certificates',
              'imports',
              'orders',
            ],
            // A key is revoked by an update.
            UpdateItem: [
              'providers',
              'keys',
              'colleagueAddresses',
              'signIns',
              'signInCodes',
              'imports',
              'unconfirmedMail',
            ],
            // It is issued where its issuer still is one; a manager goes if another one stays.
            ConditionCheckItem: ['providers', 'keys'],
            // A session ends with its item, and a passkey, which lies beside its provider.
            DeleteItem: [
              'sessions',
              'colleagueAddresses',
              'providers',
              'signInCodes',
              'passkeyOwners',
              'passkeyChallenges',
            ],
            // The entries of a name are written together.
            BatchWriteItem: ['names'],
            lookUp: [
              'certificatesOfProvider',
              'providerList',
              'importsOfProvider',
              'keysOfProvider',
              'sessionsOfProvider',
              'undeliverableOfProvider',
              'certificatesOfHolder',
            ],
          }),
          UPLOAD_BUCKET: objects(registry.uploads, UPLOADS, 'PutObject'),
          PEPPER_SECRET: secretValue(registry.pepper),
          // Of the links that colleagues sign in with.
          LINK_SECRET: secretValue(registry.linkSecret),
          PUBLIC_BASE_URL: plain(publicUrl),
          EXTENSIONS_QUEUE_URL: messagesTo(extensions.queue),
          NOTICES_QUEUE_URL: messagesTo(notices.awaited),
          EDGE_SECRET: edgeSecret,
          UNCONFIRMED_MAILS_A_DAY: unconfirmedMails,
          ROWS_QUEUE_URL: messagesTo(imports.rows),
        },
        errors: {
          impact: 'Training providers cannot register, correct or revoke certificates, or not always.',
          runbook: 'provider-api-errors',
        },
      }),
      // Not the public site's: that one cannot write anything.
      holderSite: new ServiceFunction(this, 'HolderSite', {
        stage,
        name: 'holder-site',
        timeout: Duration.seconds(15),
        environment: {
          TABLE_NAME: tableItems(registry.table, {
            GetItem: ['certificates', 'providers', 'mailStates', 'addressChanges'],
            Query: ['certificates', 'mailStates'],
            PutItem: ['certificates', 'mailStates', 'addressChanges', 'addressRequests'],
            // What is shared of a certificate lies beside it.
            UpdateItem: ['certificates', 'unconfirmedMail'],
            ConditionCheckItem: ['addressChanges'],
            lookUp: ['certificatesOfHolder'],
          }),
          PEPPER_SECRET: secretValue(registry.pepper),
          LINK_SECRET: secretValue(registry.linkSecret),
          NOTICES_QUEUE_URL: messagesTo(notices.awaited),
          PROTECTIVE_NOTICES_QUEUE_URL: messagesTo(notices.protective),
          PUBLIC_BASE_URL: plain(publicUrl),
          EDGE_SECRET: edgeSecret,
          UNCONFIRMED_MAILS_A_DAY: unconfirmedMails,
        },
        errors: {
          impact: 'Holders cannot stop reminders or change their address, or not always.',
          runbook: 'holder-site-errors',
        },
      }),
      // Nor this one: what it stores is employers' own, and no certificate is changed by it.
      employerSite: new ServiceFunction(this, 'EmployerSite', {
        stage,
        name: 'employer-site',
        // As long as API Gateway waits: a workbook of 50,000 numbers is read meanwhile.
        timeout: Duration.seconds(29),
        memorySize: 1024,
        environment: {
          TABLE_NAME: tableItems(registry.table, {
            GetItem: ['providers', 'certificates', 'sites', 'lists'],
            Query: ['certificates', 'sites', 'lists'],
            PutItem: ['sites', 'lists', 'addressRequests'],
            marks: [MARKS.watches],
            UpdateItem: ['sites', 'listAllowances', 'unconfirmedMail'],
            DeleteItem: ['sites', 'certificates'],
            lookUp: ['providerList'],
          }),
          PEPPER_SECRET: secretValue(registry.pepper),
          LINK_SECRET: secretValue(registry.linkSecret),
          LISTS_QUEUE_URL: messagesTo(lists.queue),
          NOTICES_QUEUE_URL: messagesTo(notices.awaited),
          PROTECTIVE_NOTICES_QUEUE_URL: messagesTo(notices.protective),
          PUBLIC_BASE_URL: plain(publicUrl),
          LOOKUPS_PER_MINUTE: lookups,
          EDGE_SECRET: edgeSecret,
          UNCONFIRMED_MAILS_A_DAY: unconfirmedMails,
        },
        errors: {
          impact: 'Employers cannot check lists or look after the sites they watch, or not always.',
          runbook: 'employer-site-errors',
        },
      }),
    });
    new ReminderPipeline(this, 'Renewals', { stage, registry, publicUrl });
    new MailEvents(this, 'Mails', { stage, registry });
    new ChangePipeline(this, 'Changes', { stage, registry, notices });
    new Forgetting(this, 'Forgetting', { stage, registry });
    new Watches(this, 'Watches', { stage, registry, notices: notices.bulk });
    if (stage.canaryNumber)
      new VerifyingCheck(this, 'FromOutside', { stage, canaryNumber: stage.canaryNumber, publicUrl });
    if (registry.backups && stage.backupCopyTo)
      new Backups(this, 'Backups', {
        table: registry.table,
        vault: registry.backups,
        copyTo: stage.backupCopyTo,
      });
    mailMetricAlarms(this, stage);
    serviceAlarms(this, { table: registry.table, publicSite });
    dashboard(this, { stage, registry, publicSite });
    mailAlarms(this, stage);
  }
}

import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { EDGE_REGION, edgeSecretName } from '#infra/edge-secret';
import { otherAccountOfCopy, type StageSettings } from '#infra/stage';
import { INDEXES, TABLE } from '#storage/contract/table.ts';

/** The stack's own table or one that it has adopted: as far as the service asks. */
export type RegistryTable = Pick<
  Table,
  'tableName' | 'tableArn' | 'metricConsumedReadCapacityUnits' | 'metricConsumedWriteCapacityUnits'
> & { readonly tableStreamArn?: string | undefined };

interface RegistryStackProps extends StackProps {
  stage: StageSettings;
}

/**
 * State that must not be lost, and the API's own host, which the edge and people's bookmarks lead to. It has a stack of its own
 * so that no change of the service can touch it.
 */
export class RegistryStack extends Stack {
  readonly table: RegistryTable;
  readonly uploads: Bucket;
  readonly pepper: Secret;
  readonly linkSecret: Secret;
  /** Where the table is put every night, on its way elsewhere; for a stage with copies. */
  readonly backups: BackupVault | undefined;
  /** Without a route: the service brings those. */
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: RegistryStackProps) {
    super(scope, id, props);
    const removalPolicy = props.stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const { adoptedTable } = props.stage;
    this.table = adoptedTable
      ? Table.fromTableAttributes(this, 'Table', {
          tableArn: adoptedTable.arn,
          tableStreamArn: adoptedTable.streamArn,
        })
      : this.#table(removalPolicy, props.stage);
    this.uploads = this.#uploads(removalPolicy, props.stage);
    // Without it no address could be found again by its pseudonym: it is never rotated, and kept as long as the table.
    this.pepper = new Secret(this, 'Pepper', {
      description: 'Keys the pseudonyms of email addresses',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    // Its first version; the operator makes the later ones (npm run admin -- secret rotate).
    this.linkSecret = new Secret(this, 'LinkSecret', {
      description: 'Signs the links in emails',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    this.backups = props.stage.backupCopyTo === undefined ? undefined : this.#backups(props.stage);
    this.api = new HttpApi(this, 'HttpApi', {
      apiName: `certkeeper-${props.stage.name}`,
      createDefaultStage: false,
    });
    this.api.applyRemovalPolicy(removalPolicy);
    if (props.stage.edge)
      new Secret(this, 'Edge', {
        secretName: edgeSecretName(props.stage),
        description: 'What the edge sends along with each request',
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
        ...(props.stage.region !== EDGE_REGION && { replicaRegions: [{ region: EDGE_REGION }] }),
      });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'UploadBucketName', { value: this.uploads.bucketName });
    // `https://…`, no slash at the end.
    new CfnOutput(this, 'ApiUrl', { value: this.api.apiEndpoint });
  }

  #table(removalPolicy: RemovalPolicy, { keepData, warmThroughput }: StageSettings): Table {
    const ready = warmThroughput && {
      warmThroughput: {
        readUnitsPerSecond: warmThroughput.reads,
        writeUnitsPerSecond: warmThroughput.writes,
      },
    };
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    const table = new Table(this, 'Table', {
      partitionKey: text(TABLE.partitionKey),
      sortKey: text(TABLE.sortKey),
      timeToLiveAttribute: TABLE.expiryAttribute,
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // A key of the account's own, unlike the default, shows in CloudTrail who used it.
      encryption: TableEncryption.AWS_MANAGED,
      deletionProtection: keepData,
      ...ready,
      removalPolicy,
    });
    for (const index of Object.values(INDEXES)) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        ...ready,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        ...(index.projected.length > 0
          ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.projected] }
          : { projectionType: ProjectionType.KEYS_ONLY }),
      });
    }
    return table;
  }

  /** A copy into another account has to be read there, so the vault then has a key of its own. */
  #backups(stage: StageSettings): BackupVault {
    const other = otherAccountOfCopy(stage);
    const removalPolicy = RemovalPolicy.RETAIN;
    if (other === undefined) return new BackupVault(this, 'Backups', { removalPolicy });
    const encryptionKey = new Key(this, 'BackupKey', {
      description: 'Backups that are copied into another account',
      enableKeyRotation: true,
      removalPolicy,
    });
    encryptionKey.grant(
      new AccountPrincipal(other),
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:CreateGrant',
      'kms:GenerateDataKey',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    );
    // A vault that gets a key is another one; with the same id its name would be taken.
    return new BackupVault(this, 'KeyedBackups', { removalPolicy, encryptionKey });
  }

  /**
   * Files that providers upload, personal data of many people: deleted as soon as they are read, and after a day whatever
   * became of them. Without versions, of which a deleted one would stay; were they ever switched on, they would go too.
   */
  #uploads(removalPolicy: RemovalPolicy, stage: StageSettings): Bucket {
    const bucket = new Bucket(this, 'Uploads', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [
        {
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      cors: [
        {
          allowedMethods: [HttpMethods.PUT],
          // What guards an upload is the signature of its URL.
          allowedOrigins: [stage.publicUrl ?? '*'],
          allowedHeaders: ['content-type', 'x-amz-*'],
          maxAge: 3600,
        },
      ],
      // Not autoDeleteObjects: that is a custom resource with the right to empty the bucket.
      removalPolicy,
    });
    // Said to CloudFormation itself, as the L2's eventBridgeEnabled brings a custom resource and its function along.
    if (bucket.node.defaultChild instanceof CfnBucket) {
      bucket.node.defaultChild.notificationConfiguration = {
        eventBridgeConfiguration: { eventBridgeEnabled: true },
      };
    }
    return bucket;
  }
}

import { describe, expect, test } from 'vitest';
import { INDEXES, TABLE } from '#storage/contract/table.ts';
import { FILLED, filled } from '#support/storage/stages';
import { deployed, ofType, synthesise } from '#support/storage/template';

const dev = deployed('dev');
const prod = deployed('prod');
const [table] = ofType(prod.registry, 'AWS::DynamoDB::Table');
const [bucket] = ofType(prod.registry, 'AWS::S3::Bucket');

describe('the table', () => {
  test('has the keys, indexes and projections that the code reads by', () => {
    const key = (partition: string, sort: string) => [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ];
    expect(table?.properties['KeySchema']).toEqual(key(TABLE.partitionKey, TABLE.sortKey));
    expect(table?.properties['GlobalSecondaryIndexes']).toEqual(
      Object.values(INDEXES).map((index) => ({
        IndexName: index.name,
        KeySchema: key(index.partitionKey, index.sortKey),
        Projection:
          index.projected.length > 0
            ? { ProjectionType: 'INCLUDE', NonKeyAttributes: index.projected }
            : { ProjectionType: 'KEYS_ONLY' },
      })),
    );
  });

  test('is billed by request, streams every change and drops what has expired', () => {
    expect(table?.properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: TABLE.expiryAttribute, Enabled: true },
    });
  });

  test('can be restored to any second of the last 35 days and is encrypted, in every stage', () => {
    for (const { registry } of [dev, prod]) {
      expect(ofType(registry, 'AWS::DynamoDB::Table').map(({ properties }) => properties)).toMatchObject([
        {
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { SSEEnabled: true },
        },
      ]);
    }
  });
});

describe('what must not be lost', () => {
  const kept = (stage: typeof dev) =>
    stage.registry
      .filter(({ type }) => type !== 'AWS::S3::BucketPolicy')
      .map(({ name, deletionPolicy }) => [name, deletionPolicy]);

  test('outlives the stack in prod, and nothing can delete table or stacks', () => {
    expect(kept(prod)).toEqual([
      ['Table', 'Retain'],
      ['Uploads', 'Retain'],
      ['Pepper', 'Retain'],
      ['LinkSecret', 'Retain'],
      ['Backups', 'Retain'],
      ['HttpApi', 'Retain'],
    ]);
    expect(table?.properties['DeletionProtectionEnabled']).toBe(true);
    expect(prod.terminationProtection).toEqual([true, true, true]);
  });

  test('goes with the stack in dev', () => {
    expect(kept(dev)).toEqual([
      ['Table', 'Delete'],
      ['Uploads', 'Delete'],
      ['Pepper', 'Delete'],
      ['LinkSecret', 'Delete'],
      ['HttpApi', 'Delete'],
    ]);
    expect(ofType(dev.registry, 'AWS::DynamoDB::Table')[0]?.properties['DeletionProtectionEnabled']).toBe(
      false,
    );
    expect(dev.terminationProtection).toEqual([false, false, false]);
  });
});

describe('the upload bucket', () => {
  test('is closed to the public and encrypted', () => {
    expect(bucket?.properties['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(bucket?.properties['BucketEncryption']).toEqual({
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    });
  });

  test('answers TLS only, and its policy allows nobody anything', () => {
    const [policy] = ofType(prod.registry, 'AWS::S3::BucketPolicy');
    const deny = (Condition: object) => ({
      Action: 's3:*',
      Condition,
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Resource: ['Uploads', 'Uploads/*'],
    });
    expect(policy?.properties).toEqual({
      Bucket: 'Uploads',
      PolicyDocument: {
        Statement: [
          deny({ Bool: { 'aws:SecureTransport': 'false' } }),
          deny({ NumericLessThan: { 's3:TlsVersion': 1.2 } }),
        ],
        Version: '2012-10-17',
      },
    });
  });

  test('forgets files after a day, and keeps no versions of them', () => {
    expect(bucket?.properties['VersioningConfiguration']).toBeUndefined();
    expect(bucket?.properties['LifecycleConfiguration']).toEqual({
      Rules: [
        {
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          ExpirationInDays: 1,
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          Status: 'Enabled',
        },
      ],
    });
  });

  test('tells EventBridge of uploads without a custom resource', () => {
    expect(bucket?.properties['NotificationConfiguration']).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  test('takes PUT from the console, whose address it knows once the stage has one', () => {
    expect(bucket?.properties).toMatchObject({
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['PUT'], AllowedOrigins: [FILLED.publicUrl] }] },
    });
    expect(ofType(dev.registry, 'AWS::S3::Bucket')[0]?.properties).toMatchObject({
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['PUT'], AllowedOrigins: ['*'] }] },
    });
  });
});

test('the pepper and the secret of links are 64 random characters each that nobody chose', () => {
  expect(
    ofType(prod.registry, 'AWS::SecretsManager::Secret').map(({ properties }) => properties),
  ).toMatchObject([
    { GenerateSecretString: { PasswordLength: 64 } },
    { GenerateSecretString: { PasswordLength: 64 } },
  ]);
});

test('the stacks say what an operator asks for', () => {
  expect(dev.outputs).toEqual({
    TableName: 'Table',
    UploadBucketName: 'Uploads',
    ApiUrl: 'HttpApi.ApiEndpoint',
  });
});

test('a restored table takes the place of the stack’s own: everything that asks one asks it', () => {
  const arn = 'arn:aws:dynamodb:ap-east-1:123456789012:table/certkeeper-prod-registry-back';
  const streamArn = `${arn}/stream/2026-11-30T00:00:00.000`;
  const { registry, service } = synthesise(
    filled('prod', { 'adoptedTable.arn': arn, 'adoptedTable.streamArn': streamArn }),
  );
  // The old one, where there still is one, is kept: it leaves the template with its policy.
  expect(ofType(registry, 'AWS::DynamoDB::Table')).toEqual([]);
  expect(prod.registry.find(({ type }) => type === 'AWS::DynamoDB::Table')?.deletionPolicy).toBe('Retain');
  const names = ofType(service, 'AWS::Lambda::Function').map(
    ({ properties }) => Object(properties['Environment'])['Variables'].TABLE_NAME,
  );
  expect(new Set(names.filter(Boolean))).toEqual(new Set(['certkeeper-prod-registry-back']));
  const streams = ofType(service, 'AWS::Lambda::EventSourceMapping').map(
    ({ properties }) => properties['EventSourceArn'],
  );
  expect(streams).toContain(streamArn);
  expect(JSON.stringify(ofType(service, 'AWS::IAM::Policy'))).toContain(`${arn}/index/byProvider`);
  expect(JSON.stringify(ofType(service, 'AWS::CloudWatch::Alarm'))).toContain(
    'certkeeper-prod-registry-back',
  );
  expect(() =>
    filled('prod', {
      'adoptedTable.arn': arn,
      'adoptedTable.streamArn': streamArn.replace('-back', '-other'),
    }),
  ).toThrow(/adoptedTable has the stream of another table/);
});

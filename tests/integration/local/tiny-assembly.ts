import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Resources = Record<string, { Type: string; Properties?: Record<string, unknown> }>;

/** Writes a cloud assembly with one stack `tiny`, whose functions are given as the source of their CommonJS bundles. */
export function writeAssembly(resources: Resources, bundles: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const files: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(bundles)) {
    mkdirSync(join(folder, `asset.${name}`));
    writeFileSync(join(folder, `asset.${name}`, 'index.js'), source);
    files[name] = { source: { path: `asset.${name}` }, destinations: { here: { objectKey: `${name}.zip` } } };
  }
  const write = (file: string, content: unknown) =>
    writeFileSync(join(folder, file), JSON.stringify(content));
  write('tiny.template.json', { Resources: resources });
  write('tiny.assets.json', { files });
  write('manifest.json', {
    artifacts: {
      'tiny.assets': { type: 'cdk:asset-manifest', properties: { file: 'tiny.assets.json' } },
      tiny: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/ap-east-1',
        properties: { templateFile: 'tiny.template.json' },
      },
    },
  });
  return folder;
}

/** A Lambda function whose bundle has this name. */
export const lambda = (name: string, environment: Record<string, unknown> = {}, timeout = 10) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
    Handler: 'index.handler',
    MemorySize: 128,
    Timeout: timeout,
    Environment: { Variables: environment },
    LoggingConfig: { LogGroup: `/tiny/${name}` },
  },
});

const key = (name: string, type: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType: type });

/** What the local system needs to come up: a table, and an API that answers every request with its path. */
export const smallest: Resources = {
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: ['pk', 'sk', 'duePk', 'dueSk'].map((name) => ({
        AttributeName: name,
        AttributeType: 'S',
      })),
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [key('duePk', 'HASH'), key('dueSk', 'RANGE')],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    },
  },
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { IntegrationUri: { Ref: 'EchoLive' }, PayloadFormatVersion: '2.0' },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      RouteKey: '$default',
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
    },
  },
  EchoVersion: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Echo' } } },
  EchoLive: {
    Type: 'AWS::Lambda::Alias',
    Properties: {
      FunctionName: { Ref: 'Echo' },
      FunctionVersion: { 'Fn::GetAtt': ['EchoVersion', 'Version'] },
      Name: 'live',
    },
  },
  Echo: lambda('echo', { TABLE_NAME: { Ref: 'Table' }, BASE_URL: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } }),
};

export const echo = `exports.handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ event, environment: process.env }),
});`;

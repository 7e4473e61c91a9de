import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { deployed, ofType, only, type Resource } from '#support/storage/template';

const { service, registry, mail } = deployed('prod');
const properties = (type: string) => ofType(service, type).map((each) => each.properties);
const accessLog = z.object({ DestinationArn: z.string(), Format: z.string() });

describe('the API', () => {
  test('what providers use goes to their API, the links in e-mails to the holders’ site, lists and watches to the employers’, everything else to the public site', () => {
    const integrations = new Map(
      ofType(service, 'AWS::ApiGatewayV2::Integration').map((each) => [
        `integrations/${each.name}`,
        each.properties['IntegrationUri'],
      ]),
    );
    expect(
      properties('AWS::ApiGatewayV2::Route').map(({ RouteKey, Target }) => [
        RouteKey,
        integrations.get(String(Target)),
      ]),
    ).toEqual([
      ['ANY /v1', 'ProviderApiFunctionAliaslive'],
      ['ANY /v1/{proxy+}', 'ProviderApiFunctionAliaslive'],
      ['ANY /console', 'ProviderApiFunctionAliaslive'],
      ['ANY /console/{proxy+}', 'ProviderApiFunctionAliaslive'],
      ['ANY /docs', 'ProviderApiFunctionAliaslive'],
      ['ANY /unsubscribe/{token}', 'HolderSiteFunctionAliaslive'],
      ['ANY /my', 'HolderSiteFunctionAliaslive'],
      ['ANY /my/{token}', 'HolderSiteFunctionAliaslive'],
      ['ANY /my/{token}/{proxy+}', 'HolderSiteFunctionAliaslive'],
      ['ANY /change-of-address/{token}', 'HolderSiteFunctionAliaslive'],
      ['ANY /proof/{token}', 'HolderSiteFunctionAliaslive'],
      ['ANY /lists', 'EmployerSiteFunctionAliaslive'],
      ['ANY /lists/{proxy+}', 'EmployerSiteFunctionAliaslive'],
      ['ANY /watch', 'EmployerSiteFunctionAliaslive'],
      ['ANY /watch/{proxy+}', 'EmployerSiteFunctionAliaslive'],
      ['$default', 'PublicSiteFunctionAliaslive'],
    ]);
  });

  test('is throttled as the stage says', () => {
    const throttling = (resources: Resource[]) =>
      ofType(resources, 'AWS::ApiGatewayV2::Stage').map((each) => each.properties['DefaultRouteSettings']);
    expect(throttling(service)).toEqual([{ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 }]);
    expect(throttling(deployed('dev').service)).toEqual([
      { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
    ]);
  });

  test('routes of providers, of holders and of what employers leave here have limits of their own, which nobody else can use up', () => {
    const limits = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 };
    const forProviders = ['/console', '/console/{proxy+}', '/docs', '/v1', '/v1/{proxy+}'];
    const forHolders = [
      '/unsubscribe/{token}',
      '/my',
      '/my/{token}',
      '/my/{token}/{proxy+}',
      '/change-of-address/{token}',
      '/proof/{token}',
    ];
    const forEmployers = ['/lists', '/lists/{proxy+}', '/watch', '/watch/{proxy+}'];
    // So that a stream of wrong keys, which the API cannot tell from right ones, does not use them up.
    const ample = { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 };
    const routes = Object.fromEntries([
      ...forProviders.map((path) => [`ANY ${path}`, ample]),
      ...[...forHolders, ...forEmployers].map((path) => [`ANY ${path}`, limits]),
    ]);
    expect(only(service, 'AWS::ApiGatewayV2::Stage')['RouteSettings']).toEqual(routes);
    const keys = ofType(service, 'AWS::ApiGatewayV2::Route').map(({ properties }) => properties['RouteKey']);
    expect(keys).toEqual(expect.arrayContaining(Object.keys(routes)));
  });

  test('its access log is JSON and says nothing of who asked or with which query', () => {
    const { DestinationArn, Format } = accessLog.parse(
      only(service, 'AWS::ApiGatewayV2::Stage')['AccessLogSettings'],
    );
    expect(Object.values(JSON.parse(Format)).sort()).toEqual([
      '$context.httpMethod',
      '$context.integrationErrorMessage',
      '$context.integrationStatus',
      '$context.requestId',
      '$context.requestTime',
      '$context.responseLatency',
      '$context.responseLength',
      '$context.routeKey',
      '$context.status',
    ]);
    const group = ofType(service, 'AWS::Logs::LogGroup').find(({ name }) => name === DestinationArn);
    expect(group?.properties['RetentionInDays']).toBe(365);
  });

  test('only this API and this rule may call a function', () => {
    expect(
      properties('AWS::Lambda::Permission').map(({ FunctionName, Principal, SourceArn }) => [
        FunctionName,
        Principal,
        String(SourceArn).replace(/^.*:/, ''),
      ]),
    ).toEqual([
      ['ProviderApiFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/v1'],
      ['ProviderApiFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/v1/{proxy+}'],
      ['ProviderApiFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/console'],
      ['ProviderApiFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/console/{proxy+}'],
      ['ProviderApiFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/docs'],
      ['HolderSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/unsubscribe/{token}'],
      ['HolderSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/my'],
      ['HolderSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/my/{token}'],
      ['HolderSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/my/{token}/{proxy+}'],
      ['HolderSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/change-of-address/{token}'],
      ['HolderSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/proof/{token}'],
      ['EmployerSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/lists'],
      ['EmployerSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/lists/{proxy+}'],
      ['EmployerSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/watch'],
      ['EmployerSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*/watch/{proxy+}'],
      ['PublicSiteFunctionAliaslive', 'apigateway.amazonaws.com', 'HttpApi/*/*'],
      ['ImportsSplitImportFunction', 'events.amazonaws.com', 'ImportsUploaded'],
    ]);
  });
});

test('only resources of known types are deployed, and no custom resource', () => {
  expect([...new Set([...registry, ...service, ...mail].map(({ type }) => type))].sort()).toEqual([
    'AWS::ApiGatewayV2::Api',
    'AWS::ApiGatewayV2::Integration',
    'AWS::ApiGatewayV2::Route',
    'AWS::ApiGatewayV2::Stage',
    'AWS::Backup::BackupPlan',
    'AWS::Backup::BackupSelection',
    'AWS::Backup::BackupVault',
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::Dashboard',
    'AWS::CodeDeploy::Application',
    'AWS::CodeDeploy::DeploymentGroup',
    'AWS::DynamoDB::Table',
    'AWS::Events::Rule',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::Lambda::Alias',
    'AWS::Lambda::EventInvokeConfig',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    'AWS::Lambda::Permission',
    'AWS::Lambda::Version',
    'AWS::Logs::LogGroup',
    'AWS::Logs::MetricFilter',
    'AWS::S3::Bucket',
    'AWS::S3::BucketPolicy',
    'AWS::SES::ConfigurationSet',
    'AWS::SES::ConfigurationSetEventDestination',
    'AWS::SES::EmailIdentity',
    'AWS::SNS::Subscription',
    'AWS::SNS::Topic',
    'AWS::SNS::TopicPolicy',
    'AWS::SQS::Queue',
    'AWS::SQS::QueuePolicy',
    'AWS::Scheduler::Schedule',
    'AWS::SecretsManager::Secret',
  ]);
});

import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { deployed, ofType, only, type Resource } from '#support/template';

const { service, registry } = deployed('prod');
const properties = (type: string) => ofType(service, type).map((each) => each.properties);
const accessLog = z.object({ DestinationArn: z.string(), Format: z.string() });

describe('the API', () => {
  test('/v1, /console and /docs go to the providers’ API, everything else to the public site', () => {
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
      ['ANY /v1', 'ProviderApiFunction'],
      ['ANY /v1/{proxy+}', 'ProviderApiFunction'],
      ['ANY /console', 'ProviderApiFunction'],
      ['ANY /console/{proxy+}', 'ProviderApiFunction'],
      ['ANY /docs', 'ProviderApiFunction'],
      ['$default', 'PublicSiteFunction'],
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

  test('its providers’ routes have a limit of their own, which nobody else can use up', () => {
    const limits = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 };
    const paths = ['/console', '/console/{proxy+}', '/docs', '/v1', '/v1/{proxy+}'];
    const routes = Object.fromEntries(paths.map((path) => [`ANY ${path}`, limits]));
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
      ['ProviderApiFunction', 'apigateway.amazonaws.com', 'ApiHttpApi/*/*/v1'],
      ['ProviderApiFunction', 'apigateway.amazonaws.com', 'ApiHttpApi/*/*/v1/{proxy+}'],
      ['ProviderApiFunction', 'apigateway.amazonaws.com', 'ApiHttpApi/*/*/console'],
      ['ProviderApiFunction', 'apigateway.amazonaws.com', 'ApiHttpApi/*/*/console/{proxy+}'],
      ['ProviderApiFunction', 'apigateway.amazonaws.com', 'ApiHttpApi/*/*/docs'],
      ['PublicSiteFunction', 'apigateway.amazonaws.com', 'ApiHttpApi/*/*'],
      ['ImportsSplitImportFunction', 'events.amazonaws.com', 'ImportsUploaded'],
    ]);
  });
});

test('only resources of known types are deployed, and no custom resource', () => {
  expect([...new Set([...registry, ...service].map(({ type }) => type))].sort()).toEqual([
    'AWS::ApiGatewayV2::Api',
    'AWS::ApiGatewayV2::Integration',
    'AWS::ApiGatewayV2::Route',
    'AWS::ApiGatewayV2::Stage',
    'AWS::CloudWatch::Alarm',
    'AWS::DynamoDB::Table',
    'AWS::Events::Rule',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::Lambda::EventInvokeConfig',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    'AWS::Lambda::Permission',
    'AWS::Logs::LogGroup',
    'AWS::Logs::MetricFilter',
    'AWS::S3::Bucket',
    'AWS::S3::BucketPolicy',
    'AWS::SQS::Queue',
    'AWS::SQS::QueuePolicy',
    'AWS::Scheduler::Schedule',
    'AWS::SecretsManager::Secret',
  ]);
});

import { describe, expect, test } from 'vitest';
import { filled } from '#support/storage/stages';
import { deployed, ofType, type Resource, synthesise } from '#support/storage/template';

const ANSWERING = ['EmployerSite', 'HolderSite', 'ProviderApi', 'PublicSite'];
const { service } = deployed('prod');
const aliasesOf = (resources: Resource[]) => ofType(resources, 'AWS::Lambda::Alias');
const names = (resources: Resource[]) => resources.map(({ name }) => name).sort();

describe('what people wait for', () => {
  test.each(['prod', 'dev'] as const)('is asked by an alias, and nothing else is: %s', (stage) => {
    const resources = deployed(stage).service;
    expect(names(aliasesOf(resources))).toEqual(ANSWERING.map((name) => `${name}FunctionAliaslive`));
    for (const { name, properties } of aliasesOf(resources))
      expect(properties).toMatchObject({
        Name: 'live',
        FunctionName: name.replace(/Aliaslive$/, ''),
        FunctionVersion: expect.stringMatching(
          new RegExp(`^${name.replace(/Aliaslive$/, '')}CurrentVersion\\w+\\.Version$`),
        ),
      });
    const uris = ofType(resources, 'AWS::ApiGatewayV2::Integration').map(
      ({ properties }) => properties['IntegrationUri'],
    );
    expect(uris.toSorted()).toEqual(ANSWERING.map((name) => `${name}FunctionAliaslive`));
  });

  test('gets a new version bit by bit, and keeps the one before when its own alarm rings meanwhile', () => {
    const groups = ofType(service, 'AWS::CodeDeploy::DeploymentGroup');
    expect(names(groups)).toEqual(ANSWERING.map((name) => `${name}Release`));
    for (const { name, properties } of groups) {
      const of = name.replace(/Release$/, '');
      expect(properties).toMatchObject({
        ApplicationName: 'ApiReleasesApplication',
        ServiceRoleArn: 'ApiReleasesRole',
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent10Minutes',
        AlarmConfiguration: { Enabled: true, Alarms: [{ Name: `${of}ErrorsAlarm` }] },
        AutoRollbackConfiguration: {
          Enabled: true,
          Events: expect.arrayContaining(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM']),
        },
      });
      expect(
        aliasesOf(service).find((alias) => alias.name === `${of}FunctionAliaslive`)?.updatePolicy,
      ).toMatchObject({
        CodeDeployLambdaAliasUpdate: { ApplicationName: 'ApiReleasesApplication', DeploymentGroupName: name },
      });
    }
    // It adds up as long as half of the ten minutes.
    const alarm = ofType(service, 'AWS::CloudWatch::Alarm').find(
      ({ name }) => name === 'PublicSiteErrorsAlarm',
    );
    expect(JSON.stringify(alarm?.properties['Metrics'])).toContain('"Period":300');
  });

  test.each([
    ['dev', deployed('dev')],
    ['a deployment that an alarm would stop', synthesise(filled('prod', { gradualReleases: 'false' }))],
  ])('gets it all at once: %s', (_which, { service: atOnce }) => {
    expect(names(ofType(atOnce, 'AWS::CodeDeploy::DeploymentGroup'))).toEqual([]);
    expect(names(aliasesOf(atOnce))).toHaveLength(4);
    for (const { updatePolicy } of aliasesOf(atOnce)) expect(updatePolicy).toBeUndefined();
  });
});

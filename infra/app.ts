import { App } from 'aws-cdk-lib';
import { buildApp } from '#infra/build-app';
import { withBundles } from '#infra/bundle';
import { StageError, stageSettings } from '#infra/stage';

try {
  // The stage must be known before the App that is deployed is made; this one is only asked for it.
  const { node } = new App({ autoSynth: false });
  const name: unknown = node.tryGetContext('stage');
  if (typeof name !== 'string' || name === '')
    throw new StageError('stage is not named: --context stage=dev');
  const stage = stageSettings(name, (field) => node.tryGetContext(field));
  // The CDK's commands that need no code (list, destroy) give an empty list here.
  const wanted: unknown = node.tryGetContext('aws:cdk:bundling-stacks');
  if (Array.isArray(wanted) && wanted.length === 0) buildApp({ stage }).synth();
  else await withBundles((bundles) => buildApp({ stage, bundles }).synth());
} catch (error) {
  if (!(error instanceof StageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

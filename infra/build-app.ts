import { App, type Environment } from 'aws-cdk-lib';
import { RegistryStack } from '#infra/registry-stack';
import { ServiceStack } from '#infra/service-stack';
import type { StageSettings } from '#infra/stage';

/**
 * The whole deployment of one stage as a CDK app, not yet synthesised: `buildApp(…).synth()` gives the assembly with the
 * stacks `certkeeper-<stage>-registry` and `certkeeper-<stage>-service`. `outdir` is where the assembly and the bundled
 * functions go; `context` is CDK context, e.g. `{'aws:cdk:bundling-stacks': []}` to leave the bundling out.
 */
export function buildApp(options: {
  stage: StageSettings;
  outdir?: string;
  context?: Record<string, unknown>;
}): App {
  const { stage } = options;
  const app = new App({
    analyticsReporting: false,
    ...(options.outdir !== undefined && { outdir: options.outdir }),
    postCliContext: {
      // CloudFormation then refuses to take away a table, bucket or secret that the service still uses.
      '@aws-cdk/core:defaultCrossStackReferences': 'strong',
      ...options.context,
    },
  });
  const shared = {
    env: environmentOf(stage),
    terminationProtection: stage.keepData,
    tags: { application: 'certkeeper', stage: stage.name },
    stage,
  };
  const registry = new RegistryStack(app, `certkeeper-${stage.name}-registry`, {
    ...shared,
    description: `Certkeeper ${stage.name}: what must not be lost (certificates, uploads, pepper)`,
  });
  new ServiceStack(app, `certkeeper-${stage.name}-service`, {
    ...shared,
    description: `Certkeeper ${stage.name}: API, imports, reminders and alarms`,
    registry,
  });
  return app;
}

function environmentOf(stage: StageSettings): Environment {
  return { region: stage.region, ...(stage.account !== undefined && { account: stage.account }) };
}

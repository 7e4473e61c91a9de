import { App, type Environment } from 'aws-cdk-lib';
import { BUNDLES } from '#infra/constructs/service-function';
import { EDGE_REGION } from '#infra/edge-secret';
import { EdgeStack } from '#infra/edge-stack';
import { MailStack } from '#infra/mail-stack';
import { RegistryStack } from '#infra/registry-stack';
import { ServiceStack } from '#infra/service-stack';
import type { StageSettings } from '#infra/stage';
import cdk from '../cdk.json' with { type: 'json' };

/**
 * What the CDK recommends to a new project. In cdk.json, where its commands look for it; `stage` there is only what
 * those are asked for when nobody says which.
 */
const { stage: _stage, ...flags } = cdk.context;

/**
 * The whole deployment of one stage as a CDK app, not yet synthesised: `buildApp(…).synth()` gives the assembly with the
 * stacks `certkeeper-<stage>-registry`, `certkeeper-<stage>-service` and, in the region that mail leaves from,
 * `certkeeper-<stage>-mail`; for a stage with an edge `certkeeper-<stage>-edge` too. `outdir` is where the assembly goes, with a
 * copy of the functions in `bundles` (the folder of `withBundles`). Left out: the functions have no code, which
 * is enough for looking at everything else.
 */
export function buildApp(options: { stage: StageSettings; outdir?: string; bundles?: string }): App {
  const { stage } = options;
  const app = new App({
    analyticsReporting: false,
    ...(options.outdir !== undefined && { outdir: options.outdir }),
    context: flags,
    postCliContext: { ...(options.bundles !== undefined && { [BUNDLES]: options.bundles }) },
  });
  const shared = {
    env: environmentOf(stage, stage.region),
    terminationProtection: stage.keepData,
    // Everything that can have tags gets them, for whoever looks through an account or its bill.
    tags: { application: 'certkeeper', stage: stage.name, owner: stage.owner ?? stage.contactEmail },
    stage,
  };
  const registry = new RegistryStack(app, `certkeeper-${stage.name}-registry`, {
    ...shared,
    description: `Certkeeper ${stage.name}: what must not be lost (certificates, uploads, pepper)`,
  });
  const service = new ServiceStack(app, `certkeeper-${stage.name}-service`, {
    ...shared,
    description: `Certkeeper ${stage.name}: API, imports, reminders and alarms`,
    registry,
  });
  const mail = new MailStack(app, `certkeeper-${stage.name}-mail`, {
    ...shared,
    env: environmentOf(stage, stage.mail.region),
    description: `Certkeeper ${stage.name}: what SES tells of emails`,
  });
  // Its subscription is to a queue of the service.
  mail.addStackDependency(service);
  if (stage.edge !== undefined) {
    const edge = new EdgeStack(app, `certkeeper-${stage.name}-edge`, {
      ...shared,
      // The only region in which CloudFront's certificates and web ACLs can be.
      env: environmentOf(stage, EDGE_REGION),
      description: `Certkeeper ${stage.name}: CloudFront and WAF in front of the API`,
      edge: stage.edge,
    });
    // It reads the secret that is made there, and copied to its region.
    edge.addStackDependency(registry);
  }
  return app;
}

function environmentOf(stage: StageSettings, region: string): Environment {
  return { region, ...(stage.account !== undefined && { account: stage.account }) };
}

import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { type IRole, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ServiceFunction } from '#infra/constructs/service-function';
import type { StageSettings } from '#infra/stage';

/** What callers of a function ask for, whichever version of it that is. */
const LIVE = 'live';

/**
 * How functions that people wait for get a new version. Where the stage says so, CodeDeploy hands it a tenth of the requests, and all of
 * them ten minutes later, unless the function's alarm on errors has rung by then: the alias goes back, and the deployment fails. That
 * alarm adds up five minutes, so it rings within the ten.
 */
export class Releases extends Construct {
  readonly #gradual: { application: LambdaApplication; role: IRole } | undefined;

  constructor(scope: Construct, id: string, { gradualReleases }: StageSettings) {
    super(scope, id);
    if (!gradualReleases) return;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      // What AWS itself keeps for this: what CodeDeploy needs is written down nowhere else.
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSCodeDeployRoleForLambdaLimited'),
      ],
    });
    this.#gradual = {
      application: new LambdaApplication(this, 'Application'),
      role: role.withoutPolicyUpdates(),
    };
  }

  /** The alias of a function, which callers are to ask. */
  live(of: ServiceFunction): IFunction {
    const alias = of.alias(LIVE);
    if (this.#gradual)
      new LambdaDeploymentGroup(of, 'Release', {
        ...this.#gradual,
        alias,
        alarms: [of.errors],
        deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES,
      });
    // By its name: the CDK's own types do not take an alias for a function.
    const { functionArn } = alias;
    return LambdaFunction.fromFunctionAttributes(of, 'Live', { functionArn, sameEnvironment: true });
  }
}

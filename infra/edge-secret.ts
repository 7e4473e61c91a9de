import { SecretValue } from 'aws-cdk-lib';
import type { StageSettings } from '#infra/stage';

/** CloudFront's part of a stage is deployed there, and reads a secret in no other region. */
export const EDGE_REGION = 'us-east-1';

export const edgeSecretName = (stage: StageSettings) => `certkeeper-${stage.name}-edge`;

/**
 * What the edge sends along for the functions to believe whom it saw; empty for a stage without one. CloudFormation puts it
 * in on deploying: it guards limits alone, and the functions that read it load no SDK for it.
 */
export const edgeSecretOf = (stage: StageSettings): string =>
  stage.edge ? SecretValue.secretsManager(edgeSecretName(stage)).unsafeUnwrap() : '';

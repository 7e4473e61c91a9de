import type { StageSettings } from '#infra/stage';

/**
 * What the mail stack and the service stack call things of each other. Fixed, as the two may be in different regions,
 * where one stack cannot hand a generated name to the other.
 */
export function mailNames({ name }: Pick<StageSettings, 'name'>) {
  return {
    /** Of SES, in the mail's region: has it tell what becomes of each mail. */
    configurationSet: `certkeeper-${name}`,
    /** Of SNS, in the mail's region: where SES tells it. */
    topic: `certkeeper-${name}-mail-events`,
    /** Of SQS, in the stage's region: where the topic passes it on to. */
    queue: `certkeeper-${name}-mail-events`,
  };
}

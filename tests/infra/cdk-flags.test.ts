import { readFileSync } from 'node:fs';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { expect, test } from 'vitest';
import { buildApp } from '#infra/build-app';
import { filled } from '#support/storage/stages';

const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));

/** What is not as the CDK recommends it. */
const OURS = {
  stage: 'dev',
  // CloudFormation then refuses to take away a table, bucket or secret that the service still uses.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // Its commands print warnings as they are.
  '@aws-cdk/core:annotationsInValidationReport': false,
};

test('the CDK’s flags are those that it recommends, but for what is said here; a newer CDK may recommend others', () => {
  expect(context).toEqual({ ...CURRENTLY_RECOMMENDED_FLAGS, ...OURS });
});

test('they hold however the stacks are made, and everything is tagged with its stage and whom to ask', () => {
  const app = buildApp({ stage: filled('prod', { owner: 'Training desk' }) });
  for (const flag of Object.keys(OURS).slice(1)) expect(app.node.tryGetContext(flag)).toBe(context[flag]);
  const tags = app.synth().stacks.map((stack) => stack.tags);
  expect(tags).toEqual(
    tags.map(() => ({ application: 'certkeeper', stage: 'prod', owner: 'Training desk' })),
  );
  const asked = buildApp({ stage: filled('dev') })
    .synth()
    .stacks.map((stack) => stack.tags['owner']);
  expect(new Set(asked)).toEqual(new Set(['privacy@firstaid.hk']));
});

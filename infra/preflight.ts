import { parseArgs } from 'node:util';
import { readAccountLimits } from '#infra/account-limits';
import { StageError, stageSettings } from '#infra/stage';
import { whatIsMissing } from '#infra/what-is-missing';

/**
 * `npm run preflight -- --stage prod [--set mail.from=… …]`, with AWS credentials: one list of what settings and account still
 * lack before that stage can be deployed and can work. Reads, changes nothing; the exit code is 1 when something is missing.
 */
const { values } = parseArgs({
  options: { stage: { type: 'string' }, set: { type: 'string', multiple: true, default: [] } },
});
const given = new Map(
  values.set.map((text) => {
    const [field = '', ...value] = text.split('=');
    return [field, value.join('=')];
  }),
);

async function missing(): Promise<string[]> {
  if (values.stage === undefined) return ['no stage is named: npm run preflight -- --stage prod'];
  try {
    const stage = stageSettings(values.stage, (field) => given.get(field));
    return whatIsMissing(stage, await readAccountLimits(stage));
  } catch (error) {
    if (error instanceof StageError) return error.message.replace(/^stage [^:]+: /, '').split('; ');
    throw error;
  }
}

const lines = await missing();
process.stdout.write(
  lines.length === 0 ? 'Nothing is missing.\n' : `Missing:\n${lines.map((line) => `- ${line}\n`).join('')}`,
);
if (lines.length > 0) process.exitCode = 1;

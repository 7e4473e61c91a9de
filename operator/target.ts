import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { findSecrets } from '#storage/find-secret.ts';
import { findTables } from '#storage/find-table.ts';
import { Misuse } from './misuse.ts';

const control = z.object({
  tableName: z.string(),
  region: z.string(),
  endpoints: z.record(z.string(), z.string()),
  secrets: z.array(z.string()),
});

/** The table of a deployed stage, or of the local system that is running. */
export async function tableOf(stage: string | undefined): Promise<string> {
  return stage === undefined ? runningSystem().tableName : deployedTable(stage);
}

/** The secret that keys the pseudonyms of its holders. */
export async function pepperOf(stage: string | undefined): Promise<string> {
  const secrets =
    stage === undefined ? runningSystem().secrets : await findSecrets(`certkeeper-${stage}-registry`);
  const [secret, other] = secrets;
  if (!secret || other) throw new Misuse(`the secret of the registry was not found among ${secrets.length}`);
  return secret;
}

/** The local system, whose engines every client of this process talks to from now on. */
function runningSystem(): z.infer<typeof control> {
  const file = resolve(
    process.env['CERTKEEPER_STATE'] ?? resolve(import.meta.dirname, '../.local'),
    'control.json',
  );
  if (!existsSync(file))
    throw new Misuse('the local system is not running: npm start first, or name a stage with --stage');
  const running = control.parse(JSON.parse(readFileSync(file, 'utf8')));
  Object.assign(process.env, {
    AWS_REGION: running.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    ...running.endpoints,
  });
  return running;
}

async function deployedTable(stage: string): Promise<string> {
  if (!process.env['AWS_REGION']) throw new Misuse('set AWS_REGION to the region of the stage (ap-east-1)');
  const tables = await findTables(`certkeeper-${stage}-registry-`);
  const [table, other] = tables;
  if (!table) throw new Misuse(`no stage "${stage}" in this account and region`);
  // A deleted stage leaves its table behind; writing into that one would change nothing that runs.
  if (other)
    throw new Misuse(`more than one table of stage "${stage}": ${tables.join(', ')}; delete the old ones`);
  return table;
}

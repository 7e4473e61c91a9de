import * as z from 'zod';
import { type ControlFile, readControl, sdkEnvironment } from '#infra/local/control';
import { stateFolder } from '#infra/local/settings';
import { Misuse } from './misuse.ts';
import { findBuckets } from './store/find-bucket.ts';
import { findSecrets } from './store/find-secret.ts';
import { findTables } from './store/find-table.ts';

/** The table of a deployed stage (the one that is named, where it has two), or of the local system that is running. */
export async function tableName(stage: string | undefined, table?: string): Promise<string> {
  if (stage !== undefined && table !== undefined) return table;
  return stage === undefined ? runningSystem().tableName : deployedTable(stage);
}

/** The secret that keys the pseudonyms of its holders. */
export const readPepper = (stage: string | undefined): Promise<string> => secretNamed('Pepper', stage);

/** The secret that signs links. */
export const linkSecret = (stage: string | undefined): Promise<string> => secretNamed('LinkSecret', stage);

/** By its name in the stack, with which CloudFormation begins the name that it makes. */
async function secretNamed(name: string, stage: string | undefined): Promise<string> {
  const secrets =
    stage === undefined ? runningSystem().secrets : await findSecrets(`certkeeper-${stage}-registry`);
  const [secret, other] = secrets.filter((arn) => arn.includes(name));
  if (!secret || other) throw new Misuse(`the ${name} of the registry was not found among ${secrets.length}`);
  return secret;
}

/** The bucket of uploaded files. */
export async function uploadBucket(stage: string | undefined): Promise<string> {
  if (stage === undefined) return runningSystem().uploads;
  const [bucket, other] = await findBuckets(`certkeeper-${stage}-registry`);
  if (!bucket || other)
    throw new Misuse(`the bucket of uploaded files of stage "${stage}" was not found, or twice`);
  return bucket;
}

/** What the names of a stage's queues and functions begin with; of its stack, as stages may be called `prod` and `prod-2`. */
export function queuePrefix(stage: string | undefined): string {
  if (stage === undefined) runningSystem();
  else requireRegion();
  return `certkeeper-${stage ?? 'local'}-service-`;
}

/** Takes mails out of the local system's inbox, which stands in for those of the people who got them. */
export async function forgetLocalMails(texts: readonly string[]): Promise<number> {
  const response = await fetch(new URL('/forget-mails', runningSystem().controlUrl), {
    method: 'POST',
    body: JSON.stringify({ texts }),
  });
  return z.object({ mails: z.int() }).parse(await response.json()).mails;
}

/** The local system, whose engines every client of this process talks to from now on; undefined: none runs. */
export function findRunningSystem(): ControlFile | undefined {
  const running = readControl(stateFolder(process.env));
  if (running) Object.assign(process.env, sdkEnvironment(running));
  return running;
}

function runningSystem(): ControlFile {
  const running = findRunningSystem();
  if (running) return running;
  throw new Misuse('the local system is not running: npm start first, or name a stage with --stage');
}

async function deployedTable(stage: string): Promise<string> {
  requireRegion();
  const tables = await findTables(`certkeeper-${stage}-registry-`);
  const [table, other] = tables;
  if (!table) throw new Misuse(`no stage "${stage}" in this account and region`);
  // A deleted stage leaves its table behind; writing into that one would change nothing that runs.
  if (other)
    throw new Misuse(`more than one table of stage "${stage}": ${tables.join(', ')}; delete the old ones`);
  return table;
}

function requireRegion(): void {
  if (!process.env['AWS_REGION']) throw new Misuse('set AWS_REGION to the region of the stage (ap-east-1)');
}

import { once } from 'node:events';
import { join } from 'node:path';
import { type Children, end } from '#infra/local/emulators/children';
import { startDynamoDbLocal } from '#infra/local/emulators/dynamodb-local';
import { startDynoxide } from '#support/storage/dynoxide';

/** What AWS's table takes for a request, roughly. */
const ANSWER_MS = 5;

interface StartedTable {
  url: string;
  stop(): Promise<void>;
}

/**
 * A table that answers in the time that AWS's takes, whatever a request is, as far as this machine is quick enough: the
 * tests' own behind a delay, in processes of their own. Where that does not run, AWS's own engine, which is slower.
 */
export async function startTableLikeAws(children: Children): Promise<StartedTable> {
  const engine = (await startDynoxide(children)) ?? (await startDynamoDbLocal(children));
  const delay = await startProgram(children, 'delay.ts', engine.url);
  return {
    url: delay.url,
    async stop() {
      await delay.stop();
      await engine.stop();
    },
  };
}

/**
 * The same for who only writes what is new: nothing is kept. For the items of a row an engine would take more of this
 * machine's processors than who is measured, which AWS's does not.
 */
export const startForgetfulTable = (children: Children): Promise<StartedTable> =>
  startProgram(children, 'forgetful.ts');

async function startProgram(children: Children, program: string, ...args: string[]): Promise<StartedTable> {
  const file = join(import.meta.dirname, program);
  const child = children.spawn(program, process.execPath, [file, ...args, String(ANSWER_MS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error(`${program} has no output`);
  const [line] = await once(child.stdout, 'data');
  return { url: String(line).trim(), stop: () => end(child, 'SIGTERM') };
}

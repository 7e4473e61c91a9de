import { once } from 'node:events';
import { join } from 'node:path';
import { type Children, end } from '#infra/local/emulators/children';
import { startDynamoDbLocal } from '#infra/local/emulators/dynamodb-local';
import { startDynoxide } from '#support/storage/dynoxide';

/** What AWS's table takes for a request, roughly. */
const ANSWER_MS = 5;

/**
 * A table that answers in the time that AWS's takes, whatever a request is, as far as this machine is quick enough: the
 * tests' own behind a delay, in processes of their own. Where that does not run, AWS's own engine, which is slower.
 */
export async function startTableLikeAws(children: Children): Promise<{ url: string; stop(): Promise<void> }> {
  const engine = (await startDynoxide(children)) ?? (await startDynamoDbLocal(children));
  const args = [join(import.meta.dirname, 'delay.ts'), engine.url, String(ANSWER_MS)];
  const delay = children.spawn('delay', process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (delay.stdout === null) throw new Error('the delay has no output');
  const [line] = await once(delay.stdout, 'data');
  return {
    url: String(line).trim(),
    async stop() {
      await end(delay, 'SIGTERM');
      await engine.stop();
    },
  };
}

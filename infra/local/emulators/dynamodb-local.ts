import type { ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { Failure } from '#infra/local/failure';
import { freePort } from '#infra/local/preflight';
import { type Children, end } from './children.ts';

export interface DynamoDbLocal {
  url: string;
  /** Resolves when it ends without having been stopped. */
  lost: Promise<void>;
  stop(): Promise<void>;
}

/** For what hangs: beside other work a Java process takes its time to start. */
const START_MS = 240_000;

/**
 * AWS's own engine, in a Java process that listens on the loopback interface alone (`dynamodb-local.xml`). Its data is in the folder `data`, or in memory when that is left out. `log` is the
 * file for what it prints.
 * @throws Failure when it does not answer in time
 */
export async function startDynamoDbLocal(
  children: Children,
  options: { data?: string; log?: string } = {},
): Promise<DynamoDbLocal> {
  const { resolve } = createRequire(import.meta.url);
  const emulator = join(dirname(resolve('amplify-dynamodb-simulator/package.json')), 'emulator');
  if (options.data !== undefined) mkdirSync(options.data, { recursive: true });
  const port = await freePort();
  const child = children.spawn(
    'dynamodb-local',
    'java',
    [
      // Compiling for throughput would keep both cores busy for the first minute.
      '-XX:TieredStopAtLevel=1',
      // A collector that keeps no threads of its own: a tenth of the work.
      '-XX:+UseSerialGC',
      '-Djava.library.path=./DynamoDBLocal_lib',
      '-cp',
      ['DynamoDBLocal.jar', 'DynamoDBLocal_lib/*'].join(delimiter),
      'org.eclipse.jetty.xml.XmlConfiguration',
      `port=${port}`,
      ...(options.data === undefined ? ['store=-inMemory'] : ['store=-dbPath', `folder=${options.data}`]),
      join(import.meta.dirname, 'dynamodb-local.xml'),
    ],
    { cwd: emulator, stdio: ['ignore', options.log ? 'pipe' : 'ignore', options.log ? 'pipe' : 'ignore'] },
  );
  if (options.log) {
    const log = createWriteStream(options.log, { flags: 'a', mode: 0o600 });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
  }
  const url = `http://127.0.0.1:${port}`;
  let stopping = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  await answers(url, child, ended);
  return {
    url,
    lost: new Promise((resolve) => {
      void ended.then(() => {
        if (!stopping) resolve();
      });
    }),
    async stop() {
      stopping = true;
      await end(child, 'SIGTERM');
    },
  };
}

async function answers(url: string, child: ChildProcess, ended: Promise<void>): Promise<void> {
  const deadline = performance.now() + START_MS;
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over && performance.now() < deadline) {
    try {
      // It answers a request without credentials with 400; that it answers is what counts.
      await fetch(url, { signal: AbortSignal.timeout(2000) });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const endedItself = over;
  await end(child, 'SIGKILL');
  throw new Failure(
    endedItself
      ? 'DynamoDB Local ended while starting; see logs/dynamodb-local.log'
      : 'DynamoDB Local does not answer',
  );
}

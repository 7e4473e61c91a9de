import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Children, end } from '#infra/local/emulators/children';
import { freePort } from '#infra/local/preflight';

/**
 * A DynamoDB in memory that asks for a quarter of the processor time of AWS's own (decision 065); `undefined` where it is not
 * installed: it is an optional dependency, for Linux on x64.
 * @throws Error when it ends while starting
 */
export async function startDynoxide(
  children: Children,
): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  const folder = installed();
  if (folder === undefined) return undefined;
  const port = await freePort();
  const child = children.spawn('dynoxide', join(folder, 'dynoxide'), ['serve', '--port', String(port)], {
    stdio: 'ignore',
  });
  child.on('error', () => {});
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      throw new Error('dynoxide ended while starting');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { url, stop: () => end(child, 'SIGTERM') };
}

function installed(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json'));
  } catch {
    // npm leaves it out on other machines.
    return undefined;
  }
}

const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false,
  );

import { Failure, oneLine } from './failure.ts';
import { Lifetime } from './lifetime.ts';
import { requireFreePort, requireJava, requireNode } from './preflight.ts';
import { readSettings } from './settings.ts';

const lifetime = new Lifetime();
let exiting = false;

async function exit(code: number): Promise<void> {
  if (exiting) return;
  exiting = true;
  await lifetime.end();
  process.exit(code);
}

function fail(error: unknown): void {
  if (exiting) return;
  console.error(`certkeeper: ${oneLine(error)}`);
  if (!(error instanceof Failure) && error instanceof Error && process.env['DEBUG'])
    console.error(error.stack);
  void exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (exiting) process.exit(1);
    console.log('\nStopping …');
    void exit(0);
  });
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

try {
  requireNode(process.versions.node);
  const settings = readSettings(process.argv.slice(2), process.env);
  // Only now, as they need this Node.
  const { keepCompiled } = await import('./compiled.ts');
  keepCompiled();
  const { openStateFolder } = await import('./state-folder.ts');
  const folder = openStateFolder(settings.state, lifetime);
  await requireJava();
  await requireFreePort(settings.port);
  const { run } = await import('./run.ts');
  await run(settings, folder, lifetime, fail);
} catch (error) {
  fail(error);
}

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { keepCompiled } from '#infra/local/compiled';

/** `npm run check`: what needs no server and no browser, side by side. Each part is shown whole as it ends. */
const PROJECT = resolve(import.meta.dirname, '..');
/** Scripts of package.json, the longest first. */
const parts = ['quick', 'types', 'lint', 'dead-code'];

async function passes(script: string): Promise<boolean> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--run', script], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  const code = await new Promise<number | null>((closed, failed) => {
    child.once('close', closed);
    child.once('error', failed);
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${Buffer.concat(chunks)}${script}: ${code === 0 ? 'passed' : 'FAILED'}, ${seconds} s\n`,
  );
  return code === 0;
}

keepCompiled();
const passed = await Promise.all(parts.map(passes));
const failed = parts.filter((_, i) => !passed[i]);
if (failed.length) process.stdout.write(`npm run check: ${failed.join(' and ')} failed, see above\n`);
process.exitCode = failed.length ? 1 : 0;

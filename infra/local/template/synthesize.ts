import { once } from 'node:events';
import { createWriteStream, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Children } from '#infra/local/engines/children';
import { Failure } from '#infra/local/failure';
import { PROJECT } from '#infra/local/settings';

/**
 * Synthesizes the stacks of the stage `local`, functions bundled, into `outdir`; `log` gets what the CDK prints.
 * @throws Failure with the first line of the reason
 */
export async function synthesize(children: Children, outdir: string, log: string): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  const file = createWriteStream(log, { flags: 'w', mode: 0o600 });
  const child = children.spawn('synth', process.execPath, [join(import.meta.dirname, 'synth.ts'), outdir], {
    cwd: PROJECT,
    env: process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.pipe(file, { end: false });
  child.stderr?.pipe(file, { end: false });
  const [code] = await once(child, 'close');
  file.end();
  await finished(file);
  if (code !== 0) throw new Failure(`the stacks cannot be synthesized: ${reason(log)} (all of it: ${log})`);
}

function reason(log: string): string {
  const lines = readFileSync(log, 'utf8').split('\n');
  return (
    lines.find((line) => /error/i.test(line))?.trim() ??
    lines.find((line) => line.trim() !== '') ??
    'no reason given'
  );
}

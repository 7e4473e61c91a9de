import { once } from 'node:events';
import { createWriteStream, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { compiledEnvironment } from '#infra/local/compiled';
import type { Children } from '#infra/local/emulators/children';
import { Failure } from '#infra/local/failure';
import { PROJECT } from '#infra/local/settings';
import { AssemblyCache, cacheKey } from './assembly-cache.ts';

/**
 * The stacks of the stage `local`, functions bundled, in `outdir`: synthesized, or copied from `cache` when nothing that
 * they are made from has changed since; `log` gets what the CDK prints.
 * @throws Failure with the first line of the reason
 */
export async function assemble(
  children: Children,
  outdir: string,
  log: string,
  cache = new AssemblyCache(join(PROJECT, 'node_modules', '.cache', 'certkeeper')),
): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  const key = cacheKey(PROJECT);
  if (cache.copyTo(outdir, key)) return;
  await synthesize(children, outdir, log);
  // What was changed meanwhile may be in it or not.
  if (cacheKey(PROJECT) === key) cache.keep(outdir, key);
}

async function synthesize(children: Children, outdir: string, log: string): Promise<void> {
  const file = createWriteStream(log, { flags: 'w', mode: 0o600 });
  const { PATH, HOME, TMPDIR } = process.env;
  const child = children.spawn('synth', process.execPath, [join(import.meta.dirname, 'synth.ts'), outdir], {
    cwd: PROJECT,
    // None of what the CDK reads (CDK_CONTEXT_JSON and more): the assembly is made from what its key covers. Nor does it
    // hold against CloudFormation's schemas what is never sent there.
    env: { PATH, HOME, TMPDIR, CDK_VALIDATION: 'false', ...compiledEnvironment() },
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

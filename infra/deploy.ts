import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { deployArguments } from '#infra/deploy-arguments';

const PROJECT = join(import.meta.dirname, '..');

/** The commit that is deployed, and whether the files are still its own. */
function commit(): string {
  const git = (...args: string[]) =>
    spawnSync('git', args, { cwd: PROJECT, encoding: 'utf8' }).stdout?.trim();
  const head = git('rev-parse', '--short=12', 'HEAD') || 'unknown';
  return git('status', '--porcelain') ? `${head}+changes` : head;
}

const { status } = spawnSync(
  join(PROJECT, 'node_modules', '.bin', 'cdk'),
  deployArguments({
    commit: commit(),
    at: new Date(),
    isProgram: Boolean(process.env['CI']),
    asked: process.argv.slice(2),
  }),
  { cwd: PROJECT, stdio: 'inherit' },
);
process.exitCode = status ?? 1;

import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keepCompiled } from '#infra/local/compiled';

/**
 * `npm test`: everything, the quick half first. `npm test -- WORDS`: what matches; a word that is in the path of a test's
 * file chooses files, the others together are looked for in the titles. (A title that is filled in from a table of cases
 * stands in no file: name the file too.)
 */
const PROJECT = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const files = globSync('tests/**/*.test.{ts,tsx}', { cwd: PROJECT });
const isOfFiles = (word: string) => files.some((file) => file.includes(word));

function run(script: string, ...args: string[]): boolean {
  const { status } = spawnSync(process.execPath, [join(PROJECT, script), ...args], {
    cwd: PROJECT,
    stdio: 'inherit',
  });
  return status === 0;
}
const vitest = (...args: string[]) => run('node_modules/vitest/vitest.mjs', 'run', ...args);

function runMatching(): boolean {
  const title = words.filter((word) => !isOfFiles(word)).join(' ');
  const named = words.filter(isOfFiles);
  if (!title) return vitest(...named);
  // Read, since to load all files takes minutes.
  const chosen = named.length
    ? named
    : files.filter((file) => readFileSync(join(PROJECT, file), 'utf8').includes(title));
  if (chosen.length) return vitest(...chosen, '-t', literal(title));
  process.stdout.write(`No test's file is called, and none says: ${title}\n`);
  return false;
}

function runAll(): boolean {
  const quick = run('tests/check.ts');
  const slow = ['integration', 'faults', 'browser'].flatMap((name) => ['--project', name]);
  return quick && vitest(...slow);
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

keepCompiled();
process.exitCode = (words.length ? runMatching() : runAll()) ? 0 : 1;

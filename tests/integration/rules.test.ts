import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

const project = resolve(import.meta.dirname, '../..');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'certkeeper-rules-'));
  for (const part of [
    'biome.json',
    'knip.json',
    'lint',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    '.gitignore',
    'cdk.json',
  ]) {
    cpSync(join(project, part), join(copy, part), { recursive: true });
  }
  for (const part of ['functions', 'infra', 'operator', 'shared', 'tests']) {
    cpSync(join(project, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  spawnSync('git', ['init', '-q'], { cwd: copy });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function tool(name: string, ...args: string[]) {
  const { status, stdout } = spawnSync(join(project, 'node_modules/.bin', name), args, {
    cwd: copy,
    encoding: 'utf8',
  });
  return { passed: status === 0, stdout };
}

/** What must not be: where it is planted, and what the linter says of it. */
const planted = [
  [
    'new Date() in the domain',
    'shared/domain',
    'export const now = () => new Date();\n',
    'Time is an argument',
  ],
  [
    'Date.now() in a use case',
    'shared/usecases',
    'export const now = () => Date.now();\n',
    'Time is an argument',
  ],
  [
    'process.env in an adapter',
    'shared/adapters',
    "export const name = process.env['NAME'];\n",
    'noProcessEnv',
  ],
  [
    'a promise that nobody waits for',
    'shared/usecases',
    'async function work() {}\nexport function start() {\n  work();\n}\n',
    'noFloatingPromises',
  ],
] as const;
const GOOD = 'shared/domain/planted-good.ts';
const fileOf = (folder: string, at: number) => `${folder}/planted-${at}.ts`;

const lintReport = z.object({
  diagnostics: z.array(
    z.object({
      severity: z.string(),
      message: z.string(),
      category: z.string(),
      location: z.object({ path: z.string() }),
    }),
  ),
});

/** What the linter says of each file: all are planted at once, for most of its work is to read the whole tree. */
let said: Map<string, string[]>;
let passed: boolean;
beforeAll(() => {
  const files = new Map<string, string>([
    ...planted.map(([, folder, text], at) => [fileOf(folder, at), text] as const),
    [GOOD, 'export const answer = 42;\n'],
  ]);
  for (const [file, text] of files) writeFileSync(join(copy, file), text);
  const options = ['--error-on-warnings', '--reporter=json', '--max-diagnostics=none'];
  const linted = tool('biome', 'check', ...options, ...files.keys());
  for (const file of files.keys()) rmSync(join(copy, file));
  passed = linted.passed;
  const { diagnostics } = lintReport.parse(JSON.parse(linted.stdout));
  said = new Map(
    [...files.keys()].map((file) => [
      file,
      diagnostics
        .filter(({ severity, location }) => location.path === file && /^(error|warning)$/.test(severity))
        .map(({ category, message }) => `${category}: ${message}`),
    ]),
  );
});

describe('npm run check fails on', () => {
  it.each(planted.map((one, at) => [...one, at] as const))('%s', (_, folder, _text, because, at) => {
    expect(said.get(fileOf(folder, at))).toEqual([expect.stringContaining(because)]);
    expect(passed).toBe(false);
  });

  it('nothing of the kind when the file keeps the rules', () => {
    expect(said.get(GOOD)).toEqual([]);
  });

  it('an export that nobody uses', () => {
    writeFileSync(join(copy, 'shared/tables/csv.ts'), 'export const unused = 1;\n', { flag: 'a' });
    const { passed, stdout } = tool('knip');
    expect(stdout).toMatch(/^unused +shared\/domain\/csv\.ts/m);
    // The only thing that it has to say.
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(passed).toBe(false);
  });
});

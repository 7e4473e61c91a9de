import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';

/**
 * `npm run mutants`: plants faults, one at a time, at lines drawn from all of the product (Stryker's mutators: a condition
 * turned round, a bound moved, a block, a text or a list emptied), and says which of them no unit or integration test sees. `MUTANT_PLACES=40`:
 * how many places of three lines; `MUTANT_SEED=7`: which; another draw in each run when left out. Arguments, if any, are
 * what is mutated instead: `npm run mutants -- shared/register/certificate/expiry.ts`.
 */
const PROJECT = resolve(import.meta.dirname, '..', '..');
const ROOMS = globSync('shared/*', { cwd: PROJECT }).toSorted();
const PLACES = Number(process.env['MUTANT_PLACES'] ?? 40);
const LINES = 3;
const seed = Number(process.env['MUTANT_SEED'] ?? Math.floor(Math.random() * 1_000_000));

/** The same numbers for the same seed (mulberry32). */
function numbersFrom(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Places of three lines, each line of code as likely as another: `shared/register/certificate/expiry.ts:10-12`. */
function drawnPlaces(): string[] {
  const next = numbersFrom(seed);
  const lines = globSync('{shared,functions}/**/*.{ts,tsx}', { cwd: PROJECT })
    // What a script builds is held to its script by a test, so every fault there is seen before it is tried.
    .filter((file) => !file.includes('/data/'))
    .toSorted()
    .flatMap((file) =>
      readFileSync(join(PROJECT, file), 'utf8')
        .split('\n')
        .flatMap((text, i) => (isCode(text) ? [`${file}:${i + 1}-${i + LINES}`] : [])),
    );
  return Array.from({ length: PLACES }, () => lines[Math.floor(next() * lines.length)] ?? '');
}

const isCode = (text: string) =>
  /\S/.test(text) && !/^\s*(\/\/|\/?\*|import |export type |\} from )/.test(text);

const mutant = z.object({
  status: z.string(),
  mutatorName: z.string(),
  replacement: z.string().optional(),
  location: z.object({ start: z.object({ line: z.number() }) }),
});
const report = z.object({ files: z.record(z.string(), z.object({ mutants: z.array(mutant) })) });

const folder = mkdtempSync(join(tmpdir(), 'certkeeper-mutants-'));
const given = process.argv.slice(2);
const settings = {
  mutate: given.length ? given : drawnPlaces(),
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', join(PROJECT, 'tests/mutants/ignore-classes.js')],
  ignorers: ['classes'],
  vitest: { configFile: 'tests/mutants/vitest.config.ts', related: true },
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env['MUTANT_WORKERS'] ?? 1),
  // A text that is read when its module is loaded would need all tests with all modules loaded anew.
  ignoreStatic: true,
  dryRunTimeoutMinutes: 30,
  timeoutMS: 30_000,
  // Its reader of this file needs TypeScript's old compiler.
  tsconfigFile: 'none.json',
  disableTypeChecks: false,
  ignorePatterns: ['/.local', '/cdk.out', '/docs/images'],
  tempDirName: '.stryker-tmp',
  reporters: ['json', 'dots'],
  jsonReporter: { fileName: join(folder, 'report.json') },
  allowConsoleColors: false,
};
writeFileSync(join(folder, 'stryker.json'), JSON.stringify(settings));
if (!given.length) process.stdout.write(`These faults again: MUTANT_SEED=${seed} npm run mutants\n`);
const { status } = spawnSync(
  process.execPath,
  [join(PROJECT, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', join(folder, 'stryker.json')],
  { cwd: PROJECT, stdio: 'inherit' },
);
if (status === 0) say(report.parse(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))));
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;

function say({ files }: z.infer<typeof report>): void {
  const planted = Object.entries(files)
    .flatMap(([file, { mutants }]) => mutants.map((one) => ({ file, ...one })))
    .filter(({ status }) => status !== 'Ignored' && status !== 'CompileError');
  const isSeen = (one: (typeof planted)[number]) => one.status === 'Killed' || one.status === 'Timeout';
  const lines = ['', '| room | planted | seen |', '| --- | ---: | ---: |'];
  for (const room of [...ROOMS, 'functions', '']) {
    const here = planted.filter(({ file }) => file.startsWith(room));
    lines.push(`| ${room || 'all'} | ${here.length} | ${here.filter(isSeen).length} |`);
  }
  for (const one of planted.filter((each) => !isSeen(each))) {
    const became = (one.replacement ?? '').replace(/\s+/g, ' ').slice(0, 100);
    lines.push(`${one.status}: ${one.file}:${one.location.start.line} ${one.mutatorName} -> ${became}`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

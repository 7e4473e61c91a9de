import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * `npm run faults`: all fault tests, in processes that are really killed, with as many random schedules and holders as count
 * and seeds of its own, and docs/fault-report.md written anew; before them the properties of the unit tests, with such a seed,
 * the analysis of every pattern, made anew, and what is stored. Over AWS's own engine, which `npm test` leaves to the whole
 * systems.
 */
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const seed = process.env['FAULT_SEED'] ?? String(Math.floor(Math.random() * 1_000_000));
process.stdout.write(`This run again: FAULT_SEED=${seed} npm run faults\n`);

const run = (project: string, more: string[], environment: Record<string, string>) =>
  spawnSync(process.execPath, [vitest, 'run', '--project', project, ...more], {
    stdio: 'inherit',
    env: { ...environment, ...process.env },
  }).status ?? 1;

const engine = { DYNAMODB_LOCAL: '1' };
const properties = run('unit', [], { SEED: seed });
const patterns = run('integration', ['tests/integration/patterns.test.ts'], { RECHECK: '1' });
const stored = run('integration', ['tests/integration/storage', 'tests/integration/writes'], engine);
const faults = run('faults', process.argv.slice(2), {
  ...engine,
  FAULT_WHOLE: '1',
  FAULT_SEED: seed,
  FAULT_HOLDERS: '10000',
  FAULT_REPORT: '1',
});
process.exitCode = properties || patterns || stored || faults;

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm run faults`: all fault tests, with as many random schedules and holders as count, and docs/fault-report.md written anew. */
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'faults', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { FAULT_SCHEDULES: '1000', FAULT_HOLDERS: '10000', FAULT_REPORT: '1', ...process.env },
  },
);
process.exitCode = status ?? 1;

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { Children } from '#infra/local/emulators/children';
import { FunctionPool } from '#infra/local/lambda/function-pool';

/** Small functions for one test file, which all end with it. */
export function tinyPools() {
  const children = new Children();
  const pools: FunctionPool[] = [];
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.stop()));
    await children.close();
  });

  /** A function from the source of its CommonJS bundle. */
  return function poolOf(
    source: string,
    options: { timeoutMs?: number; maxProcesses?: number; mayFeedItself?: boolean } = {},
  ) {
    const folder = mkdtempSync(join(tmpdir(), 'worker-'));
    const logs = join(folder, 'logs');
    mkdirSync(logs);
    writeFileSync(join(folder, 'index.js'), source);
    const reports: string[] = [];
    const spec = {
      name: 'tiny',
      arn: 'arn:aws:lambda:ap-east-1:000000000000:function:tiny',
      code: folder,
      handler: 'index.handler',
      timeoutMs: options.timeoutMs ?? 10_000,
      memoryMb: 128,
      mayFeedItself: options.mayFeedItself ?? false,
      environment: { _HANDLER: 'index.handler', LAMBDA_TASK_ROOT: folder, MINE: 'yes' },
      maxProcesses: options.maxProcesses ?? 1,
      warmProcesses: 0,
    };
    const pool = new FunctionPool(spec, children, logs, (line) => reports.push(line));
    pools.push(pool);
    return { pool, reports, folder, log: () => readFileSync(join(logs, 'tiny.log'), 'utf8') };
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growthFigures } from './growth-cost.ts';
import { importFigures } from './import-rate.ts';
import { mailFigures } from './mail-rate.ts';
import { memoryFigures } from './memory.ts';
import { type Figure, tableOf, verdictOf } from './report.ts';
import { searchFigures } from './search-cost.ts';
import { verifyCostFigures } from './verify-cost.ts';
import { verifyFigures } from './verify-rate.ts';

/**
 * `npm run bench [-- growth|import|mail|memory|search|verify|verify-many] [--json]`: each figure with its goal. Ratios are taken in one run on one machine and
 * travel; seconds and megabytes do not. The exit code is 1 when a goal is missed.
 */
const parts: Record<string, (folder: string) => Promise<Figure[]>> = {
  growth: growthFigures,
  import: importFigures,
  mail: mailFigures,
  memory: memoryFigures,
  search: searchFigures,
  verify: verifyCostFigures,
  'verify-many': verifyFigures,
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const chosen = positionals.length ? positionals : Object.keys(parts);
const folder = mkdtempSync(join(tmpdir(), 'certkeeper-bench-'));
try {
  const figures: Figure[] = [];
  for (const name of chosen) {
    const part = parts[name];
    if (!part) throw new Error(`no benchmark "${name}"; there are ${Object.keys(parts).join(', ')}`);
    figures.push(...(await part(folder)));
  }
  const judged = figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) }));
  process.stdout.write(`${values.json ? JSON.stringify(judged) : tableOf(figures)}\n`);
  if (judged.some(({ verdict }) => verdict === 'missed')) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

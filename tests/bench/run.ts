import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drainFigures } from './drain.ts';
import { growthFigures } from './growth-cost.ts';
import { importFigures } from './import-rate.ts';
import { mailFigures } from './mail-rate.ts';
import { memoryFigures } from './memory.ts';
import { mixedFigures } from './mixed.ts';
import { measuredOn, pageWith } from './page.ts';
import { type Figure, tableOf, verdictOf } from './report.ts';
import { searchFigures } from './search-cost.ts';
import { verifyCostFigures } from './verify-cost.ts';
import { verifyFigures } from './verify-rate.ts';

/**
 * `npm run bench [-- drain|growth|import|mail|memory|mixed|search|verify|verify-many] [--json] [--write]`: each figure with its goal.
 * Ratios are taken in one run on one machine and travel; seconds and megabytes do not. The exit code is 1 when a goal is
 * missed. `--write` puts them into docs/performance.md, with the day and what they were measured on.
 */
const parts: Record<string, (folder: string) => Promise<Figure[]>> = {
  drain: drainFigures,
  growth: growthFigures,
  import: importFigures,
  mail: mailFigures,
  memory: memoryFigures,
  mixed: mixedFigures,
  search: searchFigures,
  verify: verifyCostFigures,
  'verify-many': verifyFigures,
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const chosen = positionals.length ? positionals : Object.keys(parts);
const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'performance.md');
const write = (name: string, figures: Figure[]) => {
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(PAGE, pageWith(readFileSync(PAGE, 'utf8'), name, figures, measuredOn(day)));
};
const folder = mkdtempSync(join(tmpdir(), 'certkeeper-bench-'));
try {
  const figures: Figure[] = [];
  for (const name of chosen) {
    const part = parts[name];
    if (!part) throw new Error(`no benchmark "${name}"; there are ${Object.keys(parts).join(', ')}`);
    const measured = await part(folder);
    if (values.write) write(name, measured);
    figures.push(...measured);
  }
  const judged = figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) }));
  process.stdout.write(`${values.json ? JSON.stringify(judged) : tableOf(figures)}\n`);
  if (judged.some(({ verdict }) => verdict === 'missed')) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { type Figure, goalText, rounded, verdictOf } from './report.ts';

/** Where the figures of a part stand in docs/performance.md. */
const begin = (part: string) => `<!-- written by: npm run bench -- ${part} --write -->`;
const END = '<!-- end -->';

/** The page with these figures of a part in place of those before. Throws where it has no place for them. */
export function pageWith(page: string, part: string, figures: Figure[], measured: string): string {
  const from = page.indexOf(begin(part));
  const to = page.indexOf(END, from);
  if (from < 0 || to < 0)
    throw new Error(`docs/performance.md has no place for ${part}: ${begin(part)} … ${END}`);
  const parts = [begin(part), `Measured ${measured}.`, tableOf(figures), ...plotsOf(figures)];
  return `${page.slice(0, from)}${parts.join('\n\n')}\n\n${page.slice(to)}`;
}

function tableOf(figures: Figure[]): string {
  const lines = figures.map((figure) =>
    [
      figure.what,
      `${rounded(figure.value)} ${figure.unit}`.trim(),
      goalText(figure),
      verdictOf(figure) ?? '',
    ].join(' | '),
  );
  return [
    '| | measured | goal | |',
    '| --- | ---: | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

/** As Mermaid draws them, which shows them where the page is read; the lines in the order of their names above them. */
function plotsOf(figures: Figure[]): string[] {
  const plotted = figures.flatMap((figure) => (figure.plot ? [{ ...figure, plot: figure.plot }] : []));
  const byPlot = Map.groupBy(plotted, ({ plot }) => plot.of);
  return [...byPlot].flatMap(([of, points]) => {
    const lines = Map.groupBy(points, ({ plot }) => plot.line);
    const [first = []] = lines.values();
    return [
      `**${of}**, lines from the first to the last: ${[...lines.keys()].join('; ')}.`,
      [
        '```mermaid',
        'xychart-beta',
        `  x-axis [${first
          .map(({ plot }) => plot.at.toLocaleString('en'))
          .map((at) => `"${at}"`)
          .join(', ')}]`,
        `  y-axis "${of}"`,
        ...[...lines.values()].map(
          (line) => `  line [${line.map(({ value }) => rounded(value)).join(', ')}]`,
        ),
        '```',
      ].join('\n'),
    ];
  });
}

/** When, of which commit, and on what: `on 2026-11-30 at 1a2b3c4d, 2 cores (…), 24 GB, Node 24.1.0, Java 17.0.15`. */
export function measuredOn(day: string): string {
  const [first] = cpus();
  // It says so where errors go.
  const java = /"([\d.]+)/.exec(spawnSync('java', ['-version'], { encoding: 'utf8' }).stderr);
  return [
    `on ${day} at ${commit()}`,
    `${availableParallelism()} cores (${first?.model.trim()})`,
    `${Math.round(totalmem() / 1e9)} GB`,
    `Node ${process.versions.node}`,
    ...(java ? [`Java ${java[1]}`] : []),
  ].join(', ');
}

function commit(): string {
  const asked = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();
  // Pages of text change nothing that is measured; this one is written part by part.
  const changed = asked('status', '--porcelain', '--', '.', ':!*.md');
  return asked('rev-parse', '--short=8', 'HEAD') + (changed && ' with changes');
}

import { dirname } from 'node:path';
import { contractNames } from './contract.ts';
import { circles, type Module, picture, ROOMS, readModules, roomImports, roomOf } from './tree.ts';

/**
 * `npm run structure`: how the product's code lies, in figures. With `picture`: the picture of docs/architecture.md. With
 * `contract BASE_URL`: the names that others rely on.
 */
const modules = readModules();

const code = modules.filter(({ file }) => /^(shared|functions)\//.test(file));

function atShare(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** A declaration ends at the first brace that stands as far left as it began: the formatter sees to that. */
function functionLengths({ lines }: Module): number[] {
  return lines.flatMap((line, at) => {
    const [, indent] =
      /^(\s*)(?:export )?(?:async )?(?:function\b|const \w+ = (?:async )?\(.*=>(?: [({])?$)/.exec(line) ?? [];
    if (indent === undefined || !/[{(]$/.test(line)) return [];
    const end = lines.findIndex(
      (later, i) => i > at && new RegExp(`^${indent}[})]`).test(later) && !/\{$/.test(later),
    );
    return end < 0 ? [] : [end - at + 1];
  });
}

/** Runs of six lines that stand in more than one place. */
function duplicates(): number {
  const met = new Map<string, string>();
  const pairs = new Set<string>();
  for (const { file, lines } of code) {
    const told = lines
      .map((line) => line.trim())
      .filter((line) => line.length > 3 && !/^(import|\}? ?from|\/?\*)/.test(line));
    for (let at = 0; at + 6 <= told.length; at++) {
      const run = told.slice(at, at + 6).join('\n');
      const before = met.get(run);
      if (before && before !== file) pairs.add(`${before} ${file}`);
      met.set(run, file);
    }
  }
  return pairs.size;
}

const counted = (pattern: RegExp, but: RegExp = /$^/) =>
  code
    .filter(({ file }) => !but.test(file))
    .flatMap(({ lines }) => lines.filter((line) => pattern.test(line))).length;

/** Top-level places with a file that is called after the feature, or lies in its room. */
function placesOf(room: string, name: RegExp): string[] {
  const places = code
    .filter(({ file }) => roomOf(file) === room || name.test(file))
    .map(({ file }) => file.split('/').slice(0, 2).join('/'));
  return [...new Set(places)].toSorted();
}

const folders = Map.groupBy(code, ({ file }) => dirname(file));
const sizes = [...folders.values()].map((files) => files.length);
const lengths = code.map(({ lines }) => lines.length);
const functions = code.flatMap(functionLengths);
const against = [...roomImports(modules)].flatMap(([room, others]) =>
  [...others].filter(([other]) => ROOMS.indexOf(other) > ROOMS.indexOf(room)),
).length;

const [asked, baseUrl = ''] = process.argv.slice(2);
if (asked === 'picture') process.stdout.write(`${picture(modules)}\n`);
else if (asked === 'contract') process.stdout.write(`${(await contractNames(baseUrl)).join('\n')}\n`);
else {
  const rows: [string, string | number][] = [
    ['files of the product (shared, functions)', code.length],
    ['lines', lengths.reduce((sum, length) => sum + length, 0)],
    ['files a folder: median, most', `${atShare(sizes, 0.5)}, ${Math.max(...sizes)}`],
    ['lines a file: median, nine tenths', `${atShare(lengths, 0.5)}, ${atShare(lengths, 0.9)}`],
    ['lines a function: median, nine tenths', `${atShare(functions, 0.5)}, ${atShare(functions, 0.9)}`],
    ['places of watching', placesOf('watch', /watch/).join(' ')],
    ['places of reminders', placesOf('remind', /remind/).join(' ')],
    ['places of uploads', placesOf('import', /import-|imports/).join(' ')],
    ['places of orders', placesOf('orders', /extension|extend/).join(' ')],
    ['imports against the order of rooms', against],
    ['circles of imports', circles(modules).join('\n') || 0],
    [
      'clock reads outside functions/runtime',
      counted(/\bnew Date\(\)|\bDate\.now\(\)/, /^functions\/runtime\//),
    ],
    ['casts (`as`, but for `as const`)', counted(/^(?!import|export \{).*\S as (?!const\b)[A-Z{(]/)],
    ['pairs of files that share six lines', duplicates()],
  ];
  for (const [what, figure] of rows) process.stdout.write(`${what.padEnd(44)}${figure}\n`);
}

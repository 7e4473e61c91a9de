import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const HEAVY = ['yauzl', '@e965/xlsx', 'iconv-lite'];

/** What a module brings in when it runs, by file or by package; `import type` brings in nothing. */
function importsOf(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  const found = code.matchAll(/^(?:import|export)\s(?!type\b)(?:[^;]*?\sfrom\s)?'([^']+)'/gm);
  const dynamic = code.matchAll(/\bimport\(\s*'([^']+)'/g);
  return [...found, ...dynamic].map(([, specifier = '']) => resolved(specifier, file));
}

const rooms: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports;

function resolved(specifier: string, from: string): string {
  if (specifier.startsWith('.')) return join(dirname(from), specifier);
  const room = Object.entries(rooms).find(([name]) => specifier.startsWith(name.replace('*', '')));
  if (!room) return specifier;
  const [name, place] = room;
  return join(root, place.replace('*', specifier.slice(name.replace('*', '').length)));
}

function reachedFrom(file: string, seen = new Set<string>()): Set<string> {
  for (const next of importsOf(file)) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.startsWith(root)) reachedFrom(next, seen);
  }
  return seen;
}

describe('what reads files of every format', () => {
  it('loads into the functions that take files, and into no other', () => {
    const loading = globSync('functions/*/handler.ts', { cwd: root }).filter((handler) =>
      [...reachedFrom(join(root, handler))].some(
        (module) =>
          /shared\/tables\/(?:text|workbook)\//.test(module) ||
          HEAVY.some((name) => module === name || module.startsWith(`${name}/`)),
      ),
    );
    expect(loading.map((handler) => basename(dirname(handler))).toSorted()).toEqual([
      'employer-site',
      'split-import',
    ]);
  });

  it('keeps the library of workbooks out of every function, in a process of its own', () => {
    const handlers = globSync('functions/*/handler.ts', { cwd: root });
    const loading = handlers.filter((handler) => reachedFrom(join(root, handler)).has('@e965/xlsx'));
    expect(loading).toEqual([]);
    const process = join(root, 'shared/tables/workbook/workbook-process.ts');
    expect(reachedFrom(process).has('@e965/xlsx')).toBe(true);
  });
});

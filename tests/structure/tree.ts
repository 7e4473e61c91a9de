import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import * as z from 'zod';

/** The product's own code as it lies: what `npm run structure` counts, and what docs/architecture.md shows. */
export const PROJECT = resolve(import.meta.dirname, '..', '..');

export interface Module {
  /** From the project's folder. */
  file: string;
  lines: string[];
  /** Files of the project that it imports, types too. */
  imports: string[];
}

/** In the order of the floors, lowest first: as the walls have them. */
export const ROOMS: readonly string[] =
  /lowest first: ([\w, ]+)\./
    .exec(readFileSync(join(PROJECT, 'lint/walls.grit'), 'utf8'))?.[1]
    ?.split(', ') ?? [];

/** The room that a file of the product lies in; undefined: in none. */
export const roomOf = (file: string): string | undefined => /^shared\/([^/]+)\//.exec(file)?.[1];

export function readModules(): Module[] {
  const names = z
    .object({ imports: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))).imports;
  const files = globSync('{shared,functions,infra,operator}/**/*.{ts,tsx}', { cwd: PROJECT }).toSorted();
  const known = new Set(files);
  return files.map((file) => {
    const text = readFileSync(join(PROJECT, file), 'utf8');
    const specifiers = [...text.matchAll(/(?:\bfrom |\bimport\(|^import )'([#.][^']+)'/gm)].map(
      ([, at = '']) => at,
    );
    const imports = specifiers.map((at) => target(at, file, names)).filter((path) => known.has(path));
    return { file, lines: text.trimEnd().split('\n'), imports: [...new Set(imports)] };
  });
}

function target(specifier: string, from: string, names: Record<string, string>): string {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier));
  const [name = '', place = ''] =
    Object.entries(names).find(([one]) => specifier.startsWith(one.replace('*', ''))) ?? [];
  return normalize(place.replace('*', specifier.slice(name.length - 1)));
}

/** Each as the files that it goes through; types count. */
export function circles(modules: readonly Module[]): string[] {
  const imports = new Map(modules.map(({ file, imports }) => [file, imports]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: Set<string>) => {
    if (path.has(file)) found.push([...path, file].slice([...path].indexOf(file)).join(' '));
    if (path.has(file) || done.has(file)) return;
    path.add(file);
    for (const next of imports.get(file) ?? []) walk(next, path);
    path.delete(file);
    done.add(file);
  };
  for (const { file } of modules) walk(file, new Set());
  return found;
}

/** How many imports go from one room to another. */
export function roomImports(modules: readonly Module[]): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const { file, imports } of modules)
    for (const imported of imports) {
      const [from, to] = [roomOf(file), roomOf(imported)];
      if (!from || !to || from === to) continue;
      const of = found.get(from) ?? new Map<string, number>();
      found.set(from, of.set(to, (of.get(to) ?? 0) + 1));
    }
  return found;
}

/** The rooms and what they import, as a picture that GitHub draws (Mermaid). */
export function picture(modules: readonly Module[]): string {
  const imports = roomImports(modules);
  const arrows = ROOMS.toReversed().flatMap((room) =>
    ROOMS.filter((other) => imports.get(room)?.has(other)).map((other) => `  ${room} --> ${other}`),
  );
  return ['```mermaid', 'flowchart TD', ...arrows, '```'].join('\n');
}

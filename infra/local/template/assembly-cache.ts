import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join, relative } from 'node:path';

/** How many assemblies are kept, those used last: each takes some ten megabytes. */
const KEPT = 5;
/** A draft of that age is of a process that was killed while it wrote. */
const ABANDONED_MS = 60 * 60_000;

/**
 * What the stacks of the stage `local` and their functions are made from, as text: every file that the CDK app and the
 * bundles can come from, what decides about the packages that are installed, how TypeScript is read, and the Node that
 * runs it. The environment is no part of it: `synth.ts` gets none of it that could count.
 */
export function cacheKey(project: string, node = process.version): string {
  const hash = createHash('sha256').update(node);
  for (const file of sourcesOf(project)) {
    hash.update(`\0${file}\0`);
    hash.update(readIfThere(join(project, file)));
  }
  return hash.digest('hex').slice(0, 32);
}

export const SOURCE_FOLDERS = ['functions', 'infra', 'shared'] as const;
export const SINGLE_FILES = [
  'cdk.json',
  'package.json',
  'package-lock.json',
  // npm's own note of what is really there.
  'node_modules/.package-lock.json',
  'tsconfig.json',
] as const;

function sourcesOf(project: string): string[] {
  const inFolders = SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(project, join(entry.parentPath, entry.name))),
  );
  return [...inFolders.sort(), ...SINGLE_FILES];
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.from('none');
  }
}

/** Synthesized assemblies by their keys, in a folder that several processes may use at once. */
export class AssemblyCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Copies the assembly of that key to `outdir`, which must not be there. False: there is none, and no `outdir`. */
  copyTo(outdir: string, key: string): boolean {
    const kept = this.#at(key);
    try {
      // First of all, so that nobody takes it for one of the oldest.
      utimesSync(kept, new Date(), new Date());
      cpSync(kept, outdir, { recursive: true });
      return true;
    } catch {
      rmSync(outdir, { recursive: true, force: true });
      return false;
    }
  }

  /** Keeps a copy of `outdir`, whole or not at all. A failure to write it is ignored: the copy only saves time. */
  keep(outdir: string, key: string): void {
    const draft = join(this.#folder, `draft-${process.pid}-${key}`);
    try {
      mkdirSync(this.#folder, { recursive: true });
      cpSync(outdir, draft, { recursive: true });
      // Fails when another process was quicker, which then has the same.
      renameSync(draft, this.#at(key));
      this.#prune();
    } catch {
      rmSync(draft, { recursive: true, force: true });
    }
  }

  #at(key: string): string {
    return join(this.#folder, `assembly-${key}`);
  }

  #prune(): void {
    const entries = readdirSync(this.#folder).map((name) => {
      const path = join(this.#folder, name);
      return { name, path, usedAt: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
    });
    const assemblies = entries.filter(({ name }) => name.startsWith('assembly-'));
    const unused = assemblies.sort((a, b) => b.usedAt - a.usedAt).slice(KEPT);
    const abandoned = entries.filter(
      ({ name, usedAt }) => name.startsWith('draft-') && usedAt < Date.now() - ABANDONED_MS,
    );
    for (const { path } of [...unused, ...abandoned]) rmSync(path, { recursive: true, force: true });
  }
}

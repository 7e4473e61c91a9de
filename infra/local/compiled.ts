import { enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';

const FOLDER = join(
  resolve(import.meta.dirname, '..', '..'),
  'node_modules',
  '.cache',
  'certkeeper',
  'compiled',
);

/**
 * Lets Node keep what it compiles of scripts, for what this process loads from now on and for its children: a process
 * begins with half the work. Where the folder cannot be written nothing is kept, and nothing else changes.
 */
export function keepCompiled(): void {
  process.env['NODE_COMPILE_CACHE'] ??= FOLDER;
  enableCompileCache(process.env['NODE_COMPILE_CACHE']);
}

/** For the environment of a child that gets none of this process's. */
export const compiledEnvironment = (): Record<string, string> => {
  const folder = process.env['NODE_COMPILE_CACHE'];
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
};

import { join } from 'node:path';
import { build } from 'esbuild';
import type { FunctionName } from '#contract/environment';
import { bundling } from '#infra/constructs/service-function';

const PROJECT = join(import.meta.dirname, '..', '..');

/** A function's bundle as it is deployed; gives back the file. */
export function bundleOf(name: FunctionName, folder: string): Promise<string> {
  return bundleFrom(join('functions', name, 'handler.ts'), join(folder, name, 'index.cjs'));
}

/** One of the project's modules in the same way. */
export async function bundleFrom(entry: string, outfile: string): Promise<string> {
  const { target, mainFields, minify, tsconfig } = bundling;
  await build({
    entryPoints: [join(PROJECT, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    ...(target && { target }),
    ...(mainFields && { mainFields }),
    ...(minify !== undefined && { minify }),
    ...(tsconfig && { tsconfig }),
    logLevel: 'error',
  });
  return outfile;
}

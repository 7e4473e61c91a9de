import { join } from 'node:path';
import { build } from 'esbuild';
import type { FunctionName } from '#contract/environment';
import { bundling } from '#infra/constructs/service-function';

const PROJECT = join(import.meta.dirname, '..', '..');

/** A function's bundle as it is deployed; gives back the file. */
export async function bundleOf(name: FunctionName, folder: string): Promise<string> {
  const { target, mainFields, minify, tsconfig } = bundling;
  const outfile = join(folder, name, 'index.cjs');
  await build({
    entryPoints: [join(PROJECT, 'functions', name, 'handler.ts')],
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

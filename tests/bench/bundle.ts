import { basename, dirname, extname, join } from 'node:path';
import { bundle, entriesOf } from '#infra/bundle';
import type { FunctionName } from '#storage/contract/environment.ts';

/** A function's bundle as it is deployed; gives back the file. */
export async function bundleOf(name: FunctionName, folder: string): Promise<string> {
  await bundle(entriesOf(name), join(folder, name), '.cjs');
  return join(folder, name, 'index.cjs');
}

/** One of the project's modules in the same way. */
export async function bundleFrom(entry: string, outfile: string): Promise<string> {
  await bundle({ [basename(outfile, extname(outfile))]: entry }, dirname(outfile), '.cjs');
  return outfile;
}

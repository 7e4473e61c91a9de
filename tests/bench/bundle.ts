import { basename, dirname, extname, join } from 'node:path';
import { bundle, entriesOf } from '#infra/bundle';
import type { FunctionName } from '#storage/contract/environment.ts';

/** A function's bundle as it is deployed; gives back the file. */
export async function bundleOf(name: FunctionName, folder: string): Promise<string> {
  await bundle(entriesOf(name), join(folder, name), { extension: '.cjs' });
  return join(folder, name, 'index.cjs');
}

/** One of the project's modules in the same way; `inject`: what else every module of it is given than ours are. */
export async function bundleFrom(entry: string, outfile: string, inject?: string[]): Promise<string> {
  const name = basename(outfile, extname(outfile));
  await bundle({ [name]: entry }, dirname(outfile), { extension: '.cjs', ...(inject && { inject }) });
  return outfile;
}

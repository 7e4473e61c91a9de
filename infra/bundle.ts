import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { environments } from '#storage/contract/environment.ts';

const PROJECT = join(import.meta.dirname, '..');

/** Gives a folder with every function as it is deployed, `<name>/index.js`, about half a megabyte each; it goes again. */
export const withBundles = (use: (folder: string, made: Metafile) => void): Promise<void> =>
  withBundled(
    Object.fromEntries(
      Object.keys(environments).flatMap((name) =>
        Object.entries(entriesOf(name)).map(([file, module]) => [`${name}/${file}`, module]),
      ),
    ),
    (folder, made) => {
      for (const name of Object.keys(environments)) copyDataOf(name, join(folder, name));
      use(folder, made);
    },
  );

/** The same for other entries, as `bundle` takes them. */
export async function withBundled<T>(
  entries: Record<string, string>,
  use: (folder: string, made: Metafile) => T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'certkeeper-bundles-'));
  try {
    return use(folder, await bundle(entries, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A function's files: its handler, and what it starts as a process of its own. */
export const entriesOf = (name: string): Record<string, string> => ({
  index: join('functions', name, 'handler.ts'),
  ...(READ_WORKBOOKS.has(name) && {
    'workbook-process': join('shared', 'tables', 'workbook', 'workbook-process.ts'),
  }),
});

/** What a function reads beside its code: the font of the proofs (docs/decisions/047), into the folder of its bundle. */
function copyDataOf(name: string, folder: string): void {
  if (name !== 'holder-site') return;
  copyFileSync(createRequire(import.meta.url).resolve(PROOF_FONT), join(folder, 'proof-font.ttf'));
}

/** Characters as Hong Kong writes them, with its supplementary set. */
export const PROOF_FONT = '@expo-google-fonts/noto-sans-hk/400Regular/NotoSansHK_400Regular.ttf';

const READ_WORKBOOKS = new Set(['split-import', 'employer-site']);

/** In the project's code and in Hono's alike, wherever one of its three classes stands. */
const LIGHT = [join('shared', 'web', 'http', 'light', 'fetch-classes.ts')];

/**
 * Modules of the project as Lambda runs them, each whole in a file of its own: `entries` gives for the file's path in
 * `folder`, without its extension, the module's path in the project. No source map: it would slow every cold start, and a
 * trace is read by bundling the deployed commit again. Gives what each file is made of.
 */
export async function bundle(
  entries: Record<string, string>,
  folder: string,
  { extension = '.js', inject = LIGHT }: { extension?: '.js' | '.cjs'; inject?: string[] } = {},
): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: entries,
    absWorkingDir: PROJECT,
    outdir: folder,
    outExtension: { '.js': extension },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: {
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
      'import.meta.url': '__fileUrl',
    },
    banner: { js: 'const __fileUrl=require("node:url").pathToFileURL(__filename).href;' },
    inject,
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    // Chinese, in words and in tables, escaped is twice as long.
    charset: 'utf8',
    tsconfig: join(PROJECT, 'tsconfig.json'),
    logLevel: 'warning',
    metafile: true,
  });
  return metafile;
}

import { join } from 'node:path';
import { build } from 'esbuild';
import { PROJECT } from '#infra/local/settings';
import type * as Pages from './pages.ts';

/**
 * The developer's view of every e-mail (a page in English): `/templates` lists them, `/templates/{id}` shows one, and with
 * `.html`, `.txt` or `.ics` gives one part as it is sent. Undefined: the path is somebody else's.
 */
export async function mailGallery(path: string): Promise<Pages.GalleryAnswer | undefined> {
  if (!/^\/templates(?=\/|$)/.test(path)) return undefined;
  return (await loadPages()).galleryAnswer(path);
}

let loaded: Promise<typeof Pages> | undefined;

/** Bundled at first use, as Node cannot run the .tsx that the e-mails are made of. */
function loadPages(): Promise<typeof Pages> {
  loaded ??= bundlePages().catch((fault: unknown) => {
    loaded = undefined;
    throw fault;
  });
  return loaded;
}

async function bundlePages(): Promise<typeof Pages> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'pages.ts')],
    absWorkingDir: PROJECT,
    tsconfig: join(PROJECT, 'tsconfig.json'),
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  const code = outputFiles.map(({ text }) => text).join('');
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

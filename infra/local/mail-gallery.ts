import { join } from 'node:path';
import { build } from 'esbuild';
import { PROJECT } from './settings.ts';

/** What `shared/gallery/pages.ts` exports. It is bundled and run beside the local system, not in it. */
interface Pages {
  galleryAnswer(path: string): { status: number; contentType: string; body: string };
}

/**
 * The developer's view of every e-mail (a page in English): `/templates` lists them, `/templates/{id}` shows one, and with
 * `.html`, `.txt` or `.ics` gives one part as it is sent. Undefined: the path is somebody else's.
 */
export async function mailGallery(path: string): Promise<ReturnType<Pages['galleryAnswer']> | undefined> {
  if (!/^\/templates(?=\/|$)/.test(path)) return undefined;
  return (await loadPages()).galleryAnswer(path);
}

let loaded: Promise<Pages> | undefined;

/** Bundled at first use, as Node cannot run the .tsx that the e-mails are made of. */
function loadPages(): Promise<Pages> {
  loaded ??= bundlePages().catch((fault: unknown) => {
    loaded = undefined;
    throw fault;
  });
  return loaded;
}

async function bundlePages(): Promise<Pages> {
  const { outputFiles } = await build({
    entryPoints: [join(PROJECT, 'shared', 'gallery', 'pages.ts')],
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

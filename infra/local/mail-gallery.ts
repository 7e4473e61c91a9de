import { createRequire } from 'node:module';
import { join } from 'node:path';
import { withBundled } from '#infra/bundle';

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
  loaded ??= loadPages().catch((fault: unknown) => {
    loaded = undefined;
    throw fault;
  });
  return (await loaded).galleryAnswer(path);
}

let loaded: Promise<Pages> | undefined;

/** Bundled at first use, as Node cannot run the .tsx that the e-mails are made of. */
const loadPages = () =>
  withBundled(
    { pages: 'shared/gallery/pages.ts' },
    (folder): Pages => createRequire(import.meta.url)(join(folder, 'pages.js')),
  );

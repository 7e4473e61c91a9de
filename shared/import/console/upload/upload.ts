import { Hono } from 'hono';
import { templateFile } from '#import/console/template-file.ts';
import type { ImportDeps } from '#import/deps.ts';
import { receiveFile } from '#import/receive-file.ts';
import { requestImport } from '#import/request-import.ts';
import { hasIdentityNumber } from '#register/names/holder-input.ts';
import type { ConsoleContext } from '#web/console/page.tsx';
import { uploadBody } from '#web/console/schemas.ts';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { mediaType, readJson } from '#web/http/body.ts';
import { contentDisposition } from '#web/http/content-disposition.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import type { UploadError } from './upload-box.tsx';

/** A function is handed six megabytes at most, and a file in base64 is a third longer. */
const MAX_FORM_BYTES = 4 * 1024 * 1024;
/** What a form puts around its file. */
const FORM_FRAME_BYTES = 16 * 1024;
const MAX_NAME_LENGTH = 255;

/** Takes files: from the script, which sends them elsewhere, and from a form as they are. */
export function uploadRoutes(
  deps: ImportDeps,
  again: (c: ConsoleContext, status: 413 | 422, error: UploadError) => Promise<Response>,
): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.post('/', async (c) => {
    if (mediaType(c) !== 'multipart/form-data') throw new ProblemError('unsupported_media_type');
    if (Number(c.req.header('content-length') ?? 0) > MAX_FORM_BYTES + FORM_FRAME_BYTES)
      return again(c, 413, 'needsScript');
    let file: unknown;
    try {
      ({ file } = await c.req.parseBody());
    } catch {
      return again(c, 422, 'broken');
    }
    // A form without a chosen file has one without a name.
    if (!(file instanceof File) || (file.name === '' && file.size === 0)) return again(c, 422, 'noFile');
    if (file.size === 0) return again(c, 422, 'empty');
    if (file.size > MAX_FORM_BYTES) return again(c, 413, 'needsScript');
    if (hasIdentityNumber(file.name)) return again(c, 422, 'identityInName');
    const request = newRequest(c, file.name);
    await receiveFile(deps, { ...request, bytes: await file.bytes() });
    return c.redirect(importPath(request.importId), 303);
  });

  app.get('/template.xlsx', (c) =>
    c.body(new Uint8Array(Buffer.from(templateFile, 'base64')), 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': contentDisposition('certificates.xlsx'),
    }),
  );
  refuseOtherMethods(app, '/template.xlsx', ['GET']);

  app.post('/request', async (c) => {
    const { fileName, contentLength } = await readJson(c, uploadBody);
    const request = newRequest(c, fileName);
    const answer = await requestImport(deps, { ...request, contentLength });
    if (answer.outcome === 'too_large') throw new ProblemError('too_large');
    return c.json(
      { importId: request.importId, page: importPath(request.importId), upload: answer.upload },
      201,
    );
  });
  refuseOtherMethods(app, '/request', ['POST']);

  function newRequest(c: ConsoleContext, fileName: string) {
    const { provider, keyId, role } = signedInKey(c);
    return {
      importId: deps.newId(),
      provider,
      keyId,
      ...(role !== 'manager' && { withoutRevoking: true as const }),
      fileName: cleanFileName(fileName),
      at: deps.clock(),
      // Whoever sends a file here is there to look at what it will do, and to answer.
      preview: true,
      mayAsk: true,
    } as const;
  }

  return app;
}

const importPath = (importId: string) => `/console/imports/${encodeURIComponent(importId)}`;

/** A name fit to be kept and shown: the browser's own may be a path, or hold what is no character. */
function cleanFileName(fileName: string): string {
  const name = (fileName.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  return name.slice(-MAX_NAME_LENGTH).trim() || 'file';
}

import { uploadMessages } from '#import/messages/console-imports.ts';
import { importMessages } from '#import/messages/rejection-reasons.ts';
import { MAX_FILE_BYTES } from '#import/request-import.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { UploadService } from '#tables/ports.ts';
import type { FieldErrors } from '#web/ui/error-summary.tsx';
import { uploadScript } from './upload-script.ts';

/** Why a file that came with the form was not received. */
const uploadErrors = {
  noFile: uploadMessages.noFile,
  empty: importMessages.empty,
  needsScript: uploadMessages.needsScript,
  broken: uploadMessages.broken,
  identityInName: uploadMessages.identityInName,
} as const;
export type UploadError = keyof typeof uploadErrors;

export const uploadFieldErrors = (error: UploadError | undefined, language: Language): FieldErrors =>
  error ? { file: uploadErrors[error][language] } : {};

/** What a page with an upload box is to be shown with. */
export async function uploadScripting(
  uploads: UploadService,
): Promise<{ script: string; connect: string[] }> {
  // Every upload goes to one place; only a URL that was made tells which.
  const { url } = await uploads.presign({ objectKey: 'imports/', contentLength: 1 });
  return { script: uploadScript, connect: [new URL(url).origin] };
}

interface UploadBoxProps {
  language: Language;
  error?: UploadError | undefined;
  /** Where another action of the page comes first. */
  second?: boolean;
}

/** A file input that a file can also be dropped on; one a page. */
export function UploadBox({ language, error, second }: UploadBoxProps) {
  return (
    <form
      class="measure"
      method="post"
      action="/console/imports"
      enctype="multipart/form-data"
      novalidate
      data-upload="/console/imports/request"
      data-most={MAX_FILE_BYTES}
      data-sending={uploadMessages.sending[language]}
      data-sent={uploadMessages.sent[language]}
      data-no-file={uploadMessages.noFile[language]}
      data-several={uploadMessages.several[language]}
      data-identity={uploadMessages.identityInName[language]}
      data-empty={importMessages.empty[language]}
      data-too-large={uploadMessages.tooLarge[language]}
      data-lost={uploadMessages.lost[language]}
      data-refused={uploadMessages.refused[language]}
      data-signed-out={uploadMessages.signedOut[language]}
    >
      <div class="drop">
        <label for="file">{uploadMessages.choose[language]}</label>
        <input
          id="file"
          name="file"
          type="file"
          accept=".csv,.txt,.xlsx,.xls,.xlsb,.ods"
          required
          aria-describedby="file-error file-hint"
          aria-invalid={error ? 'true' : undefined}
        />
        <p class="error" id="file-error" role="alert" hidden={!error}>
          {uploadFieldErrors(error, language)['file']}
        </p>
        <p class="small" id="file-hint">
          {uploadMessages.hint[language]}
        </p>
        <noscript>
          <p class="small">{uploadMessages.noScript[language]}</p>
        </noscript>
        <progress hidden aria-label={uploadMessages.title[language]} />
        <p data-said role="status" class="num" hidden />
        <button class={second ? 'second' : 'main'} type="submit">
          {uploadMessages.send[language]}
        </button>
        <p class="small">
          <a href="/console/imports/template.xlsx" download>
            {uploadMessages.template[language]}
          </a>
        </p>
      </div>
    </form>
  );
}

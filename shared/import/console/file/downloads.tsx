import { countParts, type Download } from '#import/console/file-parts.ts';
import { importPageMessages, partLabel } from '#import/messages/console-imports.ts';
import type { Language } from '#register/certificate/credential.ts';

interface DownloadsProps {
  address: string;
  of: Download;
  /** How many rows there are in all. */
  rows: number;
  /** The page's one main action. */
  main?: boolean;
  language: Language;
}

/** A link to the file, or to each of its parts when there are more rows than one answer holds. */
export function Downloads({ address, of, rows, main, language }: DownloadsProps) {
  const parts = countParts(of, rows);
  const text = importPageMessages[`${of}File`][language];
  return (
    <p class="row">
      {Array.from({ length: parts }, (_, at) => at + 1).map((part) => (
        <a
          class={main && part === 1 ? 'button main' : 'button'}
          href={`${address}${part > 1 ? `?part=${part}` : ''}`}
          download
        >
          {text}
          {parts > 1 && ` · ${partLabel(part, parts, language)}`}
        </a>
      ))}
    </p>
  );
}

import type { ConsoleContext } from './page.tsx';

/** Answers with a CSV that the browser keeps as a file of this name. */
export function csvFile(c: ConsoleContext, fileName: string, csv: string): Response {
  return c.body(csv, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': contentDisposition(fileName),
  });
}

/** A name in whatever script (RFC 6266, RFC 8187), and one in ASCII for who cannot read that. */
export function contentDisposition(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]+/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** `證書 2026.xlsx` and `-to-correct` -> `證書 2026-to-correct.csv`. */
export function derivedName(fileName: string, suffix: string): string {
  return `${fileName.replace(/\.(?:csv|txt|xlsx)$/i, '')}${suffix}.csv`;
}

import { importPath } from '#import/console/imports-list.tsx';
import { placeQuery, type RowsPage } from '#import/console/imports-rows.ts';
import { importPageMessages } from '#import/messages/console-imports.ts';
import type { Language } from '#register/certificate/credential.ts';

interface MoreRowsProps {
  importId: string;
  /** Of which table: its id, and what its place is called in the address. */
  of: { anchor: string; query: 'correct' | 'people' };
  page: Pick<RowsPage<unknown>, 'next' | 'later'>;
  language: Language;
}

/** The way to the next rows of a long table, and back to its first. */
export function MoreRows({ importId, of, page: { next, later }, language }: MoreRowsProps) {
  if (!later && !next) return null;
  return (
    <p class="row">
      {later && (
        <a class="button" href={`${importPath(importId)}#${of.anchor}`}>
          {importPageMessages.firstRows[language]}
        </a>
      )}
      {next && (
        <a class="button" href={`${importPath(importId)}?${placeQuery(of.query, next)}#${of.anchor}`}>
          {importPageMessages.moreRows[language]}
        </a>
      )}
    </p>
  );
}

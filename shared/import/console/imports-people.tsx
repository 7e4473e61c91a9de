import {
  columnOf,
  countMessages,
  grouped,
  importPageMessages,
  previewMessages,
} from '#import/messages/console-imports.ts';
import { labelMessages } from '#import/messages/console-labels.ts';
import { withWholeNames } from '#import/rows/name-halves.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { PreviewedRow } from '#tables/import-job.ts';
import { recordPath } from '#web/console/record-path.ts';
import { Scroll } from '#web/console/scroll.tsx';
import { MoreRows } from './imports-more.tsx';
import type { RowsPage } from './imports-rows.ts';

interface PeopleTableProps {
  importId: string;
  page: RowsPage<PreviewedRow>;
  /** Nothing of it is registered yet. */
  isPreview?: boolean;
  language: Language;
}

/** Who a file is about, row by row: the name as sent, the number, and what came or would come of it. */
export function PeopleTable({ importId, page, isPreview = false, language }: PeopleTableProps) {
  return (
    <>
      <Scroll label={importPageMessages.people[language]} tall>
        <table id="people">
          <thead>
            <tr>
              <th scope="col" class="figure">
                {importPageMessages.row[language]}
              </th>
              <th scope="col">{importPageMessages.name[language]}</th>
              <th scope="col">{importPageMessages.number[language]}</th>
              <th scope="col">
                {(isPreview ? previewMessages.outcome : importPageMessages.outcome)[language]}
              </th>
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <tr>
                <th scope="row" class="figure">
                  {grouped(row.row)}
                  {row.sheet !== undefined && <span class="own">{row.sheet}</span>}
                </th>
                <td>
                  <bdi>{nameIn(row)}</bdi>
                </td>
                <td class="num">
                  <NumberCell row={row} isPreview={isPreview} language={language} />
                </td>
                <td>
                  {(isPreview ? previewMessages[row.outcome] : countMessages[row.outcome].name)[language]}
                  {row.changes?.map((change) => (
                    <span class="own">
                      {columnOf(change.field, language)}: <bdi>{change.from ?? '–'}</bdi> →{' '}
                      <bdi>{change.to ?? '–'}</bdi>
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <MoreRows
        importId={importId}
        of={{ anchor: 'people', query: 'people' }}
        page={page}
        language={language}
      />
    </>
  );
}

function NumberCell({
  row,
  isPreview,
  language,
}: Pick<PeopleTableProps, 'isPreview' | 'language'> & { row: PreviewedRow }) {
  if (row.number === undefined) return <span class="small">{previewMessages.toBeAssigned[language]}</span>;
  // What would be registered has no page yet.
  if (isPreview && row.outcome === 'accepted') return <>{row.number}</>;
  return (
    <>
      <a href={recordPath(row.number)}>{row.number}</a>
      {!isPreview && (
        <span class="own">
          <a
            href={recordPath(row.number, 'label')}
            aria-label={`${labelMessages.one[language]} ${row.number}`}
          >
            {labelMessages.one[language]}
          </a>
        </span>
      )}
    </>
  );
}

function nameIn({ cells = {} }: PreviewedRow): string {
  const { nameEn = '', nameZh = '' } = withWholeNames(cells).cells;
  return [nameEn, nameZh].filter(Boolean).join(' · ') || '–';
}

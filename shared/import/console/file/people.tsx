import type { RowsPage } from '#import/console/imports-rows.ts';
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
import type { CivilDate } from '#register/civil-date.ts';
import type { PreviewedRow } from '#tables/import-job.ts';
import { recordPath } from '#web/console/record-path.ts';
import { Scroll } from '#web/console/scroll.tsx';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { shortDate } from '#web/messages/dates.ts';
import { MoreRows } from './more.tsx';

interface PeopleTableProps {
  importId: string;
  page: RowsPage<PreviewedRow>;
  /** Nothing of it is registered yet. */
  isPreview?: boolean;
  language: Language;
}

/**
 * Who a file is about, row by row: the name as sent, the number, and what came or would come of it; before it is registered also
 * the course and the days as they were read. On a phone each row is a card.
 */
export function PeopleTable({ importId, page, isPreview = false, language }: PeopleTableProps) {
  const heads = {
    row: importPageMessages.row[language],
    name: importPageMessages.name[language],
    number: importPageMessages.number[language],
    type: fieldNames.type.inFile[language],
    issuedOn: fieldNames.issuedOn.inFile[language],
    expiresOn: fieldNames.expiresOn.inFile[language],
    outcome: (isPreview ? previewMessages.outcome : importPageMessages.outcome)[language],
  };
  return (
    <>
      <Scroll label={importPageMessages.people[language]} tall>
        <table class="listed" id="people">
          <thead>
            <tr>
              <th scope="col" class="figure">
                {heads.row}
              </th>
              <th scope="col">{heads.name}</th>
              <th scope="col">{heads.number}</th>
              {isPreview && (
                <>
                  <th scope="col">{heads.type}</th>
                  <th scope="col">{heads.issuedOn}</th>
                  <th scope="col">{heads.expiresOn}</th>
                </>
              )}
              <th scope="col">{heads.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <tr>
                <th scope="row" class="figure" data-label={heads.row}>
                  <span>
                    {grouped(row.row)}
                    {row.sheet !== undefined && <span class="own">{row.sheet}</span>}
                  </span>
                </th>
                <td data-label={heads.name}>
                  <bdi>{nameIn(row)}</bdi>
                </td>
                <td class="num" data-label={heads.number}>
                  <span>
                    <NumberCell row={row} isPreview={isPreview} language={language} />
                  </span>
                </td>
                {isPreview && (
                  <>
                    <td data-label={heads.type}>{row.type ?? '–'}</td>
                    <td class="day" data-label={heads.issuedOn}>
                      {dayIn(row.issuedOn, language)}
                    </td>
                    <td class="day" data-label={heads.expiresOn}>
                      {dayIn(row.expiresOn, language)}
                    </td>
                  </>
                )}
                <td data-label={heads.outcome}>
                  <span>
                    {(isPreview ? previewMessages[row.outcome] : countMessages[row.outcome].name)[language]}
                    {row.changes?.map((change) => (
                      <span class="own">
                        {columnOf(change.field, language)}
                        {language === 'en' ? ': ' : '：'}
                        <bdi>{change.from ?? '–'}</bdi> → <bdi>{change.to ?? '–'}</bdi>
                      </span>
                    ))}
                  </span>
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

/** With the month as a word where the language has one: nobody takes it for the day. */
const dayIn = (on: CivilDate | undefined, language: Language) => (on ? shortDate(on, language) : '–');

function nameIn({ cells = {} }: PreviewedRow): string {
  const { nameEn = '', nameZh = '' } = withWholeNames(cells).cells;
  return [nameEn, nameZh].filter(Boolean).join(' · ') || '–';
}

import type { RowsPage } from '#import/console/imports-rows.ts';
import { columnName, grouped, importPageMessages } from '#import/messages/console-imports.ts';
import { rowMessage } from '#import/messages/rejection-reasons.ts';
import type { ImportReport } from '#import/report-import.ts';
import type { FileProblem } from '#import/rows/file-row.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { RejectedRow } from '#tables/import-job.ts';
import { Scroll } from '#web/console/scroll.tsx';
import { MoreRows } from './more.tsx';

const MAX_SHOWN_LENGTH = 120;

interface RejectedTableProps {
  report: ImportReport;
  page: RowsPage<RejectedRow>;
  language: Language;
}

/** Every problem of every rejected row; a row with several has its number once. */
export function RejectedTable({ report, page, language }: RejectedTableProps) {
  const { importId } = report;
  return (
    <>
      <Scroll label={importPageMessages.corrections[language]} tall>
        <table class="rejected">
          <thead>
            <tr>
              <th scope="col" class="figure">
                {importPageMessages.row[language]}
              </th>
              <th scope="col">{importPageMessages.column[language]}</th>
              <th scope="col">{importPageMessages.value[language]}</th>
              <th scope="col">{importPageMessages.reason[language]}</th>
            </tr>
          </thead>
          <tbody>
            {page.rows.map(({ also, row, sheet, ...first }) =>
              [first, ...also].map((problem, at) => (
                <tr>
                  {at === 0 && (
                    <th scope="row" class="figure" rowspan={also.length + 1}>
                      {grouped(row)}
                      {sheet !== undefined && <span class="own">{sheet}</span>}
                    </th>
                  )}
                  <Problem problem={problem} report={report} language={language} />
                </tr>
              )),
            )}
          </tbody>
        </table>
      </Scroll>
      <MoreRows
        importId={importId}
        of={{ anchor: 'mend', query: 'correct' }}
        page={page}
        language={language}
      />
    </>
  );
}

interface ProblemProps {
  problem: FileProblem & { value: string };
  report: ImportReport;
  language: Language;
}

function Problem({ problem, report, language }: ProblemProps) {
  const name = columnName(problem.column, language);
  const heading = report.headings.find(({ column }) => column === problem.column)?.heading;
  const { value } = problem;
  return (
    <>
      <td>
        {name}
        {heading !== undefined && heading.toLowerCase() !== name.toLowerCase() && (
          <span class="own">{heading}</span>
        )}
      </td>
      <td class="value">
        {value === '' ? (
          <span class="small">{importPageMessages.blank[language]}</span>
        ) : (
          <bdi>{value.length > MAX_SHOWN_LENGTH ? `${value.slice(0, MAX_SHOWN_LENGTH)}…` : value}</bdi>
        )}
      </td>
      <td class="reason">{rowMessage(problem, language)}</td>
    </>
  );
}

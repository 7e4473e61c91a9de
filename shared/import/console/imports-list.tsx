import { grouped, importListMessages, importStates } from '#import/messages/console-imports.ts';
import type { ImportReport } from '#import/report-import.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import { Scroll } from '#web/console/scroll.tsx';
import { clockTime } from '#web/messages/dates.ts';

const PRESIGNED_MS = 15 * 60_000;

/** A file that has not come while its address was good never will. */
export function neverCame({ state, startedAt }: ImportReport, at: Instant): boolean {
  return state === 'awaitingUpload' && Date.parse(at) - Date.parse(startedAt) > PRESIGNED_MS;
}

const tones: Record<keyof typeof importStates, string> = {
  awaitingUpload: 'plain',
  neverCame: 'stop',
  splitting: 'plain',
  asking: 'soon',
  previewing: 'plain',
  previewed: 'soon',
  importing: 'plain',
  finished: 'valid',
  toCorrect: 'soon',
  undoing: 'plain',
  undone: 'plain',
  failed: 'stop',
};

function importState(report: ImportReport, at: Instant): keyof typeof importStates {
  if (neverCame(report, at)) return 'neverCame';
  return report.state === 'finished' && report.rows.rejected > 0 ? 'toCorrect' : report.state;
}

interface ImportListProps {
  imports: ImportReport[];
  at: Instant;
  language: Language;
}

export function ImportList({ imports, at, language }: ImportListProps) {
  if (imports.length === 0) return <p>{importListMessages.none[language]}</p>;
  return (
    <Scroll label={importListMessages.recent[language]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{importListMessages.file[language]}</th>
            <th scope="col">{importListMessages.state[language]}</th>
            <th scope="col" class="figure">
              {importListMessages.rows[language]}
            </th>
            <th scope="col">{importListMessages.came[language]}</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((report) => (
            <ImportRow report={report} state={importState(report, at)} language={language} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface ImportRowProps {
  report: ImportReport;
  state: keyof typeof importStates;
  language: Language;
}

function ImportRow({ report, state, language }: ImportRowProps) {
  const { importId, fileName, rows, startedAt } = report;
  return (
    <tr>
      <th scope="row" class="file">
        <a href={importPath(importId)}>{fileName}</a>
      </th>
      <td>
        <span class={`badge ${tones[state]}`}>{importStates[state][language]}</span>
      </td>
      <td class="figure">{rows.total === null ? '–' : grouped(rows.total)}</td>
      <td class="day">
        {hongKongDay(startedAt)} {clockTime(startedAt)}
      </td>
    </tr>
  );
}

export function AllFiles({ language }: { language: Language }) {
  return (
    <p>
      <a href="/console/imports">{importListMessages.all[language]}</a>
    </p>
  );
}

export const importPath = (importId: string, below = '') =>
  `/console/imports/${encodeURIComponent(importId)}${below}`;

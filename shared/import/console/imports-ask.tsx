import { askMessages } from '#import/messages/console-imports.ts';
import { rowMessage } from '#import/messages/rejection-reasons.ts';
import type { ImportReport } from '#import/report-import.ts';
import type { FileProblem } from '#import/rows/file-row.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import { AllFiles, importPath } from './imports-list.tsx';

/** What was typed, to be shown again. */
export interface AskedAnswers {
  type?: string | undefined;
  issuedOn?: string | undefined;
}

interface ImportAskProps {
  report: ImportReport;
  mayAnswer: boolean;
  answers?: AskedAnswers;
  problems?: readonly Pick<FileProblem, 'column' | 'code' | 'because'>[];
  language: Language;
}

/** Asks once for all rows what the file has no column for. */
export function ImportAsk({ report, mayAnswer, answers = {}, problems = [], language }: ImportAskProps) {
  const { importId, fileName, asked = [] } = report;
  const errors: FieldErrors = {};
  for (const problem of problems) errors[problem.column] ??= rowMessage(problem, language);
  return (
    <>
      <ErrorSummary errors={errors} order={['type', 'issuedOn']} language={language} />
      <h1 class="file">{fileName}</h1>
      <section class="panel soon measure">
        <div>
          <h2>{askMessages.title[language]}</h2>
          <p>{askMessages.lead[language]}</p>
        </div>
      </section>
      {mayAnswer && (
        <form method="post" action={importPath(importId, '/answer')} class="stack measure" novalidate>
          {asked.includes('type') && (
            <div class="field">
              <label for="type">{askMessages.type[language]}</label>
              <FieldError field="type" errors={errors} />
              <select {...control('type', errors)} required>
                <option value="">{askMessages.choose[language]}</option>
                {catalogue.map(({ code, name }) => (
                  <option value={code} selected={answers.type === code}>
                    {name[language]} ({code})
                  </option>
                ))}
              </select>
            </div>
          )}
          {asked.includes('issuedOn') && (
            <div class="field">
              <label for="issuedOn">{askMessages.issuedOn[language]}</label>
              <FieldError field="issuedOn" errors={errors} />
              <input {...control('issuedOn', errors)} type="date" required value={answers.issuedOn ?? ''} />
            </div>
          )}
          <p>
            <button class="main" type="submit">
              {askMessages.go[language]}
            </button>
          </p>
        </form>
      )}
      <AllFiles language={language} />
    </>
  );
}

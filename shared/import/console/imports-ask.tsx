import { askMessages } from '#import/messages/console-imports.ts';
import { rowMessage } from '#import/messages/rejection-reasons.ts';
import type { ImportReport } from '#import/report-import.ts';
import type { FileProblem } from '#import/rows/file-row.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
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
  const errorOf = (column: 'type' | 'issuedOn') => {
    const problem = problems.find((one) => one.column === column);
    return problem && rowMessage(problem, language);
  };
  return (
    <>
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
              <FieldError id="type-error" text={errorOf('type')} />
              <select id="type" name="type" required aria-describedby={errorOf('type') && 'type-error'}>
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
              <FieldError id="issuedOn-error" text={errorOf('issuedOn')} />
              <input
                id="issuedOn"
                name="issuedOn"
                type="date"
                required
                value={answers.issuedOn ?? ''}
                aria-describedby={errorOf('issuedOn') && 'issuedOn-error'}
              />
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

function FieldError({ id, text }: { id: string; text: string | undefined }) {
  return text === undefined ? null : (
    <p class="error" id={id} role="alert">
      {text}
    </p>
  );
}

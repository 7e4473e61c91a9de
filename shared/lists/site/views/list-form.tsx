import { type ListProblem, listProblems, listFormMessages as messages } from '#lists/messages/list-form.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import type { PageContext } from '#web/ui/page-context.ts';

interface ListFormProps {
  context: PageContext;
  /** Why the list that was sent was not taken. */
  problem?: ListProblem | undefined;
  /** What was pasted, to be corrected. */
  pasted?: string | undefined;
  /** The day that stands in its field: as typed, or today. */
  on: string;
}

/** One box to paste into, one place for a file: dropping a file on its field takes no script. */
export function ListFormPage({ context, problem, pasted, on }: ListFormProps) {
  const { language } = context;
  const errors: FieldErrors = problem ? { [fieldOf(problem, pasted)]: listProblems[problem][language] } : {};
  const title = messages.title[language];
  return (
    <Layout
      context={context}
      title={title}
      failed={problem !== undefined}
      found={{ path: '/lists', description: messages.lead[language] }}
    >
      <ErrorSummary errors={errors} language={language} />
      <div class="stack">
        <h1>{title}</h1>
        <p class="lead">{messages.lead[language]}</p>
      </div>
      <form method="post" action={address('/lists', {}, language)} enctype="multipart/form-data" novalidate>
        <div class="field">
          <label for="list">{messages.paste[language]}</label>
          <FieldError field="list" errors={errors} />
          <textarea
            {...control('list', errors, true)}
            rows={8}
            autocomplete="off"
            spellcheck={false}
            placeholder={messages.example[language]}
          >
            {pasted}
          </textarea>
          <p class="small" id="list-hint">
            {messages.pasteHint[language]}
          </p>
        </div>
        <div class="field">
          <label for="file">{messages.file[language]}</label>
          <FieldError field="file" errors={errors} />
          <input
            {...control('file', errors, true)}
            class="drop"
            type="file"
            accept=".xlsx,.csv,.txt,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          />
          <p class="small" id="file-hint">
            {messages.fileHint[language]}
          </p>
        </div>
        <div class="field">
          <label for="on">{messages.on[language]}</label>
          <FieldError field="on" errors={errors} />
          <input {...control('on', errors, true)} type="date" value={on} />
          <p class="small" id="on-hint">
            {messages.onHint[language]}
          </p>
        </div>
        <button class="main" type="submit">
          {messages.send[language]}
        </button>
        <p class="small">{messages.kept[language]}</p>
      </form>
    </Layout>
  );
}

function fieldOf(problem: ListProblem, pasted: string | undefined): string {
  if (problem === 'invalid_date') return 'on';
  return problem === 'empty' || problem === 'both' || pasted?.trim() ? 'list' : 'file';
}

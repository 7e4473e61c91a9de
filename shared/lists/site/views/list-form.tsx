import { type ListProblem, listProblems, listFormMessages as messages } from '#lists/messages/list-form.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';

interface ListFormProps {
  context: PageContext;
  /** Why the list that was sent was not taken. */
  problem?: ListProblem | undefined;
  /** The day that stands in its field: as typed, or today. */
  on: string;
}

/** One box to paste into, one place for a file: dropping a file on its field takes no script. */
export function ListFormPage({ context, problem, on }: ListFormProps) {
  const { language } = context;
  const title = messages.title[language];
  return (
    <Layout context={context} title={title} found={{ path: '/lists', description: messages.lead[language] }}>
      <div class="stack">
        <h1>{title}</h1>
        <p class="lead">{messages.lead[language]}</p>
      </div>
      {problem && (
        <p class="refused" role="alert" id="problem">
          {listProblems[problem][language]}
        </p>
      )}
      <form method="post" action={address('/lists', {}, language)} enctype="multipart/form-data">
        <div class="field">
          <label for="list">{messages.paste[language]}</label>
          <textarea
            id="list"
            name="list"
            rows={8}
            autocomplete="off"
            spellcheck={false}
            placeholder={messages.example[language]}
            aria-describedby={problem ? 'list-hint problem' : 'list-hint'}
          />
          <p class="small" id="list-hint">
            {messages.pasteHint[language]}
          </p>
        </div>
        <div class="field">
          <label for="file">{messages.file[language]}</label>
          <input
            class="drop"
            type="file"
            id="file"
            name="file"
            accept=".xlsx,.csv,.txt,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            aria-describedby="file-hint"
          />
          <p class="small" id="file-hint">
            {messages.fileHint[language]}
          </p>
        </div>
        <div class="field">
          <label for="on">{messages.on[language]}</label>
          <input type="date" id="on" name="on" value={on} aria-describedby="on-hint" />
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

import { codeMessages } from '#provider/colleagues/messages/codes.ts';
import {
  issuedByColleague,
  letInByColleague,
  colleagueMessages as messages,
  removalConfirmation,
} from '#provider/colleagues/messages/console-colleagues.ts';
import { IssuedKeys } from '#provider/console/issued-keys.tsx';
import { LetIn } from '#provider/console/let-in.tsx';
import type { Colleague } from '#register/catalogue/colleague.ts';
import type { ApiKey } from '#register/catalogue/provider.ts';
import type { Language } from '#register/certificate/credential.ts';
import { ErrorSummary } from '#web/ui/error-summary.tsx';
import { RoleField } from './invite-form.tsx';

interface ColleaguePageProps {
  colleague: Colleague;
  /** Of a manager: the keys in use that they issued, or that those issued. */
  issued: ApiKey[];
  /** What was asked would leave nobody who can invite others. */
  isLast: boolean;
  /** Nobody resets their own sign-in. */
  isOwn: boolean;
  language: Language;
}

export function ColleaguePage({ colleague, issued, isLast, isOwn, language }: ColleaguePageProps) {
  const path = `/console/colleagues/${colleague.colleagueId}`;
  return (
    <section class="stack measure">
      <ErrorSummary
        errors={{}}
        problem={
          isLast
            ? { title: messages.lastManagerTitle[language], detail: messages.lastManager[language] }
            : undefined
        }
        language={language}
      />
      <h1>{colleague.name}</h1>
      <p class="file">{colleague.email}</p>
      <form method="post" action={`${path}/role`}>
        <RoleField chosen={colleague.role} language={language} />
        {colleague.role === 'manager' && <p class="small">{messages.demotion[language]}</p>}
        <IssuedKeys says={issuedByColleague(colleague.name, language)} issued={issued} language={language} />
        <button class="main" type="submit">
          {messages.roleSubmit[language]}
        </button>
      </form>
      {!isOwn && (
        <form method="post" action={`${path}/reset`}>
          <p class="small">{codeMessages.resetHint[language]}</p>
          <button class="second" type="submit">
            {codeMessages.reset[language]}
          </button>
        </form>
      )}
      <p class="links">
        <a href={`${path}/remove`}>{messages.remove[language]}</a>
        <a href="/console/colleagues">{messages.back[language]}</a>
      </p>
    </section>
  );
}

interface RemovalPageProps {
  colleague: Colleague;
  /** In use, that they issued, or that those issued. */
  issued: ApiKey[];
  /** Who came by their invitation. */
  letIn: Colleague[];
  language: Language;
}

/** What removing does, and the button. Who has a key can come back with it. */
export function RemovalPage({ colleague, issued, letIn, language }: RemovalPageProps) {
  const path = `/console/colleagues/${colleague.colleagueId}`;
  return (
    <section class="stack measure">
      <h1>{messages.remove[language]}</h1>
      <p>{removalConfirmation(colleague.name, language)}</p>
      <form method="post" action={`${path}/remove`}>
        <IssuedKeys says={issuedByColleague(colleague.name, language)} issued={issued} language={language} />
        <LetIn says={letInByColleague(colleague.name, language)} colleagues={letIn} language={language} />
        <div class="row">
          <button class="danger" type="submit">
            {messages.remove[language]}
          </button>
          <a class="button" href={path}>
            {messages.back[language]}
          </a>
        </div>
      </form>
    </section>
  );
}

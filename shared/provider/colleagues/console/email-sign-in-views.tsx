import { PasskeySignIn } from '#provider/colleagues/console/passkey-sign-in-form.tsx';
import { emailSignInMessages as messages } from '#provider/colleagues/messages/console-sign-in.ts';
import type { Language } from '#register/certificate/credential.ts';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import { Panel } from '#web/ui/panel.tsx';

interface EmailFormProps {
  language: Language;
  typed?: string;
  errors?: FieldErrors;
  /** Why a passkey signed nobody in. */
  problem?: { title: string; detail: string };
}

export function EmailForm({ language, typed, errors = {}, problem }: EmailFormProps) {
  return (
    <section class="stack measure">
      <ErrorSummary errors={errors} problem={problem} language={language} />
      <h1>{messages.title[language]}</h1>
      <p class="lead">{messages.lead[language]}</p>
      <form method="post" action="/console/sign-in/email" novalidate>
        <div class="field">
          <label for="email">{messages.email[language]}</label>
          <p class="small" id="email-hint">
            {messages.hint[language]}
          </p>
          <FieldError field="email" errors={errors} />
          <input
            {...control('email', errors, true)}
            type="email"
            required
            maxlength={254}
            autocomplete="email"
            value={typed}
          />
        </div>
        <button class="main" type="submit">
          {messages.submit[language]}
        </button>
      </form>
      <PasskeySignIn language={language} />
      <p>
        <a class="target" href="/console/sign-in">
          {messages.withKey[language]}
        </a>
      </p>
    </section>
  );
}

/** The same whatever address was typed. */
export function AskedForLink({ language }: { language: Language }) {
  return (
    <section class="stack measure">
      <Panel look="waiting" title={messages.askedTitle[language]} done>
        <p>{messages.asked[language]}</p>
      </Panel>
      <p>
        <a class="target" href="/console/sign-in/email">
          {messages.again[language]}
        </a>
      </p>
    </section>
  );
}

import { PasskeySignIn } from '#provider/colleagues/console/passkey-sign-in-form.tsx';
import { emailSignInMessages } from '#provider/colleagues/messages/console-sign-in.ts';
import type { Language } from '#register/certificate/credential.ts';
import { signInMessages } from '#web/messages/console.ts';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';

interface SignInProps {
  language: Language;
  /** The page that was asked for. */
  back?: string | undefined;
  errors?: FieldErrors;
}

/** Asks for the key; the answer to a wrong one says no more than that, and does not repeat it. */
export function SignIn({ language, back, errors = {} }: SignInProps) {
  return (
    <section class="stack measure">
      <ErrorSummary errors={errors} language={language} />
      <h1>{signInMessages.title[language]}</h1>
      <p class="lead">{signInMessages.lead[language]}</p>
      <form method="post" action="/console/sign-in" novalidate>
        <div class="field">
          <label for="key">{signInMessages.key[language]}</label>
          <p class="small" id="key-hint">
            {signInMessages.hint[language]}
          </p>
          <FieldError field="key" errors={errors} />
          <input
            {...control('key', errors, true)}
            type="password"
            required
            maxlength={200}
            autocomplete="current-password"
          />
        </div>
        {back && <input type="hidden" name="back" value={back} />}
        <button class="main" type="submit">
          {signInMessages.submit[language]}
        </button>
      </form>
      <PasskeySignIn back={back} language={language} />
      <p>
        <a class="target" href="/console/sign-in/email">
          {emailSignInMessages.byEmail[language]}
        </a>
      </p>
    </section>
  );
}

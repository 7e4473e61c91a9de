import { emailSignInMessages } from '#provider/colleagues/messages/console-sign-in.ts';
import type { Language } from '#register/certificate/credential.ts';
import { signInMessages } from '#web/messages/console.ts';

interface SignInProps {
  language: Language;
  /** The page that was asked for. */
  back?: string | undefined;
  refused?: boolean;
}

/** Asks for the key; the answer to a wrong one says no more than that. */
export function SignIn({ language, back, refused }: SignInProps) {
  return (
    <section class="stack measure">
      <h1>{signInMessages.title[language]}</h1>
      <p class="lead">{signInMessages.lead[language]}</p>
      <form method="post" action="/console/sign-in">
        <div class="field">
          <label for="key">{signInMessages.key[language]}</label>
          <p class="small" id="key-hint">
            {signInMessages.hint[language]}
          </p>
          {refused && (
            <p class="error" id="key-error" role="alert">
              {signInMessages.refused[language]}
            </p>
          )}
          <input
            id="key"
            name="key"
            type="password"
            required
            maxlength={200}
            autocomplete="current-password"
            aria-describedby={refused ? 'key-hint key-error' : 'key-hint'}
            aria-invalid={refused ? 'true' : undefined}
          />
        </div>
        {back && <input type="hidden" name="back" value={back} />}
        <button class="main" type="submit">
          {signInMessages.submit[language]}
        </button>
      </form>
      <p>
        <a class="target" href="/console/sign-in/email">
          {emailSignInMessages.byEmail[language]}
        </a>
      </p>
    </section>
  );
}

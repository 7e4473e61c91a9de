import { codeMessages as messages } from '#provider/colleagues/messages/codes.ts';
import { passkeyMessages } from '#provider/colleagues/messages/passkeys.ts';
import type { SignInCode } from '#register/catalogue/sign-in-code.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import { qrCode } from '#web/ui/qr-code.ts';

export interface CodePageProps {
  /** What the app is set up with; that it is; or that they have to sign in anew to do so. */
  app: { draw: string; address: string; secret: string } | SignInCode | 'signInAgain';
  done?: 'set' | 'stopped' | undefined;
  errors?: FieldErrors;
  language: Language;
}

/** Setting an app up, shown to work by one code; or giving it up, by one too. */
export function CodePage({ app, done, errors = {}, language }: CodePageProps) {
  return (
    <>
      <ErrorSummary errors={errors} language={language} />
      <section class="stack measure">
        <h1>{messages.title[language]}</h1>
        <p class="lead">{messages.lead[language]}</p>
        {done && <p role="status">{messages[done][language]}</p>}
        {app === 'signInAgain' ? (
          <p>{passkeyMessages.signInAgain[language]}</p>
        ) : (
          <CodeForm app={app} errors={errors} language={language} />
        )}
        <p>
          <a class="target" href="/console/passkeys">
            {passkeyMessages.title[language]}
          </a>
        </p>
      </section>
    </>
  );
}

interface CodeFormProps {
  app: Exclude<CodePageProps['app'], string>;
  errors: FieldErrors;
  language: Language;
}

function CodeForm({ app, errors, language }: CodeFormProps) {
  const isSet = 'setAt' in app;
  return (
    <>
      {isSet ? (
        <p>
          {messages.isSet[language]} <span class="day">{hongKongDay(app.setAt)}</span>
        </p>
      ) : (
        <>
          <p>{messages.scan[language]}</p>
          <div
            class="qr"
            role="img"
            aria-label={messages.qr[language]}
            dangerouslySetInnerHTML={{ __html: qrCode(app.address) }}
          />
          <p class="secret">{app.secret}</p>
        </>
      )}
      <form method="post" action={isSet ? '/console/code/remove' : '/console/code'} novalidate>
        {!isSet && <input type="hidden" name="draw" value={app.draw} />}
        <CodeField name="code" errors={errors} language={language} />
        <button class={isSet ? 'second' : 'main'} type="submit">
          {messages[isSet ? 'stop' : 'submit'][language]}
        </button>
      </form>
    </>
  );
}

interface CodeFieldProps {
  name: string;
  errors: FieldErrors;
  language: Language;
}

/** A code is not repeated: by then there is another one. */
export function CodeField({ name, errors, language }: CodeFieldProps) {
  return (
    <div class="field">
      <label for={name}>{messages.code[language]}</label>
      <p class="small" id={`${name}-hint`}>
        {messages.codeHint[language]}
      </p>
      <FieldError field={name} errors={errors} />
      <input
        {...control(name, errors, true)}
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={10}
        required
      />
    </div>
  );
}

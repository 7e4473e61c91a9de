import { codeMessages } from '#provider/colleagues/messages/codes.ts';
import { passkeyMessages as messages } from '#provider/colleagues/messages/passkeys.ts';
import { MAX_PASSKEYS, type Passkey } from '#register/catalogue/passkey.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { Scroll } from '#web/console/scroll.tsx';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';

export interface PasskeysPageProps {
  passkeys: Passkey[];
  /** Nothing else is open to the reader. */
  mustAdd: boolean;
  /** They have to sign in anew to add or remove any. */
  isLate: boolean;
  done?: 'added' | 'removed' | undefined;
  typed?: string;
  errors?: FieldErrors;
  problem?: { title: string; detail: string };
  language: Language;
}

/** What one signs in with instead of a link, and the form for another one. */
export function PasskeysPage({
  passkeys,
  mustAdd,
  isLate,
  done,
  typed,
  errors = {},
  problem,
  language,
}: PasskeysPageProps) {
  return (
    <>
      <ErrorSummary errors={errors} problem={problem} language={language} />
      <section class="stack measure">
        <h1>{messages.title[language]}</h1>
        <p class="lead">{messages.lead[language]}</p>
        {done && <p role="status">{messages[done][language]}</p>}
        {mustAdd && <p>{codeMessages.mustAdd[language]}</p>}
        {isLate && !problem && <p>{messages.signInAgain[language]}</p>}
      </section>
      {passkeys.length > 0 ? (
        <PasskeyTable passkeys={passkeys} isLate={isLate} language={language} />
      ) : (
        <p>{messages.none[language]}</p>
      )}
      {passkeys.length >= MAX_PASSKEYS && <p>{messages.tooMany[language]}</p>}
      {passkeys.length < MAX_PASSKEYS && !isLate && (
        <AddForm typed={typed} errors={errors} language={language} />
      )}
      <p class="links">
        <a href="/console/code">{codeMessages.title[language]}</a>
        <a href="/console/sessions">{messages.back[language]}</a>
      </p>
    </>
  );
}

function PasskeyTable({
  passkeys,
  isLate,
  language,
}: Pick<PasskeysPageProps, 'passkeys' | 'isLate' | 'language'>) {
  const oldestFirst = passkeys.toSorted((a, b) => a.addedAt.localeCompare(b.addedAt));
  return (
    <Scroll label={messages.title[language]}>
      <table class="listed">
        <thead>
          <tr>
            {(['name', 'addedOn', 'lastUsedOn'] as const).map((head) => (
              <th scope="col">{messages[head][language]}</th>
            ))}
            {!isLate && (
              <th scope="col">
                <span class="hidden">{messages.remove[language]}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {oldestFirst.map(({ passkeyId, name, addedAt, lastUsedAt }) => (
            <tr>
              <th scope="row" class="file">
                {name}
              </th>
              <td data-label={messages.addedOn[language]}>
                <span class="day">{hongKongDay(addedAt)}</span>
              </td>
              <td data-label={messages.lastUsedOn[language]}>
                {lastUsedAt ? <span class="day">{hongKongDay(lastUsedAt)}</span> : messages.never[language]}
              </td>
              {!isLate && (
                <td>
                  <form method="post" action={`/console/passkeys/${passkeyId}/remove`}>
                    <button class="second" type="submit">
                      {messages.remove[language]}
                      <span class="hidden"> {name}</span>
                    </button>
                  </form>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface AddFormProps {
  typed: string | undefined;
  errors: FieldErrors;
  language: Language;
}

/** It works with the page's script alone: it takes a device to make one. */
function AddForm({ typed, errors, language }: AddFormProps) {
  return (
    <section class="stack measure rule">
      <h2>{messages.add[language]}</h2>
      <noscript>
        <p>{messages.noScript[language]}</p>
      </noscript>
      <form
        method="post"
        action="/console/passkeys"
        data-passkey="create"
        data-options="/console/passkeys/options"
        data-stopped={messages.addStopped[language]}
        data-known={messages.exists[language]}
        data-lacking={messages.addLacking[language]}
        novalidate
      >
        <div class="field">
          <label for="name">{messages.name[language]}</label>
          <p class="small" id="name-hint">
            {messages.nameHint[language]}
          </p>
          <FieldError field="name" errors={errors} />
          <input
            {...control('name', errors, true)}
            required
            maxlength={80}
            autocomplete="off"
            value={typed}
          />
        </div>
        <input type="hidden" name="response" />
        <button class="main" type="submit">
          {messages.addSubmit[language]}
        </button>
        <p class="error" role="alert" hidden />
      </form>
    </section>
  );
}

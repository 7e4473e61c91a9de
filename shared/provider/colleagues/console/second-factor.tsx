import { codeMessages as messages } from '#provider/colleagues/messages/codes.ts';
import type { Language } from '#register/certificate/credential.ts';

interface SecondFactorProps {
  isRequired: boolean;
  /** Whether the reader is a colleague: a key has no passkey. */
  mayChange: boolean;
  language: Language;
}

/** Whether a link is enough to sign in, and the button that changes it. */
export function SecondFactor({ isRequired, mayChange, language }: SecondFactorProps) {
  return (
    <section class="stack measure rule">
      <h2>{messages.section[language]}</h2>
      <p>{messages[isRequired ? 'required' : 'notRequired'][language]}</p>
      {mayChange ? (
        <form method="post" action="/console/colleagues/second-factor">
          <input type="hidden" name="to" value={isRequired ? 'free' : 'required'} />
          <button class="second" type="submit">
            {messages[isRequired ? 'requireNoMore' : 'require'][language]}
          </button>
        </form>
      ) : (
        <p class="small">{messages.needsColleague[language]}</p>
      )}
    </section>
  );
}

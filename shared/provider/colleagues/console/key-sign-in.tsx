import { colleagueMessages as messages } from '#provider/colleagues/messages/console-colleagues.ts';
import type { Language } from '#register/certificate/credential.ts';

interface KeySignInProps {
  isOn: boolean;
  /** Whether the reader is somebody who can come back by email. */
  mayTurnOff: boolean;
  language: Language;
}

/** Whether people sign in with a key too, and the button that changes it. */
export function KeySignIn({ isOn, mayTurnOff, language }: KeySignInProps) {
  return (
    <section class="stack measure rule">
      <h2>{messages.keys[language]}</h2>
      <p>{messages[isOn ? 'keysOn' : 'keysOff'][language]}</p>
      {isOn && !mayTurnOff ? (
        <p class="small">{messages.keysNeedManager[language]}</p>
      ) : (
        <form method="post" action="/console/colleagues/key-sign-in">
          <input type="hidden" name="to" value={isOn ? 'off' : 'on'} />
          <button class="second" type="submit">
            {messages[isOn ? 'turnOff' : 'turnOn'][language]}
          </button>
        </form>
      )}
    </section>
  );
}

import { passkeyMessages as messages } from '#provider/colleagues/messages/passkeys.ts';
import type { Language } from '#register/certificate/credential.ts';

interface PasskeySignInProps {
  /** The page that was asked for. */
  back?: string | undefined;
  language: Language;
}

/** A button that the page's script shows: it takes a device to sign. */
export function PasskeySignIn({ back, language }: PasskeySignInProps) {
  return (
    <form
      method="post"
      action="/console/sign-in/passkey"
      data-passkey="get"
      data-options="/console/sign-in/passkey/options"
      data-stopped={messages.signInStopped[language]}
      data-lacking={messages.signInLacking[language]}
      hidden
    >
      <input type="hidden" name="response" />
      {back && <input type="hidden" name="back" value={back} />}
      <button class="second" type="submit">
        {messages.signIn[language]}
      </button>
      <p class="error" role="alert" hidden />
    </form>
  );
}

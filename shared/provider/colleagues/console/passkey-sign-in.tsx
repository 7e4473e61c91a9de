import { Hono } from 'hono';
import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { emailSignInMessages } from '#provider/colleagues/messages/console-sign-in.ts';
import { passkeyMessages } from '#provider/colleagues/messages/passkeys.ts';
import { askPasskey, signInWithPasskey } from '#provider/colleagues/passkeys/sign-in-with-passkey.ts';
import { ownPath } from '#web/console/own-path.ts';
import { show } from '#web/console/page.tsx';
import { keepSession, sessionUntil } from '#web/console/session.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { throttle } from '#web/http/limits/throttle.ts';
import { logLine } from '#web/log.ts';
import { browserCookie, readBrowserCookie } from './browser-cookie.ts';
import { EmailForm } from './email-sign-in-views.tsx';
import { passkeyScript } from './passkey-script.ts';

/** Of one network; several people may be behind it. */
const TRIED_A_MINUTE = 30;

/** Signing in with a passkey: what the device is to sign, and what it signed. */
export function passkeySignInRoutes(deps: ColleagueDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const limit = throttle({ perMinute: TRIED_A_MINUTE, clock: deps.clock });

  app.post('/passkey/options', limit, async (c) =>
    c.json(await askPasskey(deps, browserCookie(c, deps), deps.clock())),
  );
  refuseOtherMethods(app, '/passkey/options', ['POST']);

  // The address of a refusal: in the other language it is asked for.
  app.get('/passkey', (c) => c.redirect('/console/sign-in/email', 303));
  app.post('/passkey', limit, async (c) => {
    const { response = '', back } = await readForm(c);
    const [at, cookie] = [deps.clock(), readBrowserCookie(c, deps)];
    const tried = await signInWithPasskey(deps, { response, cookie, at, until: sessionUntil(at) });
    if (tried.outcome === 'signedIn') {
      keepSession(c, deps, tried.token);
      return c.redirect(ownPath(back), 303);
    }
    if (tried.outcome === 'steppedBack')
      logLine({ level: 'WARN', event: 'passkey counter stepped back', provider: tried.provider });
    const language = c.get('language');
    const { refusedTitle, refused } = passkeyMessages;
    return show(c, 401, {
      title: emailSignInMessages.title[language],
      failed: true,
      script: passkeyScript,
      children: (
        <EmailForm
          problem={{ title: refusedTitle[language], detail: refused[language] }}
          language={language}
        />
      ),
    });
  });
  refuseOtherMethods(app, '/passkey', ['GET', 'POST']);

  return app;
}

import { Hono } from 'hono';
import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { emailSignInMessages } from '#provider/colleagues/messages/console-sign-in.ts';
import { askSignIn } from '#provider/colleagues/sign-in.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { throttle } from '#web/http/limits/throttle.ts';
import { browserCookie } from './browser-cookie.ts';
import { AskedForLink, EmailForm } from './email-sign-in-views.tsx';
import { passkeyScript } from './passkey-script.ts';
import { linkRoutes } from './sign-in-link.tsx';

/** Of one network, whatever addresses it types. */
const ASKED_A_MINUTE = 10;
const statuses = { invalid: 422, usedUp: 429, noMoreMail: 429 } as const;

/** Signing in by email: asking for a link, and what the link leads to. */
export function emailSignInRoutes(deps: ColleagueDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/email', (c) =>
    page(
      c,
      200,
      c.req.query('asked') === undefined ? (
        <EmailForm language={c.get('language')} />
      ) : (
        <AskedForLink language={c.get('language')} />
      ),
    ),
  );
  app.post('/email', throttle({ perMinute: ASKED_A_MINUTE, clock: deps.clock }), async (c) => {
    const typed = (await readForm(c))['email'] ?? '';
    const [language, caller, at] = [c.get('language'), c.get('caller'), deps.clock()];
    const asked = await askSignIn(deps, { typed, cookie: browserCookie(c, deps), caller, language, at });
    if (asked === 'asked') return c.redirect('/console/sign-in/email?asked=1', 303);
    const errors = { email: emailSignInMessages[asked][language] };
    return page(c, statuses[asked], <EmailForm language={language} typed={typed} errors={errors} />);
  });
  refuseOtherMethods(app, '/email', ['GET', 'POST']);

  app.route('/link', linkRoutes(deps));
  return app;
}

function page(c: ConsoleContext, status: 200 | 422 | 429, children: Parameters<typeof show>[2]['children']) {
  return show(c, status, {
    script: passkeyScript,
    title: emailSignInMessages.title[c.get('language')],
    failed: status !== 200,
    children,
  });
}

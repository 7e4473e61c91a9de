import { type Context, Hono } from 'hono';
import { importConsoleRoutes } from '#import/console/imports.tsx';
import { extensionRoutes } from '#orders/console/extensions.tsx';
import { codeRoutes } from '#provider/colleagues/console/code.tsx';
import { colleagueRoutes } from '#provider/colleagues/console/colleagues.tsx';
import { emailSignInRoutes } from '#provider/colleagues/console/email-sign-in.tsx';
import { passkeyScript } from '#provider/colleagues/console/passkey-script.ts';
import { passkeySignInRoutes } from '#provider/colleagues/console/passkey-sign-in.tsx';
import { passkeyRoutes } from '#provider/colleagues/console/passkeys.tsx';
import { permitted } from '#provider/colleagues/console/permitted.ts';
import { sessionRoutes } from '#provider/colleagues/console/sessions.tsx';
import type { ApiDeps } from '#provider/deps.ts';
import { registerPages } from '#provider/records/register.tsx';
import { ownPath } from '#web/console/own-path.ts';
import { show } from '#web/console/page.tsx';
import { language, sameOrigin, signedIn, signIn, signOut } from '#web/console/session.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { type ProblemError, problemDetails } from '#web/http/problem.ts';
import { consoleMessages, signInMessages } from '#web/messages/console.ts';
import { problemMessages } from '#web/messages/problems.ts';
import { certificateRoutes } from './certificates.tsx';
import { credentialPages } from './credentials.tsx';
import { expiringRoutes } from './expiring.tsx';
import { homeRoutes } from './home.tsx';
import { keyRoutes } from './keys.tsx';
import { settingsRoutes } from './settings.tsx';
import { SignIn } from './sign-in.tsx';
import { undeliverableRoutes } from './undeliverable.tsx';

/** The providers' console: what the API does, for a person in a browser. */
export function consoleRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(language, sameOrigin(deps));

  app.get('/sign-in', (c) =>
    show(c, 200, {
      title: consoleMessages.signIn[c.get('language')],
      script: passkeyScript,
      children: <SignIn language={c.get('language')} back={c.req.query('back')} />,
    }),
  );
  app.post('/sign-in', async (c) => {
    const { key = '', back } = await readForm(c);
    if (await signIn(c, deps, key.trim())) return c.redirect(ownPath(back), 303);
    const reader = c.get('language');
    const message = signInMessages[key.trim() ? 'refused' : 'missing'][reader];
    return show(c, 401, {
      title: consoleMessages.signIn[reader],
      failed: true,
      script: passkeyScript,
      children: <SignIn language={reader} back={back} errors={{ key: message }} />,
    });
  });
  refuseOtherMethods(app, '/sign-in', ['GET', 'POST']);

  app.route('/sign-in', emailSignInRoutes(deps));
  app.route('/sign-in', passkeySignInRoutes(deps));

  app.post('/sign-out', async (c) => {
    await signOut(c, deps);
    return c.redirect('/console/sign-in', 303);
  });
  refuseOtherMethods(app, '/sign-out', ['POST']);

  app.use(signedIn(deps), permitted);
  app.route('/', homeRoutes(deps));
  app.route('/certificates/new', registerPages(deps));
  app.route('/certificates', certificateRoutes(deps));
  app.route('/credentials', credentialPages(deps));
  app.route('/extension-orders', extensionRoutes(deps));
  app.route('/undeliverable', undeliverableRoutes(deps));
  app.route('/expiring', expiringRoutes(deps));
  app.route('/imports', importConsoleRoutes(deps));
  app.route('/keys', keyRoutes(deps));
  app.route('/settings', settingsRoutes(deps));
  app.route('/colleagues', colleagueRoutes(deps));
  app.route('/sessions', sessionRoutes(deps));
  app.route('/passkeys', passkeyRoutes(deps));
  app.route('/code', codeRoutes(deps));
  return app;
}

/** A problem as a page, for whoever is on the console. */
export function consoleProblem(
  c: Context<HttpEnv>,
  { code, extras }: ProblemError,
): Response | Promise<Response> | undefined {
  if (!/^\/console(?:\/|$)/.test(c.req.path)) return undefined;
  const reader = c.get('language');
  for (const [name, value] of Object.entries(extras.headers ?? {})) c.header(name, value);
  const { title, detail } = problemMessages[code];
  return show(c, problemDetails(c, code).status, {
    title: title[reader],
    children: (
      <section class="stack measure">
        <h1>{title[reader]}</h1>
        <p>{detail[reader]}</p>
        {code === 'internal_error' && <p class="small num">{c.get('requestId')}</p>}
        <p>
          <a href="/console">{consoleMessages.toHome[reader]}</a>
        </p>
      </section>
    ),
  });
}

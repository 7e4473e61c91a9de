import { Hono } from 'hono';
import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { sessionMessages as messages } from '#provider/colleagues/messages/console-colleagues.ts';
import { passkeyMessages } from '#provider/colleagues/messages/passkeys.ts';
import type { OpenSession } from '#register/ports/access.ts';
import { show } from '#web/console/page.tsx';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { SessionTable } from './session-table.tsx';

/** Where one is signed in oneself; a manager ends those of others too. */
export function sessionRoutes(deps: ColleagueDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', async (c) => {
    const language = c.get('language');
    const { provider, keyId, sessionId, name } = signedInKey(c);
    const own = (await deps.sessions.list(provider, deps.clock())).filter((one) => one.keyId === keyId);
    return show(c, 200, {
      title: messages.title[language],
      place: 'sessions',
      children: (
        <>
          <section class="stack measure">
            <h1>{messages.title[language]}</h1>
            <p class="lead">{messages.lead[language]}</p>
            {c.req.query('done') && <p role="status">{messages.ended[language]}</p>}
          </section>
          <SessionTable sessions={own} own={sessionId} language={language} />
          {name !== undefined && (
            <p>
              <a class="target" href="/console/passkeys">
                {passkeyMessages.title[language]}
              </a>
            </p>
          )}
        </>
      ),
    });
  });
  refuseOtherMethods(app, '/', ['GET']);

  app.post('/:id/end', async (c) => {
    const { provider, keyId, role } = signedInKey(c);
    const { from } = await readForm(c);
    const mayEnd = (one: OpenSession) => role === 'manager' || one.keyId === keyId;
    const session = (await deps.sessions.list(provider, deps.clock())).find(
      (one) => one.sessionId === c.req.param('id') && mayEnd(one),
    );
    if (!session) throw new ProblemError('not_found');
    await deps.sessions.end(provider, session.sessionId);
    return c.redirect(`/console/${from === 'colleagues' ? 'colleagues' : 'sessions'}?done=ended`, 303);
  });
  refuseOtherMethods(app, '/:id/end', ['POST']);

  return app;
}

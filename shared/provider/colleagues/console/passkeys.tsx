import { Hono } from 'hono';
import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { passkeyMessages as messages } from '#provider/colleagues/messages/passkeys.ts';
import { mustSignInAgain } from '#provider/colleagues/must-sign-in-again.ts';
import { addPasskey, askNewPasskey, readPasskeyName } from '#provider/colleagues/passkeys/add-passkey.ts';
import { removePasskey } from '#provider/colleagues/passkeys/remove-passkey.ts';
import type { Actor } from '#register/catalogue/colleague.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { passkeyScript } from './passkey-script.ts';
import { PasskeysPage, type PasskeysPageProps } from './passkeys-page.tsx';

/** One's own passkeys: another one, and removing one. A key has none. */
export function passkeyRoutes(deps: ColleagueDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', (c) => page(c, 200, { done: doneOf(c.req.query('done')) }));
  app.post('/', async (c) => {
    const actor = signedInColleague(c);
    const { name: typed = '', response = '' } = await readForm(c);
    const named = readPasskeyName(typed);
    const language = c.get('language');
    if (!named.ok) return page(c, 422, { typed, errors: { name: messages[named.because][language] } });
    const added = await addPasskey(deps, { actor, name: named.name, response, at: deps.clock() });
    if (added === 'added') return c.redirect('/console/passkeys?done=added', 303);
    const problem = { title: messages.notAdded[language], detail: messages[added][language] };
    return page(c, added === 'notVerified' ? 422 : 409, { typed, problem });
  });
  refuseOtherMethods(app, '/', ['GET', 'POST']);

  app.post('/options', async (c) => {
    const actor = signedInColleague(c);
    if (!readPasskeyName((await readForm(c))['name'] ?? '').ok) throw new ProblemError('invalid_request');
    const asked = await askNewPasskey(deps, { actor, at: deps.clock() });
    if (typeof asked === 'string') throw new ProblemError('invalid_request');
    return c.json(asked);
  });
  refuseOtherMethods(app, '/options', ['POST']);

  app.post('/:id/remove', async (c) => {
    const [actor, passkeyId] = [signedInColleague(c), c.req.param('id')];
    const outcome = await removePasskey(deps, { actor, passkeyId, at: deps.clock() });
    if (outcome === 'notFound') throw new ProblemError('not_found');
    if (outcome === 'removed') return c.redirect('/console/passkeys?done=removed', 303);
    const language = c.get('language');
    const problem = { title: messages.notRemoved[language], detail: messages.signInAgain[language] };
    return page(c, 409, { problem });
  });
  refuseOtherMethods(app, '/:id/remove', ['POST']);

  async function page(
    c: ConsoleContext,
    status: 200 | 409 | 422,
    shown: Omit<PasskeysPageProps, 'passkeys' | 'mustAdd' | 'isLate' | 'language'>,
  ): Promise<Response> {
    const [actor, language] = [signedInColleague(c), c.get('language')];
    const passkeys = await deps.passkeys.list({ provider: actor.provider, colleagueId: actor.keyId });
    const isLate = await mustSignInAgain(deps, actor, deps.clock());
    const mustAdd = actor.mustAddFactor === true;
    return show(c, status, {
      title: messages.title[language],
      failed: status !== 200,
      place: 'sessions',
      script: passkeyScript,
      children: (
        <PasskeysPage {...shown} passkeys={passkeys} mustAdd={mustAdd} isLate={isLate} language={language} />
      ),
    });
  }

  return app;
}

export function signedInColleague(c: ConsoleContext): Actor {
  const actor = signedInKey(c);
  if (actor.name === undefined) throw new ProblemError('not_found');
  return actor;
}

const doneOf = (asked: string | undefined) => (asked === 'added' || asked === 'removed' ? asked : undefined);

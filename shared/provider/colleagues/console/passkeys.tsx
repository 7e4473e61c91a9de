import { Hono } from 'hono';
import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { passkeyMessages as messages } from '#provider/colleagues/messages/passkeys.ts';
import { addPasskey, askNewPasskey, readPasskeyName } from '#provider/colleagues/passkeys/add-passkey.ts';
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
    if (asked === 'tooMany') throw new ProblemError('invalid_request');
    return c.json(asked);
  });
  refuseOtherMethods(app, '/options', ['POST']);

  app.post('/:id/remove', async (c) => {
    const own = await ownPasskeys(c);
    const passkey = own.find(({ passkeyId }) => passkeyId === c.req.param('id'));
    if (!passkey) throw new ProblemError('not_found');
    await deps.passkeys.remove(passkey);
    return c.redirect('/console/passkeys?done=removed', 303);
  });
  refuseOtherMethods(app, '/:id/remove', ['POST']);

  const ownPasskeys = (c: ConsoleContext) => {
    const { provider, keyId } = signedInColleague(c);
    return deps.passkeys.list({ provider, colleagueId: keyId });
  };

  async function page(
    c: ConsoleContext,
    status: 200 | 409 | 422,
    shown: Omit<PasskeysPageProps, 'passkeys' | 'mustAdd' | 'language'>,
  ): Promise<Response> {
    const [passkeys, language] = [await ownPasskeys(c), c.get('language')];
    const mustAdd = signedInKey(c).mustAddFactor === true;
    return show(c, status, {
      title: messages.title[language],
      failed: status !== 200,
      place: 'sessions',
      script: passkeyScript,
      children: <PasskeysPage {...shown} passkeys={passkeys} mustAdd={mustAdd} language={language} />,
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

import { Hono } from 'hono';
import * as z from 'zod';
import { removeCode } from '#provider/colleagues/codes/remove-code.ts';
import { codeSetUp, setCode } from '#provider/colleagues/codes/set-code.ts';
import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { codeMessages as messages } from '#provider/colleagues/messages/codes.ts';
import { mustSignInAgain } from '#provider/colleagues/must-sign-in-again.ts';
import { signedInRecord } from '#provider/colleagues/signed-in-colleague.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { CodePage, type CodePageProps } from './code-page.tsx';
import { signedInColleague } from './passkeys.tsx';

/** One's own app that shows codes: setting it up, and giving it up. A key has none. */
export function codeRoutes(deps: ColleagueDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', (c) => page(c, 200, deps.newId(), { done: doneOf(c.req.query('done')) }));
  app.post('/', async (c) => {
    const actor = signedInColleague(c);
    const { draw = '', code = '' } = await readForm(c);
    const own = z.uuid().safeParse(draw).data ?? deps.newId();
    const set = await setCode(deps, { actor, draw: own, typed: code, at: deps.clock() });
    if (set === 'signInAgain') return page(c, 409, own, {});
    if (set !== 'wrong') return c.redirect('/console/code?done=set', 303);
    return page(c, 422, own, { errors: { code: messages.wrong[c.get('language')] } });
  });
  refuseOtherMethods(app, '/', ['GET', 'POST']);

  app.get('/remove', (c) => c.redirect('/console/code', 303));
  app.post('/remove', async (c) => {
    const actor = signedInColleague(c);
    const typed = (await readForm(c))['code'] ?? '';
    const outcome = await removeCode(deps, { actor, typed, at: deps.clock() });
    if (outcome === 'removed') return c.redirect('/console/code?done=stopped', 303);
    const status = outcome === 'wrong' ? 422 : 429;
    return page(c, status, deps.newId(), { errors: { code: messages[outcome][c.get('language')] } });
  });
  refuseOtherMethods(app, '/remove', ['GET', 'POST']);

  async function page(
    c: ConsoleContext,
    status: 200 | 409 | 422 | 429,
    draw: string,
    shown: Omit<CodePageProps, 'app' | 'language'>,
  ): Promise<Response> {
    const [actor, language, at] = [signedInColleague(c), c.get('language'), deps.clock()];
    const set = await deps.codes.find(await signedInRecord(deps, actor, at));
    const own =
      set ??
      ((await mustSignInAgain(deps, actor, at))
        ? 'signInAgain'
        : { draw, ...(await codeSetUp(deps, { actor, draw, at })) });
    return show(c, status, {
      title: messages.title[language],
      failed: status !== 200,
      place: 'sessions',
      children: <CodePage {...shown} app={own} language={language} />,
    });
  }

  return app;
}

const doneOf = (asked: string | undefined) => (asked === 'set' || asked === 'stopped' ? asked : undefined);

import { Hono } from 'hono';
import { checkCode, neededBeside } from '#provider/colleagues/codes/check-code.ts';
import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { codeMessages } from '#provider/colleagues/messages/codes.ts';
import {
  deadLinkMessages,
  emailSignInMessages as messages,
} from '#provider/colleagues/messages/console-sign-in.ts';
import { type DeadLink, readSignInLink } from '#provider/colleagues/sign-in.ts';
import type { Colleague } from '#register/catalogue/colleague.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { keepSession, sessionUntil } from '#web/console/session.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ErrorSummary, type FieldErrors } from '#web/ui/error-summary.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { readBrowserCookie } from './browser-cookie.ts';
import { CodeField } from './code-page.tsx';

/** Of several forms on a page. */
const codeFieldOf = ({ provider }: Pick<Colleague, 'provider'>) => `code-${provider}`;

const statuses = { gone: 404, used: 410, late: 410, otherBrowser: 403, passkey: 403 } as const;

/** What the link in the mail leads to. GET only shows, as programs that look through mails follow links. */
export function linkRoutes(deps: ColleagueDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/:token', async (c) => {
    const found = await read(c);
    return found.ok ? confirmation(c, found.colleagues) : dead(c, found.because);
  });
  app.post('/:token', async (c) => {
    const form = await readForm(c);
    const wanted = form['provider'];
    const found = await read(c);
    if (!found.ok) return dead(c, found.because);
    const colleague = found.colleagues.find(({ provider }) => provider === wanted);
    if (!colleague) return confirmation(c, found.colleagues);
    const at = deps.clock();
    const beside = await neededBeside(deps, colleague);
    if (beside.needs === 'passkey') return dead(c, 'passkey');
    if (beside.needs === 'code') {
      const field = codeFieldOf(colleague);
      const tried = await checkCode(deps, {
        code: beside.code,
        typed: form[field] ?? '',
        to: 'signIn',
        at,
      });
      if (tried !== 'right')
        return confirmation(c, found.colleagues, { [field]: codeMessages[tried][c.get('language')] });
    }
    const token = await deps.signIns.use(found.signIn, colleague, {
      at,
      until: sessionUntil(at),
      caller: c.get('caller'),
      withCode: beside.needs === 'code',
    });
    if (!token) return dead(c, 'used');
    keepSession(c, deps, token);
    return c.redirect('/console', 303);
  });
  refuseOtherMethods(app, '/:token', ['GET', 'POST']);

  const read = (c: ConsoleContext) =>
    readSignInLink(deps, {
      token: c.req.param('token') ?? '',
      cookie: readBrowserCookie(c, deps),
      at: deps.clock(),
    });

  /** One button for each provider that the address is a colleague of, with what it asks for beside the link. */
  async function confirmation(
    c: ConsoleContext,
    colleagues: Colleague[],
    errors: FieldErrors = {},
  ): Promise<Response> {
    const language = c.get('language');
    const profiles = await Promise.all(
      colleagues.map(({ provider }) => deps.profiles.findProvider(provider)),
    );
    const codes = await Promise.all(colleagues.map((one) => deps.codes.find(one)));
    const failed = Object.keys(errors).length > 0;
    return show(c, failed ? 422 : 200, {
      title: messages.confirmTitle[language],
      failed,
      children: (
        <section class="stack measure">
          <ErrorSummary errors={errors} language={language} />
          <h1>{messages.confirmTitle[language]}</h1>
          <p class="lead">{messages.confirm[language]}</p>
          {colleagues.map(({ provider, name }, n) => (
            <form method="post" action={c.req.path}>
              <p>
                {name}
                {language === 'en' ? ', ' : '，'}
                {profiles[n]?.name[language] ?? provider}
              </p>
              <input type="hidden" name="provider" value={provider} />
              {codes[n] && <CodeField name={codeFieldOf({ provider })} errors={errors} language={language} />}
              <button class="main" type="submit">
                {messages.confirmTitle[language]}
              </button>
            </form>
          ))}
        </section>
      ),
    });
  }

  return app;
}

function dead(c: ConsoleContext, because: DeadLink | 'passkey'): Response | Promise<Response> {
  const language = c.get('language');
  const { title, detail } = deadLinkMessages[because];
  return show(c, statuses[because], {
    title: title[language],
    children: (
      <section class="stack measure">
        <Panel look="lost" title={title[language]}>
          <p>{detail[language]}</p>
        </Panel>
        <p>
          <a class="target" href="/console/sign-in/email">
            {messages.again[language]}
          </a>
        </p>
      </section>
    ),
  });
}

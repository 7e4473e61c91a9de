import { Hono } from 'hono';
import type { ApiDeps } from '#provider/deps.ts';
import { actionMessages, formMessages } from '#provider/messages/console-record-actions.ts';
import { type ActionPage, findRefusal } from '#provider/records/actions.ts';
import { correctionPage } from '#provider/records/actions-correct.tsx';
import { ProblemPanel } from '#provider/records/actions-form.tsx';
import { renewalPage } from '#provider/records/actions-renew.tsx';
import { statusPage } from '#provider/records/actions-status.tsx';
import { showUnknown, whyUnknown } from '#provider/records/credential-unknown.tsx';
import { showRecord } from '#provider/records/record.tsx';
import { showLabel } from '#provider/records/record-label.tsx';
import { type RecordAction, recordActions } from '#register/certificate/record-action.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import type { Registered } from '#register/ports/register.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { recordPath } from '#web/console/record-path.ts';
import { newEntry, signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { problemStatus } from '#web/http/problem.ts';
import { problemMessages } from '#web/messages/problems.ts';

/** All the rest of the path, as in the API: a number may hold slashes. Routes with an action come first. */
const NUMBER = '/:number{.+}';

/** One certificate of the signed-in provider, and what can be done with it. */
export function credentialPages(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const pages: Record<RecordAction, ActionPage> = {
    renew: renewalPage(deps),
    correct: correctionPage(deps),
    extend: statusPage(deps, 'extend'),
    reinstate: statusPage(deps, 'reinstate'),
    suspend: statusPage(deps, 'suspend'),
    revoke: statusPage(deps, 'revoke'),
  };

  for (const action of recordActions) {
    const path = `${NUMBER}/${action}`;
    app.get(path, (c) => withRecord(c, (found) => refused(c, action, found) ?? pages[action].show(c, found)));
    app.post(path, (c) => withRecord(c, (found) => pages[action].act(c, found)));
    refuseOtherMethods(app, path, ['GET', 'POST']);
  }

  app.get(`${NUMBER}/label`, (c) => withRecord(c, (found) => showLabel(c, deps, found)));
  refuseOtherMethods(app, `${NUMBER}/label`, ['GET']);

  app.get(NUMBER, (c) => withRecord(c, (found) => showRecord(c, deps, found)));
  refuseOtherMethods(app, NUMBER, ['GET']);

  /** What has this number, of this provider; else a page that says what to try. */
  async function withRecord(
    c: ConsoleContext,
    answer: (found: Registered) => Response | Promise<Response>,
  ): Promise<Response> {
    const number = c.req.param('number') ?? '';
    const normalised = normaliseNumber(number);
    const found = normalised.ok && (await deps.credentials.get(normalised.key, signedInKey(c).provider));
    return found ? answer(found) : showUnknown(c, number, whyUnknown(number));
  }

  /** An action that cannot be taken now has no form: an old link, or somebody was faster. */
  function refused(c: ConsoleContext, action: RecordAction, { credential }: Registered) {
    const code = findRefusal(action, credential, newEntry(c, deps.clock()));
    if (!code) return undefined;
    const language = c.get('language');
    const { title, detail } = problemMessages[code];
    return show(c, problemStatus[code], {
      title: `${actionMessages[action].name[language]} ${credential.number}`,
      children: (
        <section class="stack measure">
          <h1>{actionMessages[action].name[language]}</h1>
          <ProblemPanel title={title[language]} detail={detail[language]} />
          <p>
            <a href={recordPath(credential.number)}>{formMessages.toRecord[language]}</a>
          </p>
        </section>
      ),
    });
  }
  return app;
}

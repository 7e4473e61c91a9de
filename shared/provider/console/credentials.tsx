import { Hono } from 'hono';
import type { ApiDeps } from '#provider/deps.ts';
import { actionWords, formWords } from '#provider/messages/console-record-actions.ts';
import { type ActionPage, refusalOf } from '#provider/records/actions.ts';
import { correctionPage } from '#provider/records/actions-correct.tsx';
import { ProblemPanel } from '#provider/records/actions-form.tsx';
import { renewalPage } from '#provider/records/actions-renew.tsx';
import { standingPage } from '#provider/records/actions-standing.tsx';
import { showUnknown, type Unknown } from '#provider/records/credential-unknown.tsx';
import { showRecord } from '#provider/records/record.tsx';
import { type RecordAction, recordActions } from '#register/certificate/record-action.ts';
import { checkNumber, normaliseNumber } from '#register/certificate-number.ts';
import type { Registered } from '#register/ports/register.ts';
import { entryOf, keyOf } from '#web/console/env.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { recordPath } from '#web/console/record-path.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import type { HttpEnv } from '#web/http/env.ts';
import { statusOf } from '#web/http/problem.ts';
import { problemWords } from '#web/messages/problems.ts';

/** All the rest of the path, as in the API: a number may hold slashes. Routes with an action come first. */
const NUMBER = '/:number{.+}';

/** One certificate of the signed-in provider, and what can be done with it. */
export function credentialPages(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const pages: Record<RecordAction, ActionPage> = {
    renew: renewalPage(deps),
    correct: correctionPage(deps),
    extend: standingPage(deps, 'extend'),
    reinstate: standingPage(deps, 'reinstate'),
    suspend: standingPage(deps, 'suspend'),
    revoke: standingPage(deps, 'revoke'),
  };

  for (const action of recordActions) {
    const path = `${NUMBER}/${action}`;
    app.get(path, (c) => withRecord(c, (found) => refused(c, action, found) ?? pages[action].show(c, found)));
    app.post(path, (c) => withRecord(c, (found) => pages[action].act(c, found)));
    refuseOtherMethods(app, path, ['GET', 'POST']);
  }

  app.get(NUMBER, (c) => withRecord(c, (found) => showRecord(c, deps, found)));
  refuseOtherMethods(app, NUMBER, ['GET']);

  /** What has this number, of this provider; else a page that says what to try. */
  async function withRecord(
    c: ConsoleContext,
    answer: (found: Registered) => Response | Promise<Response>,
  ): Promise<Response> {
    const number = c.req.param('number') ?? '';
    const normalised = normaliseNumber(number);
    if (!normalised.ok) return showUnknown(c, number, normalised.problem);
    const found = await deps.credentials.get(normalised.key, keyOf(c).provider);
    if (found) return answer(found);
    const checked = checkNumber(normalised.key);
    const why: Unknown = checked === 'ok' ? 'unknown' : checked;
    return showUnknown(c, number, why);
  }

  /** An action that cannot be taken now has no form: an old link, or somebody was faster. */
  function refused(c: ConsoleContext, action: RecordAction, { credential }: Registered) {
    const code = refusalOf(action, credential, entryOf(c, deps.clock()));
    if (!code) return undefined;
    const language = c.get('language');
    const { title, detail } = problemWords[code];
    return show(c, statusOf[code], {
      title: `${actionWords[action].name[language]} ${credential.number}`,
      children: (
        <section class="stack measure">
          <h1>{actionWords[action].name[language]}</h1>
          <ProblemPanel title={title[language]} detail={detail[language]} />
          <p>
            <a href={recordPath(credential.number)}>{formWords.toRecord[language]}</a>
          </p>
        </section>
      ),
    });
  }
  return app;
}

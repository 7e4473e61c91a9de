import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiDeps } from '#provider/deps.ts';
import { fieldMessage, formMessages } from '#provider/messages/console-record-actions.ts';
import { registerMessages } from '#provider/messages/console-register.ts';
import type { RowProblem } from '#register/certificate/cell.ts';
import type { Credential, Language } from '#register/certificate/credential.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import { isRenewal } from '#register/certificate/registration.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { type Issued, resolveRenewal } from '#register/change/resolve-renewal.ts';
import { type CivilDate, hongKongDay } from '#register/civil-date.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { recordPath } from '#web/console/record-path.ts';
import { newEntry, signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { readForm } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { problemStatus } from '#web/http/problem.ts';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { problemMessages } from '#web/messages/problems.ts';
import { control, ErrorSummary, type FieldErrors } from '#web/ui/error-summary.tsx';
import { FactFields } from './actions-facts.tsx';
import { Field, type FormState } from './actions-form.tsx';
import { type Form, looseDates, readLine } from './actions-input.ts';
import { recordFields } from './facts-shown.ts';
import { CheckedFacts } from './register-check.tsx';

const asked = [
  'type',
  'nameEn',
  'nameZh',
  'issuedOn',
  'expiresOn',
  'email',
  'language',
  'courseSession',
] as const;

/** One certificate, filled in by hand: the form, then a page to compare with the paper, and only then the register. */
export function registerPages(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', async (c) => {
    const on = hongKongDay(deps.clock());
    const like = normaliseNumber(c.req.query('like') ?? '');
    const found = like.ok ? await deps.credentials.get(like.key, signedInKey(c).provider) : undefined;
    return formPage(c, 200, { typed: { issuedOn: on, ...(found && sameClass(found.credential, on)) } });
  });

  app.post('/', async (c) => {
    const typed = await readForm(c);
    if (typed['step'] === 'change') return formPage(c, 200, { typed });
    const entry = newEntry(c, deps.clock());
    const raw = Object.fromEntries(recordFields.map((field) => [field, readLine(typed, field)]));
    const read = readCredential(raw, entry.on);
    const errors = {
      ...(read.ok ? {} : messagesFor(read.problems, c.get('language'))),
      ...looseDates(c, raw),
    };
    if (!read.ok || Object.keys(errors).length > 0) return formPage(c, 422, { typed, errors });
    const { provider } = signedInKey(c);
    const { facts, given } = read;
    if (typed['step'] !== 'register')
      return checkPage(c, raw, await resolveRenewal(deps, { provider, facts, given }));

    const answer = await registerCredential(deps, { provider, facts, given, entry, correct: false });
    if (answer.outcome !== 'rejected')
      return c.redirect(`${recordPath(answer.credential.number)}?done=registered`, 303);
    const code = answer.code === 'revoked' ? 'revoked' : 'number_taken';
    const { title, detail } = problemMessages[code];
    const language = c.get('language');
    return formPage(c, problemStatus[code], {
      typed,
      problem: { title: title[language], detail: detail[language] },
      errors: { number: title[language] },
    });
  });
  refuseOtherMethods(app, '/', ['GET', 'POST']);
  return app;
}

/** What another of the class has in common with it. */
function sameClass(credential: Credential, on: CivilDate): Form {
  const { type, issuedOn, expiresOn, courseSession } = credential;
  const byRule = readCredential({ type, nameEn: 'A', issuedOn }, on);
  const isByRule = isRenewal(credential) || (byRule.ok && byRule.facts.expiresOn === expiresOn);
  return {
    type,
    issuedOn,
    ...(expiresOn && !isByRule && { expiresOn }),
    ...(courseSession && { courseSession }),
  };
}

const messagesFor = (problems: readonly RowProblem[], language: Language): FieldErrors =>
  Object.fromEntries(problems.map((problem) => [problem.column, fieldMessage(problem, language)]));

function formPage(c: ConsoleContext, status: ContentfulStatusCode, state: FormState) {
  const language = c.get('language');
  const { typed = {}, errors = {}, problem } = state;
  const title = registerMessages.title[language];
  return show(c, status, {
    title,
    failed: status >= 400,
    place: 'certificates',
    children: (
      <>
        <ErrorSummary errors={errors} problem={problem} order={[...asked, 'number']} language={language} />
        <section class="stack measure">
          <h1>{title}</h1>
          <p class="lead">
            {registerMessages.lead[language]} <a href="/console">{registerMessages.upload[language]}</a>
          </p>
          <form method="post" action="/console/certificates/new" novalidate>
            <FactFields
              facts={asked}
              values={typed}
              errors={errors}
              hints={{
                nameEn: formMessages.oneName[language],
                expiresOn: formMessages.byRule[language],
                email: registerMessages.emailHint[language],
              }}
              optional={['expiresOn', 'email', 'courseSession']}
              blank={{ type: registerMessages.choose[language], language: registerMessages.byName[language] }}
              language={language}
            />
            <Field
              name="number"
              label={fieldNames.number.onRecord[language]}
              optional={formMessages.optional[language]}
              hint={formMessages.assigned[language]}
              errors={errors}
            >
              <input
                {...control('number', errors, true)}
                value={typed['number'] ?? ''}
                maxlength={64}
                autocomplete="off"
                spellcheck={false}
              />
            </Field>
            <button class="main" type="submit">
              {registerMessages.next[language]}
            </button>
          </form>
        </section>
      </>
    ),
  });
}

function checkPage(c: ConsoleContext, raw: Form, { facts, renewal }: Issued) {
  const language = c.get('language');
  const title = registerMessages.check[language];
  return show(c, 200, {
    title,
    place: 'certificates',
    children: (
      <section class="stack measure">
        <h1>{title}</h1>
        <p>{registerMessages.nothingYet[language]}</p>
        <CheckedFacts
          facts={facts}
          computed={renewal ? 'fromRenewed' : raw['expiresOn'] ? undefined : 'byRule'}
          language={language}
        />
        <form method="post" action="/console/certificates/new">
          {Object.entries(raw).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <div class="row">
            <button class="main" type="submit" name="step" value="register">
              {registerMessages.register[language]}
            </button>
            <button class="second" type="submit" name="step" value="change">
              {registerMessages.change[language]}
            </button>
          </div>
        </form>
      </section>
    ),
  });
}

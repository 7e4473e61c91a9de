import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiDeps } from '#provider/deps.ts';
import { actionWords, formWords } from '#provider/messages/console-record-actions.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry, type Transition, type TransitionProblem } from '#register/certificate/history.ts';
import type { RecordAction } from '#register/certificate/record-action.ts';
import type { Entry } from '#register/certificate/registration.ts';
import { changeStanding } from '#register/change/change-standing.ts';
import { entryOf } from '#web/console/env.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { recordPath } from '#web/console/record-path.ts';
import { extendBody, standingBody } from '#web/console/schemas.ts';
import { readForm } from '#web/http/body.ts';
import { statusOf } from '#web/http/problem.ts';
import { problemWords } from '#web/messages/problems.ts';
import { Day } from '#web/ui/text.tsx';
import type { ActionPage } from './actions.ts';
import { ActionForm, control, Field, type FormState } from './actions-form.tsx';
import { type FieldErrors, type Form, lineOf, looseDates, openedAt, readAs } from './actions-input.ts';

type StandingAction = Exclude<RecordAction, 'correct' | 'renew'>;

const events = {
  revoke: 'revoked',
  suspend: 'suspended',
  reinstate: 'reinstated',
  extend: 'extended',
} as const satisfies Record<StandingAction, Transition['event']>;

/** Where a problem of the transition is a day's, it stands at that day. */
const fieldOf: Partial<Record<TransitionProblem, string>> = {
  before_issue: 'on',
  not_later: 'expiresOn',
  too_long_validity: 'expiresOn',
};

/** Revoke, suspend, reinstate, extend: a reason, a day, and of an extension the new last valid day. */
export function standingPage(deps: ApiDeps, action: StandingAction): ActionPage {
  return {
    show: (c, { credential }) => page(c, 200, credential),

    async act(c, { credential }) {
      const typed = await readForm(c);
      const read = readTransition(c, action, typed, entryOf(c, deps.clock()));
      if (!read.entry) return page(c, 422, credential, { typed, errors: read.errors });
      const { provider, key } = credential;
      const change = { provider, key, entry: read.entry };
      const once = await changeStanding(deps, change);
      // Refused because this very form did it already: it was sent twice.
      const done = once.ok ? once : await changeStanding(deps, { ...change, firstAskedAt: openedAt(typed) });
      if (done.ok) return c.redirect(`${recordPath(credential.number)}?done=${events[action]}`, 303);

      const { title, detail } = problemWords[done.code];
      const reader = c.get('language');
      const field = done.code === 'not_found' ? undefined : fieldOf[done.code];
      return page(c, statusOf[done.code], credential, {
        typed,
        problem: { title: title[reader], detail: detail[reader] },
        ...(field && { errors: { [field]: title[reader] } }),
      });
    },
  };

  function page(
    c: ConsoleContext,
    status: ContentfulStatusCode,
    credential: Credential,
    state: FormState = {},
  ) {
    const language = c.get('language');
    const { typed = {}, errors = {} } = state;
    const last = effectiveExpiry(credential);
    return show(c, status, {
      title: `${actionWords[action].name[language]} ${credential.number}`,
      children: (
        <ActionForm
          {...state}
          action={action}
          credential={credential}
          language={language}
          hidden={{ opened: typed['opened'] ?? deps.clock() }}
        >
          {action === 'extend' && (
            <Field
              name="expiresOn"
              label={formWords.until[language]}
              hint={
                last && (
                  <>
                    {formWords.untilNow[language]} <Day on={last} language={language} />
                  </>
                )
              }
              errors={errors}
            >
              <input
                {...control('expiresOn', errors, last !== undefined)}
                type="date"
                required
                value={typed['expiresOn']}
              />
            </Field>
          )}
          <Field
            name="on"
            label={formWords.on[language]}
            optional={formWords.optional[language]}
            hint={formWords.onHint[language]}
            errors={errors}
          >
            <input {...control('on', errors, true)} type="date" value={typed['on']} />
          </Field>
        </ActionForm>
      ),
    });
  }
}

function readTransition(
  c: ConsoleContext,
  action: StandingAction,
  form: Form,
  entry: Entry,
): { entry?: Transition; errors: FieldErrors } {
  const filled = (name: string) => lineOf(form, name) || undefined;
  const input = { reason: filled('reason'), on: filled('on') };
  if (action === 'extend') {
    const extension = { ...input, expiresOn: filled('expiresOn') };
    const { value, errors } = readAs(c, extendBody, extension);
    return value
      ? { entry: { ...entry, ...value, on: value.on ?? entry.on, event: 'extended' }, errors }
      : { errors: { ...errors, ...looseDates(c, extension) } };
  }
  const { value, errors } = readAs(c, standingBody, input);
  const event = events[action];
  return value
    ? { entry: { ...entry, ...value, on: value.on ?? entry.on, event }, errors }
    : { errors: { ...errors, ...looseDates(c, input) } };
}

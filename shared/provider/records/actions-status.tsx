import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiDeps } from '#provider/deps.ts';
import { actionMessages, formMessages, rejectionMeans } from '#provider/messages/console-record-actions.ts';
import type { Credential } from '#register/certificate/credential.ts';
import {
  effectiveExpiry,
  isRejection,
  type Transition,
  type TransitionProblem,
} from '#register/certificate/history.ts';
import type { RecordAction } from '#register/certificate/record-action.ts';
import type { Entry } from '#register/certificate/registration.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { recordPath } from '#web/console/record-path.ts';
import { extendBody, statusChangeBody } from '#web/console/schemas.ts';
import { newEntry } from '#web/console/signed-in-request.ts';
import { readForm } from '#web/http/body.ts';
import { problemStatus } from '#web/http/problem.ts';
import { problemMessages } from '#web/messages/problems.ts';
import { control, type FieldErrors } from '#web/ui/error-summary.tsx';
import { Day } from '#web/ui/text.tsx';
import type { ActionPage } from './actions.ts';
import { ActionForm, Field, type FormState } from './actions-form.tsx';
import { type Form, looseDates, openedAt, readAs, readLine } from './actions-input.ts';

type StatusAction = Exclude<RecordAction, 'correct' | 'renew'>;

const events = {
  revoke: 'revoked',
  suspend: 'suspended',
  reinstate: 'reinstated',
  extend: 'extended',
} as const satisfies Record<StatusAction, Transition['event']>;

/** Where a problem of the transition is a day's, it stands at that day. */
const fieldByProblem: Partial<Record<TransitionProblem, string>> = {
  before_issue: 'on',
  not_later: 'expiresOn',
  too_long_validity: 'expiresOn',
};

/** Revoke, suspend, reinstate, extend: a reason, a day, and of an extension the new last valid day. */
export function statusPage(deps: ApiDeps, action: StatusAction): ActionPage {
  return {
    show: (c, { credential }) => page(c, 200, credential),

    async act(c, { credential }) {
      const typed = await readForm(c);
      const read = readTransition(c, action, typed, newEntry(c, deps.clock()));
      if (!read.entry) return page(c, 422, credential, { typed, errors: read.errors });
      const { provider, key } = credential;
      const rejects = action === 'reinstate' ? typed['rejects'] === 'yes' : undefined;
      const change = { provider, key, entry: read.entry, rejects };
      const once = await changeStatus(deps, change);
      // Refused because this very form did it already: it was sent twice.
      const done = once.ok ? once : await changeStatus(deps, { ...change, firstAskedAt: openedAt(typed) });
      const did = rejects ? 'rejected' : events[action];
      if (done.ok) return c.redirect(`${recordPath(credential.number)}?done=${did}`, 303);

      const { title, detail } = problemMessages[done.code];
      const reader = c.get('language');
      const field = done.code === 'not_found' ? undefined : fieldByProblem[done.code];
      return page(c, problemStatus[done.code], credential, {
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
    const rejects =
      action === 'reinstate' &&
      isRejection(credential, { ...newEntry(c, deps.clock()), event: 'reinstated', reason: '' });
    return show(c, status, {
      failed: status >= 400,
      title: `${actionMessages[action].name[language]} ${credential.number}`,
      children: (
        <ActionForm
          {...state}
          action={action}
          fields={['expiresOn', 'on']}
          credential={credential}
          language={language}
          hidden={{ opened: typed['opened'] ?? deps.clock(), ...(rejects && { rejects: 'yes' }) }}
          {...(rejects && { means: rejectionMeans })}
        >
          {action === 'extend' && (
            <Field
              name="expiresOn"
              label={formMessages.until[language]}
              hint={
                last && (
                  <>
                    {formMessages.untilNow[language]} <Day on={last} language={language} />
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
            label={formMessages.on[language]}
            optional={formMessages.optional[language]}
            hint={formMessages.onHint[language]}
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
  action: StatusAction,
  form: Form,
  entry: Entry,
): { entry?: Transition; errors: FieldErrors } {
  const filled = (name: string) => readLine(form, name) || undefined;
  const input = { reason: filled('reason'), on: filled('on') };
  if (action === 'extend') {
    const extension = { ...input, expiresOn: filled('expiresOn') };
    const { value, errors } = readAs(c, extendBody, extension);
    return value
      ? { entry: { ...entry, ...value, on: value.on ?? entry.on, event: 'extended' }, errors }
      : { errors: { ...errors, ...looseDates(c, extension) } };
  }
  const { value, errors } = readAs(c, statusChangeBody, input);
  const event = events[action];
  return value
    ? { entry: { ...entry, ...value, on: value.on ?? entry.on, event }, errors }
    : { errors: { ...errors, ...looseDates(c, input) } };
}

import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiDeps } from '#provider/deps.ts';
import { actionMessages, fieldMessage, formMessages } from '#provider/messages/console-record-actions.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { type Renewal, renewCredential } from '#register/change/renew-credential.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { recordPath } from '#web/console/record-path.ts';
import { renewBody } from '#web/console/schemas.ts';
import { newEntry } from '#web/console/signed-in-request.ts';
import { readForm } from '#web/http/body.ts';
import { problemStatus } from '#web/http/problem.ts';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { problemMessages } from '#web/messages/problems.ts';
import { control, type FieldErrors } from '#web/ui/error-summary.tsx';
import type { ActionPage } from './actions.ts';
import { FactFields } from './actions-facts.tsx';
import { ActionForm, Field, type FormState } from './actions-form.tsx';
import { type Form, looseDates, readAs, readLine } from './actions-input.ts';
import { optionalFacts, renewedFacts } from './facts-shown.ts';

/** Where a problem is one field's, it stands at that field. */
const fieldByProblem: Partial<Record<Exclude<Renewal, { ok: true }>['code'], string>> = {
  number_taken: 'number',
  before_issue: 'issuedOn',
};

/** A new certificate in the place of this one: its dates, and whatever else differs. */
export function renewalPage(deps: ApiDeps): ActionPage {
  return {
    show: (c, { credential }) => page(c, 200, credential),

    async act(c, { credential }) {
      const typed = await readForm(c);
      const { given, reason, errors } = readRenewal(c, typed);
      if (reason === undefined) return page(c, 422, credential, { typed, errors });
      const { provider, key } = credential;
      const entry = newEntry(c, deps.clock());
      const renewal = await renewCredential(deps, { provider, key, given, reason, entry });
      if (renewal.ok) return c.redirect(`${recordPath(renewal.credential.number)}?done=renewed`, 303);

      const language = c.get('language');
      if (renewal.code === 'invalid') {
        const messages = renewal.problems.map((problem) => [problem.column, fieldMessage(problem, language)]);
        return page(c, 422, credential, { typed, errors: Object.fromEntries(messages) });
      }
      const { title, detail } = problemMessages[renewal.code];
      const field = fieldByProblem[renewal.code];
      return page(c, problemStatus[renewal.code], credential, {
        typed,
        problem: { title: title[language], detail: detail[language] },
        ...(field && { errors: { [field]: title[language] } }),
      });
    },
  };
}

function page(
  c: ConsoleContext,
  status: ContentfulStatusCode,
  credential: Credential,
  state: FormState = {},
) {
  const language = c.get('language');
  const { typed = opened(credential), errors = {} } = state;
  const isRuled = typeByCode(credential.type)?.expiry.kind !== 'required';
  return show(c, status, {
    failed: status >= 400,
    title: `${actionMessages.renew.name[language]} ${credential.number}`,
    children: (
      <ActionForm
        {...state}
        action="renew"
        fields={[...renewedFacts, 'number']}
        credential={credential}
        language={language}
      >
        <FactFields
          facts={renewedFacts}
          values={typed}
          errors={errors}
          hints={{
            nameEn: formMessages.oneName[language],
            ...(isRuled && { expiresOn: formMessages.byRule[language] }),
          }}
          optional={isRuled ? ['expiresOn', ...optionalFacts] : optionalFacts}
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
            value={typed['number']}
            maxlength={64}
            autocomplete="off"
            spellcheck={false}
          />
        </Field>
      </ActionForm>
    ),
  });
}

/** The holder's facts as they stand; the dates are new. */
function opened({ nameEn = '', nameZh = '', email = '', language }: Credential): Form {
  return { nameEn, nameZh, email, language };
}

function readRenewal(c: ConsoleContext, form: Form) {
  const given = {
    // Empty is not left out: the new certificate is then without it.
    ...Object.fromEntries(renewedFacts.map((fact) => [fact, readLine(form, fact)])),
    language: readLine(form, 'language') || undefined,
    number: readLine(form, 'number'),
  };
  const read = readAs(c, renewBody, { ...given, reason: readLine(form, 'reason') || undefined });
  const errors: FieldErrors = { ...read.errors, ...looseDates(c, given) };
  return { given, reason: Object.keys(errors).length === 0 ? read.value?.reason : undefined, errors };
}

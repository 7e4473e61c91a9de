import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { revisionOf } from '#provider/api/etag.ts';
import type { ApiDeps } from '#provider/deps.ts';
import {
  actionMessages,
  enterMessages,
  fieldMessage,
  formMessages,
} from '#provider/messages/console-record-actions.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Credential, Fact } from '#register/certificate/credential.ts';
import { correctCredential } from '#register/change/correct-credential.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { recordPath } from '#web/console/record-path.ts';
import { patchBody } from '#web/console/schemas.ts';
import { newEntry, signedInKey } from '#web/console/signed-in-request.ts';
import { readForm } from '#web/http/body.ts';
import { fieldMessages } from '#web/messages/problems.ts';
import type { FieldErrors } from '#web/ui/error-summary.tsx';
import type { ActionPage } from './actions.ts';
import { FactFields } from './actions-facts.tsx';
import { ActionForm, type FormState } from './actions-form.tsx';
import { type Form, looseDates, readAs, readLine } from './actions-input.ts';
import { correctedFacts, optionalFacts } from './facts-shown.ts';

/** Corrects what is registered. Only what was changed in the form is sent on, and only to the version that was shown. */
export function correctionPage(deps: ApiDeps): ActionPage {
  return {
    show: (c, { credential }) => page(c, 200, credential),

    async act(c, { credential: seen }) {
      const typed = await readForm(c);
      const { patch, reason, errors } = readPatch(c, typed);
      if (reason === undefined) return page(c, 422, seen, { typed, errors });
      const { provider, key, number } = seen;
      const expected = (credential: Credential) => revisionOf(credential) === typed['version'];
      const entry = newEntry(c, deps.clock());
      const corrected = await correctCredential(deps, { provider, key, patch, reason, entry, expected });
      if (corrected.ok) {
        const done = revisionOf(corrected.credential) === typed['version'] ? 'unchanged' : 'corrected';
        return c.redirect(`${recordPath(number)}?done=${done}`, 303);
      }
      if (corrected.code === 'invalid') {
        const language = c.get('language');
        const messages = corrected.problems.map((problem) => [
          problem.column,
          fieldMessage(problem, language),
        ]);
        return page(c, 422, seen, { typed, errors: Object.fromEntries(messages) });
      }
      const now = (await deps.credentials.get(key, provider))?.credential ?? seen;
      if (isOwn(c, now, typed, reason)) return c.redirect(`${recordPath(number)}?done=corrected`, 303);
      return page(c, 409, now, overtaken(c, now, typed));
    },
  };

  function page(
    c: ConsoleContext,
    status: ContentfulStatusCode,
    credential: Credential,
    state: FormState = {},
  ) {
    const language = c.get('language');
    const { typed = opened(credential), errors = {} } = state;
    const carried = correctedFacts.map((fact) => [`was.${fact}`, typed[`was.${fact}`] ?? '']);
    return show(c, status, {
      failed: status >= 400,
      title: `${actionMessages.correct.name[language]} ${credential.number}`,
      children: (
        <ActionForm
          {...state}
          action="correct"
          fields={correctedFacts}
          credential={credential}
          language={language}
          hidden={{ version: typed['version'] ?? '', ...Object.fromEntries(carried) }}
        >
          <FactFields
            facts={correctedFacts}
            values={typed}
            errors={errors}
            hints={{ nameEn: formMessages.oneName[language], expiresOn: formMessages.printed[language] }}
            optional={optionalFacts}
            language={language}
          />
        </ActionForm>
      ),
    });
  }
}

/** The form as it is opened: every fact, and the same once more to tell later what was changed. */
function opened(credential: Credential): Form {
  const texts = correctedFacts.map((fact): [Fact, string] => [fact, credential[fact] ?? '']);
  return {
    ...Object.fromEntries(texts),
    ...Object.fromEntries(texts.map(([fact, text]) => [`was.${fact}`, text])),
    version: revisionOf(credential),
  };
}

const isChanged = (form: Form, fact: Fact): boolean => readLine(form, fact) !== (form[`was.${fact}`] ?? '');

function readPatch(c: ConsoleContext, form: Form) {
  const { type, ...patch } = Object.fromEntries(
    correctedFacts
      .filter((fact) => isChanged(form, fact))
      .map((fact) => [fact, readLine(form, fact) || null]),
  );
  const read = readAs(c, patchBody, { ...patch, reason: readLine(form, 'reason') || undefined });
  const { unknown_value: unknown } = fieldMessages;
  const language = c.get('language');
  const errors: FieldErrors = {
    ...read.errors,
    ...looseDates(c, patch),
    ...(patch['issuedOn'] === null && { issuedOn: enterMessages['issuedOn']?.[language] }),
    // Chosen from a list: the API has no such field.
    ...(type !== undefined && !typeByCode(type ?? '') && { type: unknown[language] }),
  };
  const isReadable = Object.keys(errors).length === 0;
  return {
    patch: { ...patch, ...(type && { type }) },
    reason: isReadable ? read.value?.reason : undefined,
    errors,
  };
}

/** Whether this very form did it already: it was sent twice. */
function isOwn(c: ConsoleContext, { version, history }: Credential, form: Form, reason: string): boolean {
  const last = history.at(-1);
  return (
    last?.event === 'corrected' &&
    last.reason === reason &&
    last.source.via === 'api' &&
    last.source.keyId === signedInKey(c).keyId &&
    revisionOf({ version: version - 1, history }) === form['version']
  );
}

/** The certificate as it stands now, with the reader's own changes in it. */
function overtaken(c: ConsoleContext, now: Credential, form: Form): FormState {
  const language = c.get('language');
  const own = correctedFacts
    .filter((fact) => isChanged(form, fact))
    .map((fact) => [fact, readLine(form, fact)]);
  return {
    typed: { ...opened(now), ...Object.fromEntries(own), reason: readLine(form, 'reason') },
    problem: { title: formMessages.overtaken[language], detail: formMessages.overtakenMeans[language] },
  };
}

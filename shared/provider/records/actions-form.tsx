import type { Child } from 'hono/jsx';
import { actionMessages, certificateTitle, formMessages } from '#provider/messages/console-record-actions.ts';
import type { Credential, Language } from '#register/certificate/credential.ts';
import type { RecordAction } from '#register/certificate/record-action.ts';
import { recordPath } from '#web/console/record-path.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import { OutcomeIcon } from '#web/ui/icons.tsx';
import type { Form } from './actions-input.ts';

export interface FormState {
  /** What was typed; absent: the form was just opened. */
  typed?: Form;
  errors?: FieldErrors;
  /** What is wrong with the whole: a panel above the form. */
  problem?: { title: string; detail: string } | undefined;
}

interface ActionFormProps extends FormState {
  action: RecordAction;
  /** What it asks for before the reason, in its order. */
  fields: readonly string[];
  credential: Credential;
  language: Language;
  /** What it does this time, where that is not what the action does as a rule. */
  means?: BilingualText;
  /** Names and values that the form carries unseen. */
  hidden?: Form;
  /** Above the reason, which every form ends with. */
  children?: Child;
}

/** The page of one action: what it does to which certificate, its fields, a reason, and a way back. */
export function ActionForm(props: ActionFormProps) {
  const {
    action,
    fields,
    credential,
    language,
    typed = {},
    errors = {},
    problem,
    hidden = {},
    children,
  } = props;
  const { name, means: asARule } = actionMessages[action];
  const means = props.means ?? asARule;
  const danger = action === 'revoke' || action === 'suspend';
  return (
    <section class="stack measure">
      <ErrorSummary errors={errors} problem={problem} order={[...fields, 'reason']} language={language} />
      <h1>{name[language]}</h1>
      <p>
        <strong>{certificateTitle(credential.number, holderName(credential, language), language)}</strong>{' '}
        {means[language]}
      </p>
      <form method="post" novalidate>
        {children}
        <Field
          name="reason"
          label={formMessages.reason[language]}
          hint={formMessages.reasonHint[language]}
          errors={errors}
        >
          <textarea {...control('reason', errors, true)} rows={3} maxlength={500} required>
            {typed['reason'] ?? ''}
          </textarea>
        </Field>
        {Object.entries(hidden).map(([field, value]) => (
          <input type="hidden" name={field} value={value} />
        ))}
        <div class="row">
          <button class={danger ? 'danger' : 'main'} type="submit">
            {name[language]}
          </button>
          <a class="button" href={recordPath(credential.number)}>
            {formMessages.back[language]}
          </a>
        </div>
      </form>
    </section>
  );
}

export function ProblemPanel({ title, detail }: { title: string; detail: string }) {
  return (
    <div class="panel note stop" role="alert">
      <OutcomeIcon outcome="fail" />
      <div>
        <h2>{title}</h2>
        <p>{detail}</p>
      </div>
    </div>
  );
}

interface FieldProps {
  name: string;
  label: string;
  /** After the label: that it may be left empty. */
  optional?: string | undefined;
  hint?: Child;
  errors: FieldErrors;
  children: Child;
}

/** A label, a hint, what is wrong, and the control, which `control` ties to them. */
export function Field({ name, label, optional, hint, errors, children }: FieldProps) {
  return (
    <div class="field">
      <label for={name}>
        {label} {optional && <span>{optional}</span>}
      </label>
      {hint && (
        <p class="small" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <FieldError field={name} errors={errors} />
      {children}
    </div>
  );
}

/** In the reader's language where there are two. */
function holderName({ nameEn, nameZh }: Credential, language: Language): string {
  return (language === 'en' ? (nameEn ?? nameZh) : (nameZh ?? nameEn)) ?? '';
}

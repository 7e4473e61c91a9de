import type { Child } from 'hono/jsx';
import { extensionMessages } from '#orders/messages/console-extensions.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import { control, FieldError } from '#web/ui/error-summary.tsx';
import type { ExtensionErrors, ExtensionForm } from './extension-input.ts';

interface FormProps {
  form: ExtensionForm;
  errors?: ExtensionErrors;
  language: Language;
}

/** Asks which certificates to extend, and to what day; the next page says how many that are. */
export function OrderForm({ form, errors = {}, language }: FormProps) {
  return (
    <form method="post" action="/console/extension-orders/preview" novalidate>
      <div class="row">
        <DayField name="expiringFrom" form={form} errors={errors} language={language} />
        <DayField name="expiringTo" form={form} errors={errors} language={language} />
      </div>
      <DayField name="expiresOn" form={form} errors={errors} language={language} />
      <fieldset>
        <legend>{extensionMessages.types[language]}</legend>
        <p class="small">{extensionMessages.typesHint[language]}</p>
        <div class="ticks">
          {catalogue
            .filter(({ expiry }) => expiry.kind !== 'none')
            .map(({ code, name }) => (
              <label>
                <input type="checkbox" name="types" value={code} checked={form.types.includes(code)} />
                <span>
                  {name[language]}
                  {language === 'en' ? ` (${code})` : `（${code}）`}
                </span>
              </label>
            ))}
        </div>
      </fieldset>
      <Labelled
        name="reason"
        hint={extensionMessages.reasonHint[language]}
        errors={errors}
        language={language}
      >
        <textarea {...control('reason', errors, true)} rows={3} maxlength={500} required>
          {form.reason}
        </textarea>
      </Labelled>
      <button class="main" type="submit">
        {extensionMessages.preview[language]}
      </button>
    </form>
  );
}

type Name = keyof ExtensionErrors;

function DayField({ name, form, errors = {}, language }: FormProps & { name: Exclude<Name, 'reason'> }) {
  return (
    <Labelled name={name} errors={errors} language={language}>
      <input {...control(name, errors)} type="date" value={form[name]} required />
    </Labelled>
  );
}

interface LabelledProps {
  name: Name;
  hint?: string;
  errors: ExtensionErrors;
  language: Language;
  children: Child;
}

function Labelled({ name, hint, errors, language, children }: LabelledProps) {
  return (
    <div class="field">
      <label for={name}>{extensionMessages[name][language]}</label>
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

/** The same form unseen: what was asked goes on to the next page. */
export function HiddenForm({ form }: { form: ExtensionForm }) {
  const { types, ...fields } = form;
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {types.map((code) => (
        <input type="hidden" name="types" value={code} />
      ))}
    </>
  );
}

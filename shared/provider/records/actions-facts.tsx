import { formMessages } from '#provider/messages/console-record-actions.ts';
import { languageNames } from '#provider/messages/console-records.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import { type Fact, type Language, languages, maxLengths } from '#register/certificate/credential.ts';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { control, type FieldErrors } from '#web/ui/error-summary.tsx';
import { Field } from './actions-form.tsx';
import type { Form } from './actions-input.ts';

interface FactFieldsProps {
  /** Which of them the form asks for; always in one order. */
  facts: readonly Fact[];
  values: Form;
  errors: FieldErrors;
  hints: Partial<Record<Fact, string>>;
  optional: readonly Fact[];
  /** What a choice says before one is made. */
  blank?: Partial<Record<Fact, string>>;
  language: Language;
}

/** What stands on a certificate, to be filled in. */
export function FactFields({
  facts,
  values,
  errors,
  hints,
  optional,
  blank = {},
  language,
}: FactFieldsProps) {
  return (
    <>
      {facts.map((fact) => (
        <Field
          name={fact}
          label={fieldNames[fact].onRecord[language]}
          optional={optional.includes(fact) ? formMessages.optional[language] : undefined}
          hint={hints[fact]}
          errors={errors}
        >
          <FactControl
            fact={fact}
            value={values[fact] ?? ''}
            blank={blank[fact]}
            attributes={control(fact, errors, hints[fact] !== undefined)}
            language={language}
          />
        </Field>
      ))}
    </>
  );
}

interface FactControlProps {
  fact: Fact;
  value: string;
  blank: string | undefined;
  attributes: ReturnType<typeof control>;
  language: Language;
}

function FactControl({ fact, value, blank, attributes, language }: FactControlProps) {
  switch (fact) {
    case 'type':
      return (
        <Choice
          attributes={attributes}
          value={value}
          blank={blank}
          options={catalogue.map(({ code, name }) => [code, `${code} – ${name[language]}`])}
        />
      );
    case 'language':
      return (
        <Choice
          attributes={attributes}
          value={value}
          blank={blank}
          options={languages.map((one) => [one, languageNames[one][language]])}
        />
      );
    case 'issuedOn':
    case 'expiresOn':
      return <input {...attributes} type="date" value={value} />;
    default:
      return (
        <input
          {...attributes}
          type={fact === 'email' ? 'email' : undefined}
          value={value}
          maxlength={maxLengths[fact]}
          autocomplete="off"
          spellcheck={false}
          lang={fact === 'nameZh' ? 'zh-HK' : undefined}
        />
      );
  }
}

interface ChoiceProps {
  attributes: ReturnType<typeof control>;
  value: string;
  blank: string | undefined;
  options: [string, string][];
}

function Choice({ attributes, value, blank, options }: ChoiceProps) {
  return (
    <select {...attributes}>
      {blank !== undefined && <option value="">{blank}</option>}
      {options.map(([option, name]) => (
        <option value={option} selected={option === value}>
          {name}
        </option>
      ))}
    </select>
  );
}

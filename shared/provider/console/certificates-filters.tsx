import type { Child } from 'hono/jsx';
import { certificatesMessages, csvHint } from '#provider/messages/console-certificates.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import { credentialStatuses, type Language } from '#register/certificate/credential.ts';
import { statusMessages } from '#web/messages/verdict.ts';
import { control, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import { type Filled, REFRESHER } from './certificates-query.ts';

interface FiltersProps {
  filled: Filled;
  errors: FieldErrors;
  /** Of the file that can be downloaded. */
  mostRows: number;
  language: Language;
}

/** What of the list is wanted. It is sent, as a name may be among it; without one the answer is an address to keep. */
export function CertificateFilters({ filled, errors, mostRows, language }: FiltersProps) {
  const types: Option[] = [
    ['', certificatesMessages.anyType[language]],
    ...catalogue.map(({ code, name }): Option => [code, `${code} – ${name[language]}`]),
  ];
  const statuses: Option[] = [
    ['', certificatesMessages.anyStatus[language]],
    ...credentialStatuses.toReversed().map((one): Option => [one, statusMessages[one][language]]),
    [REFRESHER, certificatesMessages.refresher[language]],
  ];
  const orders: Option[] = [
    ['', certificatesMessages.first[language]],
    ['last', certificatesMessages.last[language]],
  ];
  return (
    <section class="stack measure rule">
      <h2>{certificatesMessages.filters[language]}</h2>
      <form method="post" action="/console/certificates" novalidate>
        <div class="field">
          <label for="sought">{certificatesMessages.q[language]}</label>
          <p class="small" id="sought-hint">
            {certificatesMessages.qHint[language]}
          </p>
          <input
            id="sought"
            name="q"
            value={filled.q ?? ''}
            maxlength={500}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="sought-hint"
          />
        </div>
        <Field name="type" {...{ errors, language }}>
          <Choice name="type" options={types} {...{ filled, errors }} />
        </Field>
        <Field name="status" {...{ errors, language }}>
          <Choice name="status" options={statuses} {...{ filled, errors }} />
        </Field>
        <div class="row">
          <Field name="from" {...{ errors, language }}>
            <input {...control('from', errors)} type="date" value={filled.from ?? ''} />
          </Field>
          <Field name="to" {...{ errors, language }}>
            <input {...control('to', errors)} type="date" value={filled.to ?? ''} />
          </Field>
        </div>
        <Field name="order" {...{ errors, language }}>
          <Choice name="order" options={orders} {...{ filled, errors }} />
        </Field>
        <div class="row">
          <button class="main" type="submit">
            {certificatesMessages.show[language]}
          </button>
          <button class="second" type="submit" formaction="/console/certificates/list.csv">
            {certificatesMessages.download[language]}
          </button>
        </div>
        <p class="small">{csvHint(mostRows, language)}</p>
      </form>
    </section>
  );
}

type Option = [value: string, name: string];
type Name = 'type' | 'status' | 'from' | 'to' | 'order';

function Field(props: { name: Name; errors: FieldErrors; language: Language; children: Child }) {
  const { name, errors, language, children } = props;
  return (
    <div class="field">
      <label for={name}>{certificatesMessages[name][language]}</label>
      <FieldError field={name} errors={errors} />
      {children}
    </div>
  );
}

function Choice({
  name,
  options,
  filled,
  errors,
}: {
  name: Name;
  options: Option[];
  filled: Filled;
  errors: FieldErrors;
}) {
  return (
    <select {...control(name, errors)}>
      {options.map(([value, text]) => (
        <option value={value} selected={value === (filled[name] ?? '')}>
          {text}
        </option>
      ))}
    </select>
  );
}

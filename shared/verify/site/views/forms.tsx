import { MAX_ASKED_LENGTH } from '#register/asked-number.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { address } from '#web/http/current-page.ts';
import { numberPath } from '#web/http/verify-address.ts';
import { formMessages } from '#web/messages/pages.ts';
import { control, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';

const NAME_LENGTH = 100;

interface VerifyFormProps {
  language: Language;
  /** What was typed before, to be corrected. */
  number?: string | undefined;
  name?: string | undefined;
  on?: CivilDate | undefined;
  issuer?: string | undefined;
  /** Whether another day can be asked about. */
  withDay?: boolean | undefined;
  /** A day that is none, as it was typed. */
  typedDay?: string | undefined;
  /** What is wrong with what was typed. */
  errors?: FieldErrors;
  submit: keyof typeof formMessages;
}

/** Asks about a number, with a name to compare or without. */
export function VerifyForm(props: VerifyFormProps) {
  const { language, number, name, on, issuer, typedDay, errors = {}, submit } = props;
  const withDay = props.withDay || errors['on'] !== undefined;
  return (
    <form method="post" action={address('/verify', {}, language)} novalidate>
      <div class="field">
        <label for="number">{formMessages.number[language]}</label>
        <p class="small" id="number-hint">
          {formMessages.numberHint[language]}
        </p>
        <FieldError field="number" errors={errors} />
        <input
          {...control('number', errors, true)}
          value={number}
          required
          maxlength={MAX_ASKED_LENGTH}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
      </div>
      <NameField language={language} name={name} optional />
      {withDay && (
        <details open={on !== undefined || errors['on'] !== undefined}>
          <summary>{formMessages.anotherDay[language]}</summary>
          <div class="field">
            <label for="on">{formMessages.day[language]}</label>
            <p class="small" id="on-hint">
              {formMessages.otherDayHint[language]}
            </p>
            <FieldError field="on" errors={errors} />
            <DayInput on={on ?? typedDay} errors={errors} />
          </div>
        </details>
      )}
      {!withDay && on && <input type="hidden" name="on" value={on} />}
      {issuer && <input type="hidden" name="issuer" value={issuer} />}
      <button class="main" type="submit">
        {formMessages[submit][language]}
      </button>
    </form>
  );
}

interface NameFormProps {
  language: Language;
  number: string;
  name?: string | undefined;
  on?: CivilDate | undefined;
  issuer?: string | undefined;
}

/** Asks about the same number once more, with the printed name. */
export function NameForm({ language, number, name, on, issuer }: NameFormProps) {
  return (
    <form method="post" action={address(numberPath(number), {}, language)}>
      <NameField language={language} name={name} />
      {on && <input type="hidden" name="on" value={on} />}
      {issuer && <input type="hidden" name="issuer" value={issuer} />}
      <button class="main" type="submit">
        {formMessages.compare[language]}
      </button>
    </form>
  );
}

/** Asks about the same number on another day; with a name that was typed it is posted, as a name stands in no address. */
export function DayForm({ language, number, name, on, issuer }: NameFormProps) {
  const path = numberPath(number);
  return (
    <details class="screen">
      <summary>{formMessages.otherDay[language]}</summary>
      <form method={name ? 'post' : 'get'} action={name ? address(path, {}, language) : path}>
        <div class="field">
          <label for="on">{formMessages.day[language]}</label>
          <p class="small" id="on-hint">
            {formMessages.otherDayHint[language]}
          </p>
          <DayInput on={on} required />
        </div>
        {issuer && <input type="hidden" name="issuer" value={issuer} />}
        {name ? (
          <input type="hidden" name="name" value={name} />
        ) : (
          <input type="hidden" name="lang" value={language} />
        )}
        <button class="main" type="submit">
          {formMessages.showDay[language]}
        </button>
      </form>
    </details>
  );
}

interface DayInputProps {
  on: string | undefined;
  required?: boolean;
  errors?: FieldErrors;
}

function DayInput({ on, required, errors = {} }: DayInputProps) {
  return (
    <input
      {...control('on', errors, true)}
      type="date"
      value={on}
      min="1990-01-01"
      max="2099-12-31"
      required={required}
    />
  );
}

function NameField({
  language,
  name,
  optional,
}: {
  language: Language;
  name?: string | undefined;
  optional?: boolean | undefined;
}) {
  return (
    <div class="field">
      <label for="name">
        {formMessages.name[language]} {optional && <span>{formMessages.optional[language]}</span>}
      </label>
      <p class="small" id="name-hint">
        {formMessages.nameHint[language]}
      </p>
      <input
        id="name"
        name="name"
        value={name}
        required={!optional}
        maxlength={NAME_LENGTH}
        autocomplete="off"
        autocapitalize="words"
        spellcheck={false}
        aria-describedby="name-hint"
      />
    </div>
  );
}

/** Asks about some other number; the page's own questions stand above it. */
export function AnotherForm({ language }: { language: Language }) {
  return (
    <section class="stack rule screen" aria-labelledby="another-title">
      <h2 id="another-title">{formMessages.another[language]}</h2>
      <form method="post" action={address('/verify', {}, language)}>
        <div class="field">
          <label for="another">{formMessages.number[language]}</label>
          <input
            id="another"
            name="number"
            required
            maxlength={MAX_ASKED_LENGTH}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
          />
        </div>
        <button class="main" type="submit">
          {formMessages.verify[language]}
        </button>
      </form>
    </section>
  );
}

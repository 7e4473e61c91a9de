import type { Language } from '#register/certificate/credential.ts';
import { guideMessages } from '#watch/messages/guide.ts';
import { type AskRefusal, askMessages, askRefusals } from '#watch/messages/watch.ts';
import { countings, type TypedSite } from '#watch/site/watch-form.ts';
import { MAX_SITE_LENGTH } from '#watch/watched-site.ts';
import { address } from '#web/http/current-page.ts';
import { control, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';

/** All that is wrong with a site's form, by field. */
export function siteErrors(refusals: readonly AskRefusal[], language: Language): FieldErrors {
  return Object.fromEntries(refusals.map((code) => [fieldOf[code], askRefusals[code][language]]));
}

const fieldOf = {
  invalid: 'email',
  usedUp: 'email',
  noMoreMail: 'email',
  siteMissing: 'site',
  siteTooLong: 'site',
  siteUnfit: 'site',
  needed: 'count',
} as const satisfies Record<AskRefusal, string>;

interface SiteFieldProps {
  errors: FieldErrors;
  typed: string | undefined;
  language: Language;
}

export function SiteField({ errors, typed, language }: SiteFieldProps) {
  return (
    <div class="field">
      <label for="site">{askMessages.site[language]}</label>
      <FieldError field="site" errors={errors} />
      <input
        {...control('site', errors, true)}
        required
        maxlength={MAX_SITE_LENGTH}
        autocomplete="off"
        value={typed}
      />
      <p class="small" id="site-hint">
        {askMessages.siteHint[language]}
      </p>
    </div>
  );
}

interface NeededFieldsProps {
  errors: FieldErrors;
  typed: TypedSite | undefined;
  language: Language;
}

/** A way of counting and one number: no script has to show or hide anything. */
export function NeededFields({ errors, typed, language }: NeededFieldsProps) {
  return (
    <fieldset>
      <legend>{askMessages.needed[language]}</legend>
      <p class="small">{askMessages.neededHint[language]}</p>
      <p>
        <a class="target" href={address('/watch/guide', {}, language)}>
          {guideMessages.title[language]}
        </a>
      </p>
      <div class="field">
        <label for="by">{askMessages.by[language]}</label>
        <select id="by" name="by">
          {countings.map((by) => (
            <option value={by} selected={(typed?.by ?? 'none') === by}>
              {askMessages.byOptions[by][language]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="count">{askMessages.count[language]}</label>
        <FieldError field="count" errors={errors} />
        <input
          {...control('count', errors)}
          class="short"
          inputmode="numeric"
          autocomplete="off"
          maxlength={7}
          value={typed?.count}
        />
      </div>
    </fieldset>
  );
}

import type { Language } from '#register/certificate/credential.ts';
import { guideMessages } from '#watch/messages/guide.ts';
import { type AskRefusal, askMessages, askRefusals } from '#watch/messages/watch.ts';
import { countings, type TypedSite } from '#watch/site/watch-form.ts';
import { MAX_SITE_LENGTH } from '#watch/watched-site.ts';
import { address } from '#web/http/current-page.ts';

/** Above a field: what is wrong with what was typed into it. */
export function Problem({ of, children }: { of: string; children: string }) {
  return (
    <p class="wrong" id={`${of}-problem`} role="alert">
      {children}
    </p>
  );
}

interface SiteFieldProps {
  refusal: AskRefusal | undefined;
  typed: string | undefined;
  language: Language;
}

export function SiteField({ refusal, typed, language }: SiteFieldProps) {
  const wrong = refusal === 'siteMissing' || refusal === 'siteTooLong' || refusal === 'siteUnfit';
  return (
    <div class="field">
      <label for="site">{askMessages.site[language]}</label>
      {wrong && <Problem of="site">{askRefusals[refusal][language]}</Problem>}
      <input
        id="site"
        name="site"
        required
        maxlength={MAX_SITE_LENGTH}
        autocomplete="off"
        value={typed}
        aria-describedby={`${wrong ? 'site-problem ' : ''}site-hint`}
        aria-invalid={wrong ? 'true' : undefined}
      />
      <p class="small" id="site-hint">
        {askMessages.siteHint[language]}
      </p>
    </div>
  );
}

interface NeededFieldsProps {
  refusal: AskRefusal | undefined;
  typed: TypedSite | undefined;
  language: Language;
}

/** A way of counting and one number: no script has to show or hide anything. */
export function NeededFields({ refusal, typed, language }: NeededFieldsProps) {
  const wrong = refusal === 'needed';
  return (
    <fieldset>
      <legend>{askMessages.needed[language]}</legend>
      <p class="small">{askMessages.neededHint[language]}</p>
      <p>
        <a class="target" href={address('/watch/guide', {}, language)}>
          {guideMessages.title[language]}
        </a>
      </p>
      {wrong && <Problem of="needed">{askRefusals.needed[language]}</Problem>}
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
        <input
          id="count"
          class="short"
          name="count"
          inputmode="numeric"
          autocomplete="off"
          maxlength={7}
          value={typed?.count}
          aria-describedby={wrong ? 'needed-problem' : undefined}
          aria-invalid={wrong ? 'true' : undefined}
        />
      </div>
    </fieldset>
  );
}

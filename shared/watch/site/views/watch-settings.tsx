import { type Language, languages } from '#register/certificate/credential.ts';
import type { AskRefusal } from '#watch/messages/watch.ts';
import { languageNames, siteWords } from '#watch/messages/watch-site.ts';
import type { Roster } from '#watch/roster.ts';
import { type TypedSite, typedOf } from '#watch/site/watch-form.ts';
import { address } from '#web/http/current-page.ts';
import { NeededFields, SiteField } from './watch-fields.tsx';

interface SettingsProps {
  roster: Roster;
  path: string;
  /** Why what was typed was not taken. */
  refused: { code: AskRefusal; typed: TypedSite } | undefined;
  language: Language;
}

export function SettingsForm({ roster, path, refused, language }: SettingsProps) {
  const typed = refused?.typed ?? typedOf(roster.site, roster.needed);
  return (
    <details class="screen rule" open={refused !== undefined}>
      <summary>
        <h2 id="settings">{siteWords.settings[language]}</h2>
      </summary>
      <form class="box" method="post" action={address(`${path}/settings`, {}, language)}>
        <SiteField refusal={refused?.code} typed={typed.site} language={language} />
        <div class="field">
          <label for="language">{siteWords.language[language]}</label>
          <select id="language" name="language">
            {languages.map((each) => (
              <option value={each} selected={roster.language === each} lang={each}>
                {languageNames[each]}
              </option>
            ))}
          </select>
        </div>
        <NeededFields refusal={refused?.code} typed={typed} language={language} />
        <button class="main" type="submit">
          {siteWords.save[language]}
        </button>
      </form>
    </details>
  );
}

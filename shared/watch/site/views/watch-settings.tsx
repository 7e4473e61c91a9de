import { type Language, languages } from '#register/certificate/credential.ts';
import type { AskRefusal } from '#watch/messages/watch.ts';
import { languageNames, siteMessages } from '#watch/messages/watch-site.ts';
import { type TypedSite, toTypedSite } from '#watch/site/watch-form.ts';
import type { WatchedSite } from '#watch/watched-site.ts';
import { address } from '#web/http/current-page.ts';
import { NeededFields, SiteField, siteErrors } from './watch-fields.tsx';

interface SettingsProps {
  watchedSite: WatchedSite;
  path: string;
  /** Why what was typed was not taken. */
  refused: { codes: readonly AskRefusal[]; typed: TypedSite } | undefined;
  language: Language;
}

export function SettingsForm({ watchedSite, path, refused, language }: SettingsProps) {
  const errors = siteErrors(refused?.codes ?? [], language);
  const typed = refused?.typed ?? toTypedSite(watchedSite.site, watchedSite.needed);
  return (
    <details class="screen rule" open={refused !== undefined}>
      <summary>
        <h2 id="settings">{siteMessages.settings[language]}</h2>
      </summary>
      <form class="box" method="post" action={address(`${path}/settings`, {}, language)} novalidate>
        <SiteField errors={errors} typed={typed.site} language={language} />
        <div class="field">
          <label for="language">{siteMessages.language[language]}</label>
          <select id="language" name="language">
            {languages.map((each) => (
              <option value={each} selected={watchedSite.language === each} lang={each}>
                {languageNames[each]}
              </option>
            ))}
          </select>
        </div>
        <NeededFields errors={errors} typed={typed} language={language} />
        <button class="main" type="submit">
          {siteMessages.save[language]}
        </button>
      </form>
      <form class="box" method="post" action={address(`${path}/link`, {}, language)}>
        <p>{siteMessages.newLinkDetail[language]}</p>
        <button class="quiet" type="submit">
          {siteMessages.newLink[language]}
        </button>
      </form>
    </details>
  );
}

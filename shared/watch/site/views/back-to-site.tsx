import type { Language } from '#register/certificate/credential.ts';
import { siteMessages } from '#watch/messages/watch-site.ts';
import { address } from '#web/http/current-page.ts';

/** From what is printed, or was done, back to the page of the site. */
export function BackToSite({ path, language }: { path: string; language: Language }) {
  return (
    <p class="screen">
      <a class="target" href={address(path, {}, language)}>
        {siteMessages.back[language]}
      </a>
    </p>
  );
}

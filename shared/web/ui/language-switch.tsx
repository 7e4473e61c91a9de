import type { Language } from '#register/certificate/credential.ts';
import { address, type Here } from '#web/http/current-page.ts';
import { siteWords } from '#web/messages/pages.ts';

/** A link where the page has an address; where it answers a form, the same form once more. */
export function LanguageSwitch({ here, language }: { here: Here; language: Language }) {
  const other = language === 'en' ? 'zh-HK' : 'en';
  const label = siteWords.otherLanguage[language];
  if (here.method === 'get') {
    return (
      <a class="switch screen" href={address(here.path, here.query, other)} lang={other} hreflang={other}>
        {label}
      </a>
    );
  }
  return (
    <form method="post" action={address(here.path, {}, other)}>
      {Object.entries(here.fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="switch" type="submit" lang={other}>
        {label}
      </button>
    </form>
  );
}

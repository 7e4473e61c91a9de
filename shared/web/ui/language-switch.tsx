import type { Language } from '#register/certificate/credential.ts';
import { address, type CurrentPage } from '#web/http/current-page.ts';
import { siteMessages } from '#web/messages/pages.ts';

/** A link where the page has an address; where it answers a form, the same form once more. */
export function LanguageSwitch({ currentPage, language }: { currentPage: CurrentPage; language: Language }) {
  const other = language === 'en' ? 'zh-HK' : 'en';
  const label = siteMessages.otherLanguage[language];
  if (currentPage.method === 'get') {
    return (
      <a
        class="switch screen"
        href={address(currentPage.path, currentPage.query, other)}
        lang={other}
        hreflang={other}
      >
        {label}
      </a>
    );
  }
  return (
    <form method="post" action={address(currentPage.path, {}, other)}>
      {Object.entries(currentPage.fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="switch" type="submit" lang={other}>
        {label}
      </button>
    </form>
  );
}

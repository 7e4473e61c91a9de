import type { Child } from 'hono/jsx';
import type { CivilDate, Instant } from '#domain/civil-date';
import type { Language } from '#domain/credential';
import { Document } from '#functions/look/document.tsx';
import { askedAt, genuineAt, siteWords } from '#words/pages';
import { address, type Here } from '../here.ts';
import { style } from '../style.ts';

/** What every page needs to know about its request. */
export interface PageContext {
  language: Language;
  /** The Hong Kong day and the moment of the request. */
  today: CivilDate;
  at: Instant;
  /** The only origin whose answers count, `https://…` without a slash at its end. */
  publicBaseUrl: string;
  here: Here;
}

interface LayoutProps {
  context: PageContext;
  title: string;
  /** The canonical address of what is shown, for the printed page. */
  canonical?: string;
  children: Child;
}

export function Layout({ context, title, canonical, children }: LayoutProps) {
  const { language, today, at, publicBaseUrl } = context;
  return (
    <Document
      language={language}
      title={title}
      style={style}
      brand={{ href: address('/', {}, language), name: siteWords.name[language] }}
      aside={<LanguageSwitch context={context} />}
      footer={
        <>
          <p>
            <strong>{siteWords.onlyForVerification[language]}</strong>
          </p>
          <p>{askedAt(today, at, language)}</p>
          <p>{genuineAt(new URL(publicBaseUrl).host, language)}</p>
          {canonical && <p class="url paper">{publicBaseUrl + canonical}</p>}
          <p>{siteWords.privacy[language]}</p>
        </>
      }
    >
      {children}
    </Document>
  );
}

/** A link where the page has an address; where it answers a form, the same form once more. */
function LanguageSwitch({ context: { here, language } }: { context: PageContext }) {
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

import type { Child } from 'hono/jsx';
import { address } from '#web/http/current-page.ts';
import type { IndexedPath } from '#web/http/indexed.ts';
import { askedAt, genuineAt, siteMessages } from '#web/messages/pages.ts';
import { Document } from './document.tsx';
import { failedTitle } from './error-summary.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import type { PageContext } from './page-context.ts';
import { Preview } from './preview.tsx';

export interface PublicLayoutProps {
  context: PageContext;
  title: string;
  /** A form on it was not taken: its title says so. */
  failed?: boolean | undefined;
  style: string;
  script?: string | undefined;
  refreshSeconds?: number | undefined;
  /** Of a page that search engines may show. */
  found?: { path: IndexedPath; description: string } | undefined;
  /** On top of the small print, where a page has more to say. */
  note?: Child;
  children: Child;
}

/** The frame of what anybody may open: the language switch, when it was asked, and the one host that is genuine. */
export function PublicLayout(props: PublicLayoutProps) {
  const { context, title, failed, style, script, refreshSeconds, found, note, children } = props;
  const { language, today, at, publicBaseUrl, currentPage } = context;
  return (
    <Document
      language={language}
      title={`${failed ? failedTitle(title, language) : title} · ${siteMessages.name[language]}`}
      style={style}
      script={script}
      refreshSeconds={refreshSeconds}
      preview={
        <Preview language={language} publicBaseUrl={publicBaseUrl} page={found && { title, ...found }} />
      }
      brand={{ href: address('/', {}, language), name: siteMessages.name[language] }}
      aside={<LanguageSwitch currentPage={currentPage} language={language} />}
      footer={
        <>
          {note && <p>{note}</p>}
          <p>
            <strong>{genuineAt(new URL(publicBaseUrl).host, language)}</strong>
          </p>
          <p class="asked">{askedAt(today, at, language)}</p>
          <p class="screen">
            <a class="target" href={address('/privacy', {}, language)}>
              {siteMessages.stored[language]}
            </a>{' '}
            <a class="target" href={address('/help', {}, language)}>
              {siteMessages.help[language]}
            </a>
          </p>
        </>
      }
    >
      {children}
    </Document>
  );
}

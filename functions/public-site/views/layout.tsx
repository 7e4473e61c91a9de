import type { Child } from 'hono/jsx';
import { Document } from '#functions/look/document.tsx';
import { LanguageSwitch } from '#functions/look/language-switch.tsx';
import type { PageContext } from '#functions/look/page-context.ts';
import { address } from '#http/here.ts';
import { askedAt, genuineAt, siteWords } from '#words/pages';
import { style } from '../style.ts';

interface LayoutProps {
  context: PageContext;
  title: string;
  /** The canonical address of what is shown, for the printed page. */
  canonical?: string;
  children: Child;
}

export function Layout({ context, title, canonical, children }: LayoutProps) {
  const { language, today, at, publicBaseUrl, here } = context;
  return (
    <Document
      language={language}
      title={title}
      style={style}
      brand={{ href: address('/', {}, language), name: siteWords.name[language] }}
      aside={<LanguageSwitch here={here} language={language} />}
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

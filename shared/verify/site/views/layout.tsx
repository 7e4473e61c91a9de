import type { Child } from 'hono/jsx';
import { style } from '#verify/site/style.ts';
import type { IndexedPath } from '#web/http/indexed.ts';
import { askedAt, siteMessages } from '#web/messages/pages.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { PublicLayout } from '#web/ui/public-layout.tsx';

interface LayoutProps {
  context: PageContext;
  title: string;
  failed?: boolean | undefined;
  /** The canonical address of an answer, which makes a record of the printed page. */
  canonical?: string;
  /** Of a page that search engines may show. */
  found?: { path: IndexedPath; description: string };
  children: Child;
}

export function Layout({ context, title, failed, canonical, found, children }: LayoutProps) {
  const { language, today, at, publicBaseUrl } = context;
  return (
    <PublicLayout
      context={context}
      title={title}
      failed={failed}
      style={style}
      found={found}
      note={
        <>
          <strong>{siteMessages.onlyForVerification[language]}</strong> {siteMessages.privacy[language]}
        </>
      }
    >
      {canonical && (
        <div class="paper record">
          <strong>{siteMessages.record[language]}</strong>
          <p>{askedAt(today, at, language)}</p>
          <p class="url">{publicBaseUrl + canonical}</p>
        </div>
      )}
      {children}
    </PublicLayout>
  );
}

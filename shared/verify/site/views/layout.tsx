import type { Child } from 'hono/jsx';
import { style } from '#verify/site/style.ts';
import { askedAt, siteMessages } from '#web/messages/pages.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { PublicLayout } from '#web/ui/public-layout.tsx';

interface LayoutProps {
  context: PageContext;
  title: string;
  /** The canonical address of an answer, which makes a record of the printed page. */
  canonical?: string;
  children: Child;
}

export function Layout({ context, title, canonical, children }: LayoutProps) {
  const { language, today, at, publicBaseUrl } = context;
  return (
    <PublicLayout
      context={context}
      title={title}
      style={style}
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

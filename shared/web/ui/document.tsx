import type { Child } from 'hono/jsx';
import type { Language } from '#register/certificate/credential.ts';
import { siteMessages } from '#web/messages/pages.ts';
import { Mark } from './icons.tsx';

interface DocumentProps {
  language: Language;
  title: string;
  /** Written into the page; the CSP allows it by its hash. */
  style: string;
  /** Likewise, where a page has one. */
  script?: string | undefined;
  /** Where the mark leads, and the name beside it. */
  brand: { href: string; name: string };
  /** On the right of the brand: the language switch. */
  aside: Child;
  /** Below the brand, where there are several places to go to. */
  nav?: Child;
  footer: Child;
  /** What is shown of a link to the page elsewhere. */
  preview?: Child;
  /** Ask for the page again after so many seconds, where no script does. */
  refreshSeconds?: number | undefined;
  children: Child;
}

/** The frame of every page: head, skip link, brand, main, footer. */
export function Document(props: DocumentProps) {
  const { language, title, style, script, brand, aside, nav, footer, preview, refreshSeconds, children } =
    props;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{title}</title>
        {preview}
        {refreshSeconds !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#content">
          {siteMessages.skip[language]}
        </a>
        <header>
          <div class="bar">
            <a class="brand" href={brand.href}>
              <Mark />
              {brand.name}
            </a>
            {aside}
          </div>
          {nav}
        </header>
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <footer>
          <div class="foot">{footer}</div>
        </footer>
        {script !== undefined && <script dangerouslySetInnerHTML={{ __html: script }} />}
      </body>
    </html>
  );
}

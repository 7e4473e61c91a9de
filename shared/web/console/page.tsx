import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { HttpEnv } from '#web/http/http-env.ts';
import { contentSecurityPolicy } from '#web/http/security.ts';
import { consoleMessages, navMessages } from '#web/messages/console.ts';
import { siteMessages } from '#web/messages/pages.ts';
import { Document } from '#web/ui/document.tsx';
import { style } from './style.ts';

export type ConsoleContext = Context<HttpEnv>;

/** The places of the console, in the order of the navigation. */
const places = {
  home: '/console',
  imports: '/console/imports',
  expiring: '/console/expiring',
  undeliverable: '/console/undeliverable',
  extensions: '/console/extension-orders',
  keys: '/console/keys',
  colleagues: '/console/colleagues',
} as const satisfies Record<keyof typeof navMessages, string>;

/** Managers' alone. */
const OF_MANAGERS: ReadonlySet<string> = new Set(['keys', 'colleagues']);

interface PageProps {
  title: string;
  /** Which place of the navigation this page belongs to. */
  place?: keyof typeof places;
  /** Progressive: the page works without it. */
  script?: string;
  /** Where the script may send a file to, besides the console itself. */
  connect?: string[];
  refreshSeconds?: number;
  children: Child;
}

/** Answers with a whole page of the console in the reader's language. */
export function show(
  c: ConsoleContext,
  status: ContentfulStatusCode,
  props: PageProps,
): Response | Promise<Response> {
  const { script, connect = [] } = props;
  const policy = contentSecurityPolicy({ style, ...(script && { script, connect: ["'self'", ...connect] }) });
  c.header('Content-Security-Policy', policy);
  // Under `no-referrer` a browser hides where a form comes from, which is what tells our forms from others'.
  c.header('Referrer-Policy', 'same-origin');
  c.header('Content-Language', c.get('language'));
  c.header('Vary', 'Cookie, Accept-Language');
  return c.html(`<!doctype html>${<ConsolePage c={c} {...props} />}`, status);
}

function ConsolePage({
  c,
  title,
  place,
  script,
  refreshSeconds,
  children,
}: PageProps & { c: ConsoleContext }) {
  const language = c.get('language');
  const key = c.get('key');
  return (
    <Document
      language={language}
      title={`${title} · ${consoleMessages.name[language]}`}
      style={style}
      script={script}
      refreshSeconds={refreshSeconds}
      brand={{ href: '/console', name: consoleMessages.name[language] }}
      aside={
        <div class="who">
          {key && <span>{key.provider}</span>}
          {key?.name && (
            <a class="switch" href="/console/sessions">
              {key.name}
            </a>
          )}
          {key && (
            <form method="post" action="/console/sign-out">
              <button class="switch" type="submit">
                {consoleMessages.signOut[language]}
              </button>
            </form>
          )}
          <LanguageSwitch c={c} />
        </div>
      }
      nav={
        key && (
          <nav aria-label={consoleMessages.places[language]}>
            <ul>
              {Object.entries(places)
                .filter(([name]) => key.role === 'manager' || !OF_MANAGERS.has(name))
                .map(([name, href]) => (
                  <li>
                    <a href={href} aria-current={name === place ? 'page' : undefined}>
                      {navMessages[name as keyof typeof places][language]}
                    </a>
                  </li>
                ))}
            </ul>
          </nav>
        )
      }
      footer={<p>{consoleMessages.personal[language]}</p>}
    >
      {children}
    </Document>
  );
}

/** The same address in the other language; what a form was answered with has the form's address. */
function LanguageSwitch({ c }: { c: ConsoleContext }) {
  const language = c.get('language');
  const other = language === 'en' ? 'zh-HK' : 'en';
  const currentPage = new URL(c.req.url);
  currentPage.searchParams.set('lang', other);
  return (
    <a class="switch" href={currentPage.pathname + currentPage.search} lang={other} hreflang={other}>
      {siteMessages.otherLanguage[language]}
    </a>
  );
}

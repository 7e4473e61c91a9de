import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { MAX_ASKED_LENGTH } from '#register/asked-number.ts';
import type { Actor } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { contentSecurityPolicy } from '#web/http/security.ts';
import { consoleMessages, finderMessages, navMessages } from '#web/messages/console.ts';
import { siteMessages } from '#web/messages/pages.ts';
import { Document } from '#web/ui/document.tsx';
import { failedTitle } from '#web/ui/error-summary.tsx';
import { style } from './style.ts';

export type ConsoleContext = Context<HttpEnv>;

/** The places of the console, in the order of the navigation. */
const places = {
  home: '/console',
  certificates: '/console/certificates',
  imports: '/console/imports',
  expiring: '/console/expiring',
  undeliverable: '/console/undeliverable',
  extensions: '/console/extension-orders',
  keys: '/console/keys',
  colleagues: '/console/colleagues',
  settings: '/console/settings',
} as const satisfies Record<keyof typeof navMessages, string>;

/** Managers' alone. */
const OF_MANAGERS: ReadonlySet<string> = new Set(['keys', 'colleagues', 'settings']);

interface PageProps {
  title: string;
  /** A form on it was not taken: its title says so. */
  failed?: boolean;
  /** Which place of the navigation this page belongs to. */
  place?: keyof typeof places | 'sessions';
  /** Progressive: the page works without it. */
  script?: string;
  /** Where the script may send a file to, besides the console itself. */
  connect?: string[];
  refreshSeconds?: number;
  /** What was typed into the search box before. */
  sought?: string;
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
  failed,
  place,
  script,
  refreshSeconds,
  sought,
  children,
}: PageProps & { c: ConsoleContext }) {
  const language = c.get('language');
  const key = c.get('key');
  return (
    <Document
      language={language}
      title={`${failed ? failedTitle(title, language) : title} · ${consoleMessages.name[language]}`}
      style={style}
      script={script}
      refreshSeconds={refreshSeconds}
      brand={{ href: '/console', name: consoleMessages.name[language] }}
      aside={
        <div class="who">
          {key && <span>{key.provider}</span>}
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
          <>
            <Places place={place} actor={key} language={language} />
            <Finder sought={sought} language={language} />
          </>
        )
      }
      footer={<p>{consoleMessages.personal[language]}</p>}
    >
      {children}
    </Document>
  );
}

interface PlacesProps {
  place: PageProps['place'];
  actor: Actor;
  language: Language;
}

function Places({ place, actor, language }: PlacesProps) {
  const isManager = actor.role === 'manager';
  const open = Object.entries(places).filter(([name]) => isManager || !OF_MANAGERS.has(name));
  const list = (
    <nav aria-label={consoleMessages.places[language]}>
      <ul>
        {open.map(([name, href]) => (
          <li>
            <a href={href} aria-current={name === place ? 'page' : undefined}>
              {navMessages[name as keyof typeof places][language]}
            </a>
          </li>
        ))}
        {actor.name && (
          <li>
            <a href="/console/sessions" aria-current={place === 'sessions' ? 'page' : undefined}>
              {actor.name}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
  // On a phone the places would fill the screen: there they are behind a button, which takes no script.
  return (
    <>
      <div class="wide">{list}</div>
      <details class="narrow">
        <summary>{consoleMessages.places[language]}</summary>
        {list}
      </details>
    </>
  );
}

/** On every page, for somebody on the telephone. It is sent and not asked in an address, as what is typed may be a name. */
function Finder({ sought, language }: { sought: string | undefined; language: Language }) {
  return (
    <search class="finder" aria-label={finderMessages.find[language]}>
      <form method="post" action={places.certificates}>
        <label for="q">{finderMessages.label[language]}</label>
        <input
          id="q"
          name="q"
          required
          maxlength={MAX_ASKED_LENGTH}
          autocomplete="off"
          spellcheck={false}
          value={sought}
        />
        <button class="second" type="submit">
          {finderMessages.find[language]}
        </button>
      </form>
    </search>
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

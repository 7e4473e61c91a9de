import type { Language } from '#register/certificate/credential.ts';
import { MAX_EMAIL_LENGTH } from '#register/names/holder-input.ts';
import { type AskRefusal, askMessages } from '#watch/messages/watch.ts';
import type { TypedSite } from '#watch/site/watch-form.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { ToLinks } from './site-links.tsx';
import { NeededFields, SiteField, siteErrors } from './watch-fields.tsx';

interface AskPageProps {
  context: PageContext;
  refusals?: readonly AskRefusal[];
  typed?: (TypedSite & { email: string }) | undefined;
}

/** What watching is, and the form that asks for it. */
export function AskPage({ context, refusals = [], typed }: AskPageProps) {
  const { language } = context;
  const errors = siteErrors(refusals, language);
  const isRefused = refusals.length > 0;
  return (
    <Layout
      context={context}
      title={askMessages.title[language]}
      failed={isRefused}
      found={{ path: '/watch', description: askMessages.lead[language] }}
    >
      <ErrorSummary errors={errors} order={['email', 'site', 'count']} language={language} />
      <div class="stack">
        <h1>{askMessages.title[language]}</h1>
        <p class="lead">{askMessages.lead[language]}</p>
      </div>
      {/* What was typed wrongly comes first, not how it works. */}
      {isRefused ? (
        <AskForm errors={errors} typed={typed} language={language} />
      ) : (
        <>
          <section class="stack" aria-labelledby="how">
            <h2 id="how">{askMessages.how[language]}</h2>
            <ol class="steps">
              {askMessages.steps[language].map((step) => (
                <li>{step}</li>
              ))}
            </ol>
          </section>
          <AskForm errors={errors} typed={typed} language={language} />
          <ToLinks context={context} />
        </>
      )}
    </Layout>
  );
}

interface AskFormProps extends Pick<AskPageProps, 'typed'> {
  errors: FieldErrors;
  language: Language;
}

function AskForm({ errors, typed, language }: AskFormProps) {
  return (
    <form class="box" method="post" action={address('/watch', {}, language)} novalidate>
      <div class="field">
        <label for="email">{askMessages.email[language]}</label>
        <FieldError field="email" errors={errors} />
        <input
          {...control('email', errors, true)}
          type="email"
          required
          maxlength={MAX_EMAIL_LENGTH}
          autocomplete="email"
          value={typed?.email}
        />
        <p class="small" id="email-hint">
          {askMessages.emailHint[language]}
        </p>
      </div>
      <SiteField errors={errors} typed={typed?.site} language={language} />
      <NeededFields errors={errors} typed={typed} language={language} />
      <button class="main" type="submit">
        {askMessages.ask[language]}
      </button>
    </form>
  );
}

/** The same whatever the address was: nobody learns whose it is. */
export function AskedPage({ context }: { context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={askMessages.askedTitle[language]}>
      <Panel look="waiting" title={askMessages.askedTitle[language]} done>
        <p>{askMessages.askedDetail[language]}</p>
      </Panel>
      <p>{askMessages.askedNothing[language]}</p>
      <p>
        <a class="target" href={address('/watch', {}, language)}>
          {askMessages.again[language]}
        </a>
      </p>
    </Layout>
  );
}

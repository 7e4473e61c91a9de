import type { Language } from '#register/certificate/credential.ts';
import { MAX_EMAIL_LENGTH } from '#register/names/holder-input.ts';
import { type AskRefusal, askMessages, askRefusals } from '#watch/messages/watch.ts';
import type { TypedSite } from '#watch/site/watch-form.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { NeededFields, Problem, SiteField } from './watch-fields.tsx';

interface AskPageProps {
  context: PageContext;
  refusal?: AskRefusal | undefined;
  /** What was typed, but for the address: it may be somebody else's. */
  typed?: TypedSite | undefined;
}

/** What watching is, and the form that asks for it. */
export function AskPage({ context, refusal, typed }: AskPageProps) {
  const { language } = context;
  return (
    <Layout
      context={context}
      title={askMessages.title[language]}
      found={{ path: '/watch', description: askMessages.lead[language] }}
    >
      <div class="stack">
        <h1>{askMessages.title[language]}</h1>
        <p class="lead">{askMessages.lead[language]}</p>
      </div>
      {/* What was typed wrongly comes first, not how it works. */}
      {refusal ? (
        <AskForm refusal={refusal} typed={typed} language={language} />
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
          <AskForm refusal={undefined} typed={typed} language={language} />
        </>
      )}
    </Layout>
  );
}

interface AskFormProps extends Pick<AskPageProps, 'typed'> {
  refusal: AskRefusal | undefined;
  language: Language;
}

function AskForm({ refusal, typed, language }: AskFormProps) {
  const aboutEmail = refusal === 'invalid' || refusal === 'usedUp' || refusal === 'noMoreMail';
  return (
    <form class="box" method="post" action={address('/watch', {}, language)}>
      <div class="field">
        <label for="email">{askMessages.email[language]}</label>
        {aboutEmail && <Problem of="email">{askRefusals[refusal][language]}</Problem>}
        <input
          id="email"
          name="email"
          type="email"
          required
          maxlength={MAX_EMAIL_LENGTH}
          autocomplete="email"
          aria-describedby={`${aboutEmail ? 'email-problem ' : ''}email-hint`}
          aria-invalid={aboutEmail ? 'true' : undefined}
        />
        <p class="small" id="email-hint">
          {refusal && !aboutEmail && <strong>{askMessages.emailAgain[language]} </strong>}
          {askMessages.emailHint[language]}
        </p>
      </div>
      <SiteField refusal={refusal} typed={typed?.site} language={language} />
      <NeededFields refusal={refusal} typed={typed} language={language} />
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

import type { Language } from '#register/certificate/credential.ts';
import { MAX_EMAIL_LENGTH } from '#register/names/holder-input.ts';
import { type AskRefusal, askRefusals, askWords } from '#watch/messages/watch.ts';
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
    <Layout context={context} title={askWords.title[language]}>
      <div class="stack">
        <h1>{askWords.title[language]}</h1>
        <p class="lead">{askWords.lead[language]}</p>
      </div>
      {/* What was typed wrongly comes first, not how it works. */}
      {refusal ? (
        <AskForm refusal={refusal} typed={typed} language={language} />
      ) : (
        <>
          <section class="stack" aria-labelledby="how">
            <h2 id="how">{askWords.how[language]}</h2>
            <ol class="steps">
              {askWords.steps[language].map((step) => (
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
  const aboutEmail = refusal === 'invalid' || refusal === 'tooMany';
  return (
    <form class="box" method="post" action={address('/watch', {}, language)}>
      <div class="field">
        <label for="email">{askWords.email[language]}</label>
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
          {refusal && !aboutEmail && <strong>{askWords.emailAgain[language]} </strong>}
          {askWords.emailHint[language]}
        </p>
      </div>
      <SiteField refusal={refusal} typed={typed?.site} language={language} />
      <NeededFields refusal={refusal} typed={typed} language={language} />
      <button class="main" type="submit">
        {askWords.ask[language]}
      </button>
    </form>
  );
}

/** The same whatever the address was: nobody learns whose it is. */
export function AskedPage({ context }: { context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={askWords.askedTitle[language]}>
      <Panel look="waiting" title={askWords.askedTitle[language]} done>
        <p>{askWords.askedDetail[language]}</p>
      </Panel>
      <p>{askWords.askedNothing[language]}</p>
      <p>
        <a class="target" href={address('/watch', {}, language)}>
          {askWords.again[language]}
        </a>
      </p>
    </Layout>
  );
}

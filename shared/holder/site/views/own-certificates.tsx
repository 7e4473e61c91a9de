import { ownCertificatesMessages as messages } from '#holder/messages/own-certificates.ts';
import { MAX_EMAIL_LENGTH } from '#register/names/holder-input.ts';
import { address } from '#web/http/current-page.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { Layout } from './layout.tsx';

interface AskOwnPageProps {
  isWrong: boolean;
  /** What was typed and is no address. */
  typed?: string;
  context: PageContext;
}

export function AskOwnPage({ isWrong, typed, context }: AskOwnPageProps) {
  const { language } = context;
  return (
    <Layout context={context} title={messages.title[language]} note={messages.limits[language]}>
      <div class="stack">
        <h1>{messages.title[language]}</h1>
        <p>{messages.how[language]}</p>
      </div>
      <form method="post" action={address('/my', {}, language)}>
        <div class="field">
          <label for="email">{messages.field[language]}</label>
          {isWrong && (
            <p class="wrong" id="problem" role="alert">
              {messages.wrong[language]}
            </p>
          )}
          <input
            id="email"
            name="email"
            type="email"
            required
            value={typed}
            maxlength={MAX_EMAIL_LENGTH}
            autocomplete="email"
            aria-describedby={isWrong ? 'problem' : undefined}
            aria-invalid={isWrong ? 'true' : undefined}
          />
        </div>
        <button class="main" type="submit">
          {messages.ask[language]}
        </button>
      </form>
    </Layout>
  );
}

export function AskedOwnPage({ context }: { context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={messages.askedTitle[language]} note={messages.limits[language]}>
      <Panel look="waiting" title={messages.askedTitle[language]} done>
        <p>{messages.asked[language]}</p>
      </Panel>
      <p>{messages.nothing[language]}</p>
    </Layout>
  );
}

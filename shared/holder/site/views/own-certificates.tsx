import { ownCertificatesMessages as messages } from '#holder/messages/own-certificates.ts';
import { address } from '#web/http/current-page.ts';
import { EmailForm } from '#web/ui/email-form.tsx';
import { ErrorSummary, type FieldErrors } from '#web/ui/error-summary.tsx';
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
  const errors: FieldErrors = isWrong ? { email: messages.wrong[language] } : {};
  return (
    <Layout
      context={context}
      title={messages.title[language]}
      failed={isWrong}
      note={messages.limits[language]}
    >
      <ErrorSummary errors={errors} language={language} />
      <div class="stack">
        <h1>{messages.title[language]}</h1>
        <p>{messages.how[language]}</p>
      </div>
      <EmailForm
        action={address('/my', {}, language)}
        messages={messages}
        errors={errors}
        typed={typed}
        language={language}
      />
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

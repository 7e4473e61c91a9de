import { siteLinksMessages as messages } from '#watch/messages/site-links.ts';
import { address } from '#web/http/current-page.ts';
import { EmailForm } from '#web/ui/email-form.tsx';
import { Layout } from '#web/ui/employer/layout.tsx';
import { ErrorSummary, type FieldErrors } from '#web/ui/error-summary.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';

export const LINKS_PATH = '/watch/links';

interface AskLinksProps {
  isWrong: boolean;
  /** What was typed and is no address. */
  typed?: string;
  context: PageContext;
}

export function AskLinksPage({ isWrong, typed, context }: AskLinksProps) {
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
        action={address(LINKS_PATH, {}, language)}
        messages={messages}
        errors={errors}
        typed={typed}
        language={language}
      />
    </Layout>
  );
}

export function AskedLinksPage({ context }: { context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={messages.askedTitle[language]} note={messages.limits[language]}>
      <Panel look="waiting" title={messages.askedTitle[language]} done>
        <p>{messages.asked[language]}</p>
      </Panel>
    </Layout>
  );
}

/** The way to them. */
export const ToLinks = ({ context: { language } }: Pick<AskLinksProps, 'context'>) => (
  <p>
    <a class="target" href={address(LINKS_PATH, {}, language)}>
      {messages.title[language]}
    </a>
  </p>
);

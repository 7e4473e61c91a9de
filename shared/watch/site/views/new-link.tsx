import { maskEmail } from '#register/names/masked-email.ts';
import { newLinkMessages as messages } from '#watch/messages/new-link.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { ToLinks } from './site-links.tsx';

/** A new link was made, and where it goes. It stands nowhere here: whoever pressed the button may be a stranger. */
export function NewLinkPage({ email, context }: { email: string; context: PageContext }) {
  const { language } = context;
  return (
    <Layout context={context} title={messages.title[language]}>
      <Panel look="waiting" title={messages.title[language]} done>
        <p>{messages.detail[language](maskEmail(email))}</p>
      </Panel>
      <ToLinks context={context} />
    </Layout>
  );
}

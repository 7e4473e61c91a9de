import { maskEmail } from '#register/names/masked-email.ts';
import {
  daysBefore,
  alertsMessages as messages,
  recipientMessages,
  stoppingDoes,
} from '#watch/messages/recipients.ts';
import { confirmMessages } from '#watch/messages/watch.ts';
import type { Recipient } from '#watch/recipients/recipient.ts';
import type { WatchedSite } from '#watch/watched-site.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { ConfirmPage } from './watch-confirm.tsx';

interface AlertsProps {
  recipient: Recipient;
  watchedSite: WatchedSite;
  path: string;
  context: PageContext;
}

/** What is confirmed, and the button: following the link confirms nothing. */
export function ConfirmAlertsPage({ recipient, watchedSite: { site }, path, context }: AlertsProps) {
  const { email, days } = recipient;
  return <ConfirmPage watchedSite={{ site, email }} days={days} path={path} context={context} />;
}

export function AlertsPage({ recipient, watchedSite, path, context }: AlertsProps) {
  const { language } = context;
  return (
    <Layout context={context} title={messages.title[language]}>
      <Panel look="good" title={messages.title[language]}>
        <p>{messages.detail[language]}</p>
      </Panel>
      <dl class="facts">
        {[
          [confirmMessages.site, watchedSite.site] as const,
          [confirmMessages.alertsTo, maskEmail(recipient.email)] as const,
          [recipientMessages.days, daysBefore(recipient.days, language)] as const,
        ].map(([name, value]) => (
          <div>
            <dt>{name[language]}</dt>
            <dd class="url">{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a class="target" href={address(`${path}/leave`, {}, language)}>
          {messages.stop[language]}
        </a>
      </p>
    </Layout>
  );
}

/** What stopping does, and the button. */
export function StopAlertsPage({ watchedSite, path, context }: AlertsProps) {
  const { language } = context;
  return (
    <Layout context={context} title={messages.stopTitle[language]}>
      <Panel look="wrong" title={messages.stopTitle[language]}>
        <p>{stoppingDoes(watchedSite.site, language)}</p>
      </Panel>
      <form method="post" action={address(`${path}/leave`, {}, language)}>
        <button class="main" type="submit">
          {messages.stop[language]}
        </button>
      </form>
      <p>
        <a class="target" href={address(path, {}, language)}>
          {messages.back[language]}
        </a>
      </p>
    </Layout>
  );
}

/** Nobody hears of anything by the link: it was stopped, or never confirmed. */
export function NoAlertsPage({ isStopped, context }: { isStopped: boolean; context: PageContext }) {
  const { language } = context;
  const [title, detail] = isStopped
    ? [messages.stopped, messages.stoppedDetail]
    : [messages.gone, messages.goneDetail];
  return (
    <Layout context={context} title={title[language]}>
      <Panel look={isStopped ? 'paused' : 'lost'} title={title[language]} done={isStopped}>
        <p>{detail[language]}</p>
      </Panel>
    </Layout>
  );
}

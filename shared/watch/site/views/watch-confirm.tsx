import { maskEmail } from '#register/names/masked-email.ts';
import { daysBefore, recipientMessages } from '#watch/messages/recipients.ts';
import { confirmMessages, leaveMessages, leavingDoes, noSiteMessages } from '#watch/messages/watch.ts';
import type { HeardDays } from '#watch/recipients/recipient.ts';
import type { WatchedSite } from '#watch/watched-site.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { ToLinks } from './site-links.tsx';

interface SitePageProps {
  watchedSite: WatchedSite;
  /** Of the site's own page. */
  path: string;
  context: PageContext;
}

interface ConfirmPageProps extends Omit<SitePageProps, 'watchedSite'> {
  watchedSite: Pick<WatchedSite, 'site' | 'email'>;
  /** From how many days before an end the reader is to hear of it, where somebody else asked for that. */
  days?: HeardDays;
}

/** What the mail's link leads to before anybody has confirmed: what was asked for, and the button. */
export function ConfirmPage({ watchedSite, days, path, context }: ConfirmPageProps) {
  const { language } = context;
  return (
    <Layout context={context} title={confirmMessages.title[language]}>
      <Panel look="waiting" title={confirmMessages.title[language]}>
        <p>{confirmMessages.detail[language]}</p>
      </Panel>
      <dl class="facts">
        <div>
          <dt>{confirmMessages.site[language]}</dt>
          <dd>{watchedSite.site}</dd>
        </div>
        <div>
          <dt>{confirmMessages.alertsTo[language]}</dt>
          <dd class="url">{maskEmail(watchedSite.email)}</dd>
        </div>
        {days !== undefined && (
          <div>
            <dt>{recipientMessages.days[language]}</dt>
            <dd>{daysBefore(days, language)}</dd>
          </div>
        )}
      </dl>
      <form method="post" action={address(`${path}/confirm`, {}, language)}>
        <button class="main" type="submit">
          {confirmMessages.button[language]}
        </button>
      </form>
      <form method="post" action={address(`${path}/leave`, {}, language)}>
        <button class="quiet" type="submit">
          {confirmMessages.notMe[language]}
        </button>
      </form>
    </Layout>
  );
}

/** What leaving does, and the button: following the link leaves nothing. */
export function LeavePage({ watchedSite, count, path, context }: SitePageProps & { count: number }) {
  const { language } = context;
  return (
    <Layout context={context} title={leaveMessages.title[language]}>
      <Panel look="wrong" title={leaveMessages.title[language]}>
        <p>{leavingDoes(watchedSite.site, count, language)}</p>
      </Panel>
      <form method="post" action={address(`${path}/leave`, {}, language)}>
        <button class="main" type="submit">
          {leaveMessages.button[language]}
        </button>
      </form>
      <p>
        <a class="target" href={address(path, {}, language)}>
          {leaveMessages.back[language]}
        </a>
      </p>
    </Layout>
  );
}

/** There is no site behind the link: why, and what to do instead. */
export function NoSitePage(props: { why: keyof typeof noSiteMessages; context: PageContext }) {
  const { why, context } = props;
  const { language } = context;
  const { title, detail } = noSiteMessages[why];
  return (
    <Layout context={context} title={title[language]}>
      <Panel look={why === 'left' ? 'paused' : 'lost'} title={title[language]} done={why === 'left'}>
        <p>{detail[language]}</p>
      </Panel>
      {(why === 'incomplete' || why === 'replaced') && <ToLinks context={context} />}
      {(why === 'gone' || why === 'left') && (
        <p>
          <a class="target" href={address('/watch', {}, language)}>
            {leaveMessages.toAsk[language]}
          </a>
        </p>
      )}
    </Layout>
  );
}

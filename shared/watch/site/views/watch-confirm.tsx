import { maskEmail } from '#register/names/masked-email.ts';
import { confirmWords, leaveWords, leavingDoes, watchLost } from '#watch/messages/watch.ts';
import type { Roster } from '#watch/roster.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';

interface SitePageProps {
  roster: Roster;
  /** Of the site's own page. */
  path: string;
  context: PageContext;
}

/** What the mail's link leads to before anybody has confirmed: what was asked for, and the button. */
export function ConfirmPage({ roster, path, context }: SitePageProps) {
  const { language } = context;
  return (
    <Layout context={context} title={confirmWords.title[language]}>
      <Panel look="waiting" title={confirmWords.title[language]}>
        <p>{confirmWords.detail[language]}</p>
      </Panel>
      <dl class="facts">
        <div>
          <dt>{confirmWords.site[language]}</dt>
          <dd>{roster.site}</dd>
        </div>
        <div>
          <dt>{confirmWords.alertsTo[language]}</dt>
          <dd class="url">{maskEmail(roster.email)}</dd>
        </div>
      </dl>
      <form method="post" action={address(`${path}/confirm`, {}, language)}>
        <button class="main" type="submit">
          {confirmWords.button[language]}
        </button>
      </form>
      <form method="post" action={address(`${path}/leave`, {}, language)}>
        <button class="quiet" type="submit">
          {confirmWords.notMe[language]}
        </button>
      </form>
    </Layout>
  );
}

/** What leaving does, and the button: following the link leaves nothing. */
export function LeavePage({ roster, count, path, context }: SitePageProps & { count: number }) {
  const { language } = context;
  return (
    <Layout context={context} title={leaveWords.title[language]}>
      <Panel look="wrong" title={leaveWords.title[language]}>
        <p>{leavingDoes(roster.site, count, language)}</p>
      </Panel>
      <form method="post" action={address(`${path}/leave`, {}, language)}>
        <button class="main" type="submit">
          {leaveWords.button[language]}
        </button>
      </form>
      <p>
        <a class="target" href={address(path, {}, language)}>
          {leaveWords.back[language]}
        </a>
      </p>
    </Layout>
  );
}

/** There is no site behind the link: why, and what to do instead. */
export function NoSitePage(props: { why: keyof typeof watchLost; context: PageContext }) {
  const { why, context } = props;
  const { language } = context;
  const { title, detail } = watchLost[why];
  return (
    <Layout context={context} title={title[language]}>
      <Panel look={why === 'left' ? 'paused' : 'lost'} title={title[language]} done={why === 'left'}>
        <p>{detail[language]}</p>
      </Panel>
      {why !== 'incomplete' && (
        <p>
          <a class="target" href={address('/watch', {}, language)}>
            {leaveWords.toAsk[language]}
          </a>
        </p>
      )}
    </Layout>
  );
}

import { siteMessages, takeThem } from '#watch/messages/watch-site.ts';
import type { WatchedEntry } from '#watch/report-site.ts';
import { certificateId } from '#watch/watched-site.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { CertificateNumber } from '#web/ui/text.tsx';
import { Names } from './watch-table.tsx';

interface RemovePageProps {
  /** What was ticked. */
  entries: readonly WatchedEntry[];
  path: string;
  context: PageContext;
}

/** Names what is taken off the list before anything is. */
export function RemovePage({ entries, path, context }: RemovePageProps) {
  const { language } = context;
  return (
    <Layout context={context} title={siteMessages.takeTitle[language]} note={siteMessages.secret[language]}>
      <Panel look="waiting" title={siteMessages.takeTitle[language]}>
        <p>{siteMessages.takeDetail[language]}</p>
      </Panel>
      <ul class="named">
        {entries.map((entry) => (
          <li>
            <CertificateNumber>{entry.member.number}</CertificateNumber>
            <Names entry={entry} />
          </li>
        ))}
      </ul>
      <form method="post" action={address(`${path}/remove`, {}, language)}>
        {entries.map(({ member }) => (
          <input type="hidden" name="id" value={certificateId(member)} />
        ))}
        <button class="main" type="submit" name="sure" value="yes">
          {takeThem(entries.length, language)}
        </button>
      </form>
      <p>
        <a class="target" href={address(path, {}, language)}>
          {siteMessages.back[language]}
        </a>
      </p>
    </Layout>
  );
}

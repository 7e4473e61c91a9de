import type { Language } from '#register/certificate/credential.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import { CoverageSection } from '#watch/coverage/watch-coverage.tsx';
import type { AskRefusal } from '#watch/messages/watch.ts';
import { asOfAndTo, siteMessages, summaryMessages } from '#watch/messages/watch-site.ts';
import type { SiteReport, WatchedEntry } from '#watch/report-site.ts';
import { countByStatus } from '#watch/site/watch-entries.ts';
import type { TypedSite } from '#watch/site/watch-form.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import { ErrorSummary } from '#web/ui/error-summary.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { AddForm, addErrors, type Unread } from './watch-add.tsx';
import { siteErrors } from './watch-fields.tsx';
import { SettingsForm } from './watch-settings.tsx';
import { CertificatesTable } from './watch-table.tsx';

interface SitePageProps {
  view: SiteReport;
  /** Of the site's own page, without a query. */
  path: string;
  /** What the last form has done. */
  done?: string | undefined;
  /** Why what was typed into the settings was not taken. */
  refused?: { codes: readonly AskRefusal[]; typed: TypedSite } | undefined;
  /** Why nothing could be read of what was to be added. */
  unread?: Unread | undefined;
  context: PageContext;
}

/** A site that is watched: how its certificates stand today, until when enough people are covered, and all its forms. */
export function SitePage({ view, path, done, refused, unread, context }: SitePageProps) {
  const { watchedSite, entries, unreadable } = view;
  const { language, today } = context;
  const isEmpty = entries.length + unreadable === 0;
  const errors = { ...siteErrors(refused?.codes ?? [], language), ...addErrors(unread) };
  const adding = <AddForm path={path} unread={unread} language={language} />;
  return (
    <Layout
      context={context}
      title={watchedSite.site}
      failed={refused !== undefined || unread !== undefined}
      note={siteMessages.secret[language]}
    >
      <ErrorSummary errors={errors} language={language} />
      <div class="stack">
        <h1>{watchedSite.site}</h1>
        {done !== undefined && (
          <p class="valid done" role="status">
            {done}
          </p>
        )}
        <p class="lead">{asOfAndTo(today, maskEmail(watchedSite.email), language)}</p>
      </div>
      {isEmpty && <p>{siteMessages.none[language]}</p>}
      {(isEmpty || unread !== undefined) && adding}
      {!isEmpty && (
        <>
          <Summary entries={entries} unreadable={unreadable} language={language} />
          <nav class="jumps screen" aria-label={siteMessages.onThisPage[language]}>
            {(['coverage', 'list', 'add', 'settings'] as const).map((part) => (
              <a class="target" href={`#${part}`}>
                {siteMessages[part][language]}
              </a>
            ))}
          </nav>
          <CoverageSection view={view} path={path} today={today} language={language} />
          <CertificatesTable entries={entries} path={path} language={language} />
        </>
      )}
      {!isEmpty && unread === undefined && adding}
      <SettingsForm watchedSite={watchedSite} path={path} refused={refused} language={language} />
      <p class="screen">
        <a class="target" href={address(`${path}/leave`, {}, language)}>
          {siteMessages.leave[language]}
        </a>
      </p>
    </Layout>
  );
}

const summaryTones = {
  valid: 'valid',
  soon: 'soon',
  revoked: 'stop',
  suspended: 'stop',
  expired: 'stop',
  superseded: 'plain',
  notYetValid: 'plain',
  unreadable: 'plain',
} as const;

interface SummaryProps {
  entries: readonly WatchedEntry[];
  unreadable: number;
  language: Language;
}

function Summary({ entries, unreadable, language }: SummaryProps) {
  return (
    <section class="stack" aria-labelledby="summary">
      <h2 id="summary">{siteMessages.summary[language]}</h2>
      <ul class="tally">
        {countByStatus(entries, unreadable).map(([kind, count]) => (
          <li class={summaryTones[kind]}>
            <b>{count}</b> {summaryMessages[kind][language](count)}
          </li>
        ))}
      </ul>
    </section>
  );
}

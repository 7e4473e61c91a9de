import type { Language } from '#register/certificate/credential.ts';
import { maskEmail } from '#register/names/masked-email.ts';
import { CoverageSection } from '#watch/coverage/watch-coverage.tsx';
import { declaredMessages } from '#watch/messages/declared.ts';
import { recipientMessages } from '#watch/messages/recipients.ts';
import type { AskRefusal } from '#watch/messages/watch.ts';
import { asOfAndTo, siteMessages, summaryMessages } from '#watch/messages/watch-site.ts';
import type { Recipient } from '#watch/recipients/recipient.ts';
import type { Newer } from '#watch/replaced/find-newer.ts';
import type { SiteReport, WatchedEntry } from '#watch/report-site.ts';
import { countByStatus } from '#watch/site/watch-entries.ts';
import type { TypedSite } from '#watch/site/watch-form.ts';
import { address } from '#web/http/current-page.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import { ErrorSummary } from '#web/ui/error-summary.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { AddForm, addErrors, type Unread } from './watch-add.tsx';
import { DeclaredSection, declaredErrors, type RefusedPerson } from './watch-declared.tsx';
import { siteErrors } from './watch-fields.tsx';
import { RecipientsSection, type RefusedRecipient, recipientErrors } from './watch-recipients.tsx';
import { SettingsForm } from './watch-settings.tsx';
import { CertificatesTable } from './watch-table.tsx';

interface SitePageProps {
  view: SiteReport;
  /** The newer certificates of those that were replaced. */
  newer: ReadonlyMap<string, Newer>;
  /** Of the site's own page, without a query. */
  path: string;
  /** What the last form has done. */
  done?: string | undefined;
  /** Why what was typed into the settings was not taken. */
  refused?: { codes: readonly AskRefusal[]; typed: TypedSite } | undefined;
  /** Why nothing could be read of what was to be added. */
  unread?: Unread | undefined;
  /** Why somebody whom the employer declared was not taken. */
  refusedPerson?: RefusedPerson | undefined;
  /** Who else is told of the site, and why one more was not taken. */
  recipients: readonly Recipient[];
  refusedRecipient?: RefusedRecipient | undefined;
  context: PageContext;
}

/** A site that is watched: how its certificates stand today, until when enough people are covered, and all its forms. */
export function SitePage(props: SitePageProps) {
  const { view, newer, recipients, path, done, refused, unread, refusedPerson, refusedRecipient, context } =
    props;
  const { watchedSite, entries, declared, unreadable } = view;
  const { language, today } = context;
  const isEmpty = entries.length + declared.length + unreadable === 0;
  const errors = {
    ...siteErrors(refused?.codes ?? [], language),
    ...addErrors(unread),
    ...declaredErrors(refusedPerson, language),
    ...recipientErrors(refusedRecipient, language),
  };
  const adding = <AddForm path={path} unread={unread} language={language} />;
  return (
    <Layout
      context={context}
      title={watchedSite.site}
      failed={Object.keys(errors).length > 0}
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
          {entries.length + unreadable > 0 && (
            <Summary entries={entries} unreadable={unreadable} language={language} />
          )}
          <nav class="jumps screen" aria-label={siteMessages.onThisPage[language]}>
            {(['coverage', 'list', 'add', 'declared', 'recipients', 'settings'] as const)
              .filter((part) => part !== 'list' || entries.length > 0)
              .map((part) => (
                <a class="target" href={`#${part}`}>
                  {titles[part][language]}
                </a>
              ))}
          </nav>
          <CoverageSection view={view} path={path} today={today} language={language} />
          {entries.length > 0 && (
            <CertificatesTable entries={entries} newer={newer} path={path} language={language} />
          )}
        </>
      )}
      {!isEmpty && unread === undefined && adding}
      <DeclaredSection view={view} path={path} refused={refusedPerson} today={today} language={language} />
      <RecipientsSection
        watchedSite={watchedSite}
        recipients={recipients}
        path={path}
        refused={refusedRecipient}
        language={language}
      />
      <SettingsForm watchedSite={watchedSite} path={path} refused={refused} language={language} />
      <p class="screen">
        <a class="target" href={address(`${path}/leave`, {}, language)}>
          {siteMessages.leave[language]}
        </a>
      </p>
    </Layout>
  );
}

const titles = { ...siteMessages, declared: declaredMessages.title, recipients: recipientMessages.title };

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
